"""The power goes while people write, at two hundred moments: the file opens, is whole, and holds all that was answered.

A real server's writes and syncs are recorded below SQLite. Each image is what a disk may hold at one such moment.
"""

from __future__ import annotations

import bisect
import random
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from facilitator import store
from facilitator.store import FILE_NAME, Store
from tests.conftest import SMALL_PLAN, event_in
from tests.simulation import power
from tests.simulation.people import Steerer
from tests.simulation.phone import Phone, new_id
from tests.simulation.power import Done, Files
from tests.simulation.room import Console, Room, consoles, some_text
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.xdist_group("power")
"""One process records for all of these."""
RECORDER = Path(__file__).with_name("recorder")
IMAGES = 200
PHONES, COMMANDS, GATHERED = 12, 100, 80
SEED = 1


class Recorded(NamedTuple):
    """A meeting under load: all that was done to its file, and each yes with the moment when it was heard."""

    done: list[Done]
    answered: list[tuple[float, str]]


def record(place: Path, seed: int) -> Recorded:
    """Hold a meeting under load in an empty folder."""
    events, log = event_in(place, SMALL_PLAN).parent, place / "log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(RECORDER))
        patch.setenv("DISK_LOG", str(log))
        with ServerProcess(events) as server:
            answered = people_write(server, seed)
    return Recorded(power.recorded(log), sorted(answered))


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return record(tmp_path_factory.mktemp("power"), SEED)


def people_write(server: ServerProcess, seed: int) -> list[tuple[float, str]]:
    """Let everybody write, mend and take back while two gather; give what was answered with a yes."""
    room = Room(server, PHONES, seed)
    answered: list[tuple[float, str]] = []
    Console(server).until("ideer", "open", "silent")
    steerers = [Steerer(client, seed + n) for n, client in enumerate(consoles(server)[:2])]

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

    def gather(steerer: Steerer) -> None:
        for _ in range(GATHERED):
            command = {"id": new_id()} | steerer.random.choice(list(_gathering(steerer)))
            if steerer.client.ask_raw("command", command)["ok"]:
                answered.append((time.monotonic(), command["id"]))
            steerer.client.listen(0.01)

    threads = [threading.Thread(target=gather, args=(each,)) for each in steerers]
    for thread in threads:
        thread.start()
    room.each(write)
    for thread in threads:
        thread.join(60)
    return answered


def _gathering(steerer: Steerer) -> Iterator[dict[str, Any]]:
    """What a console may ask while people write, and what makes it worth asking."""
    card, theme = steerer.pick("c:"), steerer.pick("t:")
    yield {"do": "theme", "activity": "ideer", "title": some_text(steerer.random)}
    if card and theme:
        yield {"do": "place", "target": card, "theme": theme}
        yield {"do": "hide", "target": card, "reason": "Nævner en person"}
        yield {"do": "show", "target": card}
        yield {"do": "undo"}


def test_it_works(meeting: Recorded, tmp_path: Path) -> None:
    done, answered = meeting
    assert len(answered) > PHONES * COMMANDS + GATHERED, "phones were answered, and consoles"
    assert {each.kind for each in done} == {"write", "sync", "truncate", "delete"}
    ((_, files),) = power.cuts(done, [len(done)], random.Random(SEED))
    assert lost(files, answered_before(meeting, len(done)), tmp_path) == set()


def test_no_power_cut_loses_what_was_answered(meeting: Recorded, tmp_path: Path) -> None:
    cut_everywhere(meeting, SEED, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(SEED + 1, SEED + 6))
def test_nor_does_one_in_other_meetings(seed: int, tmp_path: Path) -> None:
    cut_everywhere(record(tmp_path / "meeting", seed), seed, tmp_path)


def cut_everywhere(meeting: Recorded, seed: int, place: Path) -> None:
    for moment, files in power.cuts(meeting.done, some_moments(meeting.done, seed), random.Random(seed)):
        assert lost(files, answered_before(meeting, moment), place / str(moment)) == set(), f"after {moment}"


def test_an_answer_before_it_is_on_disk_would_be_found(meeting: Recorded, tmp_path: Path) -> None:
    """The net holds: without the syncs of the write-ahead log the same meeting loses words."""
    hasty = [each for each in meeting.done if (each.kind, each.name) != ("sync", "event.db-wal")]
    forgetful = meeting._replace(done=hasty)
    cuts = power.cuts(hasty, range(len(hasty) // 2, len(hasty), len(hasty) // 20), random.Random(SEED))
    assert any(harms(files, answered_before(forgetful, at), tmp_path / str(at)) for at, files in cuts)


def some_moments(done: Sequence[Done], seed: int) -> list[int]:
    """Choose when the power goes: half of the times anywhere, half while the log is brought into the file."""
    dice = random.Random(seed)
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
