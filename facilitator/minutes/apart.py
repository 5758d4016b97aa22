"""Documents that take their time are written in a process of their own, one at a time, while the server goes on.

A thread would not do: writing is Python all the way, and the room would wait for its turns.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from facilitator.minutes.copies import Copy

log = logging.getLogger(__name__)

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""So many seconds a document may take. 3000 ideas take one or two."""

_one_at_a_time = threading.Lock()
_LOW = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)


class Unwritten(Exception):
    """A document could not be written; why is in the log."""


def write(name: str, copy: Copy) -> bytes:
    """Write a copy of the minutes in a format. Raise Unwritten."""
    given = msgspec.json.encode(copy)
    command = [sys.executable, "-m", "facilitator.minutes", name]
    try:
        with _one_at_a_time:
            done = subprocess.run(
                command, input=given, capture_output=True, check=True, timeout=PATIENCE, cwd=ROOT, creationflags=_LOW
            )
    except subprocess.CalledProcessError as why:
        log.error("minutes as %s: %s", name, why.stderr.decode(errors="replace"))
        raise Unwritten(name) from why
    except (OSError, subprocess.SubprocessError) as why:
        log.error("minutes as %s: %s", name, why)
        raise Unwritten(name) from why
    return done.stdout
