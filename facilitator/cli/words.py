"""What the command line says, and in which words it says what is in the way."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import gevent

from facilitator import computer, plan, reasons
from facilitator.house import NoSuchEvent
from facilitator.lock import Locked
from facilitator.store import FILE_NAME, NewerFile
from facilitator.texts import Texts

t = Texts(computer.language())


class Stop(Exception):
    """Something is in the way; as text, what it is and what to do."""


def stopped(why: Exception, folder: str = "") -> Stop:
    """Say in plain words what kept a meeting from being opened, or raise what nobody has words for."""
    match why:
        case plan.PlanError():
            return Stop(str(why))
        case NewerFile():
            return Stop(t("cli_newer", file=why))
        case Locked():
            return Stop(t("cli_held", pid=why.pid or "?"))
        case NoSuchEvent():
            return Stop(t("cli_no_event", name=why, events="-"))
        case OSError():
            return Stop(t("cli_cannot_write", folder=why.filename or folder or "-", why=reason(why)))
        case sqlite3.Error():
            return Stop(t("cli_unreadable", file=str(Path(folder, FILE_NAME)), why=why))
    raise why


@contextmanager
def without_traces() -> Iterator[None]:
    """Keep gevent from printing the faults of a file that we are about to say in words."""
    hub = gevent.get_hub()
    before = hub.NOT_ERROR
    hub.NOT_ERROR = (*before, NewerFile, sqlite3.Error, OSError)
    try:
        yield
    finally:
        hub.NOT_ERROR = before


def reason(why: OSError) -> str:
    """Give the reason of the system in the words of the command line."""
    return reasons.reason(why, t)


def teller(to_script: bool) -> Callable[[str], None]:
    """Give a way to tell people something: beside the output, where a script reads that."""

    def say(line: str) -> None:
        print(line, file=sys.stderr if to_script else sys.stdout, flush=True)

    return say
