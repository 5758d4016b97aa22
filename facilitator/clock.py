"""The meeting's clock: wall time when the program started, plus the time that has passed since.

A laptop's wall clock may jump while a room is voting; this one never does.
"""

from __future__ import annotations

import datetime as dt
import time


class Clock:
    """Milliseconds since 1970 that only move forward."""

    def __init__(self) -> None:
        self._ahead = time.time() - time.monotonic()

    def ms(self) -> int:
        """Give the time in ms."""
        return int((self._ahead + time.monotonic()) * 1000)

    @staticmethod
    def moment(ms: int) -> dt.datetime:
        """Give the moment that a number of ms means."""
        return dt.datetime.fromtimestamp(ms / 1000, dt.UTC)
