"""Rehearsals: a meeting is put aside, and the same meeting runs in its place on a file of its own, with people who
are simulated beside those who are not. When it ends, the real one stands there as it was.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from facilitator import rehearsed
from facilitator.changes import Refused
from facilitator.house import House, Running
from facilitator.meeting import Meeting
from facilitator.opening import Opened
from facilitator.rehearsal.crowd import PACES, Crowd

__all__ = ["FASTEST", "MOST", "PACES", "Rehearsals"]

MOST = 500
"""So many people may be simulated."""
FASTEST = 100.0
"""So many of their seconds pass in one of ours, at most."""
USUAL = 40
"""So many come where the plan does not say."""


class Rehearsal(msgspec.Struct):
    """A rehearsal that runs: what it stands in for, itself, and who comes to it."""

    real: Running
    running: Running
    crowd: Crowd


class Rehearsals:
    """The rehearsals of a house. `move(running)` makes the screens of a meeting come again."""

    def __init__(self, house: House, move: Callable[[Running], None]) -> None:
        self._house = house
        self._move = move
        self._by_code: dict[str, Rehearsal] = {}

    def start(self, real: Running, people: int | None = None, pace: float = PACES["normal"]) -> None:
        """Rehearse a meeting. Raise Refused where it has begun or is rehearsed already; OSError or sqlite3.Error."""
        meeting = real.meeting
        if meeting.aside or meeting.state.rehearsal is not None:
            raise Refused("refused_rehearsing")
        meeting.step_aside()
        try:
            if meeting.state.event.stage != "planned":
                raise Refused("refused_rehearse_begun")
            count = meeting.state.event.plan.get("people") or USUAL if people is None else people
            running = self._stand_in(real, min(count, MOST), pace)
        except BaseException:
            meeting.aside = False
            raise
        crowd = Crowd(self._house, running, min(count, MOST), pace)
        self._by_code[meeting.code] = Rehearsal(real, running, crowd)
        self._move(real)

    def set(self, running: Running, people: int, pace: float) -> None:
        """Say how many are simulated, and how fast they are; 0 lets them pause. Raise Refused where none is on."""
        rehearsal = self._of(running)
        meeting = rehearsal.running.meeting
        rehearsal.crowd.set(min(people, MOST), pace)
        with meeting.turn:
            meeting.state.rehearsal = {"people": min(people, MOST), "pace": pace}
        meeting.tell(())

    def end(self, running: Running) -> None:
        """Throw a rehearsal away, and let the real meeting stand where it stood. Raise Refused where none is on."""
        rehearsal = self._of(running)
        code = rehearsal.real.meeting.code
        del self._by_code[code]
        rehearsal.crowd.stop()
        self._house.running[code] = rehearsal.real
        rehearsal.running.broadcast.stop()
        rehearsal.running.meeting.close()
        self._keep_keys(rehearsal)
        rehearsal.real.meeting.aside = False
        self._house.refresh_joins()
        self._house.take_in(rehearsal.real.opened.folder)  # the plan may have changed meanwhile
        self._move(rehearsal.running)

    def close(self) -> None:
        """End every rehearsal."""
        for rehearsal in list(self._by_code.values()):
            self.end(rehearsal.running)

    def _of(self, running: Running) -> Rehearsal:
        found = self._by_code.get(running.meeting.code)
        if found is None:
            raise Refused("refused_no_rehearsal")
        return found

    def _stand_in(self, real: Running, people: int, pace: float) -> Running:
        meeting = real.meeting
        store, state = rehearsed.make(real.opened.folder, meeting.state, meeting.keys.values(), self._house.clock)
        state.rehearsal = {"people": people, "pace": pace}
        state.laptop = real.meeting.state.laptop
        meeting = Meeting(store, state, self._house.clock)
        running = self._house.run(Opened(real.opened.folder, real.opened.lock, meeting, real.opened.warnings))
        self._house.refresh_joins()
        return running

    @staticmethod
    def _keep_keys(rehearsal: Rehearsal) -> None:
        """Who was let in stays in, and who was shut out stays out; the real file is told when it is next written."""
        real = rehearsal.real
        keys = rehearsed.changed_keys(real.meeting.state, rehearsal.running.meeting.state)
        real.meeting.carried.update((key.hash, key) for key in keys)
        rehearsed.leave_keys(real.opened.folder, keys)
