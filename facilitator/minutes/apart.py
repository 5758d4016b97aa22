"""Minutes are written in a process of their own, one at a time, that reads the event's file beside the server.

A thread would not do: writing is Python all the way, and the room would wait for its turns. Nor does the server grow by
what it never held.
"""

from __future__ import annotations

import datetime as dt
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from facilitator.logs import Fault
from facilitator.minutes.copies import Version

log = logging.getLogger(__name__)

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""So many seconds an order may take. 3000 ideas in every format take about five."""
MAIL = "mail"
"""A file that is no format: the text of a mail."""
NO_ROOM = 3
"""What the process ends with when the disk would not take a file."""

_one_at_a_time = threading.Lock()
_LOW = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)


class File(msgspec.Struct, frozen=True):
    """A file to write: its path below the order's, in which format, and which version."""

    path: str
    name: str
    version: Version


class Order(msgspec.Struct, frozen=True):
    """What to write: of the event in `folder`, as it was `made`, below `out`."""

    folder: str
    out: str
    made: str
    rehearsal: bool
    files: tuple[File, ...]


class Unwritten(Exception):
    """Minutes could not be written: `key` is a text that says what to do; the rest is in the log."""

    def __init__(self, key: str = "common_minutes_unwritten") -> None:
        super().__init__(key)
        self.key = key


def write(order: Order, done: Callable[[str], None] = lambda path: None) -> None:
    """Write all files of an order, and tell of each that is `done`. Raise Unwritten: then some may lie there."""
    with _one_at_a_time:
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", "facilitator.minutes"], cwd=ROOT, creationflags=_LOW,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
        except OSError as why:
            log.error("the process that writes minutes did not start", {"why": why})
            raise Unwritten from why
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        try:
            code, fault = _follow(process, order, done)
        finally:
            late.cancel()
            process.kill()
            process.wait()
    if code:
        log.error("minutes were not written", {"code": code, "fault": fault})
        raise Unwritten("common_minutes_no_room" if code == NO_ROOM else "common_minutes_unwritten")


def _follow(process: subprocess.Popen[bytes], order: Order, done: Callable[[str], None]) -> tuple[int, Fault | None]:
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    try:
        process.stdin.write(msgspec.json.encode(order))
        process.stdin.close()
    except OSError:
        pass  # it has ended before it read, and its code says more
    for line in process.stdout:
        done(line.decode().rstrip("\n"))
    return process.wait(), _fault(process.stderr.read())


def _fault(said: bytes) -> Fault | None:
    """Read what the process told of its end; what else it said may be of the meeting, and is not for the log."""
    try:
        return msgspec.json.decode(said.splitlines()[-1], type=Fault)
    except (IndexError, msgspec.MsgspecError):
        return None


def one(folder: Path, name: str, version: Version, made: dt.datetime, *, rehearsal: bool = False) -> bytes:
    """Write one file, and give what is in it. Raise Unwritten."""
    try:
        with tempfile.TemporaryDirectory(prefix="inspiratorium-") as out:
            write(Order(str(folder), out, made.isoformat(), rehearsal, (File(name, name, version),)))
            path = Path(out, name)
            if not path.exists():  # only a calendar can have nothing in it
                raise Unwritten("common_minutes_no_dates")
            return path.read_bytes()
    except OSError as why:
        log.error("minutes could not be put anywhere", {"why": why})
        raise Unwritten("common_minutes_no_room") from why
