"""The program's log: every line is an object that says what happened, and nothing of people is in any of them."""

from __future__ import annotations

import ast
import json
import logging
import re
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator import logs, store
from facilitator.minutes import apart
from tests.conftest import ROOT
from tests.simulation.phone import Client, Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

STUMBLING = str(Path(__file__).parent / "simulation" / "stumbling")
IDEA = "Min nabo Birthe snorker"
REFUSED = "For sent skrevet om Birthe"
FATAL = "Her snubler programmet over Birthe"
UNWRITTEN = "Disken vil ikke have Birthe"
NAME = "Gudrun Vestergaard"
QUERY = "soegt-efter-birthe"
FIELDS = {"event", "kind", "audience", "page", "why", "code", "fault", "port", "version", "python", "system", "stage",
          "people", "contributions"}  # fmt: skip
"""What a line may tell beside what happened. None of it is text that somebody wrote."""
LINE = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL|FAULT) [\w.]+: .+")


def lines(events: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in logs.last(events, 1000)]


def play(server: ServerProcess) -> set[str]:
    """Do in a meeting all that leaves something to tell, and give everything that may not be told."""
    console, anna = Console(server), Phone(server.port, "7K4", 1)
    link = invites(console)
    helper = Client(server.port, "7K4")
    assert helper.request("POST", link, f"name={NAME.replace(' ', '+')}".encode(), FORM)[0] == 303
    assert anna.flush()
    console.until("ideer", "open", "together")
    contribute(anna, IDEA)
    anna.put(do="contribute", activity="ideer", text=FATAL)
    assert anna.ask_raw("command", anna.outbox.pop())["refused"] == "refused_fault"
    with sqlite3.connect(server.folder / "event.db") as file:
        file.execute(
            "CREATE TRIGGER no BEFORE INSERT ON contribution WHEN new.text LIKE 'Disken%'"
            f" BEGIN SELECT RAISE(ABORT, '{UNWRITTEN}'); END"
        )
    file.close()
    anna.put(do="contribute", activity="ideer", text=UNWRITTEN)
    assert anna.ask_raw("command", anna.outbox.pop())["refused"] == "refused_disk"
    console.until("stemmer", "open")
    anna.put(do="mark", activity="stemmer", target="c:" + REFUSED, value=True)
    assert not anna.ask_raw("command", anna.outbox.pop())["ok"]
    organise = server.links["organise"].removeprefix(server.here)
    assert anna.request("GET", f"{organise}?q={QUERY}")[0] == 500
    with socket.create_connection(("127.0.0.1", server.port)) as plain:
        own = "{}:{}".format(*plain.getsockname())
        plain.sendall(f"GET {link}?q={QUERY} HTTP/9.9 {QUERY}\r\n\r\n".encode())
        assert b"400" in plain.recv(100)
    cookies = {part.split("=", 1)[1] for each in (console, anna, helper) for part in each.cookie.split("; ")}
    state = store.read(server.folder)
    ids = state.participants.keys() | state.devices.keys() | state.keys.keys() | state.contributions.keys()
    codes = {each.return_code for each in (*state.participants.values(), *state.keys.values())} - {"", None}
    secret = (server.events / ".server" / "organiser.key").read_text("ascii")
    tokens = {link.rpartition("/")[2], organise.rpartition("/")[2], secret}
    words = {IDEA, REFUSED, FATAL, UNWRITTEN, NAME, QUERY, "Birthe", "Gudrun", "snubler"}
    assert all(cookies) and ids and codes
    return words | tokens | cookies | ids | codes | {own, "127.0.0.1", server.folder.name, str(ROOT)}


FORM = "application/x-www-form-urlencoded"


def invites(console: Console) -> str:
    """Have the console make a link for a referent, who is asked for a name."""
    wanted = json.dumps({"role": "referent"}).encode()
    status, _, body = console.request("POST", "/7K4/helpers/invite", wanted, "application/json")
    assert status == 200, body
    return re.search(r"/f/[\w-]+", body.decode())[0]  # type: ignore[index]


def contribute(phone: Phone, text: str) -> None:
    phone.put(do="contribute", activity="ideer", text=text)
    assert phone.flush() and not phone.refused


@pytest.fixture
def stumbling(event_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerProcess]:
    """A server that fails where it is asked to."""
    monkeypatch.setenv("PYTHONPATH", STUMBLING)
    with ServerProcess(event_folder.parent) as server:
        yield server


def test_it_works(server: ServerProcess) -> None:
    server.stop()
    told = lines(server.events)
    assert [line["what"] for line in told] == ["a meeting is opened", "listening", "stopped"]
    assert [line["where"] for line in told] == ["house", "app", "app"] and {line["level"] for line in told} == {"info"}


