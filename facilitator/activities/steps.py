"""Steps: what each *hjem* does first, when, and who sees to it. One phone writes for a home; then it is said aloud.

A home is a theme of the activity. Who belongs to none writes for themselves. *Siden sidst* is in since.py.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Annotated, Any, ClassVar

import msgspec

from facilitator.access import Actor
from facilitator.activities.ideas import theme_of
from facilitator.activities.kind import Facts, Kind, Stop
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Contribute
from facilitator.plan import KindSpec, Preset
from facilitator.state import Activity, Contribution, Draft, Participant, State, Theme

STEP_LIMIT = 140
EACH = 2
"""So many steps a home has at most."""
HOMES = 40
ALOUD_MS = 60_000
SELF = "self"
"""The home of whoever belongs to none, and the target under which a person's home is kept."""
HOME = "home"
WHEN = ("week", "month", "next")


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """`homes`: those that are known beforehand. `since`: ask what became of an earlier event's steps. `from`: the
    folder or code of that event; without it the newest before this one that has any."""

    homes: Annotated[
        list[Annotated[str, msgspec.Meta(min_length=1, max_length=60)]], msgspec.Meta(max_length=HOMES)
    ] = msgspec.field(default_factory=list)
    since: bool = False
    from_: Annotated[str, msgspec.Meta(max_length=120)] = msgspec.field(default="", name="from")


class Steps(Kind):
    """Steps are written in the open, and seen by all from when they are said aloud."""

    name = "steps"
    limit = STEP_LIMIT
    tells_marks = True
    spec = KindSpec(
        kind="steps",
        settings=Settings,
        presets=(
            Preset("Næste skridt", "steps", "Næste skridt", "Hvad gør I som det første, når I kommer hjem?", 10, {}),
            Preset("Siden sidst", "steps", "Siden sidst", "Hvad er der sket siden sidst?", 5, {"since": True}),
        ),
        prompt_required=False,
        at_phone=8,
    )
    stops = (
        Stop("open", "write", "console_next_open", False, "console_phones_steps", "console_board_homes", "work"),
        Stop("open", "aloud", "console_next_aloud", True, "console_phones_look_up", "console_board_aloud", "look_up"),
        Stop("closed", None, "console_next_steps", False, "console_phones_take_on", "console_board_steps", "work"),
    )
    sees: ClassVar = {"write": frozenset(), "aloud": frozenset({"cards"}), "closed": frozenset({"cards"})}

    def seen(self, activity: Activity, *, by_board: bool = False) -> frozenset[str]:
        """Once it is closed, everything is seen, whatever its last step was."""
        return self.sees["closed"] if activity.stage == "closed" else super().seen(activity, by_board=by_board)

    def pose(self, activity: Activity) -> str:
        """The list is there to be taken from."""
        return "work" if activity.stage == "closed" else super().pose(activity)

    def turns(self, state: State, activity: Activity) -> list[tuple[str, str]]:
        """The homes that have a step, in their order; last those who wrote for themselves."""
        if (activity.stage, activity.step) != ("open", "aloud"):
            return []
        of = {theme_of(state, card) or SELF for card in state.cards(activity.id)}
        homes = [(home.id, home.title) for home in state.themes_of(activity.id) if home.id in of]
        return [*homes, (SELF, "")] if SELF in of else homes

    def planned_ms(self, state: State, activity: Activity, stop: Stop) -> int | None:
        """The planned minutes for writing, and a minute for each home."""
        return ALOUD_MS if stop.step == "aloud" else super().planned_ms(state, activity, stop)

    def entering(self, draft: Draft, activity: Activity, stop: Stop, clock: int) -> None:
        """Make the homes that the plan knows, the first time."""
        if any(theme.activity == activity.id for theme in draft.state.themes.values()):
            return
        for place, title in enumerate(activity.settings.get("homes", ()), start=1):
            draft.make("theme", Theme(f"{activity.id}.{place}", activity.id, title, place - 1, float(place)))

    def fields(self, state: State, activity: Activity) -> dict[str, Any]:
        """The homes, with whether each has a step; whose turn it is."""
        done = {theme_of(state, card) for card in state.cards(activity.id)}
        homes = state.themes_of(activity.id) if activity.stage != "planned" else []
        turns = [turn for turn, _ in self.turns(state, activity)]
        turn = activity.settings.get("turn")
        return {
            "since": False,
            "homes": [{"id": home.id, "title": home.title, "done": home.id in done} for home in homes],
            "turn": turn if turn in turns else turns[0] if turns else None,
            "earlier": None,
            "limit": STEP_LIMIT,
            "late": activity.stage != "open",
        }

    def taking(self, draft: Draft, activity: Activity, actor: Actor, command: Contribute) -> dict[str, Any]:
        """Two steps for each home, and for each who has none. What is hidden takes no place."""
        if command.about or command.outcome:
            raise BadCommand("that is asked of earlier steps")
        state = draft.state
        own = None if actor.facilitates else actor.id
        there = [
            card
            for card in state.given(activity.id)
            if card.standing != "hidden"
            and theme_of(state, card) == command.theme
            and (command.theme is not None or card.participant == own)
        ]
        if len(there) >= EACH and not (actor.facilitates and command.theme is None):
            raise Refused("refused_home_full")
        return {"when": _when(state, command.when)} if command.when else {}

    def targets(self, state: State, activity: Activity) -> list[str]:
        """The steps, from when all may see them."""
        return [card.id for card in state.cards(activity.id)] if "cards" in self.seen(activity) else []

    def takes_marks(self, activity: Activity) -> bool:
        """Also when all have spoken: then people choose what to take on."""
        return activity.stage in ("open", "closed")

    def check_mark(self, state: State, activity: Activity, person: Participant, target: str, value: Any) -> str:
        """*Jeg er med*."""
        if not isinstance(value, bool):
            raise BadCommand("true or false")
        return super().check_mark(state, activity, person, target, value)

    def told(self, state: State, activity: Activity, card: Contribution, *, privately: bool) -> dict[str, Any]:
        """When, who sees to it where the name may be told, and how many are in."""
        kept = keeper(state, card)
        return {
            "kind": "step",
            "home": theme_of(state, card),
            "when": (card.data or {}).get("when"),
            "by": (by := due(state, card)) and by.isoformat(),
            "place": [*(each.id for each in state.cards(activity.id)), card.id].index(card.id) + 1,
            "kept": kept is not None,
            "keeper": kept or "",
            "joined": len(joined(state, card)),
        }

    def facts(self, state: State, activity: Activity) -> Facts:
        """Every step with its home, once all may see them or the meeting is over."""
        facts = super().facts(state, activity) | {"since": False}
        given = list(state.given(activity.id))
        if not state.event.closed_at and "cards" not in self.seen(activity):
            return facts | {"not_yet": True, "steps": [], "hidden": 0}
        order = {home.id: place for place, home in enumerate(state.themes_of(activity.id))}
        cards = sorted(state.cards(activity.id), key=lambda c: (order.get(c.theme or "", HOMES), c.created_at, c.id))
        return facts | {
            "not_yet": False,
            "steps": [
                {"what": card.text, "home": state.themes[home].title if (home := theme_of(state, card)) else ""}
                | {name: value for name, value in self.told(state, activity, card, privately=False).items()
                   if name in ("when", "by", "kept", "keeper", "joined")}
                for card in cards
            ],
            "hidden": sum(each.standing == "hidden" for each in given),
        }  # fmt: skip


