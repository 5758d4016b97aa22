"""A bad network: a TCP proxy per phone that delays, cuts, swallows and repeats what goes through it."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from collections.abc import Callable

REPEATED = 1 << 16
"""So many bytes of what a connection has said are kept, to be said again."""


class Line:
    """One phone's way to the server, with a port of its own. What goes wrong on it is called from outside."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._delay = 0.0
        self._swallowed: set[str] = set()
        self._connections: list[_Connection] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def delay(self, seconds: float) -> None:
        """Let every packet take longer, both ways."""
        self._delay = seconds

    def cut(self) -> None:
        """Break what is connected, in the middle of whatever is said."""
        for each in list(self._connections):
            each.end()

    def swallow(self, *ways: str) -> None:
        """Let nothing arrive any more and say nothing about it: `up` to the server, `down` to the phone."""
        self._swallowed = set(ways)

    def repeat(self) -> None:
        """Say again, on a second connection, everything the phone has said on this one."""
        for each in list(self._connections):
            each.say_again()

    def heal(self) -> None:
        """Be a good network again. What a swallowing left half said is cut, as no stream goes on after a gap."""
        gap, self._swallowed, self._delay = bool(self._swallowed), set(), 0.0
        if gap:
            self.cut()

    def close(self) -> None:
        """End for good."""
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                phone, _ = self._listener.accept()
            except OSError:
                return
            self._connections = [each for each in self._connections if not each.over]
            try:
                server = socket.create_connection(("127.0.0.1", self._server_port), 5)
            except OSError:
                phone.close()
                continue
            server.settimeout(None)
            self._connections.append(_Connection(self, phone, server))

    def passes(self, way: str) -> bool:
        """Wait as long as the network is slow, and say whether what was sent arrives."""
        if self._delay:
            time.sleep(self._delay)
        return way not in self._swallowed


class _Connection:
    """One connection of a phone, and the two threads that carry it."""

    def __init__(self, line: Line, phone: socket.socket, server: socket.socket) -> None:
        self._line, self._phone, self._server = line, phone, server
        self._said = b""
        self.over = False
        for carry in (self._up, self._down):
            threading.Thread(target=carry, daemon=True).start()

    def _up(self) -> None:
        self._carry(self._phone, self._server, "up", self._keep)

    def _down(self) -> None:
        self._carry(self._server, self._phone, "down", lambda data: None)

    def _keep(self, data: bytes) -> None:
        if len(self._said) < REPEATED:
            self._said += data

    def _carry(self, giver: socket.socket, taker: socket.socket, way: str, keep: Callable[[bytes], None]) -> None:
        with contextlib.suppress(OSError):
            while data := giver.recv(1 << 16):
                if self._line.passes(way):
                    keep(data)
                    taker.sendall(data)
        self.end()

    def end(self) -> None:
        self.over = True
        for each in (self._phone, self._server):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def say_again(self) -> None:
        with contextlib.suppress(OSError):
            threading.Thread(target=_listen, args=(self._server.getpeername(), self._said), daemon=True).start()


def _listen(server: tuple[str, int], said: bytes) -> None:
    """Say something to the server on a connection of its own, and hear the answers until it is quiet."""
    with contextlib.suppress(OSError), socket.create_connection(server, 5) as again:
        again.sendall(said)
        again.settimeout(2)
        while again.recv(1 << 16):
            pass


FAULTS = ("delay", "cut", "hole", "deaf", "repeat")


def disturb(line: Line, fault: str, dice: random.Random) -> float:
    """Let something go wrong on a line. Give how long it lasts until it is to be healed; 0 where it is over."""
    if fault == "delay":
        line.delay(dice.uniform(0.05, 0.8))
        return dice.uniform(2, 8)
    if fault == "hole":
        line.swallow("up", "down")
        return dice.uniform(1, 12)
    if fault == "deaf":  # commands arrive, answers do not
        line.swallow("down")
        return dice.uniform(1, 6)
    if fault == "repeat":
        line.repeat()
    else:
        line.cut()
    return 0.0
