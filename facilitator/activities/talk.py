"""Talk: somebody speaks with slides of their own, people buzz in pairs, then one question at a time is answered."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, cast

import msgspec

from facilitator.activities.kind import Facts, Kind, Stop
from facilitator.changes import BadCommand
from facilitator.plan import KindSpec, Preset
from facilitator.state import Activity, Contribution, Participant, State

QUESTION_LIMIT = 160
ANSWER = "answer"
"""In a question's data: whether it was answered, or is taken along."""


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """`speaker` and `role`: who speaks. `buzz`: minutes in pairs afterwards, none with 0. `questions`: minutes for
    the questions; the activity's own minutes are the talk's."""

    speaker: Annotated[str, msgspec.Meta(max_length=60)] = ""
    role: Annotated[str, msgspec.Meta(max_length=80)] = ""
    buzz: Annotated[int, msgspec.Meta(ge=0, le=15)] = 2
    questions: Annotated[int, msgspec.Meta(ge=1, le=60)] = 3


class Talk(Kind):
    """Nobody sees another's question before the questions; how many want an answer, facilitators alone."""

    name = "talk"
    limit = QUESTION_LIMIT
    spec = KindSpec(
        kind="talk",
        settings=Settings,
        presets=(Preset("Oplæg", "talk", "Oplæg", "", 10, {}),),
        prompt_required=False,
        at_phone=3,
    )
    stops = (
        Stop("open", "slides", "console_next_open", False, "console_phones_listen", "console_board_talk", "work",
             locks=True),
        Stop("open", "buzz", "console_next_buzz", False, "console_phones_put_down", "console_board_buzz", "put_down"),
        Stop("open", "questions", "console_next_questions", False, "console_phones_questions",
             "console_board_questions", "work"),
    )  # fmt: skip
    sees: ClassVar = {"slides": frozenset(), "buzz": frozenset(), "questions": frozenset({"cards"})}
    board_sees: ClassVar = {}

    def stops_of(self, activity: Activity) -> tuple[Stop, ...]:
        """The buzz is left out where it has no minutes."""
        return tuple(stop for stop in self.stops if stop.step != "buzz" or activity.settings.get("buzz"))

    def planned_ms(self, state: State, activity: Activity, stop: Stop) -> int | None:
        """The talk's own minutes, then those of the buzz and of the questions."""
        minutes = activity.minutes if stop.step == "slides" else activity.settings.get(stop.step or "")
        return minutes * 60_000 if minutes else None

    def fields(self, state: State, activity: Activity) -> dict[str, Any]:
        """Who speaks, which of the meeting's talks it is, and how many questions are answered."""
        talks = [each.id for each in state.programme() if each.kind == self.name and not each.skipped]
        seen = "cards" in self.seen(activity)
        return {
            "speaker": activity.settings.get("speaker", ""),
            "role": activity.settings.get("role", ""),
            "place": talks.index(activity.id) + 1 if activity.id in talks else 0,
            "of": len(talks),
            "limit": QUESTION_LIMIT,
            "late": activity.stage != "open",
            "answered": sum(answer_of(card) == "answered" for card in state.cards(activity.id)) if seen else 0,
        }

    def targets(self, state: State, activity: Activity) -> list[str]:
        """The questions, from when all may see them."""
        return [card.id for card in state.cards(activity.id)] if "cards" in self.seen(activity) else []

    def check_mark(self, state: State, activity: Activity, person: Participant, target: str, value: Any) -> str:
        """*Det vil jeg også vide*, about what somebody else asks."""
        target = super().check_mark(state, activity, person, target, value)
        own = any(each.participant == person.id for each in state.members(state.contributions[target]))
        if own or not isinstance(value, bool):
            raise BadCommand("true or false, about somebody else's question")
        return target

    def told(self, state: State, activity: Activity, card: Contribution, *, privately: bool) -> dict[str, Any]:
        """What became of a question; to consoles also how many others want to know."""
        return {
            "kind": "question",
            "answer": answer_of(card),
            "others": others(state, card) if privately else None,
        }

    def facts(self, state: State, activity: Activity) -> Facts:
        """Who spoke, and every question when the talk is over, with what became of it."""
        facts = super().facts(state, activity) | {name: activity.settings.get(name, "") for name in ("speaker", "role")}
        over = activity.stage not in ("planned", "open") or state.event.closed_at is not None
        if not over and "cards" not in self.seen(activity):
            return facts | {"not_yet": True, "questions": [], "hidden": 0}
        cards = state.cards(activity.id)
        wanted = {card.id: others(state, card) if over else 0 for card in cards}
        rank = {"answered": 0, "later": 1, None: 2}
        cards.sort(key=lambda card: (rank[answer_of(card)], -wanted[card.id], card.created_at, card.id))
        return facts | {
            "not_yet": False,
            "questions": [
                {"text": card.text, "answer": answer_of(card), "others": wanted[card.id]}
                for card in cards
            ],
            "hidden": sum(each.standing == "hidden" for each in state.given(activity.id)),
        }  # fmt: skip


def answer_of(card: Contribution) -> str | None:
    """Whether a question was answered, or is taken along."""
    return cast("str | None", (card.data or {}).get(ANSWER))


def others(state: State, card: Contribution) -> int:
    """How many others want to know: who said so, and who asked the same on a card that was merged into it."""
    members = state.members(card)
    marks = state.marks_by_activity.get(card.activity, {})
    said = {voter for each in members for voter, mark in marks.get(each.id, {}).items() if not mark.removed}
    asked = {each.participant for each in members if each.participant and not each.removed}
    return len((said | asked) - {card.participant})
