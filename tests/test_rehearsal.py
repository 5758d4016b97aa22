"""A rehearsal is the same meeting on a file of its own: nothing of it is left, and it never lies over a real one."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.cli.options import parser
from facilitator.rehearsed import folder_of
from tests.conftest import ROOT
from tests.simulation.phone import Client, NoLine, Phone, new_id
from tests.simulation.room import Console, organiser_of
from tests.simulation.server import ServerProcess

QUICK = 100
RUN: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 20}


class Organiser(Console):
    """A console that can also begin and end a rehearsal, and comes back when it is let go."""

    def rehearse(self, what: str = "", **asked: Any) -> tuple[int, dict[str, Any]]:
        """Ask for a rehearsal, or for something to be done with the one that is on."""
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        path = f"/organise/{self.code}/rehearse{what and '/' + what}?{query}"
        status, _, body = self.request(
            "POST", path, b"", kind="application/x-www-form-urlencoded", accept="application/json"
        )
        if status == 200:
            self.connect()
        return status, json.loads(body) if body[:1] == b"{" else {}

    def hears(self, holds: Callable[[dict[str, Any]], Any], seconds: float = 20) -> Any:
        """Listen until something holds of the rows."""
        until = time.monotonic() + seconds
        while not (value := holds(self.rows)):
            assert time.monotonic() < until, f"it never came to hold: {self.rows.get('progress')}"
            self.listen(0.1)
        return value


@pytest.fixture
def console(server: ServerProcess) -> Organiser:
    """The facilitator, who came by the link."""
    return Organiser(server)


def bytes_of(folder: Path) -> dict[str, str]:
    """The bytes of everything in an event's folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_it_works(server: ServerProcess, console: Organiser) -> None:
    assert console.rehearse(people=6, pace=QUICK) == (200, {"ok": True})
    assert console.rows["event"]["rehearsal"] is True and console.rows["rehearsal"] == {"people": 6, "pace": 100.0}
    console.hears(lambda rows: rows["progress"]["here"] >= 5)
    console.until("velkomst", "open")
    console.until("ideer", "open", "silent")
    console.hears(lambda rows: rows["progress"]["ideas"] >= 4)
    console.until("stemmer", "open")
    console.hears(lambda rows: rows["progress"]["voted"] >= 3)
    assert console.rehearse("end")[0] == 200
    assert console.rows["event"]["stage"] == "planned" and console.rows["event"]["rehearsal"] is False
    assert console.rows["progress"]["joined"] == 0 and console.rows["rehearsal"] == {}


def test_it_leaves_no_byte_in_the_real_event(server: ServerProcess, console: Organiser) -> None:
    before = bytes_of(server.folder)
    console.rehearse(people=8, pace=QUICK)
    phone = Phone(server.port, console.code)
    phone.open_page()
    phone.connect()
    console.hears(lambda rows: rows["progress"]["here"] >= 6)
    console.until("ideer", "open", "silent")
    phone.put(do="contribute", activity="ideer", text="Noget fra en rigtig telefon")
    phone.put(do="contribute", activity="parking", text="Og noget på hjerte")
    assert phone.flush() and not phone.refused
    console.hears(lambda rows: rows["progress"]["ideas"] >= 4)
    console.until("ideer", "open", "gather")
    card = next(row["id"] for id, row in console.rows.items() if id.startswith("c:") and row["activity"] == "ideer")
    for command in (
        {"do": "theme", "id": new_id(), "activity": "ideer", "title": "Byen"}, {"do": "hide", "target": card},
        {"do": "people", "count": 40}, {"do": "screen", "scene": "clock"}, {"do": "lead", "act": "take"},
        {"do": "contribute", "activity": "ideer", "text": "Et kort"},
        {"do": "skip", "activity": "pause", "value": True},
        {"do": "insert", "kind": "conversation", "preset": "Alle sammen", "prompt": "Hvad nu?"},
    ):  # fmt: skip
        assert console.ask(**command)["ok"], command
    console.until("stemmer", "open")
    target = console.rows["a:stemmer"]["candidates"][0]
    assert console.ask("count", activity="stemmer", target=target, people=3)["ok"]
    for format in ("md", "html", "json"):
        assert console.request("GET", f"/{console.code}/minutes?format={format}")[0] == 200
    assert bytes_of(server.folder) == before, "while it runs"
    console.rehearse("end")
    with pytest.raises(NoLine):
        phone.listen(2)
    phone.connect()
    assert bytes_of(server.folder) == before, "and when it is over, with a phone still open"
    assert not folder_of(server.folder).exists(), "its own file is gone"
    rows = rows_of(server.folder)
    server.stop()  # which moves what was written before into place
    assert rows_of(server.folder) == rows


