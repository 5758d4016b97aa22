"""After *Slut mødet* the meeting is copied and the package of minutes written, and again when something has changed; on
their days votes are sealed, writers forgotten and addresses deleted; and what was erased is taken out of every copy.

The package waits until nothing has happened for `QUIET` seconds. How it goes is told to consoles.
"""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import gevent
from gevent.event import Event
from gevent.lock import RLock

from facilitator import in_place, mail_list
from facilitator.access import Actor
from facilitator.actions.unlink import forget_now, seal_now
from facilitator.changes import Change
from facilitator.days import forgets_on, seals_on
from facilitator.house import AWAY, House, Running
from facilitator.meeting import Meeting
from facilitator.minutes import package
from facilitator.minutes.apart import Unwritten
from facilitator.safekeeping import Safekeeping
from facilitator.unlinking import UNLINKING

log = logging.getLogger(__name__)

HOUR = 3600.0
QUIET = 3.0
AGAIN = 60.0
"""What failed is tried again after so many seconds, when there may be room on the disk."""
LOOK_AGAIN = 0.5
"""What somebody holds open is tried again after so many seconds."""
CLEANED = ".cleaned"
"""The file in an event's folder that has when the latest was erased, sealed or forgotten that is out of every copy."""
BY_ITSELF = Actor("organiser", "by itself")


class Afterwards:
    """Sees to it that each meeting that is over has its package."""

    def __init__(self, house: House, safekeeping: Safekeeping) -> None:
        self._house = house
        self._safekeeping = safekeeping
        self._waiting: dict[str, Any] = {}
        self._writing: defaultdict[str, RLock] = defaultdict(RLock)
        self._cleaning: dict[str, Event] = {}

    def follow(self, running: Running) -> None:
        """Look after a meeting; one that is over and has no package, or one that is older than it, gets it. What was
        erased when the program stopped is taken out of what still has it."""
        running.meeting.on_change(lambda changes: self._changed(running, changes))
        if running.meeting.store.unlinked_at() > _cleaned_at(running.meeting):
            self._clean_soon(running)
        elif _is_over(running.meeting) and not package.is_newer(
            running.opened.folder, running.meeting.store.changed_at()
        ):
            self.write_soon(running)

    def sweep(self) -> None:
        """Do what is due today, now and every hour: seal, forget, and delete lists of addresses. A list's meeting need
        not be open."""
        events = self._house.config.events
        while True:
            for running in list(self._house.running.values()):
                _keep_promises(running.meeting)
            for path in [path for each in ("*", f"{AWAY}/*") for path in events.glob(f"{each}/{mail_list.FILE_NAME}")]:
                try:
                    mail_list.sweep(path.parent, dt.date.today())
                except OSError:
                    log.exception("a list of addresses was not deleted")
            gevent.sleep(HOUR)

    def write_soon(self, running: Running, after: float = QUIET) -> None:
        """Write the package once nothing has changed for a while."""
        self._not_yet(running)
        self._waiting[running.opened.folder.name] = gevent.spawn_later(after, self._write, running)

    def is_clean(self, running: Running, seconds: float) -> bool:
        """Wait until nothing is left of what was erased, for so long; say whether that is so."""
        cleaning = self._cleaning.get(running.opened.folder.name)
        return cleaning is None or cleaning.wait(seconds)

    def _changed(self, running: Running, changes: Sequence[Change]) -> None:
        if any(change.kind in UNLINKING for change in changes):
            self._clean_soon(running)
        elif changes and _is_over(running.meeting):
            self.write_soon(running)

    def _not_yet(self, running: Running) -> None:
        """Drop a package that has not been begun."""
        waiting = self._waiting.pop(running.opened.folder.name, None)
        if waiting is not None:
            waiting.kill(block=False)

    def _clean_soon(self, running: Running) -> None:
        self._not_yet(running)  # whoever erases need not wait for two
        done = self._cleaning[running.opened.folder.name] = Event()
        gevent.spawn(self._clean, running, done)

    def _write(self, running: Running) -> None:
        self._waiting.pop(running.opened.folder.name, None)  # what changes from here on is for the next one
        meeting = running.meeting
        if not self._runs(running) or not _is_over(meeting):
            return
        self._safekeeping.look_after(running)
        if not self._build(running):
            self.write_soon(running, AGAIN)

    def _build(self, running: Running) -> bool:
        meeting = running.meeting
        folder = meeting.store.path.parent
        try:
            with self._writing[running.opened.folder.name]:
                made = package.build(
                    meeting.state, folder, folder / package.FOLDER, meeting.clock.moment(meeting.clock.ms()),
                    lambda done, of: _tell(meeting, "running", done=done, of=of),
                )  # fmt: skip
        except Unwritten as why:
            _tell(meeting, "failed", why=why.key)
            return False
        _tell(meeting, "ready", name=made.name)
        return True

    def _runs(self, running: Running) -> bool:
        return self._house.running.get(running.meeting.code) is running

    def _clean(self, running: Running, done: Event) -> None:
        """Take what was erased out of the package, also of one that is being written, and out of the write-ahead log,
        older files and copies."""
        meeting, folder = running.meeting, running.opened.folder
        written = meeting.state.rehearsal is not None or not (_is_over(meeting) or (folder / package.FOLDER).is_dir())
        while self._runs(running):
            try:
                unlinked_at = meeting.store.unlinked_at()
                written = written or self._build(running)
                if written and meeting.store.scrub():
                    meeting.store.drop_old_files()
                    self._safekeeping.copy(running, afresh=True)
                    in_place.put(_file_of(meeting), unlinked_at.encode())
                    done.set()
                    return
                wait = LOOK_AGAIN if written else AGAIN
            except (OSError, sqlite3.Error) as why:
                log.error("what was erased is still in a copy", {"event": meeting.code, "why": why})
                wait = AGAIN
            gevent.sleep(wait)


def _keep_promises(meeting: Meeting) -> None:
    """Seal a meeting whose day has come, and forget who was there."""
    event = meeting.state.event
    if not _is_over(meeting):
        return
    today = dt.datetime.now(ZoneInfo(event.timezone)).date()
    sealed, forgotten = seals_on(event), forgets_on(event)
    if forgotten and forgotten <= today and not event.forgotten_at:
        meeting.change(BY_ITSELF, "forget", forget_now)
    elif sealed and sealed <= today and not event.sealed_at:
        meeting.change(BY_ITSELF, "seal", seal_now)


def _is_over(meeting: Meeting) -> bool:
    return meeting.state.event.stage in ("closed", "sealed") and meeting.state.rehearsal is None


def _cleaned_at(meeting: Meeting) -> str:
    try:
        return _file_of(meeting).read_text(encoding="utf-8")
    except OSError:
        return ""


def _file_of(meeting: Meeting) -> Path:
    return meeting.store.path.parent / CLEANED


def _tell(meeting: Meeting, state: str, *, done: int = 0, of: int = 0, name: str = "", why: str = "") -> None:
    meeting.state.package = {"state": state, "done": done, "of": of, "name": name, "why": why}
    meeting.tell(())
