"""Every two minutes each meeting that has changed is copied beside itself, and the copy to the sticks that have it."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from zoneinfo import ZoneInfo

import gevent

from facilitator import backups, carried, health, laptop
from facilitator.house import House, Running

log = logging.getLogger(__name__)

EVERY = 120.0
"""Seconds. What was said meanwhile is on the phones, which offer it again to a copy."""


class Safekeeping:
    """Sees to the copies of all meetings of a house."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._copied: dict[str, tuple[int, Path]] = {}

    def keep(self) -> None:
        """Copy for ever. A stick that is slow, full or gone never keeps anybody waiting but its own copy."""
        while True:
            for running in list(self._house.running.values()):
                self.look_after(running)
            gevent.sleep(EVERY)

    def look_after(self, running: Running) -> None:
        """Copy one meeting if it has changed, and tell its consoles where that fails."""
        try:
            self.copy(running)
        except (OSError, sqlite3.Error) as why:
            log.warning("a meeting was not copied", {"event": running.meeting.code, "why": why})
            before = running.meeting.state.health["copied"] or {"at": None}
            health.tell(running.meeting, copied=before | {"failed": True})

    def copy(self, running: Running, *, afresh: bool = False) -> None:
        """Copy one meeting if it has changed; `afresh` leaves no older copy. Raise OSError, sqlite3.Error."""
        meeting, folder = running.meeting, running.opened.folder
        if meeting.state.rehearsal is not None or meeting.state.event.stage == "planned":
            return
        unlinked_at = meeting.store.unlinked_at()
        seq, newest = self._copied.get(folder.name, (-1, None))
        if afresh or newest is None or seq != meeting.state.seq:
            seq, now = meeting.state.seq, meeting.clock.moment(meeting.clock.ms())
            newest = (backups.renew if afresh else backups.make)(meeting.store, folder, now)
            self._copied[folder.name] = (seq, newest)
            at = now.astimezone(ZoneInfo(meeting.state.event.timezone))
            health.tell(meeting, copied={"at": f"{at:%H.%M}", "failed": False})
        still = gevent.get_hub().threadpool.apply(_carry, (newest, folder, unlinked_at))
        health.tell(meeting, not_cleaned=still)


def _carry(copy: Path, folder: Path, unlinked_at: str) -> list[str]:
    return carried.carry(copy, folder, laptop.drives(), unlinked_at)
