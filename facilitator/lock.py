"""One process for each event's folder: an operating-system lock that ends with the process that holds it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

# On Windows a locked byte cannot be read by others, so the byte that is locked lies far behind the text.
_FAR = 1 << 20


class Locked(Exception):
    """Another process has this event open. `url` is where it answers, if it has said so."""

    def __init__(self, pid: int | None, url: str | None) -> None:
        super().__init__(f"held by process {pid}")
        self.pid = pid
        self.url = url


class Lock:
    """The lock of one folder, held from construction until release() or the end of the process."""

    def __init__(self, folder: Path) -> None:
        """Take the lock of a folder. Raise Locked when another process holds it, OSError when it can't be made."""
        self.path = folder / ".lock"
        self.path.touch()
        self._file: IO[str] = self.path.open("r+", encoding="utf-8")
        try:
            _take(self._file)
        except OSError:
            self._file.close()
            holder = read(folder)
            raise Locked(holder.get("pid"), holder.get("url")) from None
        self.say(None)

    def say(self, url: str | None) -> None:
        """Write down, for others, which process this is and where it answers."""
        self._file.seek(0)
        self._file.truncate()
        json.dump({"pid": os.getpid(), "url": url}, self._file)
        self._file.flush()

    def release(self) -> None:
        """Give the lock back."""
        if not self._file.closed:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()


def read(folder: Path) -> dict[str, Any]:
    """Read what the holder of a folder's lock has said; empty when there is none."""
    try:
        said = json.loads((folder / ".lock").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _take(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
