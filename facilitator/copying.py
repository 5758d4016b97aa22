"""A copy of an event's folder on another disk: each file is whole under its name, or not there."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

HOME = "Inspiratorium"
PART = ".part"


def copy(folder: Path, drive: Path, instead: dict[str, Path | None]) -> Path:
    """Copy a folder into `Inspiratorium` on a drive, and read it back. Give where it lies now. Raise OSError.

    `instead` says which file is copied in place of one by that name; None leaves it out.
    """
    there = drive / HOME / folder.name
    for file in sorted(folder.rglob("*")):
        source = instead.get(file.name, file)
        if source is not None and file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            put(source, there / file.relative_to(folder))
    return there


def put(source: Path, target: Path) -> None:
    """Write beside, force it to the disk, compare, and only then take the name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + PART)
    try:
        shutil.copyfile(source, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        if _digest(part) != _digest(source):
            raise OSError(f"{target.name} was not copied whole")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def same(one: Path, other: Path) -> bool:
    """Whether two files have the same in them; a file that is not there is like no other. Raise OSError."""
    return other.exists() and _digest(one) == _digest(other)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
