"""A meeting on a network that fails, with a server that is killed: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import EVERY_KIND
from tests.simulation.agreement import agree
from tests.simulation.chaos import Chaos
from tests.simulation.room import Console, Room
from tests.simulation.server import ServerProcess


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def chaos(server: ServerProcess, phones: int, seconds: float, kills: int, seed: int) -> dict[str, Any]:
    figures = Chaos(server, phones, seconds, kills, seed).run()
    print(figures)
    return figures


@pytest.mark.waits
def test_a_minute_with_fifty_phones_and_two_kills(server: ServerProcess) -> None:
    figures = chaos(server, 50, 60, 2, 1)
    assert figures["acknowledged"] > 200 and figures["texts"] > 100, "the room was busy"
    assert sum(figures["faults"].values()) > 50 and len(figures["faults"]) > 3, "and the network bad"
    assert (figures["lost"], figures["doubled"]) == (0, 0)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_minutes_with_three_hundred_phones_and_twelve_kills(server: ServerProcess, seed: int) -> None:
    figures = chaos(server, 300, 600, 12, seed)
    assert (figures["lost"], figures["doubled"]) == (0, 0) and figures["texts"] > 900


def test_at_rest_where_a_speaker_has_the_clicker_all_agree(server: ServerProcess) -> None:
    """Whether the clicker is locked is not on disk: it follows from where the meeting is when the server starts."""
    room, console = Room(server, 1, 1), Console(server)
    assert console.ask("start")["ok"]
    assert console.ask("stage", activity="oplaeg", stage="open", step="slides")["ok"]
    server.kill()
    server.start()
    room.join()
    console.connect()
    assert console.rows["screen"]["locked"]
    agree(server, room, [console])


def test_a_word_that_is_gone_or_twice_there_would_be_found(server: ServerProcess) -> None:
    run = Chaos(server, 4, 1, 0, 1)
    for phone in run.room.phones:
        phone.put(do="contribute", activity="ideer", text="En bænk")
        assert phone.flush()
    said = [command for phone in run.room.phones for command in phone.acknowledged]
    assert run._lost_and_doubled(said) == (0, 0)
    assert run._lost_and_doubled([*said, {"do": "contribute", "id": "never-in-the-file"}]) == (1, 0)
    assert run._lost_and_doubled(said[1:]) == (0, 1), "one that nobody knows of"
