"""Write a plan so that nothing is lost: only over the file that was read, whole or not at all, the last ones kept.

Earlier contents lie in `plan-history/`, named by when they were replaced and by their digest.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from facilitator import in_place
from facilitator.plan.form import digest

HISTORY = "plan-history"
KEPT = 20


class ChangedMeanwhile(Exception):
    """The file is no longer the one that was read."""


def save(file: Path, new: bytes, read: str) -> None:
    """Put new bytes in the place of the content with the digest `read`, which is kept.

    Raises ChangedMeanwhile, and OSError; the file is then as it was.
    """
    before = file.read_bytes()
    if digest(before) != read:
        raise ChangedMeanwhile
    if before == new:
        return
    keep(file, before)
    waiting = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        _write(waiting, new)
        if digest(file.read_bytes()) != read:
            raise ChangedMeanwhile
        os.replace(waiting, file)
    finally:
        waiting.unlink(missing_ok=True)
    _settle(file.parent)


def keep(file: Path, content: bytes) -> None:
    """Keep one content of a file, and no more of them than the last few. Raises OSError."""
    folder = file.parent / HISTORY
    folder.mkdir(exist_ok=True)
    known_by = digest(content)
    for there in folder.glob(f"*-{known_by[:16]}.toml"):
        there.unlink()
    in_place.put(folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{known_by[:16]}.toml", content)
    for old in sorted(folder.glob("*.toml"))[:-KEPT]:
        old.unlink(missing_ok=True)


def past(file: Path) -> dict[str, bytes]:
    """Return what is kept of a file, by digest."""
    found: dict[str, bytes] = {}
    for each in sorted((file.parent / HISTORY).glob("*.toml")):
        with contextlib.suppress(OSError):
            content = each.read_bytes()
            found[digest(content)] = content
    return found


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Have the new name on disk too, where the system knows how."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
