"""Phones that ask, many in one process of their own. Reads a task as JSON from standard input, writes figures as JSON.

Task: {port, pid, cookies: [...] | null, phones, seconds, hello: {...} | null, asks: [[event, message], ...], stalled}.
Each phone connects and says hello; the first `stalled` then read no more. The asks are shared out among the others:
each is sent at a random moment within so many seconds, and its answer waited for.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import random  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
import psutil  # noqa: E402
import websocket  # noqa: E402
from gevent.event import AsyncResult  # noqa: E402

PATIENCE = 20
LET_GO = 90
"""Seconds to wait for the server to let go of phones that read no more."""


class Phone:
    """One socket that answers pings and matches answers to questions."""

    def __init__(self, port: int, cookie: str | None) -> None:
        self.frames = 0
        self.answers: dict[str, AsyncResult] = {}
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket", cookie=cookie, timeout=60
        )
        self.socket.recv()
        self.socket.send("40")
        self.socket.recv()
        self.broken = 0
        """Messages that were cut or mixed up."""
        self.reader = gevent.spawn(self.read)

    def stall(self) -> None:
        """Read no more, as a phone does that was put in a pocket."""
        self.socket.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.reader.kill()

    def read(self) -> None:
        try:
            while text := self.socket.recv():
                try:
                    json.loads(text.lstrip("0123456789") or "0")
                except ValueError:
                    self.broken += 1
                if text == "2":
                    self.socket.send("3")
                elif text[:2] == "43":
                    self.answers.pop(text[2 : text.index("[")]).set(text)
                else:
                    self.frames += 1
        except (OSError, websocket.WebSocketException):
            pass

    def ask(self, number: int, event: str, message: Any) -> str:
        answer = self.answers[str(number)] = AsyncResult()
        self.socket.send(f"42{number}" + json.dumps([event, message]))
        return str(answer.get(timeout=PATIENCE))


def run(task: dict[str, Any]) -> dict[str, Any]:
    """Do the task."""
    server = psutil.Process(task["pid"])
    before = server.memory_info().rss
    phones = connect(task)
    gevent.sleep(1)
    joined = server.memory_info().rss
    late: list[float] = []
    lost = 0

    reading = phones[task["stalled"] :]
    for phone in phones[: task["stalled"]]:
        phone.stall()

    def ask(number: int) -> None:
        nonlocal lost
        due = started + random.random() * task["seconds"]
        gevent.sleep(max(0, due - time.monotonic()))
        try:
            reading[number % len(reading)].ask(2 + number, *task["asks"][number])
            late.append(time.monotonic() - due)
        except (gevent.Timeout, OSError, websocket.WebSocketException):
            lost += 1

    spent = sum(server.cpu_times()[:2])
    started = time.monotonic()
    gevent.joinall([gevent.spawn(ask, n) for n in range(len(task["asks"]))])
    took = time.monotonic() - started
    gevent.sleep(max(0.0, task["seconds"] - took))
    window = time.monotonic() - started
    spent = sum(server.cpu_times()[:2]) - spent
    grown = server.memory_info().rss - joined
    while established(server) > len(reading) and time.monotonic() < started + LET_GO:
        gevent.sleep(0.5)
    let_go = round(time.monotonic() - started, 1)
    late.sort()
    return {
        "phones": len(phones), "answered": len(late), "lost": lost, "seconds": round(window, 2),
        "server_cpu_seconds": round(spent, 3), "cpu_ms_per_ask": round(1000 * spent / max(1, len(late)), 3),
        "server_core": round(spent / window, 3), "frames": sum(phone.frames for phone in phones),
        "ack_ms": {name: round(1000 * late[min(len(late) - 1, int(len(late) * share))], 1)
                   for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))} if late else {},
        "broken": sum(phone.broken for phone in phones), "mb_grown": round(grown / 2**20, 1),
        "let_go": len(phones) - established(server), "let_go_after": let_go if task["stalled"] else None,
        "kb_per_phone": round((joined - before) / 1024 / len(phones), 1),
    }  # fmt: skip


def established(server: psutil.Process) -> int:
    """How many connections the server holds."""
    return sum(1 for one in server.net_connections("tcp") if one.status == psutil.CONN_ESTABLISHED)


def connect(task: dict[str, Any]) -> list[Phone]:
    """Connect everybody, fifty at a time."""
    phones: list[Phone] = []
    cookies = task["cookies"] or [None] * task["phones"]

    def come(cookie: str | None) -> None:
        phone = Phone(task["port"], cookie)
        if task["hello"]:
            phone.ask(1, "hello", task["hello"])
        phones.append(phone)

    for first in range(0, len(cookies), 50):
        gevent.joinall([gevent.spawn(come, cookie) for cookie in cookies[first : first + 50]], raise_error=True)
    return phones


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
