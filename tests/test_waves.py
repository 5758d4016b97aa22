"""When everybody comes at once, who steers comes in first, then who was here before, then who is new."""

from __future__ import annotations

import os
import selectors
import signal
import socket

import gevent
import pytest

from facilitator.waves import IS_NEW, RETURNS, STEERS, Waves, cookies_of, rank_of
from tests.simulation.phone import Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

NEW, OLD = 80, 20


def test_it_works() -> None:
    waves, came = Waves(), []

    def come(rank: int, name: str) -> None:
        waves.come(rank)
        came.append(name)

    wave = [(IS_NEW, "ny 1"), (RETURNS, "Anna"), (IS_NEW, "ny 2"), (STEERS, "Mette"), (RETURNS, "Bo"), (STEERS, "Ida")]
    gevent.joinall([gevent.spawn(come, *each) for each in wave])
    assert came == ["Mette", "Ida", "Anna", "Bo", "ny 1", "ny 2"]
    gevent.joinall([gevent.spawn(come, IS_NEW, "alene")], timeout=1)
    assert came[-1] == "alene", "and the door opens again after a wave"


@pytest.mark.parametrize(
    ("cookies", "rank"),
    [
        ("", IS_NEW), ("insp_lang=da", IS_NEW), ("insp_lend_7K4=1", IS_NEW), ("other=x", IS_NEW),
        ("insp_7K4=abc", RETURNS), ("insp_lang=da; insp_7K4=abc", RETURNS),
        ("insp_key_7K4=abc", STEERS), ("insp_7K4=a; insp_key_8M4=b", STEERS), ("insp_organiser=x", STEERS),
        ('a="; \x01', IS_NEW), ("\xff\xfe", IS_NEW),
    ],
)  # fmt: skip
def test_a_browser_says_by_its_cookies_who_it_may_be(cookies: str, rank: int) -> None:
    assert rank_of(cookies_of({"HTTP_COOKIE": cookies})) == rank


def test_in_a_wave_at_a_real_server_the_console_and_the_room_come_before_the_street(server: ServerProcess) -> None:
    """All have asked before the server looks, the new ones first and the console last."""
    console, phone = Console(server), Phone(server.port, "7K4")
    phone.open_page()
    asks = [("new", "", "")] * NEW + [("old", phone.cookie, "")] * OLD + [("console", console.cookie, "/console")]
    os.kill(server.pid, signal.SIGSTOP)
    waiting = selectors.DefaultSelector()
    try:
        for who, cookie, screen in asks:
            line = socket.create_connection(("127.0.0.1", server.port), 5)
            line.sendall(f"GET /7K4{screen} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
            waiting.register(line, selectors.EVENT_READ, who)
    finally:
        os.kill(server.pid, signal.SIGCONT)
    answered: list[str] = []
    while len(answered) < len(asks):
        for key, _ in waiting.select(20) or [pytest.fail(f"only {len(answered)} were answered")]:
            assert key.fileobj.recv(15).startswith(b"HTTP/1.1 200")  # type: ignore[union-attr]
            waiting.unregister(key.fileobj)
            key.fileobj.close()  # type: ignore[union-attr]
            answered.append(key.data)
    before = answered[: answered.index("console")]
    assert before.count("new") < NEW / 3, answered
    last_old = len(answered) - 1 - answered[::-1].index("old")
    assert answered[:last_old].count("new") < NEW / 2, answered
