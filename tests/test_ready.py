"""*Klar til salen* on the server: what is seen of the laptop, whose phone has come, and a copy that is whole."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import time
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gevent
import psutil
import pytest
from flask import Flask
from flask.testing import FlaskClient

from facilitator import copying, laptop, printing, ready, wire
from facilitator.audience import board_view, console_view, phone_view
from facilitator.changes import Refused
from facilitator.house import House
from facilitator.meeting import Meeting
from tests.conftest import Facilitator, Person
from tests.simulation.phone import Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

Part = namedtuple("Part", "device mountpoint fstype opts")
Battery = namedtuple("Battery", "percent secsleft power_plugged")


def row_of(meeting: Meeting) -> dict[str, Any]:
    """What consoles are told of it."""
    row: dict[str, Any] = console_view(meeting.state, meeting.clock.ms())["ready"]
    return row


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A USB stick called KINGSTON."""
    path = tmp_path / "media" / "KINGSTON"
    path.mkdir(parents=True)
    monkeypatch.setattr(laptop, "MOUNTED_AT", (str(path.parent),))
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: [Part("/dev/sdb1", str(path), "vfat", "rw,nosuid")])
    return path


def test_it_works(meeting: Meeting, event_folder: Path) -> None:
    ready.look(meeting, event_folder)
    row = row_of(meeting)
    assert row["free"] == shutil.disk_usage(event_folder).free // 2**20 // 100 * 100
    assert (row["copied_by"], row["printed"], row["copy"], row["phones"]) == ("", None, None, 0)


# --- what is seen


@pytest.mark.parametrize(
    ("battery", "told"),
    [
        (Battery(41.4, 100, False), {"plugged": False, "percent": 41}),
        (Battery(100, -2, True), {"plugged": True, "percent": 100}),
        (Battery(50, -1, None), None),
        (None, None),
    ],
)
def test_power_is_told_where_the_laptop_tells(
    monkeypatch: pytest.MonkeyPatch, battery: Battery | None, told: dict[str, Any] | None
) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert laptop.power() == told


def test_a_system_with_nobody_to_ask_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(psutil, "sensors_battery", raising=False)
    assert laptop.power() is None


def test_only_what_was_plugged_in_and_can_be_written_to_is_a_stick(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [
        Part("/dev/sda1", "/", "ext4", "rw"), Part("/dev/sdb1", "/run/media/mette/SALEN", "vfat", "rw"),
        Part("/dev/sr0", "/media/mette/CD", "iso9660", "ro"),
    ]  # fmt: skip
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: parts)
    monkeypatch.setattr("sys.platform", "linux")
    assert laptop.drives() == {"SALEN": Path("/run/media/mette/SALEN")}, "and by its name, without whose it is"


@pytest.mark.parametrize("address", ["192.168.8.10", None])
def test_what_was_printed_is_told(meeting: Meeting, event_folder: Path, address: str | None) -> None:
    printing.remember(event_folder, printing.order(event_folder, address), dt.datetime.now(dt.UTC))
    ready.look(meeting, event_folder)
    assert row_of(meeting)["printed"] == {"address": address, "code": "7K4", "wifi": None}
    wire.check("console", console_view(meeting.state, meeting.clock.ms()))


def test_nobody_but_consoles_is_told_and_they_no_longer_once_the_meeting_begins(
    meeting: Meeting, facilitator: Facilitator, event_folder: Path
) -> None:
    told: list[None] = []
    meeting.on_change(lambda changes: told.append(None))
    ready.look(meeting, event_folder)
    before = len(told)
    ready.look(meeting, event_folder)
    assert len(told) == before, "the same once more is no news"
    views = [phone_view(meeting.state), board_view(meeting.state, meeting.clock.ms())]
    assert all("ready" not in view for view in views)
    facilitator.next()
    meeting.state.laptop = meeting.state.laptop | {"free": 1}
    ready.look(meeting, event_folder)
    assert "ready" not in console_view(meeting.state, meeting.clock.ms())
    assert meeting.state.laptop["free"] == 1, "nobody looks any more"


def test_a_phone_has_come_when_it_is_another_device(server: ServerProcess) -> None:
    """Everything in 127/8 leads to this computer, but only 127.0.0.1 is an address of its own."""
    console, here, there = Console(server), Phone(server.port, "7K4", 1), Phone(server.port, "7K4", 2)
    here.open_page()
    here.connect()
    there.open_page()
    there.connect(source="127.0.0.2")
    _until(lambda: console.rows["ready"]["phones"], console)
    assert console.rows["ready"]["phones"] == 1
    there.drop()
    there.connect(source="127.0.0.2")
    console.listen(0.3)
    assert console.rows["ready"]["phones"] == 1, "the same person again is one"


def _until(holds: Callable[[], Any], console: Console) -> None:
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until, "it never came to hold"
        console.listen(0.1)


