"""*Klar til salen*: what the server can see of how ready the laptop is, told to consoles until the meeting begins."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import gevent
import msgspec

from facilitator import copying, laptop
from facilitator.changes import Refused
from facilitator.mail_list import FILE_NAME as MAIL_LIST
from facilitator.meeting import Meeting
from facilitator.printing import printed
from facilitator.store import FILE_NAME

log = logging.getLogger(__name__)

BACKUP = ".event.copy.db"


def look(meeting: Meeting, folder: Path) -> None:
    """Look at the laptop, and tell consoles if it has changed; not once the meeting has begun."""
    if meeting.state.event.stage == "planned":
        there = printed(folder)
        papers = there and {
            "address": there.address,
            "code": there.code,
            "wifi": there.wifi and msgspec.structs.asdict(there.wifi),
        }
        _tell(meeting, **gevent.get_hub().threadpool.apply(laptop.look, (folder,)), printed=papers)


def copy(meeting: Meeting, folder: Path, drive: str) -> None:
    """Begin to copy the event to a stick. How it goes is told to consoles. Raise Refused."""
    path = laptop.drives().get(drive)
    if path is None:
        raise Refused("refused_no_drive")
    if (meeting.state.laptop["copy"] or {}).get("state") == "running":
        raise Refused("refused_copying")
    _tell(meeting, copy={"drive": drive, "state": "running", "at": None})
    gevent.spawn(_copy, meeting, folder, drive, path)


def _copy(meeting: Meeting, folder: Path, drive: str, path: Path) -> None:
    """The file is backed up beside itself in one step by its own thread; the slow stick is another thread's."""
    backup = folder / BACKUP
    instead = {FILE_NAME: backup, f"{FILE_NAME}-wal": None, f"{FILE_NAME}-shm": None, MAIL_LIST: None}
    try:
        meeting.store.backup(backup)
        gevent.get_hub().threadpool.apply(copying.copy, (folder, path, instead))
        state = "done"
    except (OSError, sqlite3.Error) as why:
        log.warning("the copy to a stick failed", {"event": meeting.code, "why": why})
        state = "failed"
    finally:
        backup.unlink(missing_ok=True)
    now = meeting.clock.moment(meeting.clock.ms())
    _tell(meeting, copy={"drive": drive, "state": state, "at": _time(now, meeting.state.event.timezone)})


def _time(moment: dt.datetime, timezone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(timezone)):%H.%M}"


def _tell(meeting: Meeting, **seen: Any) -> None:
    before = meeting.state.laptop
    meeting.state.laptop = before | seen
    if meeting.state.laptop != before:
        meeting.tell(())
