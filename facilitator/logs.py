"""The program's own log: short lines in the terminal, and one JSON object a line in files beside the events.

Nothing of people is in it. What a log call of ours says is a constant, and what it adds are named fields, never text
that somebody wrote; of an exception its type and places are told and not its message, which may carry a command; of
what other people's modules say, only where they say it.
"""

from __future__ import annotations

import datetime as dt
import errno
import logging
import sys
import threading
import traceback
from collections import deque
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated, Any

import gevent
import msgspec

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "facilitator"
FOLDER = Path(".server", "log")
NAME = "log.jsonl"
SIZE = 1_000_000
FILES = 3
"""So many files of `SIZE` bytes at most: the one that is written, and older ones, numbered."""
MOST_PLACES = 12
"""The innermost places of a stack; a recursion has a thousand of the same."""
SHOWN = 3

log = logging.getLogger(__name__)


class Fault(msgspec.Struct, frozen=True):
    """What is told of an exception: its type, what it came of, and the places on its way, the innermost last."""

    type: Annotated[str, msgspec.Meta(pattern=r"^[\w. <]+$", max_length=200)]
    places: tuple[Annotated[str, msgspec.Meta(pattern=r"^[\w./<>+-]+:\d+ [\w<>]+$", max_length=200)], ...] = ()

    def __str__(self) -> str:
        return " < ".join([self.type, *reversed(self.places[-SHOWN:])])


def fault_of(why: BaseException) -> Fault:
    """Give what may be told of an exception."""
    types, seen = [named(why)], why
    while len(types) < SHOWN and (before := _came_of(seen)):
        types.append(named(before))
        seen = before
    frames = deque(traceback.walk_tb(why.__traceback__), MOST_PLACES)
    return Fault(
        " < ".join(types),
        tuple(f"{_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in frames),
    )


def _came_of(why: BaseException) -> BaseException | None:
    return why.__cause__ or (None if why.__suppress_context__ else why.__context__)


def named(why: BaseException) -> str:
    """Name an exception by its type and the system's or SQLite's name of the reason: "OSError ENOSPC"."""
    reason = getattr(why, "sqlite_errorname", None)
    if isinstance(why, OSError) and why.errno is not None:
        reason = errno.errorcode.get(why.errno, str(why.errno))
    return f"{type(why).__name__} {reason}" if reason else type(why).__name__


def to_terminal() -> None:
    """Tell whoever looks at the terminal what is out of the ordinary."""
    logging.raiseExceptions = False  # a log that cannot be written prints what it was to say, with all it carries
    handler = logging.StreamHandler()
    handler.setFormatter(_Short())
    handler.setLevel(logging.WARNING)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)


def to_file(events: Path) -> None:
    """Write the log beside the events too, and have nothing said past it. Where that cannot be, say so and go on."""
    try:
        (events / FOLDER).mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            events / FOLDER / NAME, maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8", errors="replace"
        )
    except OSError as why:
        log.warning("the log is not written to a file", {"why": why})
    else:
        handler.setFormatter(_Line())
        logging.getLogger().addHandler(handler)
        logging.getLogger("facilitator").setLevel(logging.INFO)
    gevent.get_hub().print_exception = lambda context, kind, why, trace: _stray(why, trace)
    sys.excepthook = lambda kind, why, trace: _stray(why, trace)
    sys.unraisablehook = lambda found: _stray(found.exc_value, found.exc_traceback)
    threading.excepthook = lambda found: _stray(found.exc_value, found.exc_traceback)


def last(events: Path, most: int) -> list[str]:
    """Read the last lines of the log, the newest last. Raise OSError where there is none."""
    lines: deque[str] = deque(maxlen=most)
    newest = events / FOLDER / NAME
    for file in (newest.with_name(f"{NAME}.1"), newest):
        if file == newest or file.exists():
            lines.extend(file.read_text(encoding="utf-8", errors="replace").splitlines())
    return list(lines)


def _stray(why: BaseException | None, trace: Any) -> None:
    """Log what nobody caught."""
    if why is not None:
        log.error("nobody caught this", exc_info=(type(why), why, trace))


class _Short(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        said = _told(record)
        extra = ", ".join(f"{name} {value}" for name, value in said.items() if name not in _HEAD)
        line = f"{said['level'].upper()} {said['where']}: {said['what']}"
        return f"{line} ({extra})" if extra else line


class _Line(logging.Formatter):
    """A JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        return msgspec.json.encode(_told(record)).decode()


_HEAD = ("at", "level", "where", "what")


def _told(record: logging.LogRecord) -> dict[str, Any]:
    """Give all that is told of a record."""
    why = record.exc_info[1] if record.exc_info else None
    ours = Path(record.pathname).is_relative_to(PACKAGE)
    at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
    head = {
        "at": at.replace("+00:00", "Z"),
        "level": "fault" if why else record.levelname.lower(),
        "where": record.name.removeprefix("facilitator."),
        "what": str(record.msg) if ours else f"said at {_place(record.pathname)}:{record.lineno}",
    }
    fields = record.args if ours and isinstance(record.args, Mapping) else {}
    return head | {name: _plain(value) for name, value in fields.items()} | ({"fault": fault_of(why)} if why else {})


def _plain(value: Any) -> Any:
    if isinstance(value, BaseException):
        return named(value)
    return value if isinstance(value, (bool, int, float, Fault, type(None))) else str(value)


def _place(file: str) -> str:
    """Name a file without the way to it, which has the user's name: from the program's folder on, or its last part."""
    path = Path(file)
    if path.is_relative_to(PACKAGE):
        return path.relative_to(ROOT).as_posix()
    return "/".join(path.parts[-2:] if "site-packages" in path.parts else path.parts[-1:]).replace(" ", "_")
