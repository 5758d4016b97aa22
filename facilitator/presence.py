"""Who is here: connected phones, people seen lately, and whose outboxes are known to be empty. Memory only."""

from __future__ import annotations

from collections.abc import Callable, Iterable

HERE_MS = 120_000
RECENT_MS = 300_000
IN_STEP_MS = 20_000
"""A phone without a socket asks more often than this."""


class Presence:
    """Connections of one meeting's phones. A connection is any name that is unique while it lasts."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._people: dict[str, str] = {}
        self._connections: dict[str, set[str]] = {}
        self._seen: dict[str, int] = {}
        self._owing: set[str] = set()
        self._reached: set[str] = set()

    def see(self, participant: str) -> None:
        """Note that a person has just said something."""
        self._seen[participant] = self._clock()

    def come(self, connection: str, participant: str) -> None:
        """Note a connection, or that it now acts for another person."""
        before = self._people.get(connection)
        if before != participant:
            self.go(connection)
            self._people[connection] = participant
            self._connections.setdefault(participant, set()).add(connection)
        self.see(participant)

    def reach(self, participant: str) -> None:
        """Note that a person's phone, which is no part of this laptop, has found its way here."""
        self._reached.add(participant)

    @property
    def reached(self) -> int:
        """How many have, since the program began."""
        return len(self._reached)

    def go(self, connection: str) -> None:
        """Forget a connection."""
        self._owing.discard(connection)
        participant = self._people.pop(connection, None)
        if participant is not None:
            self.see(participant)
            left = self._connections[participant]
            left.discard(connection)
            if not left:
                del self._connections[participant]

    def connected(self) -> Iterable[str]:
        """Everybody with a connection now."""
        return tuple(self._connections)

    def connections_of(self, participant: str) -> int:
        """How many connections a person has."""
        return len(self._connections.get(participant, ()))

    def lately(self, within_ms: int) -> set[str]:
        """Everybody connected, or seen within so many ms."""
        since = self._clock() - within_ms
        return set(self._connections).union(p for p, seen in self._seen.items() if seen >= since)

    def ask_all(self) -> None:
        """A round has closed: every connection owes a word on whether anything waits in its outbox."""
        self._owing = set(self._people)

    def paid(self, connection: str) -> None:
        """This connection has nothing waiting."""
        self._owing.discard(connection)

    @property
    def settled(self) -> bool:
        """Whether every connection has said since the last closing that nothing waits."""
        return not self._owing
