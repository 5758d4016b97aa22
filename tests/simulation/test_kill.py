"""The laptop dies while people write and vote, and nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.simulation.phone import Phone
from tests.simulation.room import Console, Room, some_text
from tests.simulation.server import ServerProcess


def test_it_works(server: ServerProcess) -> None:
    room = Room(server, 3, seed=1)
    room.join()
    console = Console(server)
    console.until("ideer", "open", "silent")
    for phone in room.phones:
        phone.put(do="contribute", activity="ideer", text=some_text(phone.random))
    room.drain()
    console.until("stemmer", "open")
    room.drain()
    target = room.phones[0].rows["a:stemmer"]["candidates"][0]
    for phone in room.phones:
        phone.put(do="mark", activity="stemmer", target=target, value=True)
    room.drain()
    room.check("ideer", "stemmer")


@pytest.mark.parametrize("seed", [1])
def test_a_kill_in_the_middle_of_writing_and_voting_loses_and_doubles_nothing(event_folder: Path, seed: int) -> None:
    play(event_folder.parent, phones=20, ideas=3, marks=6, kills=2, seed=seed)


@pytest.mark.waits
def test_a_laptop_that_falls_asleep_in_the_middle_of_it_wakes_with_everything(server: ServerProcess) -> None:
    """Nothing is answered while it sleeps; phones give up their lines, and some come anew into the sleeping one."""
    room = Room(server, 15, seed=3)
    room.join()
    Console(server).until("ideer", "open", "silent")
    asleep = threading.Timer(0.5, os.kill, (server.pid, signal.SIGSTOP))
    awake = threading.Timer(5.0, os.kill, (server.pid, signal.SIGCONT))
    for timer in (asleep, awake):
        timer.start()
    for phone in room.phones:
        phone.patience = 2
    room.each(lambda phone: write(phone, 6))
    awake.join()
    room.drain()
    assert sum(len(phone.acknowledged) for phone in room.phones) == 15 * 6
    room.check("ideer", "stemmer")
    assert not server.faults


def play(events: Path, *, phones: int, ideas: int, marks: int, kills: int, seed: int) -> None:
    """Run a meeting in which the server is killed in the writing and again in the vote."""
    with ServerProcess(events) as server:
        room = Room(server, phones, seed)
        room.join()
        Console(server).until("ideer", "open", "silent")
        act_under_fire(room, server, lambda phone: write(phone, ideas), kills=(kills + 1) // 2)
        room.drain()
        Console(server).until("stemmer", "open")
        room.drain()
        act_under_fire(room, server, lambda phone: vote(phone, marks), kills=kills // 2)
        room.drain()
        room.check("ideer", "stemmer")
        Console(server).until("stemmer", "shown")
        room.drain()
        room.check_result("stemmer")


def write(phone: Phone, times: int) -> None:
    for _ in range(times):
        phone.put(do="contribute", activity="ideer", text=some_text(phone.random))
        phone.flush(patience=2)
        time.sleep(phone.random.random() * 0.4)


def vote(phone: Phone, times: int) -> None:
    candidates = phone.rows["a:stemmer"]["candidates"]
    for _ in range(times):
        target = phone.random.choice(candidates)
        phone.put(do="mark", activity="stemmer", target=target, value=phone.random.random() < 0.7)
        phone.flush(patience=2)
        time.sleep(phone.random.random() * 0.3)


def act_under_fire(room: Room, server: ServerProcess, act: object, kills: int) -> None:
    """Let everyone act while the server is killed and started again."""

    def strike() -> None:
        for _ in range(kills):
            time.sleep(0.4)
            server.kill()
            time.sleep(0.2)
            server.start()

    striker = threading.Thread(target=strike)
    striker.start()
    room.each(act)
    striker.join()
