"""*Tag det med*: after the meeting everybody may take home what the room pointed to, and only what is for all."""

from __future__ import annotations

from pathlib import Path

import gevent
import pytest
from flask import Flask

from facilitator.access import new_id
from facilitator.house import House
from facilitator.minutes import apart
from tests.conftest import EVERY_KIND
from tests.reading import pdf_text, unpacked
from tests.simulation.phone import Client
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess


@pytest.fixture
def plan() -> str:
    return EVERY_KIND.replace("[event]", '[event]\nminutes_at = "insp.dk/referat"\nminutes_by = "fredag"', 1)


def test_it_works(server: ServerProcess) -> None:
    console, phone = Console(server), Client(server.port, "7K4")
    console.ask("start")
    console.ask("stage", activity="ideer", stage="open", step="silent")
    idea = new_id()
    console.ask_raw("command", {"do": "contribute", "id": idea, "activity": "ideer", "text": "Noget hemmeligt"})
    console.ask("hide", target=idea)
    console.ask("note", text="Vi mødes igen i april", kind="agreement", activity="ideer")
    console.ask("note", text="Uspurgte ord", kind="quote", activity="ideer")
    assert phone.request("GET", "/7K4/take.pdf")[0] == 404, "there is nothing to take home yet"
    console.ask("end")
    status, headers, body = phone.request("GET", "/7K4/take.pdf")
    assert status == 200 and headers["Content-Disposition"].endswith('"tag-det-med-2015-12-10-insp-offentlig.pdf"')
    said = pdf_text(body)
    assert said.startswith("Tag det med") and "Vi mødes igen i april" in said and "insp.dk/referat" in said
    assert not [word for word in ("hemmeligt", "Uspurgte", "Udkast") if word in unpacked(body)]
    assert phone.request("GET", "/7K4/take.pdf")[2] == body, "the same bytes for everybody"
    page = phone.request("GET", "/7K4")[2].decode()
    assert '/7K4/take.pdf" download' in page and "Gem det nu" in page


def test_when_the_minutes_come_is_said_also_when_nobody_knows_where(event_folder: Path) -> None:
    plan = event_folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8").replace('minutes_at = "insp.dk/referat"\n', ""), encoding="utf-8")
    with ServerProcess(event_folder.parent) as server:
        console, phone = Console(server), Client(server.port, "7K4")
        console.ask("start")
        console.ask("end")
        assert "Referatet kommer senest fredag." in phone.request("GET", "/7K4")[2].decode()


def test_a_room_that_asks_at_once_starts_one_process(house: House, web: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    (running,) = house.running.values()
    running.meeting.state.event.closed_at = "2015-12-10T15:00:00.000Z"
    started: list[int] = []

    def slow(*_: object, **__: object) -> bytes:
        started.append(1)
        gevent.sleep(0.05)
        return b"%PDF"

    monkeypatch.setattr(apart, "one", slow)
    asked = [gevent.spawn(lambda: web.test_client().get("/7K4/take.pdf").status_code) for _ in range(40)]
    assert [each.get(timeout=10) for each in asked] == [200] * 40 and started == [1]
    running.meeting.state.seq += 1
    assert web.test_client().get("/7K4/take.pdf").status_code == 200 and started == [1, 1], (
        "anew when something changed"
    )
