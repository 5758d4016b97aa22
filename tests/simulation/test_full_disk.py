"""A disk that takes nothing, at every page that keeps something: people are told, and what was there is as it was."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image

from facilitator import store
from facilitator.pages.events import FIRST
from facilitator.texts import Texts
from tests.conftest import EVERY_KIND, ROOT
from tests.simulation.phone import Client, Phone, new_id
from tests.simulation.room import Console, organiser_of
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the limit on file size is set from outside"
)
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
T = Texts("da")
NOTHING, ALL = 0, resource.RLIM_INFINITY


@pytest.fixture
def plan() -> str:
    return EVERY_KIND.replace('code = "7K4"', 'code = "7K4"\nmail_list = true')


def disk_takes(server: ServerProcess, most: int) -> None:
    """Let no file of the server's be written beyond so many bytes: with none, that is a full disk."""
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, ALL))


def picture() -> bytes:
    written = io.BytesIO()
    Image.effect_noise((400, 300), 90).convert("RGB").save(written, "JPEG")
    return written.getvalue()


def there(folder: Path) -> dict[str, bytes]:
    """Give what lies in a folder, but for the event's own file and its lock, and what belongs to the program."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".server" not in path.parts)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in found
        if not path.name.startswith(("event.db", ".lock"))
    }


def test_whatever_is_to_be_kept_on_a_full_disk_is_told_and_works_when_there_is_room(server: ServerProcess) -> None:
    console = Console(server)
    console.until("ideer", "open", "together")
    organiser, phone = organiser_of(server), Phone(server.port, "7K4")
    assert phone.flush()
    (server.folder / "logo.jpg").write_bytes(b"\xff\xd8 the one before")
    asked = everything(server, console, organiser, phone)
    before = there(server.events)
    disk_takes(server, NOTHING)
    for what, (who, path, body, kind, told) in asked.items():
        status, headers, said = who.request("POST", path, body, kind)
        answer = said.decode() + headers.get("Location", "")
        assert status in (200, 303, 507) and told in answer, (what, status, answer[:1500])
        assert there(server.events) == before, f"{what}: what lay there lies there"
    status, _, said = console.request("GET", "/7K4/minutes?format=pdf")
    assert status == 500 and T("common_minutes_no_room_title") in said.decode()
    assert not server.faults
    disk_takes(server, ALL)
    for what, (who, path, body, kind, told) in asked.items():
        status, headers, said = who.request("POST", path, body, kind)
        answer = said.decode() + headers.get("Location", "")
        assert status in (200, 303) and told not in answer, (what, status, answer[:1500])
    assert there(server.events).keys() > before.keys()
    assert console.request("GET", "/7K4/minutes?format=pdf")[0] == 200
    assert not server.faults


@pytest.mark.waits
def test_a_disk_that_fills_after_the_end_keeps_no_address_and_no_half_package(server: ServerProcess) -> None:
    console = Console(server)
    console.until("ideer", "open", "together")
    assert console.ask("end")["ok"]
    disk_takes(server, NOTHING)
    phone = Phone(server.port, "7K4")
    address = form(address="nogen@example.dk", minutes="on")
    assert T("refused_disk") in phone.request("POST", "/7K4/mail", address, FORM)[2].decode()
    until(console, "failed")
    assert not [name for name in there(server.folder) if name != "plan.toml" and "history" not in name]
    disk_takes(server, ALL)
    assert (
        T("phone_mail_kept", address="nogen@example.dk")
        in phone.request("POST", "/7K4/mail", address, FORM)[2].decode()
    )
    assert console.ask("note", text="Det gik godt", activity="ideer")["ok"], "and with that it is written again"
    until(console, "ready")
    assert {"mailliste.txt"} < there(server.folder).keys() and not server.faults


def until(console: Console, state: str) -> None:
    for _ in range(60):
        if console.rows["package"]["state"] == state:
            return
        console.listen(0.5)
    raise AssertionError(f"the package is {console.rows['package']}")


def everything(
    server: ServerProcess, console: Console, organiser: Client, phone: Phone
) -> dict[str, tuple[Client, str, bytes, str, str]]:
    """Whatever a page keeps beside what goes over the socket: who asks, where, with what, and the words of a no."""
    new = {"title": "Igen", "date": "2026-12-01", "place": "Huset", "starts": "13.00", "ends": "16.00"}
    event = f"/organise/{server.folder.name}"
    page = organiser.request("GET", f"{event}/plan/text")[2].decode()
    known = re.search(r'name="hash" value="(\w+)"', page)
    assert known is not None
    text = (server.folder / "plan.toml").read_text("utf-8").replace("Velkommen", "Goddag")
    disk, full = T("common_disk_title"), T("why_full")
    idea = {"do": "contribute", "activity": "ideer", "text": "En bænk", "id": new_id()}
    leave = {"act": "leave", "place": "programme", "id": new_id()}
    return {
        "a picture": (console, f"/7K4/photo?id={new_id()}&activity=ideer", picture(), "image/jpeg", "refused_disk"),
        "the plan as text": (organiser, f"{event}/plan/text", form(text=text, hash=known[1]), FORM, full),
        "a new event": (organiser, "/organise/new", form(**new, template=FIRST), FORM, disk),
        "a copied event": (organiser, f"{event}/copy", form(**new), FORM, disk),
        "a logo": (organiser, f"{event}/logo", picture(), "image/jpeg", disk),
        "an idea without a script": (phone, "/7K4/form", form(**idea), FORM, "refused_disk"),
        "minutes arranged": (console, "/7K4/minutes/edit", json.dumps(leave).encode(), JSON, "refused_disk"),
        "everything erased": (phone, "/7K4/mine/erase", b"", FORM, "refused_disk"),
    }


def form(**fields: str) -> bytes:
    return urlencode(fields).encode()


@pytest.mark.parametrize("what", ["events", "events/2015-12-10-insp"])
@pytest.mark.parametrize("command", ["serve", "rehearse 7K4"])
def test_a_folder_that_may_only_be_read_is_named_at_the_start(event_folder: Path, what: str, command: str) -> None:
    events = event_folder.parent
    first, *rest = command.split()
    asked = [sys.executable, "run.py", first, *rest, "--no-open", "--host", "127.0.0.1", "--port", "0"]
    locked = {"READ_ONLY": str(events.parent / what), "PYTHONPATH": str(Path(__file__).with_name("read_only"))}
    done = subprocess.run(
        [*asked, "--events", str(events)], cwd=ROOT, env=os.environ | locked, timeout=30, text=True, capture_output=True
    )
    told = done.stdout + done.stderr
    assert done.returncode == 1 and T("why_read_only") in told and str(events.parent / what) in told
    assert "Traceback" not in told and "FAULT" not in told
    assert [path.name for path in event_folder.iterdir()] == ["plan.toml"], "and nothing was begun"


def test_a_program_that_is_stopped_on_a_full_disk_says_no_fault_and_loses_nothing(server: ServerProcess) -> None:
    Console(server).until("ideer", "open", "together")
    phone = Phone(server.port, "7K4")
    idea = phone.put(do="contribute", activity="ideer", text="Skrevet, lige før disken blev fuld")
    assert phone.flush()
    disk_takes(server, NOTHING)
    server.stop()
    assert not server.faults
    assert [card.id for card in store.read(server.folder).contributions.values()] == [idea]
