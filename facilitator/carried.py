"""The sticks a meeting is carried on: each gets the newest copy, and loses what was erased, sealed or forgotten. One
that is not in the laptop then is remembered, and cleaned when it is there again.

A stick's copy has the file's own name, so that its folder can be carried to another laptop and goes on there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from facilitator import backups, copying, in_place
from facilitator.minutes import package
from facilitator.store import FILE_NAME, old_files

REMEMBERED = ".sticks"
"""The file in an event's folder that has, by each stick's name, when the latest was erased that is not on it."""


def carry(copy: Path, folder: Path, drives: Mapping[str, Path], unlinked_at: str) -> list[str]:
    """Bring the copy, which has nothing of what was erased until `unlinked_at`, to every stick that has this event.
    Give the names of those that still have some of it and are not there.

    Raise OSError where one cannot take it; it still has the copy before.
    """
    known = _remembered(folder)
    before = dict(known)
    try:
        for name, drive in drives.items():
            there = drive / copying.HOME / folder.name
            if there.is_dir():
                _put(copy, there / FILE_NAME)
                if known.get(name, "") < unlinked_at:
                    _clean(folder, there)
                known[name] = unlinked_at
    finally:
        if known != before:
            in_place.put(folder / REMEMBERED, msgspec.json.encode(known))
    return out_of_reach(folder, unlinked_at)


def out_of_reach(folder: Path, unlinked_at: str) -> list[str]:
    """Name the sticks that have what was erased until then, and have not been in the laptop since."""
    return sorted(name for name, at in _remembered(folder).items() if at < unlinked_at)


def _clean(folder: Path, there: Path) -> None:
    """Take older copies from a stick, and make the minutes on it those that are here. What else lies there stays."""
    for path in filter(Path.is_file, [*there.glob(f"{backups.FOLDER}/*"), *old_files(there)]):
        path.unlink()
    for path in filter(Path.is_file, list(there.glob(f"{package.FOLDER}/**/*"))):
        ours = folder / path.relative_to(there)
        if ours.is_file():
            _put(ours, path)
        elif path.parent != there / package.FOLDER:  # nothing but papers of ours lies deeper
            path.unlink()


def _put(source: Path, target: Path) -> None:
    if not copying.same(source, target):
        copying.put(source, target)


def _remembered(folder: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode((folder / REMEMBERED).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return {}
