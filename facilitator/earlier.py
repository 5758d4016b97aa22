"""The steps of an earlier event, for *Siden sidst*: read once, beside whatever runs there, and copied into the new one.

What a new event carries on is what the minutes of the earlier one say: no hidden step, no name without consent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facilitator import plan as plans
from facilitator.activities import kind_of
from facilitator.plan.problems import printable
from facilitator.state import State
from facilitator.store import FILE_NAME, read
from facilitator.texts import Texts

CARRIED = ("what", "home", "when", "by", "kept", "keeper")

Found = dict[str, Any]


def earlier_steps(plan: plans.Plan, folder: Path) -> tuple[dict[str, Found], tuple[str, ...]]:
    """Give the earlier event and its steps for each *Siden sidst* of a plan, by its key; and warnings, in the plan's
    language, where there are none to be had."""
    t, found, warnings = Texts(plan.language), {}, []
    for activity in plan.activities:
        if not activity.settings.get("since"):
            continue
        named = activity.settings.get("from") or ""
        event = next(_events(folder, named, plan), None)
        if event is not None:
            found[activity.key] = event
        elif named:
            warnings.append(t("plan_warning_no_earlier_named", title=activity.title, name=printable(named)))
        else:
            warnings.append(t("plan_warning_no_earlier", title=activity.title))
    return found, tuple(warnings)


def _events(folder: Path, named: str, plan: plans.Plan) -> Iterator[Found]:
    """The events beside this one with steps: the one that is named, else those before it, newest first."""
    states = {each.name: state for each in _beside(folder, named) if (state := _read(each)) is not None}
    if named:
        chosen = [s for name, s in states.items() if named.casefold() in (name.casefold(), s.event.code.casefold())]
    else:
        chosen = [s for s in states.values() if s.event.date < plan.date.isoformat()]
    for state in sorted(chosen, key=lambda s: (s.event.date, s.event.id), reverse=True):
        steps = list(_steps(state))
        if steps:
            yield {"folder": state.event.id, "title": state.event.title, "date": state.event.date, "steps": steps}


def _beside(folder: Path, named: str) -> list[Path]:
    others = [each for each in folder.parent.iterdir() if (each / FILE_NAME).is_file() and each.name != folder.name]
    return [each for each in others if each.name == named] or others


def _read(folder: Path) -> State | None:
    """Read an event's file; None where it cannot be: then it has nothing to carry on."""
    try:
        state = read(folder)
    except (OSError, sqlite3.Error, ValueError, TypeError):
        return None
    return state if state.rows["event"] and state.event.opened_at else None


def _steps(state: State) -> Iterator[dict[str, Any]]:
    for activity in state.programme():
        if activity.kind != "steps" or activity.settings.get("since"):
            continue
        for step in kind_of(activity).facts(state, activity)["steps"]:
            yield {name: step[name] for name in CARRIED}
