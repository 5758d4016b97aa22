"""A step in one's own calendar: whole and valid, only of steps that one may see, and only where there is a day."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from facilitator import ics
from facilitator.house import House
from tests.conftest import EVERY_KIND, Facilitator


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def browser(web: Flask) -> FlaskClient:
    """Somebody's browser, with the cookie that it was given."""
    one = web.test_client()
    one.get("/7K4")
    return one


def lines_of(data: bytes) -> list[str]:
    """Read a file as RFC 5545 has it: unfold, after holding the folds to their rules."""
    text = data.decode()
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return re.sub("\r\n[ \t]", "", text).split("\r\n")[:-1]


def day(**fields: object) -> ics.Day:
    whole = {"uid": "1@x", "day": dt.date(2015, 12, 17), "summary": "Et skridt", "description": "Fra mødet",
             "language": "da", "made": dt.datetime(2015, 12, 10, 14, 5, tzinfo=dt.UTC)} | fields  # fmt: skip
    return ics.Day(**whole)  # type: ignore[arg-type]


def test_it_works() -> None:
    assert lines_of(ics.write([day()])) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Inspiratorium//Inspiratorium//DA", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:1@x", "DTSTAMP:20151210T140500Z", "DTSTART;VALUE=DATE:20151217",
        "DTEND;VALUE=DATE:20151218", "SUMMARY;LANGUAGE=da:Et skridt", "DESCRIPTION;LANGUAGE=da:Fra mødet",
        "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["æøå" * 47, "👩‍👩‍👧 " * 20, "x" * 75, "Ja; nej, måske \\ altid:", "END:VEVENT"])
def test_any_text_is_only_text_and_is_folded_between_letters(text: str) -> None:
    lines = lines_of(ics.write([day(summary=text, description=f"{text}\n{text}")]))
    assert len(lines) == 15
    said = lines[10].removeprefix("SUMMARY;LANGUAGE=da:")
    assert re.sub(r"\\([\\;,])", r"\1", said) == text
    assert "\\n" in lines[11]


@pytest.fixture
def facilitator(house: House) -> Facilitator:
    (running,) = house.running.values()
    entered = running.meeting.use_link(running.meeting.mint("facilitator", "Mette"))
    assert entered is not None
    actor = running.meeting.holder_of(entered[0])
    assert actor is not None
    return Facilitator(running.meeting, actor)


@pytest.fixture
def written(web: Flask, facilitator: Facilitator) -> tuple[FlaskClient, str]:
    """Somebody has written a step by the plain form."""
    facilitator.ask("start")
    facilitator.ask("stage", activity="skridt", stage="open")
    anna = browser(web)
    page = anna.get("/7K4").get_data(as_text=True)
    assert "Hvor hører I hjemme?" in page and "Havnen" in page
    anna.post("/7K4/form", data={"do": "home", "id": "H" * 16, "activity": "skridt", "home": "skridt.1"})
    page = anna.get("/7K4").get_data(as_text=True)
    assert 'name="when"' in page and "Vores første skridt" in page
    said = {"do": "contribute", "id": "S" * 16, "activity": "skridt", "theme": "skridt.1", "text": "Låner nøglen",
            "when": "week", "date": ""}  # fmt: skip
    answer = anna.post("/7K4/form", data=said)
    assert answer.headers["Location"].endswith("said=phone_said_contribute")
    return anna, "S" * 16


def test_ones_own_step_is_there_at_once_and_everybodys_when_it_is_said_aloud(
    web: Flask, facilitator: Facilitator, written: tuple[FlaskClient, str]
) -> None:
    anna, step = written
    bo, stranger = browser(web), web.test_client()
    assert bo.get(f"/7K4/calendar/{step}").status_code == stranger.get(f"/7K4/calendar/{step}").status_code == 404
    answer = anna.get(f"/7K4/calendar/{step}")
    assert answer.headers["Content-Type"] == ics.TYPE and ".ics" in answer.headers["Content-Disposition"]
    lines = lines_of(answer.get_data())
    assert "DTSTART;VALUE=DATE:20151217" in lines and "SUMMARY;LANGUAGE=da:Låner nøglen" in lines
    facilitator.ask("stage", activity="skridt", stage="closed")
    assert bo.get(f"/7K4/calendar/{step}").status_code == 200
    facilitator.ask("hide", target=step, reason="")
    assert bo.get(f"/7K4/calendar/{step}").status_code == 404


def test_without_a_day_or_a_step_there_is_nothing(written: tuple[FlaskClient, str]) -> None:
    anna, _ = written
    undated = {"do": "contribute", "id": "N" * 16, "activity": "skridt", "text": "Uden dag", "when": "next"}
    anna.post("/7K4/form", data=undated)
    for name in ("N" * 16, "findes-ikke", "skridt.1"):
        assert anna.get(f"/7K4/calendar/{name}").status_code == 404


def test_a_name_is_in_the_calendar_only_where_it_may_be_told(
    web: Flask, facilitator: Facilitator, written: tuple[FlaskClient, str]
) -> None:
    anna, step = written
    facilitator.ask("stage", activity="skridt", stage="closed")
    page = anna.get("/7K4").get_data(as_text=True)
    for word in ("Jeg tager det", "Jeg er med", "Læg i kalenderen", "Mit navn må stå i referatet"):
        assert word in page, "by plain forms too"
    assert "Senest 17. december 2015" in page
    take = {"do": "take_on", "target": step, "value": "true", "name": "Anne Holm"}
    anna.post("/7K4/form", data=take | {"id": "T" * 16})
    assert "Anne" not in "".join(lines_of(anna.get(f"/7K4/calendar/{step}").get_data()))
    anna.post("/7K4/form", data=take | {"id": "U" * 16, "named": "true"})
    assert "Tovholder: Anne Holm" in "".join(lines_of(anna.get(f"/7K4/calendar/{step}").get_data()))
