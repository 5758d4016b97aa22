"""What the room may read of the facilitators' doings: only when they say so, and nothing that is hidden."""

from __future__ import annotations

import json

import pytest

from facilitator import wire
from facilitator.audience import board_view, console_view, phone_view
from facilitator.meeting import Meeting
from tests.conftest import Facilitator, Person


@pytest.fixture
def idea(meeting: Meeting, facilitator: Facilitator, anna: Person) -> str:
    """An idea that everybody has seen, and that has been placed."""
    facilitator.next(2)
    idea = anna.writes("Fællesspisning")
    facilitator.until("ideer", "open", "gather")
    facilitator.ask("theme", id="T" * 16, activity="ideer", title="Have")
    facilitator.ask("place", target=idea, theme="T" * 16)
    return idea


def test_it_works(meeting: Meeting, facilitator: Facilitator, idea: str) -> None:
    facilitator.ask("open_log", on=True)
    view = phone_view(meeting.state)
    wire.check("phone", view)
    assert [(line["kind"], line["number"], line["text"]) for line in view["log"]["lines"]] == [
        ("place", 1, "Fællesspisning"), ("theme", None, "Have"),
    ]  # fmt: skip
    assert console_view(meeting.state, 0)["event"]["log_open"] is True
    facilitator.ask("open_log", on=False)
    assert "log" not in phone_view(meeting.state)


def test_it_is_closed_until_somebody_opens_it(meeting: Meeting, idea: str) -> None:
    assert "log" not in phone_view(meeting.state) and "log" not in board_view(meeting.state, 0)


def test_it_names_nobody(meeting: Meeting, facilitator: Facilitator, idea: str) -> None:
    facilitator.ask("open_log", on=True)
    assert "Mette" not in json.dumps(phone_view(meeting.state)["log"])


def test_of_what_is_hidden_only_the_reason_is_told(meeting: Meeting, facilitator: Facilitator, idea: str) -> None:
    facilitator.ask("open_log", on=True)
    facilitator.ask("hide", target=idea, reason="Nævner en person")
    told = phone_view(meeting.state)["log"]["lines"]
    assert told[0] == {"at": told[0]["at"], "kind": "hide", "number": None, "text": "Nævner en person"}
    assert "Fællesspisning" not in json.dumps(told, ensure_ascii=False), "nor in what was done with it before"


def test_nothing_is_told_of_what_the_room_has_not_seen(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    facilitator.ask("open_log", on=True)
    idea = anna.writes("Hemmelig")
    for do, fields in (("edit", {"text": "Hemmelig, rettet"}), ("hide", {"reason": "x"}), ("show", {})):
        facilitator.ask(do, target=idea, **fields)
    facilitator.ask("theme", activity="ideer", title="Hemmeligt tema")
    assert phone_view(meeting.state)["log"] == {"lines": []}


def test_what_was_taken_back_is_not_told(meeting: Meeting, facilitator: Facilitator, idea: str) -> None:
    facilitator.ask("open_log", on=True)
    facilitator.ask("undo")
    assert [line["kind"] for line in phone_view(meeting.state)["log"]["lines"]] == ["theme"]
