"""The mail list: only for those who ask, only for what they ticked, apart from everything else, and gone on its day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest

from facilitator import mail_list
from facilitator.changes import Refused
from facilitator.pages.mail import PACE
from facilitator.texts import Texts
from tests.conftest import SMALL_PLAN
from tests.reading import unpacked
from tests.simulation.phone import Client
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess
from tests.test_package import until

FORM = "application/x-www-form-urlencoded"
ADDRESS = "bodil.hansen@example.dk"


@pytest.fixture
def plan() -> str:
    return SMALL_PLAN.replace("[event]", "[event]\nmail_list = true", 1)


def posts(phone: Client, **fields: str) -> tuple[int, str]:
    status, _, body = phone.request("POST", "/7K4/mail", urlencode(fields).encode(), FORM)
    return status, body.decode()


def test_it_works(server: ServerProcess) -> None:
    console, phone = Console(server), Client(server.port, "7K4")
    console.ask("start")
    assert phone.request("GET", "/7K4/mail")[0] == 404, "the meeting is not over"
    console.ask("end")
    assert b"/7K4/mail" in phone.request("GET", "/7K4")[2]
    status, body = posts(phone, address=f" {ADDRESS.upper()} ", minutes="1")
    assert status == 200 and f"Tak. {ADDRESS.upper()}" in body.replace("  ", " ")
    (folder,) = (path for path in server.events.iterdir() if (path / "plan.toml").exists())
    lines = (folder / "mailliste.txt").read_text("utf-8").splitlines()
    last = dt.datetime.now(ZoneInfo("Europe/Copenhagen")).date() + dt.timedelta(days=mail_list.DAYS)
    assert lines[0].startswith(f"# {last.isoformat()} Slettes den ") and lines[1:] == [f"{ADDRESS}; minutes"]
    until((folder / "minutes" / "referat-2015-12-10-insp.zip").exists)
    for path in server.events.rglob("*"):
        if path.is_file() and path.name != "mailliste.txt":
            content = path.read_bytes()
            assert b"bodil" not in content, path
            if path.suffix in (".zip", ".pdf", ".docx", ".xlsx"):
                assert "bodil" not in str(content if path.suffix == ".zip" else unpacked(content)), path
    view = console.request("GET", "/7K4/view?audience=console")[2]
    assert b"bodil" not in view
    status, body = posts(phone, address=ADDRESS, act="remove")
    assert status == 200 and "Adressen er slettet" in body
    assert ADDRESS not in (folder / "mailliste.txt").read_text("utf-8")


def test_what_is_no_address_or_has_no_wish_is_asked_again(server: ServerProcess) -> None:
    console, phone = Console(server), Client(server.port, "7K4")
    console.ask("start")
    console.ask("end")
    status, body = posts(phone, address="bodil", minutes="1")
    assert status == 400 and "ligner ikke en mailadresse" in body and 'value="bodil"' in body
    status, body = posts(phone, address=ADDRESS)
    assert status == 400 and "Sæt kryds" in body
    status, body = posts(phone, address="a@b.dk\nx; y", minutes="1")
    assert status == 400


def test_a_plan_without_a_list_has_none(tmp_path: Path) -> None:
    events = tmp_path / "events" / "2015-12-10-insp"
    events.mkdir(parents=True)
    (events / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")
    with ServerProcess(events.parent) as server:
        console, phone = Console(server), Client(server.port, "7K4")
        console.ask("start")
        console.ask("end")
        assert phone.request("GET", "/7K4/mail")[0] == 404
        assert b"/7K4/mail" not in phone.request("GET", "/7K4")[2]


def test_the_list_is_gone_on_its_day(tmp_path: Path) -> None:
    last = mail_list.until(dt.date(2015, 12, 10))
    assert last == dt.date(2016, 1, 9)
    mail_list.add(tmp_path, ADDRESS, {"invitation", "minutes"}, last, "Slettes den 9. januar 2016.")
    mail_list.add(tmp_path, "anna@example.dk", {"minutes"}, last, "Slettes den 9. januar 2016.")
    mail_list.add(tmp_path, ADDRESS, {"invitation"}, last, "Slettes den 9. januar 2016.")
    assert mail_list.count(tmp_path) == 2
    assert f"{ADDRESS}; invitation" in (tmp_path / "mailliste.txt").read_text("utf-8")
    mail_list.sweep(tmp_path, dt.date(2016, 1, 8))
    assert mail_list.count(tmp_path) == 2
    (tmp_path / ".mailliste.txt.7.part").write_text("half written when the power went", encoding="utf-8")
    mail_list.sweep(tmp_path, dt.date(2016, 1, 9))
    assert list(tmp_path.iterdir()) == [] and mail_list.count(tmp_path) == 0
    mail_list.sweep(tmp_path, dt.date(2016, 1, 9))


def test_lists_of_old_meetings_are_deleted_when_the_program_starts(event_folder: Path) -> None:
    events = event_folder.parent
    broken, deleted = events / "2015-11-01-broken", events / ".deleted" / "2015-10-01-insp-20151002T080000Z"
    folders = (event_folder, broken, deleted)
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "mailliste.txt").write_text(f"# 2016-01-09 Slettes\n{ADDRESS}; minutes\n", encoding="utf-8")
    (broken / "plan.toml").write_text("[event", encoding="utf-8")
    with ServerProcess(events):
        until(lambda: not [folder for folder in folders if (folder / "mailliste.txt").exists()])


@pytest.mark.parametrize("bad", ["", "a", "a@b", "@b.dk", "a@b.dk; c", "a b@c.dk", "<a@b.dk>", "a@b.d" + "k" * 70])
def test_no_address_breaks_the_file(bad: str, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        mail_list.add(tmp_path, bad, {"minutes"}, dt.date(2016, 1, 9), "Slettes")
    assert list(tmp_path.iterdir()) == []


def test_an_address_can_be_taken_back_after_sealing_too(server: ServerProcess) -> None:
    console, phone = Console(server), Client(server.port, "7K4")
    console.ask("start")
    console.ask("end")
    posts(phone, address=ADDRESS, minutes="1")
    console.ask("seal")
    assert b"/7K4/mail" in phone.request("GET", "/7K4")[2]
    assert posts(phone, address=ADDRESS, act="remove")[0] == 200
    assert mail_list.count(server.folder) == 0


def test_a_list_that_is_flooded_says_wait(server: ServerProcess) -> None:
    console, phone = Console(server), Client(server.port, "7K4")
    console.ask("start")
    console.ask("end")
    most, _ = PACE
    for n in range(most):
        assert posts(phone, address=f"nogen{n}@example.dk", minutes="1")[0] == 200
    status, body = posts(phone, address=ADDRESS, minutes="1")
    assert status == 429 and Texts("da")("refused_limit") in body and ADDRESS in body
