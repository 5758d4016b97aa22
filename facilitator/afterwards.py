"""After *Slut mødet* the package of minutes is written by itself, and again when something in it has changed.

It waits until nothing has happened for `QUIET` seconds. How it goes is told to consoles.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any

import gevent

from facilitator import mail_list
from facilitator.changes import Change
from facilitator.house import AWAY, House, Running
from facilitator.meeting import Meeting
from facilitator.minutes import package
from facilitator.minutes.apart import Unwritten

log = logging.getLogger(__name__)

HOUR = 3600.0
QUIET = 3.0
AGAIN = 60.0
"""What failed is tried again after so many seconds, when there may be room on the disk."""


class Afterwards:
    """Sees to it that each meeting that is over has its package."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._waiting: dict[str, Any] = {}

    def follow(self, running: Running) -> None:
        """Look after a meeting; one that is over and has no package gets it."""
        running.meeting.on_change(lambda changes: self._changed(running, changes))
        if _is_over(running.meeting) and not (running.opened.folder / package.FOLDER).is_dir():
            self.write_soon(running)

    def sweep(self) -> None:
        """Delete every list of addresses whose day has come, now and every hour: a meeting need not be open for it."""
        events = self._house.config.events
        while True:
            for path in [path for each in ("*", f"{AWAY}/*") for path in events.glob(f"{each}/{mail_list.FILE_NAME}")]:
                try:
                    mail_list.sweep(path.parent, dt.date.today())
                except OSError:
                    log.exception("%s could not be deleted", path)
            gevent.sleep(HOUR)

    def write_soon(self, running: Running, after: float = QUIET) -> None:
        """Write the package once nothing has changed for a while."""
        waiting = self._waiting.pop(running.opened.folder.name, None)
        if waiting is not None:
            waiting.kill(block=False)
        self._waiting[running.opened.folder.name] = gevent.spawn_later(after, self._write, running)

    def _changed(self, running: Running, changes: Sequence[Change]) -> None:
        if changes and _is_over(running.meeting):
            self.write_soon(running)

    def _write(self, running: Running) -> None:
        self._waiting.pop(running.opened.folder.name, None)  # what changes from here on is for the next one
        meeting = running.meeting
        if self._house.running.get(meeting.code) is not running or not _is_over(meeting):
            return
        now = meeting.clock.moment(meeting.clock.ms())
        folder = meeting.store.path.parent
        try:
            made = package.build(
                meeting.state, folder, folder / package.FOLDER, now,
                lambda done, of: _tell(meeting, "running", done=done, of=of),
            )  # fmt: skip
        except Unwritten as why:
            _tell(meeting, "failed", why=why.key)
            self.write_soon(running, AGAIN)
        else:
            _tell(meeting, "ready", name=made.name)


def _is_over(meeting: Meeting) -> bool:
    return meeting.state.event.stage in ("closed", "sealed") and meeting.state.rehearsal is None


def _tell(meeting: Meeting, state: str, *, done: int = 0, of: int = 0, name: str = "", why: str = "") -> None:
    meeting.state.package = {"state": state, "done": done, "of": of, "name": name, "why": why}
    meeting.tell(())
