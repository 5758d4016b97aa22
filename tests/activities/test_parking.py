"""*Noget på hjerte?*: open at any time, for facilitators' eyes, read aloud and in the minutes."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from facilitator import minutes
from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.meeting import Meeting
from facilitator.state import PARKING
from tests.conftest import Facilitator, Person

TEXT = "Hvem rydder op bagefter?"


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.next()
    anna.writes(TEXT, PARKING)
    view = console_view(meeting.state, 0)
    (card,) = (row for id, row in view.items() if id.startswith("c:"))
    assert (card["text"], card["number"]) == (TEXT, None)
    assert view["progress"]["parked"] == 1 and view["progress"]["ideas"] == 0
    assert [own["text"] for own in person_view(meeting.state, anna.actor.id)["contributions"]] == [TEXT]


def test_nobody_else_is_told(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.next(2)
    before = phone_view(meeting.state), board_view(meeting.state, 0)
    anna.writes(TEXT, PARKING)
    assert (phone_view(meeting.state), board_view(meeting.state, 0)) == before


@pytest.mark.parametrize("steps", [1, 3, 6])
def test_it_is_open_whatever_runs_and_no_part_of_the_programme(
    meeting: Meeting, facilitator: Facilitator, anna: Person, steps: int
) -> None:
    facilitator.next(steps)
    meeting.state.settled = True
    anna.writes(TEXT, PARKING)
    assert PARKING not in [activity.id for activity in meeting.state.programme()]
    for do, fields in (("stage", {"stage": "closed"}), ("stage", {"stage": "open"})):
        assert "bad" in facilitator.ask(do, activity=PARKING, **fields)


def test_before_the_meeting_there_is_none(meeting: Meeting, anna: Person) -> None:
    assert "bad" in anna.ask("contribute", activity=PARKING, text=TEXT)


def test_after_the_end_it_waits(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.next()
    facilitator.ask("end")
    assert anna.ask("contribute", activity=PARKING, text=TEXT)["ok"]
    (card,) = (row for id, row in console_view(meeting.state, 0).items() if id.startswith("c:"))
    assert card["standing"] == "waiting" and card["late"]


def test_the_minutes_have_what_was_not_hidden(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.next()
    anna.writes(TEXT, PARKING)
    hidden = anna.writes("Noget om en navngiven", PARKING)
    facilitator.ask("hide", target=hidden, reason="")
    facilitator.writes("Sagt højt: parkering til cykler", PARKING)
    now = dt.datetime.now(dt.UTC)
    assert json.loads(minutes.render(meeting.state, "json", now))["parked"] == [TEXT, "Sagt højt: parkering til cykler"]
    for name in ("md", "html"):
        text = minutes.render(meeting.state, name, now).decode()
        assert TEXT in text and "navngiven" not in text