def test_nothing_of_people_is_in_the_log_or_the_terminal(stumbling: ServerProcess) -> None:
    wait_for(lambda: any("Ctrl+C" in line for line in stumbling.output))
    begun = len(stumbling.output)
    secret = play(stumbling)
    stumbling.stop()
    wait_for(lambda: len(stumbling.faults) >= 3)
    told = lines(stumbling.events)
    for line in told:
        assert {"at", "level", "where", "what"} <= line.keys() <= {"at", "level", "where", "what"} | FIELDS
    (failed,) = [line for line in told if line["what"] == "a command failed"]
    assert (failed["level"], failed["event"], failed["kind"]) == ("fault", "7K4", "contribute")
    assert failed["fault"]["type"] == "ValueError < RuntimeError"
    assert any(place.startswith("facilitator/meeting.py:") for place in failed["fault"]["places"])
    (page,) = [line for line in told if line["what"] == "a page failed"]
    assert page["page"] == "organise.enter" and page["fault"]["type"] == "RuntimeError"
    (unwritten,) = [line for line in told if line["what"] == "a write failed"]
    assert unwritten["why"] == "IntegrityError SQLITE_CONSTRAINT_TRIGGER"
    assert any(line["what"] == "nobody caught this" for line in told), "a greenlet that nobody waits for"
    assert any(line["what"].startswith("said at gevent/pywsgi.py") for line in told), "other people's modules"
    files = [path.read_text("utf-8") for path in (stumbling.events / logs.FOLDER).iterdir()]
    terminal = stumbling.output[begun:]
    assert files and terminal and all(LINE.fullmatch(line.strip()) for line in terminal), terminal
    for text in ("".join(files), "".join(terminal)):
        assert not [word for word in secret if word in text], text


def wait_for(there: Any) -> None:
    until = time.monotonic() + 5
    while not there():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_log_is_a_few_files_that_do_not_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "SIZE", 2000)
    quiet(monkeypatch)
    logs.to_file(tmp_path)
    for _ in range(200):
        logs.log.warning("something happened")
    sizes = [path.stat().st_size for path in (tmp_path / logs.FOLDER).iterdir()]
    assert len(sizes) == logs.FILES and max(sizes) <= 2000
    moments = [line["at"] for line in lines(tmp_path)]
    assert 20 < len(moments) < 200 and moments == sorted(moments), "the last ones, in order"
    close()


def test_a_log_that_cannot_be_written_keeps_nobody_from_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quiet(monkeypatch)
    (tmp_path / ".server").write_text("no folder")
    logs.to_terminal()
    logs.to_file(tmp_path)
    assert (
        capsys.readouterr().err == "WARNING logs: the log is not written to a file (why NotADirectoryError ENOTDIR)\n"
    )
    close()


def test_minutes_that_fail_are_told_without_what_is_in_them(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    order = apart.Order(str(tmp_path / "Gudrun"), str(tmp_path), "2015-12-10T12:00:00Z", False, ())
    with pytest.raises(apart.Unwritten):
        apart.write(order)
    (told,) = caplog.records
    assert isinstance(told.args, dict) and told.args["fault"].type == "FileNotFoundError"
    assert told.args["fault"].places[-1].startswith("facilitator/store.py:")
    assert "Gudrun" not in str(told.args)


def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what the log changes in this process put back afterwards."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [*root.handlers])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    monkeypatch.setattr(logging.getLogger("facilitator"), "level", logging.NOTSET)
    for place, name in (("sys", "excepthook"), ("sys", "unraisablehook"), ("threading", "excepthook")):
        monkeypatch.setattr(f"{place}.{name}", lambda *_: None)
    monkeypatch.setattr("gevent.get_hub", lambda: type("Hub", (), {}))


def close() -> None:
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.FileHandler):
            handler.close()


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted((ROOT / "facilitator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr=level)) if level in LEVELS:
                    yield path, node


LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


def test_what_is_logged_is_a_constant_and_fields_that_are_nobodys() -> None:
    found = list(calls())
    assert len(found) > 20
    for path, call in found:
        what, *rest = call.args
        where = f"{path.name}:{call.lineno}"
        assert isinstance(what, ast.Constant) and "%" not in what.value, where
        assert all(isinstance(each, ast.Dict) for each in rest) and len(rest) <= 1, where
        for each in rest:
            assert isinstance(each, ast.Dict)
            names = {key.value for key in each.keys if isinstance(key, ast.Constant)}
            assert names <= FIELDS, where
