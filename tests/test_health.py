"""How it goes is told to consoles in plain words, from the start of the meeting, and only what is so."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator import backups, health, laptop
from facilitator.actions.unlink import seal_now
from facilitator.afterwards import BY_ITSELF
from facilitator.audience import board_view, console_view, phone_view
from facilitator.config import Config
from facilitator.house import House
from facilitator.meeting import Meeting
from facilitator.safekeeping import Safekeeping
from tests.conftest import Facilitator, Person, facilitator_of


def told(meeting: Meeting) -> dict[str, Any]:
    row: dict[str, Any] = console_view(meeting.state, meeting.clock.ms()).get("health", {})
    return row


@pytest.fixture
def house(event_folder: Path) -> Iterator[House]:
    house = House(Config(events=event_folder.parent, address="192.168.8.10"))
    house.open(lambda *_: None)
    house.refresh_joins()
    yield house
    house.close()


@pytest.fixture
def going(house: House) -> Meeting:
    """A meeting of a house, which has begun."""
    meeting = house.running["7K4"].meeting
    assert facilitator_of(meeting).ask("start")["ok"]
    return meeting


def test_it_works(meeting: Meeting, facilitator: Facilitator) -> None:
    assert not told(meeting), "before the meeting there is the list of what has to be ready"
    facilitator.ask("start")
    assert told(meeting)["disk"] == "ok"
    assert "health" not in phone_view(meeting.state) | board_view(meeting.state, meeting.clock.ms())


def test_so_many_phones_are_with_it_of_those_that_were(
    meeting: Meeting, facilitator: Facilitator, arrives: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.ask("start")
    people = [arrives() for _ in range(3)]
    for person in people:
        meeting.presence.come(f"socket {person.token}", person.actor.id)
    meeting.count_people()
    assert (told(meeting)["in_step"], told(meeting)["phones"]) == (3, 3)
    now = meeting.clock.ms()
    meeting.presence.go(f"socket {people[0].token}")
    monkeypatch.setattr(meeting.presence, "_clock", lambda: now + 60_000)
    meeting.count_people()
    assert (told(meeting)["in_step"], told(meeting)["phones"]) == (2, 3)
    meeting.presence.see(people[0].actor.id)  # without a socket, it asks
    meeting.count_people()
    assert told(meeting)["in_step"] == 3
    monkeypatch.setattr(meeting.presence, "_clock", lambda: now + 900_000)
    meeting.count_people()
    assert told(meeting)["phones"] == 2, "whoever has gone home is not missing"


def test_a_disk_that_takes_nothing_or_is_slow_is_told_until_it_is_not(
    meeting: Meeting, facilitator: Facilitator, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.until("ideer", "open", "silent")
    write = meeting.store.write

    def full(*_: Any, **__: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(meeting.store, "write", full)
    assert not anna.ask("contribute", activity="ideer", text="En idé")["ok"]
    assert told(meeting)["disk"] == "failing"

    def slow(*given: Any, **more: Any) -> None:
        time.sleep(0.03)
        write(*given, **more)

    monkeypatch.setattr("facilitator.meeting.SLOW", 0.02)
    monkeypatch.setattr(meeting.store, "write", slow)
    anna.writes("En idé")
    assert told(meeting)["disk"] == "slow"
    monkeypatch.setattr("facilitator.meeting.SLOW", 5.0)
    anna.writes("En idé til")
    assert told(meeting)["disk"] == "ok"


def test_power_and_room_are_looked_at_while_the_meeting_runs(
    going: Meeting, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laptop, "power", lambda: {"plugged": False, "percent": 23})
    health.look(going, house.running["7K4"].opened.folder)
    assert told(going)["power"] == {"plugged": False, "percent": 23}
    assert told(going)["room"] % laptop.COARSE == 0
    heard: list[Any] = []
    going.on_change(heard.append)
    health.look(going, house.running["7K4"].opened.folder)
    assert not heard, "nothing new, nothing said"


def test_a_stick_that_is_out_and_still_has_what_was_erased_is_told(
    going: Meeting, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, keeping = house.running["7K4"], Safekeeping(house)
    stick, drives = {"KINGSTON": tmp_path / "stick"}, {}
    (stick["KINGSTON"] / "Inspiratorium" / running.opened.folder.name).mkdir(parents=True)
    monkeypatch.setattr(laptop, "drives", lambda: drives)
    for there, names in ((stick, []), ({}, ["KINGSTON"]), (stick, [])):
        drives = there
        keeping.look_after(running)
        assert told(going)["not_cleaned"] == names
        if there and not going.state.event.sealed_at:
            going.change(BY_ITSELF, "seal", seal_now)


def test_the_last_copy_is_told_and_one_that_fails(
    going: Meeting, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, keeping = house.running["7K4"], Safekeeping(house)
    keeping.look_after(running)
    at = told(going)["copied"]
    assert at["at"] and not at["failed"]

    def full(*_: Any) -> None:
        raise OSError("no room")

    monkeypatch.setattr(backups, "make", full)
    facilitator_of(going)  # something has changed
    keeping.look_after(running)
    assert told(going)["copied"] == {"at": at["at"], "failed": True}


def test_an_address_that_moves_is_told_until_the_laptop_is_back(going: Meeting, house: House) -> None:
    for address, was in (("10.0.0.7", "192.168.8.10"), ("10.0.0.9", "192.168.8.10"), ("192.168.8.10", None)):
        house.config = Config(events=house.config.events, address=address)
        house.refresh_joins()
        assert told(going)["address"] == (f"{was}:0" if was else None)