# --- a copy


def test_a_copy_holds_everything_and_opens_by_itself(
    meeting: Meeting, facilitator: Facilitator, anna: Person, event_folder: Path, stick: Path
) -> None:
    facilitator.next(2)
    anna.writes("Fælleshave bag museet")
    (event_folder / "photos").mkdir()
    (event_folder / "photos" / "væg.jpg").write_bytes(b"wall")
    ready.copy(meeting, event_folder, "KINGSTON")
    assert meeting.state.laptop["copy"]["state"] == "running"
    with pytest.raises(Refused, match="refused_copying"):
        ready.copy(meeting, event_folder, "KINGSTON")
    _wait(meeting)
    there = stick / "Inspiratorium" / event_folder.name
    names = sorted(str(each.relative_to(there)) for each in there.rglob("*") if each.is_file())
    assert names == ["event.db", "photos/væg.jpg", "plan.toml"], "no log, no lock, nothing half"
    with sqlite3.connect(f"{(there / 'event.db').as_uri()}?mode=ro&immutable=1", uri=True) as copy:
        assert copy.execute("SELECT text FROM contribution").fetchall() == [("Fælleshave bag museet",)]
    assert not (event_folder / ready.BACKUP).exists()
    assert meeting.state.laptop["copy"]["state"] == "done"


def test_a_copy_that_fails_says_so_and_leaves_the_older_one(
    meeting: Meeting, event_folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = stick / "Inspiratorium" / event_folder.name
    there.mkdir(parents=True)
    (there / "plan.toml").write_text("older", encoding="utf-8")

    def torn(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:10])

    monkeypatch.setattr(shutil, "copyfile", torn)
    ready.copy(meeting, event_folder, "KINGSTON")
    _wait(meeting)
    assert meeting.state.laptop["copy"]["state"] == "failed"
    assert (there / "plan.toml").read_text(encoding="utf-8") == "older"
    assert [each.name for each in there.iterdir()] == ["plan.toml"]


def test_the_room_goes_on_writing_while_a_stick_is_slow(
    meeting: Meeting, facilitator: Facilitator, event_folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released: list[bool] = []

    def slow(*_: Any) -> Path:
        while not released:
            time.sleep(0.01)  # a thread of its own, which nobody may wait for
        return stick

    monkeypatch.setattr(copying, "copy", slow)
    ready.copy(meeting, event_folder, "KINGSTON")
    assert facilitator.next()["ok"]
    assert meeting.state.laptop["copy"]["state"] == "running"
    released.append(True)
    _wait(meeting)


def _wait(meeting: Meeting) -> None:
    with gevent.Timeout(10):
        while meeting.state.laptop["copy"]["state"] == "running":
            gevent.sleep(0.01)


# --- who may ask for one


@pytest.fixture
def door(house: House, web: Flask) -> tuple[House, Callable[..., FlaskClient]]:
    """The pages of a house with the event in it, for browsers that carry what they are given."""

    def browser(**cookies: str) -> FlaskClient:
        client = web.test_client()
        for name, value in cookies.items():
            client.set_cookie(name, value)
        return client

    return house, browser


def test_a_facilitator_may_copy_to_a_stick_and_to_no_other_place(
    door: tuple[House, Callable[..., FlaskClient]], stick: Path, tmp_path: Path
) -> None:
    house, browser = door
    meeting = house.running["7K4"].meeting
    entered = meeting.use_link(meeting.mint("facilitator", "Mette"))
    assert entered is not None
    facilitator = browser(insp_key_7K4=entered[0])
    for drive in ("", "/", str(stick), str(tmp_path), "../KINGSTON"):
        answer = facilitator.post("/7K4/copy", data={"drive": drive}).get_json()
        assert answer == {"ok": False, "refused": "refused_no_drive", "args": {}}
    elsewhere = facilitator.post("/7K4/copy", data={"drive": "KINGSTON"}, headers={"Origin": "http://evil.example"})
    assert elsewhere.status_code == 403
    assert browser().post("/7K4/copy", data={"drive": "KINGSTON"}).status_code == 403
    assert not (stick / "Inspiratorium").exists()
    assert facilitator.post("/7K4/copy", data={"drive": "KINGSTON"}).get_json() == {"ok": True}
    _wait(meeting)
    assert (stick / "Inspiratorium" / "2015-12-10-insp" / "event.db").exists()


def test_the_console_leads_only_to_pages_that_there_are(door: tuple[House, Callable[..., FlaskClient]]) -> None:
    house, browser = door
    page = browser(insp_organiser=house.secret).get("/7K4/console").get_data(as_text=True)
    block = json.loads(page.split('id="page">')[1].split("</script>")[0])
    client = browser(insp_organiser=house.secret)
    assert all(client.get(path).status_code == 200 for path in block["before"].values())
