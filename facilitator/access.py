"""Who is asking: cookies, keys, roles, and how much one may ask."""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict, deque
from collections.abc import Callable

import msgspec

ROLES = ("organiser", "facilitator", "referent", "host", "speaker", "board", "participant")

STEER = frozenset({"organiser", "facilitator"})
WRITE_NOTES = STEER | {"referent"}

SCREENS: dict[str, frozenset[str] | None] = {
    "phone": None,
    "board": None,
    "console": STEER,
    "host": STEER | {"host"},
    "referent": WRITE_NOTES,
}
"""Each screen that is kept in step, and the roles that may see it; None is everybody."""

LANDINGS = {"facilitator": "console", "referent": "referent", "host": "host", "speaker": "speaker", "board": "board"}
"""Where a link leads whoever comes with it."""

ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789"
"""What event codes are made of: nothing that looks like something else."""

LINK_MINUTES = 15
"""How long a one-time link works."""


class Actor(msgspec.Struct, frozen=True):
    """Who gives a command. `id` is a participant's id or a key's hash; it never leaves the server."""

    role: str
    id: str
    name: str = ""
    device: str = ""

    @property
    def facilitates(self) -> bool:
        """Whether this actor may steer the meeting."""
        return self.role in STEER

    @property
    def writes_notes(self) -> bool:
        """Whether this actor may write down what is said."""
        return self.role in WRITE_NOTES


def new_token() -> str:
    """Make a secret: 128 random bits, base64url."""
    return secrets.token_urlsafe(16)


def new_id() -> str:
    """Make an id: 96 random bits, base64url, 16 characters."""
    return secrets.token_urlsafe(12)


def hash_of(token: str) -> str:
    """Give what the file stores of a secret: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def handle(actor: str) -> str:
    """Give a name by which screens can tell facilitators apart. Nothing can be done with it."""
    return hash_of(f"handle {actor}")[:16]


ORGANISER_COOKIE = "insp_organiser"


def cookie_name(code: str) -> str:
    """Name the cookie that says who a device is in one event."""
    return f"insp_{code}"


def key_cookie_name(code: str) -> str:
    """Name the cookie that carries a role's key in one event."""
    return f"insp_key_{code}"


def lend_cookie_name(code: str) -> str:
    """Name the cookie that says that a browser is borrowed by one after another in one event."""
    return f"insp_lend_{code}"


def is_token(value: str | None) -> bool:
    """Whether a cookie's value can be one of our secrets at all."""
    return value is not None and len(value) == 22 and all(c.isascii() and (c.isalnum() or c in "-_") for c in value)


class Limit:
    """At most `most` in `seconds`, for each name. Old names are forgotten, so memory stays bounded."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._seen: dict[str, deque[float]] = defaultdict(deque)

    def allows(self, name: str) -> bool:
        """Count one more for this name, unless it has had its share."""
        now = self._clock()
        if len(self._seen) > 10_000:
            self._seen = defaultdict(deque, {n: t for n, t in self._seen.items() if t and t[-1] > now - self._seconds})
        times = self._seen[name]
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        return True
