"""The power goes while people write, at two hundred moments: the file opens, is whole, and holds all that was answered.

A real server's writes and syncs are recorded below SQLite. Each image is what a disk may hold at one such moment.
"""

from __future__ import annotations

import bisect
import random
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator import store
from facilitator.store import FILE_NAME, Store
from tests.conftest import SMALL_PLAN
from tests.simulation import power
from tests.simulation.phone import Phone
from tests.simulation.power import Done, Files
from tests.simulation.room import Console, Room, some_text
from tests.simulation.server import ServerProcess

RECORDER = Path(__file__).with_name("recorder")
IMAGES = 200
PHONES, COMMANDS = 12, 100
SEED = 1


class Recorded(NamedTuple):
    """A meeting under load: all that was done to its file, and each yes with the moment when it was heard."""

    done: list[Done]
    answered: list[tuple[float, str]]


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    events, log = tmp_path_factory.mktemp("events"), tmp_path_factory.mktemp("log") / "log"
    (events / "2015-12-10-insp").mkdir()
    (events / "2015-12-10-insp" / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(RECORDER))
        patch.setenv("DISK_LOG", str(log))
        with ServerProcess(events) as server:
            answered = people_write(server)
    return Recorded(power.recorded(log), sorted(answered))


def people_write(server: ServerProcess) -> list[tuple[float, str]]:
    """Let everybody write, mend and take back at once; give what was answered with a yes."""
    room = Room(server, PHONES, SEED)
    answered: list[tuple[float, str]] = []
    Console(server).until("ideer", "open", "silent")

    def write(phone: Phone) -> None:
        own: list[str] = []
        for _ in range(COMMANDS):
            way = phone.random.random()
            if not own or way < 0.6:
                own.append(phone.put(do="contribute", activity="ideer", text=some_text(phone.random)))
            elif way < 0.9:
                phone.put(do="edit", target=phone.random.choice(own), text=some_text(phone.random))
            else:
                phone.put(do="take_back", target=own.pop(phone.random.randrange(len(own))))
            assert phone.flush() and not phone.refused
            answered.append((time.monotonic(), phone.acknowledged[-1]["id"]))

    room.each(write)
    return answered


def test_it_works(meeting: Recorded, tmp_path: Path) -> None:
    done, answered = meeting
    assert len(answered) == PHONES * COMMANDS
    assert {each.kind for each in done} == {"write", "sync", "truncate", "delete"}
    ((_, files),) = power.cuts(done, [len(done)], random.Random(SEED))
    assert lost(files, answered_before(meeting, len(done)), tmp_path) == set()


def test_no_power_cut_loses_what_was_answered(meeting: Recorded, tmp_path: Path) -> None:
    moments = some_moments(meeting.done)
    for moment, files in power.cuts(meeting.done, moments, random.Random(SEED)):
        assert lost(files, answered_before(meeting, moment), tmp_path / str(moment)) == set(), f"after {moment}"


def test_an_answer_before_it_is_on_disk_would_be_found(meeting: Recorded, tmp_path: Path) -> None:
    """The net holds: without the syncs of the write-ahead log the same meeting loses words."""
    hasty = [each for each in meeting.done if (each.kind, each.name) != ("sync", "event.db-wal")]
    forgetful = meeting._replace(done=hasty)
    cuts = power.cuts(hasty, range(len(hasty) // 2, len(hasty), len(hasty) // 20), random.Random(SEED))
    assert any(harms(files, answered_before(forgetful, at), tmp_path / str(at)) for at, files in cuts)


def some_moments(done: Sequence[Done]) -> list[int]:
    """Choose when the power goes: half of the times anywhere, half while the log is brought into the file."""
    dice = random.Random(SEED)
    bringing = [n for n, each in enumerate(done) if each.name == FILE_NAME]
    assert len(bringing) > IMAGES, "the load was long enough for that"
    moments = dice.sample(range(1, len(done)), IMAGES // 2)
    left = sorted(set(bringing) - set(moments))
    return moments + dice.sample(left, IMAGES - len(moments))


def answered_before(meeting: Recorded, moment: int) -> set[str]:
    """Give what had been answered when the next thing was not over yet."""
    until = meeting.done[moment].moment if moment < len(meeting.done) else float("inf")
    return {id for _, id in meeting.answered[: bisect.bisect_left(meeting.answered, (until, ""))]}


def harms(files: Files, answered: set[str], folder: Path) -> bool:
    """Whether anything is missing, or the file is not whole: either may come first."""
    try:
        return bool(lost(files, answered, folder))
    except (AssertionError, sqlite3.Error):
        return True


def lost(files: Files, answered: set[str], folder: Path) -> set[str]:
    """Open what the disk holds as the program does; give what is missing of what was answered."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    file = Store(folder)
    try:
        assert file.query("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert not file.query("PRAGMA foreign_key_check")
        log = file.query("SELECT * FROM change ORDER BY seq")
        assert [row["seq"] for row in log] == list(range(1, len(log) + 1)), "what is there has no holes"
        assert store.replay(log).rows == file.load().rows, "and is what the tables say"
        return answered - {row["command_id"] for row in log}
    finally:
        file.close()
