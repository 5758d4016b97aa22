"""Tell each audience what has changed in its own view, at most once a tick, and never what it was not to see.

For each audience we keep what it was told, by row id with the version at which it was told. A client that has
missed something says which version it had, and gets what is newer. Version numbers are the audience's own: they
count visible differences only, so they tell nothing of what is hidden.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any

import gevent
import msgspec
from gevent.event import Event

from facilitator.activities import kind_of
from facilitator.arrivals import host_view
from facilitator.audience import View, board_view, console_view, person_view, phone_view
from facilitator.changes import Change, Edit
from facilitator.meeting import Meeting
from facilitator.referent import referent_view
from facilitator.state import State

log = logging.getLogger(__name__)

GATHER = 0.005
SCREEN_PAUSE = 0.1
PHONE_PAUSE = (0.033, 0.5)
COST_FACTOR = 4
"""Phones rest this many times as long as the last telling took, so that telling never takes over the laptop."""
LOOK_AGAIN = 5.0
"""Seconds between looks at what time alone changes: presence, drift, an undo that has run out."""
PRIVATE_TABLES = frozenset({"mark", "device", "participant", "key", "note"})
"""What no phone is shown, but for the marks of kinds that tell them: while a result is on the phones, nothing can be
marked any more."""

REHEARSED = "rehearsal-"
"""How the epoch of a rehearsal begins, so that a screen that is left from one can be told."""

Emit = Callable[[str, str, Any], None]
Message = dict[str, Any]


class Channel:
    """One audience: its view when it was last told, and how to tell the difference."""

    def __init__(self, meeting: Meeting, audience: str, epoch: str, build: Callable[[State, int], View]) -> None:
        self.audience = audience
        self.epoch = epoch
        self.version = 0
        self._meeting = meeting
        self._build = build
        self._told: dict[str, tuple[int, dict[str, Any] | None]] = {}

    def tick(self) -> Message | None:
        """Compare the view with what was told. Give the update to send, or None where nothing visible changed."""
        view = self._build(self._meeting.state, self._meeting.clock.ms())
        rows = {id: row for id, row in view.items() if self._told.get(id, (0, None))[1] != row}
        gone = [id for id, (_, row) in self._told.items() if row is not None and id not in view]
        if not rows and not gone:
            return None
        before, self.version = self.version, self.version + 1
        self._told.update((id, (self.version, row)) for id, row in rows.items())
        self._told.update((id, (self.version, None)) for id in gone)
        return self._update(before, rows, gone)

    def room(self) -> Message:
        """Give everything as it was last told."""
        state = self._meeting.state
        rows = {id: row for id, (_, row) in self._told.items() if row is not None}
        return {
            "epoch": self.epoch,
            "version": self.version,
            "history": state.event.history,
            "clock": self._meeting.clock.ms(),
            "rows": rows,
        }

    def since(self, epoch: str, version: int) -> Message:
        """Give what is newer than a version: {update}, or {room} where the version is not one of ours."""
        if epoch != self.epoch or not 0 < version <= self.version:
            return {"room": self.room()}
        newer = [(id, row) for id, (at, row) in self._told.items() if at > version]
        rows = {id: row for id, row in newer if row is not None}
        return {"update": self._update(version, rows, [id for id, row in newer if row is None])}

    def _update(self, before: int, rows: View, gone: list[str]) -> Message:
        return {"from": before, "to": self.version, "clock": self._meeting.clock.ms(), "rows": rows, "gone": gone}


class Broadcast:
    """All telling of one meeting. `emit(room, message, data)` puts a message into a room and must not yield."""

    def __init__(self, meeting: Meeting, emit: Emit) -> None:
        self.meeting = meeting
        self._emit = emit
        self._epoch = (REHEARSED if meeting.state.rehearsal else "") + secrets.token_urlsafe(6)
        views: dict[str, Callable[[State, int], View]] = {
            "phone": lambda state, _: phone_view(state),
            "board": board_view,
            "console": console_view,
            "host": host_view,
            "referent": lambda state, _: referent_view(state),
        }
        self.channels = {name: Channel(meeting, name, self._epoch, view) for name, view in views.items()}
        self._stale: set[str] = set()
        self._listeners = dict.fromkeys(self.channels, 0)
        self._due = {name: Event() for name in self.channels}
        self._people: set[str] = set()
        self._everybody = False
        self._said: dict[str, int] = {}
        meeting.on_change(self._changed)
        with meeting.turn:
            for channel in self.channels.values():
                channel.tick()
        self._greenlets = [gevent.spawn(self._run, name) for name in self.channels]
        self._greenlets.append(gevent.spawn(self._look_again))

    def room(self, audience: str, person: str = "") -> str:
        """Name the room of an audience, or of one person's screens."""
        return f"{self.meeting.code}/{audience}" + (f"/{person}" if person else "")

    def up_to_date(self, audience: str) -> Channel:
        """Tell an audience what is due, and give its channel. Call it with the meeting's turn."""
        channel = self.channels[audience]
        if audience not in self._stale:
            return channel
        self._stale.discard(audience)
        update = channel.tick()
        if update is not None:
            self._emit(self.room(audience), "update", update)
        return channel

    def listens(self, audience: str, more: int) -> None:
        """Note that so many more screens listen (or fewer). Nothing is built for nobody: whoever comes says hello."""
        self._listeners[audience] += more

    def said(self, person: str, mine: Message) -> None:
        """Note that all of a person's screens have just been given `mine`, so that it is not sent again."""
        self._said[person] = _fingerprint(mine)

    def stop(self) -> None:
        """Tell no more."""
        gevent.killall(self._greenlets)

    # --- ticks ------------------------------------------------------------------------------

    def _changed(self, changes: Sequence[Change]) -> None:
        on_phones = any(self._on_phones(edit) for change in changes for edit in change.edits)
        for change in changes:
            self._note_people(change)
        for name, due in self._due.items():
            if name != "phone" or on_phones:
                self._stale.add(name)
                due.set()
        if self._people or self._everybody:
            self._due["phone"].set()

    def _on_phones(self, edit: Edit) -> bool:
        if edit.table == "mark":
            return kind_of(self.meeting.state.activities[edit.key[0]]).tells_marks
        return edit.table not in PRIVATE_TABLES

    def _note_people(self, change: Change) -> None:
        """Collect whose `mine` a change may have touched."""
        state = self.meeting.state
        for edit in change.edits:
            if edit.table == "mark":
                self._people.add(edit.key[2])
            elif edit.table == "contribution":
                self._everybody |= bool({"standing", "merged_into", "removed"} & edit.after.keys() and edit.before)
                self._people.add(state.contributions[str(edit.key)].participant or "")
            elif edit.table in ("activity", "theme", "event"):
                self._everybody = True
            elif edit.table == "participant":
                self._people.add(str(edit.key))

    def _run(self, audience: str) -> None:
        due = self._due[audience]
        while True:
            due.wait()
            gevent.sleep(GATHER)
            due.clear()
            started = time.perf_counter()
            try:
                if self._listeners[audience]:
                    with self.meeting.turn:
                        self.up_to_date(audience)
                if audience == "phone":
                    self._tell_people()
            except Exception:
                log.exception("telling an audience failed", {"audience": audience})
            gevent.sleep(_pause(audience, time.perf_counter() - started))

    def _tell_people(self) -> None:
        """Send `mine` to those whose own things somebody else, or they themselves on another screen, changed."""
        people, self._people = self._people, set()
        everybody, self._everybody = self._everybody, False
        presence = self.meeting.presence
        for person in presence.connected() if everybody else people:
            if presence.connections_of(person):
                with self.meeting.turn:
                    mine = person_view(self.meeting.state, person)
                    fingerprint = _fingerprint(mine)
                    if self._said.get(person) != fingerprint:
                        self._said[person] = fingerprint
                        self._emit(self.room("person", person), "mine", mine)

    def _look_again(self) -> None:
        while True:
            gevent.sleep(LOOK_AGAIN)
            self.meeting.count_people()
            for audience in self.channels.keys() - {"phone"}:
                self._stale.add(audience)
                self._due[audience].set()


def _pause(audience: str, cost: float) -> float:
    if audience != "phone":
        return SCREEN_PAUSE
    least, most = PHONE_PAUSE
    return min(max(least, COST_FACTOR * cost), most)


def _fingerprint(mine: Message) -> int:
    return hash(msgspec.json.encode(mine))
