"""*Passer ikke*: the writer says so, facilitators alone see it, and a new place is a new start."""

from __future__ import annotations

import pytest

from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.meeting import Meeting
from tests.conftest import Facilitator, Person


@pytest.fixture
def idea(meeting: Meeting, facilitator: Facilitator, anna: Person) -> str:
    """Anna's idea, put in a theme."""
    facilitator.next(2)
    idea = anna.writes("Fællesspisning hver torsdag")
    facilitator.until("ideer", "open", "gather")
    facilitator.ask("theme", id="T" * 16, activity="ideer", title="Have")
    facilitator.ask("place", target=idea, theme="T" * 16)
    return idea


def flagged(meeting: Meeting, idea: str) -> bool:
    return bool(console_view(meeting.state, 0)[f"c:{idea}"]["objects"])


def test_it_works(meeting: Meeting, anna: Person, idea: str) -> None:
    assert anna.ask("object", target=idea, value=True)["ok"]
    assert flagged(meeting, idea)
    (own,) = person_view(meeting.state, anna.actor.id)["contributions"]
    assert own["objects"] and own["theme"] == "T" * 16


def test_nobody_else_is_told(meeting: Meeting, anna: Person, idea: str) -> None:
    before = phone_view(meeting.state), board_view(meeting.state, 0)
    anna.ask("object", target=idea, value=True)
    assert (phone_view(meeting.state), board_view(meeting.state, 0)) == before


def test_it_can_be_taken_back(meeting: Meeting, anna: Person, idea: str) -> None:
    anna.ask("object", target=idea, value=True)
    anna.ask("object", target=idea, value=False)
    assert not flagged(meeting, idea)


def test_another_persons_idea_is_not_there(meeting: Meeting, bo: Person, idea: str) -> None:
    assert bo.ask("object", target=idea, value=True)["bad"] == "no such contribution"
    assert not flagged(meeting, idea)


@pytest.mark.parametrize("asked", [{"do": "place", "theme": None}, {"do": "place", "theme": None, "position": 3}])
def test_a_new_place_is_a_new_start(
    meeting: Meeting, facilitator: Facilitator, anna: Person, idea: str, asked: dict[str, object]
) -> None:
    anna.ask("object", target=idea, value=True)
    fields = dict(asked)
    facilitator.ask(str(fields.pop("do")), target=idea, **fields)
    assert not flagged(meeting, idea)


def test_what_lies_nowhere_yet_cannot_lie_wrong(facilitator: Facilitator, anna: Person) -> None:
    facilitator.next(2)
    secret = anna.writes("Endnu ikke vist")
    assert anna.ask("object", target=secret, value=True)["refused"] == "refused_not_yet"


def test_a_text_on_anothers_card_says_which(meeting: Meeting, facilitator: Facilitator, bo: Person, idea: str) -> None:
    other = bo.writes("Spis sammen om torsdagen")
    facilitator.ask("merge", target=other, into=idea)
    (own,) = person_view(meeting.state, bo.actor.id)["contributions"]
    assert own["on"] == meeting.state.contributions[idea].number and own["theme"] == "T" * 16
    bo.ask("object", target=other, value=True)
    facilitator.ask("split", target=other)
    assert not flagged(meeting, other)
