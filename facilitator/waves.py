"""When everybody comes at the same moment, those come in first without whom the room stands still.

After a power cut a whole room reconnects at once. Who steers is let in first, then who was here before, then who is
new; among equals it is first come, first served. Only coming in waits: what is said is never put in another order.
"""

from __future__ import annotations

import heapq
import itertools
import re
from collections.abc import Collection, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

import gevent
from gevent.event import Event

from facilitator.access import ORGANISER_COOKIE, cookie_name, key_cookie_name

OWN = re.compile(cookie_name("[A-Z0-9]+"))
"""The name of a participant's cookie, at whichever meeting."""
STEERS, RETURNS, IS_NEW = range(3)


def rank_of(cookies: Collection[str]) -> int:
    """Give who is let in before whom, by the names of a browser's cookies. They are believed: only time is at stake."""
    if ORGANISER_COOKIE in cookies or any(name.startswith(key_cookie_name("")) for name in cookies):
        return STEERS
    return RETURNS if any(OWN.fullmatch(name) for name in cookies) else IS_NEW


def cookies_of(environ: Mapping[str, Any]) -> dict[str, str]:
    """Give a request's cookies; none where they cannot be read."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(environ.get("HTTP_COOKIE", "")).items()}
    except CookieError:
        return {}


class Waves:
    """A door through which one after the other comes."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, Event]] = []
        self._count = itertools.count()
        self._calling = False

    def come(self, rank: int) -> None:
        """Wait until nobody of a lower rank waits."""
        turn = Event()
        heapq.heappush(self._waiting, (rank, next(self._count), turn))
        if not self._calling:
            self._calling = True
            gevent.spawn(self._call)
        turn.wait()

    def _call(self) -> None:
        while self._waiting:
            heapq.heappop(self._waiting)[2].set()
            gevent.sleep(0)  # whoever was called does what can be done at once
        self._calling = False
