"""Put a value on a target: a vote, a dot."""

from __future__ import annotations

from typing import Any

from facilitator.access import Actor
from facilitator.activities import kind_of
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Mark
from facilitator.state import Draft, State
from facilitator.state import Mark as MarkRow


def mark(draft: Draft, actor: Actor, command: Mark) -> None:
    """Set the wished value of one target. After the grace only the number of late marks is kept."""
    state = draft.state
    activity = state.activities.get(command.activity)
    if activity is None:
        raise BadCommand("no such activity")
    person = state.participants[actor.id]
    kind = kind_of(activity)
    target = kind.check_mark(state, activity, person, command.target, command.value)
    if activity.stage == "planned":
        raise Refused("refused_not_yet")
    in_grace = activity.stage == "closed" and draft.clock <= (activity.accepts_until or 0)
    if state.event.stage != "open" or not (kind.takes_marks(activity) or in_grace):
        draft.set("activity", activity.id, late_marks=activity.late_marks + 1)
        draft.refusal = Refused("refused_closed")
        return
    value = kind.kept(command.value)
    for member in members(state, target):
        key = (activity.id, member, actor.id)
        there = state.rows["mark"].get(key)
        if there is None and member == target and value is not False:
            draft.make("mark", MarkRow(activity.id, member, actor.id, value, draft.at))
        elif there is None or (there.removed and (member != target or value is False)):
            continue
        elif member == target or _is_less(value, there.value):
            draft.set("mark", key, value=value, given_at=draft.at, removed=int(value is False))
    kind.marked(draft, activity, person)


def members(state: State, target: str) -> list[str]:
    """A target, and where it is a card everything that lies on it: what is said of the card is said of it all."""
    contribution = state.contributions.get(target)
    return [target] if contribution is None else [member.id for member in state.members(contribution)]


def _is_less(value: Any, before: Any) -> bool:
    return value is False or (isinstance(value, int) and isinstance(before, int) and value < before)
