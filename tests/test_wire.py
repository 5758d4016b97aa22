"""The wire: the document is what the types say, and every message is what the types say."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from facilitator import wire
from facilitator.access import new_id
from facilitator.arrivals import host_view
from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.meeting import Meeting
from facilitator.referent import referent_view
from tests.conftest import EVERY_KIND, ROOT, Facilitator, Person
from tools.wire import document


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def test_it_works() -> None:
    assert (ROOT / "docs" / "wire.md").read_text("utf-8") == document(), "run: python tools/wire.py"


def test_every_view_at_every_step_is_what_the_types_say(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    seen: set[str] = set()

    def look() -> None:
        views = {
            "phone": phone_view(meeting.state),
            "board": board_view(meeting.state, meeting.clock.ms()),
            "console": console_view(meeting.state, meeting.clock.ms()),
            "host": host_view(meeting.state, meeting.clock.ms()),
            "referent": referent_view(meeting.state),
        }
        for audience, view in views.items():
            wire.check(audience, view)
            seen.update(f"{audience} {name.partition(':')[0]}" for name, row in view.items() if row)
        msgspec.convert(person_view(meeting.state, anna.actor.id), wire.Mine)

    look()
    facilitator.next(2)
    ideas = [anna.writes("Et"), bo.writes("To")]
    facilitator.ask("theme", id=(theme := new_id()), activity="ideer", title="Byen")
    facilitator.ask("place", target=ideas[0], theme=theme)
    facilitator.ask("timer", activity="ideer", act="pause")
    facilitator.ask("open_log", on=True)
    facilitator.ask("note", text="Et citat", kind="quote")
    facilitator.ask("photo")
    look()
    while meeting.state.event.stage != "closed":
        now = meeting.state.now()
        if now is not None and (now.kind, now.stage) == ("vote", "open"):
            anna.votes(ideas[0])
            facilitator.ask("count", activity="stemmer", target=ideas[1], people=9)
        if now is not None and now.step == "gather":
            facilitator.ask("at_tables", activity="ideer", on=True)
            anna.ask("deal", activity="ideer")
            anna.ask("heap", activity="ideer", targets=[ideas[1]], title="Have")
        if now is not None and now.id == "oplaeg":
            anna.ask("contribute", activity="oplaeg", text="Hvordan kom de første ind?")
        if now is not None and now.id == "skridt" and now.step == "write":
            for when in ("week", "2016-01-01"):
                anna.ask("contribute", activity="skridt", text="Låner nøglen", theme="skridt.1", when=when)
            anna.ask("home", activity="skridt", title="Mosen")
        if now is not None and now.id == "skridt" and now.stage == "closed":
            anna.ask("take_on", target=next(meeting.state.given("skridt")).id, value=True, name="Anne", named=True)
            look()
        meeting.state.settled = True
        facilitator.next()
        facilitator.ask("screen", spotlight=ideas[0])
        look()
    meeting.state.rehearsal = {"people": 40, "pace": 1.0}
    look()
    missing = {f"{audience} {name}" for audience, rows in wire.ROWS.items() for name in rows} - seen
    assert not missing, "these rows were never seen, so never held to their types"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"do": "contribute", "activity": "ideer", "text": "Et"}, wire.Accepted),
        ({"do": "contribute", "activity": "ideer", "text": ""}, wire.Refused),
        ({"do": "contribute", "activity": "findes ikke", "text": "Et"}, wire.Bad),
        ({"do": "next", "at": "ideer"}, wire.Bad),
    ],
)
def test_every_answer_is_what_the_types_say(
    facilitator: Facilitator, anna: Person, fields: dict[str, Any], kind: type
) -> None:
    facilitator.next(2)
    msgspec.convert(anna.ask(**fields), kind)