def rows_of(folder: Path) -> list[str]:
    """Everything that an event's file says."""
    with sqlite3.connect(f"{(folder / 'event.db').absolute().as_uri()}?mode=ro", uri=True) as connection:
        return list(connection.iterdump())


def test_the_real_meeting_begins_empty(server: ServerProcess, console: Organiser) -> None:
    console.rehearse(people=3, pace=QUICK)
    phone = Phone(server.port, console.code)
    phone.open_page()
    phone.connect()
    history, code = phone.history, phone.mine["return_code"]
    console.until("ideer", "open", "silent")
    phone.put(do="contribute", activity="ideer", text="Øvelse")
    phone.flush()
    console.rehearse("end")
    with pytest.raises(NoLine):
        phone.listen(2)
    phone.connect()
    assert phone.history != history, "a phone tells a rehearsal's receipts from the real ones by this"
    assert phone.mine == {"salt": "", "return_code": "", "people": 1, "contributions": [], "marks": {}, "left": {}}
    assert console.ask("start")["ok"]
    console.listen(0.3)
    assert console.rows["progress"]["joined"] == 0 and console.rows["progress"]["here"] == 0
    dot = {"do": "mark", "id": new_id(), "activity": "velkomst", "target": "dot", "value": True}
    assert phone.ask_raw("command", dot)["mine"]["marks"] == {"velkomst": {"dot": True}}
    console.hears(lambda rows: rows["progress"]["joined"] == 1)
    assert phone.ask_raw("command", {"do": "regain", "id": new_id(), "code": code})["refused"] == "refused_code"
    console.until("ideer", "open", "silent")
    phone.put(do="contribute", activity="ideer", text="For alvor")
    assert phone.flush()
    assert console.ask("hide", target=phone.acknowledged[-1]["id"])["ok"]
    phone.listen(0.5)
    assert phone.mine["contributions"][0]["standing"] == "hidden", "whoever does something is somebody, and is told"


def test_it_cannot_lie_over_a_meeting_that_has_begun(server: ServerProcess, console: Organiser) -> None:
    assert console.ask("start")["ok"]
    status, answer = console.rehearse()
    assert (status, answer["refused"]) == (409, "refused_rehearse_begun")
    console.ask("end")
    assert console.rehearse()[1]["refused"] == "refused_rehearse_begun"
    status, _, page = console.request("POST", f"/organise/{console.code}/rehearse", b"")
    assert status == 409 and "Mødet er begyndt." in page.decode()
    assert console.ask("reopen")["ok"], "the meeting goes on"
    server.stop()
    with pytest.raises(RuntimeError, match="Mødet er begyndt"):
        ServerProcess(server.events, server.folder.name, command="rehearse").start()


def test_there_is_one_at_a_time(server: ServerProcess, console: Organiser) -> None:
    assert console.rehearse("end")[1]["refused"] == "refused_no_rehearsal"
    assert console.rehearse("set", people=3)[1]["refused"] == "refused_no_rehearsal"
    console.rehearse(people=0)
    assert console.rehearse(people=0)[1]["refused"] == "refused_rehearsing"


def test_only_those_who_steer_may_rehearse(server: ServerProcess, console: Organiser) -> None:
    stranger = Client(server.port, console.code)
    for path in ("rehearse", "rehearse/set?people=3", "rehearse/end"):
        assert stranger.request("POST", f"/organise/{console.code}/{path}", b"")[0] == 403
    assert stranger.request("POST", "/organise/findes-ikke/rehearse", b"")[0] == 403
    organiser = organiser_of(server)
    status, headers, _ = organiser.request("POST", f"/organise/{server.folder.name}/rehearse?people=0", b"")
    assert (status, headers["Location"]) == (303, f"/{console.code}/console")
    status, headers, _ = organiser.request("POST", f"/organise/{server.folder.name}/rehearse/end", b"")
    assert (status, headers["Location"]) == (303, "/organise")


