"""Who may do what: every command, for every role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from facilitator import commands as c
from facilitator.access import ROLES, Actor, handle, hash_of, new_id
from facilitator.actions import ACTIONS
from facilitator.meeting import Meeting
from facilitator.rows import AccessKey
from tests.conftest import EVERY_KIND, Facilitator, Person


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


FIELDS: dict[str, dict[str, Any]] = {
    "contribute": {"activity": "ideer", "text": "En idé"},
    "edit": {"target": "idea", "text": "Bedre"},
    "take_back": {"target": "idea"},
    "mark": {"activity": "velkomst", "target": "dot", "value": True},
    "regain": {"code": "bølge 274"},
    "together": {"people": 3},
    "deal": {"activity": "ideer"},
    "heap": {"activity": "ideer", "targets": ["idea"], "title": "Have"},
    "home": {"activity": "skridt", "home": "self"},
    "take_on": {"target": "step", "value": True},
    "answer": {"target": "question", "value": "answered"},
    "erase": {},
    "seal": {},
    "start": {},
    "next": {"at": "ideer/open/silent"},
    "back": {"at": "ideer/open/silent"},
    "undo": {},
    "redo": {},
    "merge": {"target": "idea", "into": "other"},
    "split": {"target": "idea"},
    "object": {"target": "idea", "value": False},
    "stage": {"activity": "ideer", "stage": "open"},
    "timer": {"activity": "ideer", "act": "stop"},
    "replan": {"activity": "samtale", "minutes": 4},
    "skip": {"activity": "samtale", "value": True},
    "later": {"activity": "stemmer", "after": "samtale"},
    "insert": {"kind": "conversation", "preset": "Summe to og to"},
    "reword": {"activity": "ideer", "prompt": "Hvad nu?"},
    "hide": {"target": "idea"},
    "show": {"target": "idea"},
    "theme": {"activity": "ideer", "title": "Byen"},
    "retitle": {"theme": "theme", "title": "Havnen"},
    "drop_theme": {"theme": "theme"},
    "place": {"target": "idea", "theme": None},
    "at_tables": {"activity": "ideer", "on": True},
    "adopt": {"activity": "ideer", "title": "Have"},
    "lead": {"act": "take"},
    "revoke": {"key": "link"},
    "greet": {},
    "people": {"count": 40},
    "open_log": {"on": True},
    "count": {"activity": "stemmer", "target": "idea", "people": 12},
    "phones": {"on": False},
    "screen": {"frozen": True},
    "end": {},
    "reopen": {},
    "note": {"text": "En pointe"},
    "note_edit": {"target": "note", "text": "Bedre", "kind": "point"},
    "note_move": {"target": "note", "activity": "ideer"},
    "note_remove": {"target": "note"},
    "consent": {"target": "quote", "value": "nameless"},
    "approve": {"target": "quote", "value": "yes"},
    "photo": {},
    "describe": {"target": "photo", "text": "En væg"},
    "drop_photo": {"target": "photo"},
    "rephrase": {
        "paper": "minutes",
        "version": "both",
        "place": "in_short/more/text",
        "was": "",
        "seen": "",
        "text": "Kort",
    },
    "arrange": {"paper": "minutes", "parts": [], "left_out": ["day"]},
    "approve_minutes": {"paper": "summary"},
}
PARTICIPANTS_MAY = {"contribute", "edit", "take_back", "mark", "regain", "object", "together", "deal", "heap", "home",
                    "take_on", "erase"}  # fmt: skip
FACILITATORS_MAY = set(FIELDS) - (PARTICIPANTS_MAY - {"contribute", "edit"}) - {"approve"}
REFERENTS_MAY = {
    "note", "note_edit", "note_move", "note_remove", "consent", "photo", "describe", "drop_photo", "undo", "redo",
    "rephrase", "arrange",
}  # fmt: skip
MAY = {
    "participant": PARTICIPANTS_MAY,
    "organiser": FACILITATORS_MAY,
    "facilitator": FACILITATORS_MAY,
    "referent": REFERENTS_MAY,
    "host": {"greet"},
    "speaker": {"approve"},
}


def test_it_works() -> None:
    assert {str(kind.__struct_config__.tag) for kind in ACTIONS} == set(FIELDS)
    assert len(ACTIONS) == len(c.Command.__subclasses__())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("do", FIELDS)
def test_a_role_may_do_what_is_its_own_and_nothing_else(
    meeting: Meeting, facilitator: Facilitator, anna: Person, do: str, role: str
) -> None:
    question, step = in_the_last_two(facilitator, anna)
    facilitator.ask("stage", activity="ideer", stage="open", step="silent")
    person = anna if role == "participant" else Person(meeting, Actor(role, f"a {role}", role))
    idea = anna.writes("Annas idé")
    theme = new_id()
    link = handle(hash_of(meeting.mint("referent", "")))
    facilitator.ask("theme", id=theme, activity="ideer", title="Tema")
    other = anna.writes("En anden idé")
    note, quote, photo = new_id(), new_id(), new_id()
    facilitator.ask("note", id=note, text="En note")
    facilitator.ask("note", id=quote, text="Et citat", kind="quote")
    facilitator.ask("photo", id=photo)
    if role == "speaker":
        meeting.state.keys[person.actor.id] = AccessKey(person.actor.id, role, "Oda", "", activity="ideer")
    there = {
        "idea": idea, "theme": theme, "other": other, "link": link, "question": question, "step": step, "note": note,
        "quote": quote, "photo": photo,
    }  # fmt: skip
    fields = {key: there.get(str(value), value) for key, value in FIELDS[do].items()}
    if do == "home":
        facilitator.ask("stage", activity="skridt", stage="open", step="write")
    before = meeting.state.seq
    answer = person.ask(do, **fields)
    if do in MAY.get(role, set()):
        assert "bad" not in answer, answer
    else:
        assert answer == {"ok": False, "bad": "this role may not ask that"} | (
            {"mine": answer["mine"]} if role == "participant" else {}
        )
        assert meeting.state.seq == before


def in_the_last_two(facilitator: Facilitator, anna: Person) -> tuple[str, str]:
    """Let somebody ask a speaker, and write a step."""
    facilitator.ask("start")
    facilitator.ask("stage", activity="oplaeg", stage="open", step="questions")
    question = anna.writes("Hvordan?", "oplaeg")
    facilitator.ask("stage", activity="skridt", stage="open", step="write")
    step = anna.writes("Låner nøglen", "skridt")
    facilitator.ask("stage", activity="skridt", stage="closed")
    return question, step


def test_a_participant_can_do_nothing_in_anothers_name(
    meeting: Meeting, facilitator: Facilitator, arrives: Callable[[], Person]
) -> None:
    anna, eve = arrives(), arrives()
    facilitator.next(2)
    idea = anna.writes("Annas")
    for do, fields in (("edit", {"text": "Eves"}), ("take_back", {})):
        assert "bad" in eve.ask(do, target=idea, **fields)
    assert "bad" in eve.ask("contribute", id=idea, activity="ideer", text="Eves")
    assert meeting.state.contributions[idea].text == "Annas"
