"""The disk fails under a real server: people are told, nothing is acknowledged that is not stored, and it recovers."""

from __future__ import annotations

import resource
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.texts import Texts
from tests.simulation.phone import Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit on file size is set from outside")
def test_a_full_disk_is_told_loses_nothing_and_recovers(server: ServerProcess) -> None:
    _, anna, bo = people_at(server)
    fill_the_disk(server)
    anna.put(do="contribute", activity="ideer", text="Skrevet på en fuld disk " + "x" * 200)
    answers = [anna.ask_raw("command", anna.outbox[0]) for _ in range(3)]
    assert all(a["refused"] == "refused_disk" and a["again"] and not a["ok"] for a in answers)
    assert "{" not in Texts("da")("refused_disk")
    bo.listen(0.5)
    bo.hello()
    assert not any(id.startswith("c:") for id in bo.rows), "what is not stored is not shown"
    assert stored(server) == []
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert anna.flush(), "there is space again"
    bo.listen(0.5)
    assert any(id.startswith("c:") for id in bo.rows) and len(stored(server)) == 1
    server.kill()
    server.start()
    assert len(stored(server)) == 1


@pytest.fixture
def failing(event_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ServerProcess, Path]]:
    """A server and the file that says how its disk is."""
    fault = event_folder.parent.parent / "fault"
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).with_name("recorder")))
    monkeypatch.setenv("DISK_FAULT", str(fault))
    with ServerProcess(event_folder.parent) as server:
        yield server, fault


@pytest.mark.parametrize(("code", "what"), [(13, "full"), (8, "read-only"), (10, "broken")])
def test_a_disk_that_takes_nothing_is_told_and_nothing_is_shown(
    failing: tuple[ServerProcess, Path], code: int, what: str
) -> None:
    server, fault = failing
    console, anna, bo = people_at(server)
    fault.write_text(str(code), encoding="ascii")
    anna.put(do="contribute", activity="ideer", text=f"Skrevet på en disk, der er {what}")
    answer = anna.ask_raw("command", anna.outbox[0])
    assert (answer["ok"], answer["refused"], answer["again"]) == (False, "refused_disk", True)
    assert console.ask("next", at=console.rows["next"]["at"])["refused"] == "refused_disk", "the console too"
    console.hello()
    assert console.rows["health"]["disk"] == "failing", "and whoever steers is told why"
    bo.hello()
    assert not any(id.startswith("c:") for id in bo.rows) and stored(server) == []
    assert Phone(server.port, "7K4").open_page(), "pages are still there"
    fault.unlink()
    assert anna.flush() and len(stored(server)) == 1
    assert not server.faults


def test_on_a_slow_disk_people_wait_and_are_shown_nothing_that_is_not_on_it(
    failing: tuple[ServerProcess, Path],
) -> None:
    server, fault = failing
    console, anna, bo = people_at(server)
    fault.write_text("0 2", encoding="ascii")
    anna.put(do="contribute", activity="ideer", text="Skrevet på en langsom disk")
    writes = threading.Thread(target=anna.flush, args=(20,))
    writes.start()
    time.sleep(0.5)
    assert writes.is_alive() and not anna.acknowledged and stored(server) == []
    bo.hello()
    shown = [row["text"] for id, row in bo.rows.items() if id.startswith("c:")]
    assert shown == stored(server), "whoever asks meanwhile waits with the others"
    writes.join()
    assert len(anna.acknowledged) == 1 and stored(server) == ["Skrevet på en langsom disk"]
    console.hello()
    assert console.rows["health"]["disk"] == "slow"
    fault.unlink()
    anna.put(do="contribute", activity="ideer", text="Og nu går det stærkt")
    assert anna.flush()
    console.hello()
    assert console.rows["health"]["disk"] == "ok"


def people_at(server: ServerProcess) -> tuple[Console, Phone, Phone]:
    """Whoever steers, and two people who may write."""
    console = Console(server)
    console.until("ideer", "open", "together")
    anna, bo = Phone(server.port, "7K4", 1), Phone(server.port, "7K4", 2)
    assert anna.flush() and bo.flush()
    return console, anna, bo


def fill_the_disk(server: ServerProcess) -> None:
    """Let no file of the server's grow any more: to SQLite that is what a full disk looks like."""
    largest = max(path.stat().st_size for path in server.folder.iterdir())
    hard = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (min(largest, 4096), hard))
    time.sleep(0.1)


def stored(server: ServerProcess) -> list[str]:
    path = server.folder / "event.db"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return [text for (text,) in connection.execute("SELECT text FROM contribution")]
    finally:
        connection.close()