@pytest.mark.parametrize(
    "asked", [{"people": "mange"}, {"people": -1}, {"pace": "hurtigt"}, {"pace": "nan"}, {"pace": -1}]
)
def test_nonsense_is_refused(server: ServerProcess, console: Organiser, asked: dict[str, Any]) -> None:
    assert console.rehearse(**asked)[0] == 400
    assert console.rehearse(people=9999)[0] == 200, "and too many become as many as there may be"
    assert console.rows["rehearsal"]["people"] == 500


def test_how_many_and_how_fast_can_be_changed(server: ServerProcess, console: Organiser) -> None:
    console.rehearse(people=2, pace=QUICK)
    console.hears(lambda rows: rows["progress"]["here"] == 2)
    console.rehearse("set", people=5)
    console.hears(lambda rows: rows["progress"]["joined"] == 5)
    console.rehearse("set", pace=0)
    console.until("ideer", "open", "silent")
    console.listen(1)
    assert console.rows["progress"]["ideas"] == 0, "a pause stops them at once"
    console.rehearse("set", people=5, pace=QUICK)
    console.hears(lambda rows: rows["progress"]["ideas"])
    assert console.rows["rehearsal"] == {"people": 5, "pace": 100.0}


def test_a_command_meant_for_the_one_is_not_taken_by_the_other(server: ServerProcess, console: Organiser) -> None:
    real = console.history
    console.rehearse(people=0)
    start = json.dumps({"do": "start", "id": new_id()}).encode()
    path = f"/{console.code}/command?audience=console&history={real}"
    answer = json.loads(console.request("POST", path, start, "application/json")[2])
    assert answer == {"ok": False, "refused": "refused_offline", "args": {}, "again": True}
    form = f"do=start&id={new_id()}&audience=console&history={real}".encode()
    assert console.request("POST", f"/{console.code}/form", form, "application/x-www-form-urlencoded")[0] == 303
    console.listen(0.3)
    assert console.rows["event"]["stage"] == "planned", "neither has begun the rehearsal"
    page = Client(server.port, console.code).open_page()
    assert f'name="history" value="{console.history}"' in page, "forms say whom they are meant for"


def test_keys_hold_through_a_rehearsal_and_back(server: ServerProcess, console: Organiser) -> None:
    before = bytes_of(server.folder)
    console.rehearse(people=0)
    assert console.ask("people", count=9)["ok"], "who steered before steers the rehearsal"
    link = Client(server.port, console.code)
    path = _fresh_link(server)
    assert link.request("GET", path)[0] == 303
    console.rehearse("end")
    assert link.request("GET", f"/{console.code}/console")[0] == 200, "also before anything is asked"
    console.rehearse(people=0)
    assert link.request("GET", f"/{console.code}/console")[0] == 200, "and at the next rehearsal"
    console.rehearse("end")
    assert bytes_of(server.folder) == before
    assert console.ask("people", count=9)["ok"]
    assert link.request("GET", f"/{console.code}/console")[0] == 200, "whoever came in at the rehearsal is in"
    assert link.request("GET", path)[0] == 403, "and a link that was used there is used up"
    assert bytes_of(server.folder) != before, "the key was written with what was asked after the rehearsal"
    server.stop()
    server.start()
    assert link.request("GET", f"/{console.code}/console")[0] == 200


def test_a_rehearsal_that_was_cut_short_is_gone_when_the_program_starts(server: ServerProcess) -> None:
    console = Organiser(server)
    console.rehearse(people=2, pace=QUICK)
    path = _fresh_link(server)
    guest = Client(server.port, console.code)
    assert guest.request("GET", path)[0] == 303
    server.kill()
    assert (folder_of(server.folder) / "event.db").exists()
    server.start()
    assert not folder_of(server.folder).exists()
    assert guest.request("GET", path)[0] == 403, "what was used up stays so"
    assert guest.request("GET", f"/{console.code}/console")[0] == 200
    assert b'"rehearsal":true' not in guest.request("GET", f"/{console.code}/view?audience=console")[2]


def test_its_minutes_say_what_they_are(server: ServerProcess, console: Organiser) -> None:
    console.rehearse(people=0)
    for format in ("md", "html", "json"):
        _, headers, body = console.request("GET", f"/{console.code}/minutes?format={format}")
        assert "generalproeve-" in headers["Content-Disposition"]
        assert ("Generalprøve" if format != "json" else '"rehearsal": true') in body.decode()
    console.rehearse("end")
    _, headers, body = console.request("GET", f"/{console.code}/minutes?format=md")
    assert "referat-" in headers["Content-Disposition"] and "Generalprøve" not in body.decode()
    assert not (server.folder / "minutes").exists()


