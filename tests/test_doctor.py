"""`run.py doctor`: a report that helps to mend the program and gives nobody away."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from facilitator import store
from facilitator.cli.doctor import _program
from facilitator.clock import Clock
from facilitator.opening import open_event
from facilitator.texts import Texts
from tests.conftest import ROOT
from tests.simulation.server import ServerProcess
from tests.test_cli import run
from tests.test_logs import STUMBLING, play

T = Texts("da")


@pytest.fixture
def stumbling(event_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerProcess]:
    monkeypatch.setenv("PYTHONPATH", STUMBLING)
    with ServerProcess(event_folder.parent) as server:
        yield server


def report(events: Path, **environment: str) -> str:
    done = run("doctor", "--events", events, **environment)
    assert done.returncode == 0
    return done.stdout


def test_it_works(event_folder: Path) -> None:
    told = report(event_folder.parent)
    assert "SQLite" in told and T("cli_doctor_room", n="").split()[0] in told
    assert f"7K4 {event_folder.name}: {T('cli_doctor_not_opened')}" in told
    assert T("cli_doctor_no_log") in told
    assert "The program" in report(event_folder.parent, LANG="en_GB.UTF-8", LC_ALL="")


def test_whoever_reads_only_the_beginning_sees_no_trace(event_folder: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, str(ROOT / "run.py"), "doctor", "--events", str(event_folder.parent)]
    done = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")


def test_it_tells_of_a_meeting_that_runs_and_gives_nobody_away(
    stumbling: ServerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = play(stumbling) - {"127.0.0.1", stumbling.folder.name}
    monkeypatch.delenv("PYTHONPATH")
    told = report(stumbling.events)
    assert T("cli_doctor_runs") in told and T("console_meeting_open").rstrip(".") in told
    assert T("cli_doctor_counts", people=1, texts=1, seq="").split(",")[1] in told
    assert "a command failed" in told and "SQLITE_CONSTRAINT_TRIGGER" in told, "the end of the log"
    assert not [word for word in secret if word in told]


def test_it_names_what_is_wrong(event_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_event(event_folder, Clock()).close()
    (event_folder / "plan.toml").write_text("[event]\ntitle = 7\n", encoding="utf-8")
    assert T("cli_doctor_mistakes", n=2)[2:] in report(event_folder.parent)
    file = event_folder / store.FILE_NAME
    file.write_bytes(file.read_bytes()[:5000])
    told = report(event_folder.parent)
    assert T("cli_doctor_broken", n="").partition("(")[0] in told and "DatabaseError" in told
    monkeypatch.setattr(metadata, "version", lambda name: "0.1")
    assert any("gevent" in line and "0.1" in line for line in _program())


def test_there_need_be_nothing(tmp_path: Path) -> None:
    assert T("cli_doctor_none") in report(tmp_path)
    assert T("cli_doctor_none") in report(tmp_path / "nowhere")
