"""Copies of an event's file: a few beside it, each checked, and the way back from one of them."""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
from pathlib import Path

from facilitator import copying
from facilitator.store import FILE_NAME, Store, is_whole

FOLDER = "backups"
KEPT = 6
_NAME = re.compile(r"event-\d{8}T\d{9}Z\.db")


def make(store: Store, folder: Path, moment: dt.datetime) -> Path:
    """Copy the file of an open event beside it, check the copy, and let the oldest go. Raise OSError, sqlite3.Error."""
    below = folder / FOLDER
    below.mkdir(exist_ok=True)
    part = below / ".event.part"
    try:
        store.backup(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        made = _free(below, moment)
        part.replace(made)
    finally:
        part.unlink(missing_ok=True)
    for old in there(folder)[KEPT:]:
        old.unlink(missing_ok=True)
    return made


def renew(store: Store, folder: Path, moment: dt.datetime) -> Path:
    """Make a fresh copy and delete all others, which have what was erased. Raise OSError, sqlite3.Error."""
    made = make(store, folder, moment)
    for old in there(folder):
        if old != made:
            old.unlink(missing_ok=True)
    return made


def there(folder: Path) -> list[Path]:
    """List the copies beside an event's file, the newest first."""
    found = [path for path in (folder / FOLDER).glob("event-*.db") if _NAME.fullmatch(path.name)]
    return sorted(found, key=lambda path: path.name, reverse=True)


def newest(folder: Path) -> Path | None:
    """Give the newest copy that is whole."""
    return next((path for path in there(folder) if is_whole(path)), None)


def restore(folder: Path, copy: Path, moment: dt.datetime) -> Path | None:
    """Put a copy in the place of an event's file, which nobody may have open. What stood there is put aside, with what
    belongs to it. Give where. Raise OSError, sqlite3.DatabaseError where the copy is not whole: then nothing was moved.
    """
    if not is_whole(copy):
        raise sqlite3.DatabaseError(str(copy))
    file = folder / FILE_NAME
    fresh = folder / ".event.restored"
    copying.put(copy, fresh)
    aside = folder / f"event.before-restore-{moment:%Y%m%dT%H%M%SZ}.db"
    for tail in ("", "-wal", "-shm"):
        there_now = file.with_name(file.name + tail)
        if there_now.exists():
            there_now.replace(aside.with_name(aside.name + tail))
    fresh.replace(file)
    return aside if aside.exists() else None


def _free(below: Path, moment: dt.datetime) -> Path:
    """Name a copy after its moment, or the next that has no copy yet."""
    while True:
        path = below / f"event-{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03}Z.db"
        if not path.exists():
            return path
        moment += dt.timedelta(milliseconds=1)