def test_every_plain_page_says_so_in_words(server: ServerProcess, console: Organiser) -> None:
    words = "Generalprøve. Alt forsvinder, når mødet begynder."
    paths = [f"/{console.code}", f"/{console.code}/board", f"/{console.code}/console", f"/{console.code}/pass_on"]
    assert not any(words in text_of(console, path) for path in paths)
    console.rehearse(people=0)
    for path in paths:
        assert words in text_of(console, path), path


def text_of(client: Client, path: str) -> str:
    """The words of a page, without what only its script reads."""
    page = client.request("GET", path)[2].decode()
    page = re.sub(r"<script.*?</script>|<aside[^>]* hidden>.*?</aside>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


def test_real_phones_take_part_beside_those_who_are_simulated(server: ServerProcess, console: Organiser) -> None:
    phone = Phone(server.port, console.code)
    phone.open_page()
    phone.connect()
    console.hears(lambda rows: rows["progress"]["here"] == 1)
    console.rehearse(people=4, pace=QUICK)
    with pytest.raises(NoLine):
        phone.listen(2)
    phone.connect()
    assert phone.rows["event"]["rehearsal"] is True
    console.hears(lambda rows: rows["progress"]["here"] == 5)


# --- from the command line


@pytest.fixture
def rehearsal(event_folder: Path) -> Iterator[ServerProcess]:
    """`run.py rehearse`, in a hurry."""
    options = ("2015-12-10-insp", "--phones", "8", "--pace", "100")
    with ServerProcess(event_folder.parent, *options, command="rehearse") as process:
        yield process


def test_run_py_rehearse_fills_a_room_that_votes_and_is_gone(rehearsal: ServerProcess) -> None:
    assert rehearsal.event["rehearsal"] is True
    before = bytes_of(rehearsal.folder)
    console = Organiser(rehearsal)
    console.until("ideer", "open", "silent")
    console.hears(lambda rows: rows["progress"]["ideas"] >= 5)
    console.until("stemmer", "open")
    console.hears(lambda rows: rows["progress"]["voted"] >= 4)
    console.until("stemmer", "shown")
    votes = [rank["votes"] for rank in console.rows["r:stemmer"]["ranks"]]
    assert sum(votes) > 4 and len(set(votes)) > 1, "and not all like the same"
    assert bytes_of(rehearsal.folder) == before
    assert console.rehearse("end")[0] == 200
    assert console.rows["event"]["stage"] == "planned", "the link that rehearsed opens the real meeting too"
    assert bytes_of(rehearsal.folder) == before


def test_a_second_command_has_the_running_program_rehearse(server: ServerProcess, console: Organiser) -> None:
    command = ["rehearse", server.folder.name, "--events", str(server.events), "--phones", "1", "--no-open"]
    second = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *command], capture_output=True, text=True, timeout=20
    )
    assert second.returncode == 0 and server.here in second.stdout
    console.connect()
    assert console.rows["event"]["rehearsal"] is True and console.rows["rehearsal"]["people"] == 1
    third = subprocess.run([sys.executable, str(ROOT / "run.py"), *command], **RUN)
    assert third.returncode == 1 and "Der er generalprøve i gang" in third.stderr


def test_the_command_line_says_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    options = parser().parse_args(["rehearse", "7K4", "--phones", "12", "--pace", "fast"])
    assert (options.phones, options.pace) == (12, 4.0)
    for wrong in (["--phones", "501"], ["--phones", "mange"], ["--pace", "0"], ["--pace", "nan"], ["--pace", "1000"]):
        with pytest.raises(SystemExit):
            parser().parse_args(["rehearse", "7K4", *wrong])
        assert wrong[1] in capsys.readouterr().err


def _fresh_link(server: ServerProcess) -> str:
    """A facilitator's link, asked for as the command line does."""
    key = (server.events / ".server" / "organiser.key").read_text("ascii")
    asker = Client(server.port, server.event["code"])
    _, _, body = asker.request("POST", f"/organise/link?event={server.folder.name}", b"", secret=key)
    return str(json.loads(body)["link"].removeprefix(server.here))


def test_what_belongs_to_a_rehearsal_is_not_committed() -> None:
    assert "events/.server/" in (ROOT / ".gitignore").read_text("utf-8").split()
