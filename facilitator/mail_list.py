"""Who wants the minutes by mail: a text file of its own beside the event's, for as long as its first line says.

It is no part of the meeting: no row, no change, no copy and no minutes has an address, and none says who wrote what.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from facilitator import in_place
from facilitator.changes import Refused

FILE_NAME = "mailliste.txt"
DAYS = 30
"""So long addresses are kept after the meeting."""
MOST = 2000
WISHES = ("minutes", "invitation")
_ADDRESS = re.compile(r"[^@\s;,<>\"'\\]{1,64}@[^@\s;,<>\"'\\]{1,180}\.[^@\s.;,<>\"'\\]{2,60}")
_UNTIL = re.compile(r"# (\d{4}-\d\d-\d\d)\b")


def until(closed: dt.date) -> dt.date:
    """Give the day on which the addresses of a meeting are deleted."""
    return closed + dt.timedelta(days=DAYS)


def add(folder: Path, address: str, wishes: set[str], last: dt.date, head: str) -> None:
    """Keep an address with what it is for. `head` says in words what the first line says by its day.

    The same address again has only its latest wishes. Raise Refused, OSError.
    """
    address = address.strip().lower()
    wanted = [wish for wish in WISHES if wish in wishes]
    if not _ADDRESS.fullmatch(address):
        raise Refused("refused_mail")
    if not wanted:
        raise Refused("refused_no_wish")
    there = {each: line for each, line in _read(folder).items() if each != address}
    if len(there) >= MOST:
        raise Refused("refused_limit")
    there[address] = f"{address}; {', '.join(wanted)}"
    _write(folder, there, f"# {last.isoformat()} {head}")


def remove(folder: Path, address: str) -> None:
    """Forget an address, whether it was there or not. Raise OSError."""
    there = _read(folder)
    if there.pop(address.strip().lower(), None) is not None:
        _write(folder, there, _first(folder))


def sweep(folder: Path, today: dt.date) -> None:
    """Delete the file of a meeting when its day has come. Raise OSError."""
    found = _UNTIL.match(_first(folder))
    if found and dt.date.fromisoformat(found[1]) <= today:
        for path in (folder / FILE_NAME, *folder.glob(f".{FILE_NAME}.*")):  # what a power cut left half written, too
            path.unlink(missing_ok=True)


def count(folder: Path) -> int:
    """Say how many addresses there are; nobody is told more."""
    return len(_read(folder))


def _lines(folder: Path) -> list[str]:
    try:
        return (folder / FILE_NAME).read_text("utf-8").splitlines()
    except OSError:
        return []


def _first(folder: Path) -> str:
    return next(iter(_lines(folder)), "")


def _read(folder: Path) -> dict[str, str]:
    return {line.split(";")[0].strip(): line for line in _lines(folder)[1:] if line.strip()}


def _write(folder: Path, there: dict[str, str], first: str) -> None:
    in_place.put(folder / FILE_NAME, ("\n".join([first, *there.values()]) + "\n").encode())
