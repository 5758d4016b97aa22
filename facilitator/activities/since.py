"""*Siden sidst*: what became of an earlier event's steps. Anybody may tell, with or without words.

The earlier steps lie in the event's row from when it was planned, and become contributions when this begins. What is
told of one is a contribution about it, so that nobody's words go over another's; the latest says how it went.
"""

from __future__ import annotations

from typing import Any, ClassVar

from facilitator.access import Actor
from facilitator.activities.ideas import theme_of
from facilitator.activities.kind import Facts, Kind, Stop
from facilitator.activities.steps import Steps
from facilitator.changes import BadCommand
from facilitator.commands import Contribute
from facilitator.state import Activity, Contribution, Draft, State, Theme

SAID_LIMIT = 140
EARLIER = "earlier"
"""In the event's plan: for each *Siden sidst*, the event before and its steps."""


class Since(Kind):
    """What people tell is seen by all when it is shown."""

    name = Steps.name
    spec = Steps.spec
    limit = SAID_LIMIT
    wordless = True
    stops = (
        Stop("open", "answer", "console_next_open", False, "console_phones_since", "console_board_since", "work"),
        Stop("shown", None, "console_next_since", True, "console_phones_look_up", "console_board_became", "look_up"),
    )
    sees: ClassVar = {"answer": frozenset({"cards"}), "shown": frozenset({"cards"})}

    def entering(self, draft: Draft, activity: Activity, stop: Stop, clock: int) -> None:
        """Copy the earlier steps and their homes, the first time."""
        found = earlier(draft.state, activity)
        if found is None or any(True for _ in draft.state.given(activity.id)):
            return
        homes: dict[str, str] = {}
        for place, step in enumerate(found["steps"], start=1):
            title = step["home"]
            if title and title not in homes:
                homes[title] = f"{activity.id}.h{len(homes) + 1}"
                look = len(homes) - 1
                draft.make("theme", Theme(homes[title], activity.id, title, look, float(look + 1)))
            data = {"past": {name: step[name] for name in ("when", "by", "keeper", "kept")}}
            draft.make("contribution", Contribution(
                f"{activity.id}.{place}", activity.id, step["what"], "paper", "shown", draft.at,
                theme=homes.get(title), position=float(place), data=data,
            ))  # fmt: skip

    def shows_cards(self, state: State, activity: Activity) -> list[Contribution]:
        """The earlier steps; what is told of them goes with them."""
        return [card for card in state.cards(activity.id) if _past(card)]

    def fields(self, state: State, activity: Activity) -> dict[str, Any]:
        """Which event the steps are from."""
        found = earlier(state, activity)
        return {
            "since": True,
            "homes": [],
            "turn": None,
            "earlier": {"title": found["title"], "date": found["date"]} if found else None,
            "limit": SAID_LIMIT,
            "late": activity.stage != "open",
        }

    def taking(self, draft: Draft, activity: Activity, actor: Actor, command: Contribute) -> dict[str, Any]:
        """Tell of one step; who has told of it before has changed their mind."""
        step = draft.state.contributions.get(command.about or "")
        if step is None or step.activity != activity.id or not _past(step) or step.removed:
            raise BadCommand("no such step")
        if command.outcome is None or command.when or command.theme:
            raise BadCommand("an outcome, about a step")
        teller = None if actor.facilitates else actor.id
        for before in told_of(draft.state, step):
            if before.participant == teller:
                draft.set("contribution", before.id, removed=1)
        return {"about": step.id, "outcome": command.outcome}

    def told(self, state: State, activity: Activity, card: Contribution, *, privately: bool) -> dict[str, Any]:
        """Of an earlier step how it went, when that is shown; of what is told, about which step."""
        data = card.data or {}
        if "about" in data:
            return {"kind": "told", "about": data["about"], "outcome": data["outcome"]}
        told = self._shown(state, card) if privately or activity.stage == "shown" else []
        return {
            "kind": "past",
            "home": theme_of(state, card),
            **data.get("past", {"when": None, "by": None, "keeper": "", "kept": False}),
            "place": card.position or 0,
            "outcome": (told[-1].data or {})["outcome"] if told else None,
            "said": [each.text for each in told if each.text],
        }

    def facts(self, state: State, activity: Activity) -> Facts:
        """The earlier steps; what became of them once it is shown, or the activity is over."""
        facts = super().facts(state, activity) | {"since": True, "earlier": earlier(state, activity)}
        steps = sorted(self.shows_cards(state, activity), key=lambda card: (card.position or 0, card.id))
        over = activity.stage in ("shown", "closed") or state.event.closed_at is not None
        if not over:
            return facts | {"not_yet": True, "steps": [], "hidden": 0}
        names = ("when", "by", "keeper", "kept", "outcome", "said")
        told = [(step, self.told(state, activity, step, privately=True)) for step in steps]
        return facts | {
            "not_yet": False,
            "steps": [
                {"what": step.text, "home": state.themes[home].title if (home := row["home"]) else ""}
                | {name: row[name] for name in names}
                for step, row in told
            ],
            "hidden": sum(each.standing == "hidden" for each in state.given(activity.id)),
        }

    @staticmethod
    def _shown(state: State, step: Contribution) -> list[Contribution]:
        return [each for each in told_of(state, step) if each.standing == "shown"]


def earlier(state: State, activity: Activity) -> dict[str, Any] | None:
    """Give the event before, and its steps: the one that the plan found for this activity, else any it found."""
    found: dict[str, dict[str, Any]] = state.event.plan.get(EARLIER) or {}
    return found.get(activity.key) or next(iter(found.values()), None)


def told_of(state: State, step: Contribution) -> list[Contribution]:
    """What has been told of a step, oldest first."""
    return [each for each in state.given(step.activity) if (each.data or {}).get("about") == step.id]


def _past(card: Contribution) -> bool:
    return "past" in (card.data or {})
