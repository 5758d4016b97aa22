"""Write what is ordered: an `apart.Order` as JSON on standard input; each path that is done is a line of output.

This is what `apart` starts. It is kind to the server it came from, which has a room to answer.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from functools import lru_cache
from pathlib import Path

import msgspec

from facilitator import logs, store
from facilitator.minutes import FORMATS, copies, mail, write_ics
from facilitator.minutes.apart import MAIL, NO_ROOM, Order


def main() -> int:
    """Read, write, and be done. Give an exit code."""
    if hasattr(os, "nice"):  # elsewhere whoever started this has seen to it
        os.nice(10)
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    folder, made = Path(order.folder), dt.datetime.fromisoformat(order.made)
    state = store.read(folder)
    state.rehearsal = {} if order.rehearsal else None

    @lru_cache(maxsize=1)
    def copy(version: copies.Version) -> copies.Copy:
        return copies.make(state, made, version, folder)

    for file in order.files:
        content = _content(file.name, copy(file.version))
        try:
            if content:
                _put(Path(order.out, file.path), content)
        except OSError as why:
            _tell(why)
            return NO_ROOM
        print(file.path, flush=True)
    return 0


def _content(name: str, copy: copies.Copy) -> bytes:
    """Write a file; a calendar with nothing in it is none."""
    if name == MAIL:
        return mail.text(copy.minutes).encode()
    if name == "ics" and not write_ics.deadlines(copy.minutes):
        return b""
    return FORMATS[name].write(copy)


def _tell(why: Exception) -> None:
    """Tell whoever started this what kept it from writing, without the meeting's own words."""
    sys.stderr.buffer.write(b"\n" + msgspec.json.encode(logs.fault_of(why)))


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as failed:
        _tell(failed)
        sys.exit(1)
