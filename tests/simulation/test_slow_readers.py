"""Phones that stop reading hurt nobody else, and are let go."""

from __future__ import annotations

import threading
import time

import psutil
import pytest

from tests.simulation.phone import Client, Phone, new_id
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

PHONES, STALLED = 40, 6
LONG = "Vi laver noget sammen, som ingen af os kunne have fundet på alene, og som alle kan se, når de går forbi. " * 2


@pytest.mark.waits
def test_others_are_answered_and_the_stalled_are_let_go(server: ServerProcess) -> None:
    console = Console(server)
    phones = [Phone(server.port, "7K4", n) for n in range(PHONES)]
    assert all(phone.flush() for phone in phones)
    console.until("ideer", "open", "together")
    process = psutil.Process(server.pid)
    memory, sockets = process.memory_info().rss, established(server)
    for phone in phones[:STALLED]:
        stall(phone)
    writer = Client(server.port, "7K4")
    writer.open_page()
    writer.connect()
    everybody_writes(phones[STALLED:], 6)
    assert process.memory_info().rss - memory < 60 * 2**20
    wait_until_closed(server, sockets - STALLED + 1)
    assert not server.faults
    for phone in phones[STALLED:]:
        phone.listen(0.1)
        phone.hello()
    views = {len(phone.rows) for phone in phones[STALLED:]}
    assert len(views) == 1, "no frame was cut: every other phone has the same"


def stall(phone: Phone) -> None:
    """Stop reading, with a small buffer, as a phone does that was put in a pocket."""
    import socket

    assert phone._socket is not None
    phone._socket.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)


def everybody_writes(phones: list[Phone], times: int) -> None:
    """Let all of them write, so many times each, and be answered every time."""
    answered: list[bool] = []

    def write(phone: Phone) -> None:
        for _ in range(times):
            answer = phone.ask_raw("command", {"do": "contribute", "id": new_id(), "activity": "ideer", "text": LONG})
            answered.append(bool(answer["ok"] or answer.get("again")))

    threads = [threading.Thread(target=write, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answered == [True] * times * len(phones)


def established(server: ServerProcess) -> int:
    connections = psutil.Process(server.pid).net_connections("tcp")
    return sum(1 for one in connections if one.status == psutil.CONN_ESTABLISHED)


def wait_until_closed(server: ServerProcess, most: int) -> None:
    until = time.monotonic() + 40
    while established(server) > most:
        assert time.monotonic() < until, (established(server), most)
        time.sleep(0.5)
