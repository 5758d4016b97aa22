"""Phones that vote, many in one process of their own. Reads a task as JSON from standard input, writes figures as JSON.

Task: {port, path, cookies: [...] | null, phones, seconds, hello: {...} | null, votes: [[event, message], ...]}.
Each phone connects, says hello, then sends its vote at a random moment within so many seconds and waits for the answer.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import random  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
import psutil  # noqa: E402
import websocket  # noqa: E402
from gevent.event import AsyncResult  # noqa: E402

PATIENCE = 20


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
        self.reader = gevent.spawn(self.read)

    def read(self) -> None:
        try:
            while text := self.socket.recv():
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

    def vote(number: int) -> None:
        nonlocal lost
        due = started + random.random() * task["seconds"]
        gevent.sleep(max(0, due - time.monotonic()))
        try:
            phones[number].ask(2, *task["votes"][number])
            late.append(time.monotonic() - due)
        except (gevent.Timeout, OSError, websocket.WebSocketException):
            lost += 1

    spent = sum(server.cpu_times()[:2])
    started = time.monotonic()
    gevent.joinall([gevent.spawn(vote, n) for n in range(len(phones))])
    took = time.monotonic() - started
    gevent.sleep(max(0.0, task["seconds"] - took))
    window = time.monotonic() - started
    spent = sum(server.cpu_times()[:2]) - spent
    late.sort()
    return {
        "phones": len(phones), "answered": len(late), "lost": lost, "seconds": round(window, 2),
        "server_cpu_seconds": round(spent, 3), "cpu_ms_per_vote": round(1000 * spent / max(1, len(late)), 3),
        "server_core": round(spent / window, 3), "frames": sum(phone.frames for phone in phones),
        "ack_ms": {name: round(1000 * late[min(len(late) - 1, int(len(late) * share))], 1)
                   for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))} if late else {},
        "kb_per_phone": round((joined - before) / 1024 / len(phones), 1),
    }  # fmt: skip


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
