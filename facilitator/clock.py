"""The meeting's clock: wall time when the program started, plus the time that has passed since.

A laptop's wall clock may be set while a room is voting; this one never jumps. Nor does it stand still while the laptop
sleeps: a break that was to end at 14.25 ends then. A program that starts again with the laptop's clock set back goes on
from the last that was done.
"""

from __future__ import annotations

import datetime as dt
import time

_WITH_SLEEP = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC_RAW", None)
"""Linux's and macOS's clocks that go on in sleep; `time.monotonic` stands still there, and goes on on Windows."""


def passed() -> float:
    """Give seconds since some moment, those asleep included, whatever the laptop's clock is set to."""
    return time.monotonic() if _WITH_SLEEP is None else time.clock_gettime(_WITH_SLEEP)


SET_BACK_MS = 86_400_000
"""A laptop's clock that is behind by more was wrong before it was set, or is wrong now; nobody can tell which."""


class Clock:
    """Milliseconds since 1970 that only move forward."""

    def __init__(self) -> None:
        self._ahead = time.time() - passed()

    def ms(self) -> int:
        """Give the time in ms."""
        return int((self._ahead + passed()) * 1000)

    def after(self, ms: int) -> Clock:
        """Give a clock that goes on from a moment which this one, by at most a day, has yet to come to; else itself."""
        behind = ms - self.ms()
        if not 0 < behind <= SET_BACK_MS:
            return self
        other = Clock()
        other._ahead = self._ahead + behind / 1000
        return other

    @staticmethod
    def moment(ms: int) -> dt.datetime:
        """Give the moment that a number of ms means."""
        return dt.datetime.fromtimestamp(ms / 1000, dt.UTC)