def keeper_target(step: str) -> str:
    """The target of the mark by which somebody sees to a step; its value is a name that may be told, or true."""
    return f"{step}.keeper"


def keeper(state: State, step: Contribution) -> str | None:
    """Who sees to a step: a name that may be told, '' where it may not, None where nobody does."""
    marks = state.marks_by_activity.get(step.activity, {}).get(keeper_target(step.id), {})
    live = [mark.value for mark in marks.values() if not mark.removed]
    return (live[0] if isinstance(live[0], str) else "") if live else None


def joined(state: State, step: Contribution) -> list[str]:
    """Who said *Jeg er med*."""
    marks = state.marks_by_activity.get(step.activity, {}).get(step.id, {})
    return [voter for voter, mark in marks.items() if not mark.removed]


def due(state: State, step: Contribution) -> dt.date | None:
    """The day by which a step is to be taken, where that is a day."""
    when, held = (step.data or {}).get("when"), dt.date.fromisoformat(state.event.date)
    if when == "week":
        return held + dt.timedelta(days=7)
    if when == "month":
        year, month = held.year + held.month // 12, held.month % 12 + 1
        return dt.date(year, month, min(held.day, calendar.monthrange(year, month)[1]))
    return dt.date.fromisoformat(when) if when and when not in WHEN else None


def _when(state: State, when: str) -> str:
    if when in WHEN:
        return when
    try:
        day = dt.date.fromisoformat(when)
    except ValueError:
        raise BadCommand("week, month, next or a date") from None
    if not 0 <= (day - dt.date.fromisoformat(state.event.date)).days <= 5 * 366:
        raise Refused("refused_date")
    return day.isoformat()
