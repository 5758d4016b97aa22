"""Three consoles and twenty phones do what comes to their minds: file, memory and every screen say the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import EVERY_KIND
from tests.simulation.agreement import agree, keep_everything, undo_only_what_was_done
from tests.simulation.people import Somebody, Steerer, Visitor
from tests.simulation.room import Room, consoles
from tests.simulation.server import ServerProcess

PHONES, OF_PHONE, OF_CONSOLE = 20, 70, 200
"""Two thousand actions together."""


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.long) for n in range(2, 8))])
def test_file_memory_and_every_screen_say_the_same(event_folder: Path, seed: int) -> None:
    with ServerProcess(event_folder.parent) as server:
        room = Room(server, PHONES, seed)
        room.join()
        steerers = [Steerer(console, seed * 100 + n) for n, console in enumerate(consoles(server))]
        steerers[0].client.ask("start")  # type: ignore[attr-defined]
        steerers[0].client.until("ideer", "open", "silent")  # type: ignore[attr-defined]
        visitors = [Visitor(phone, seed * 1000 + n) for n, phone in enumerate(room.phones)]
        everybody: dict[int, Somebody] = {id(one.client): one for one in (*visitors, *steerers)}
        room.phones += [steerer.client for steerer in steerers]  # type: ignore[misc]
        room.each(lambda client: live(everybody[id(client)]), seconds=120)
        room.phones = room.phones[:PHONES]
        done = Counter(c["do"] for s in steerers for c, answer in s.answers if answer["ok"])
        print("done by the consoles:", dict(done))
        assert (
            min(done[do] for do in ("place", "hide", "show", "edit", "undo", "redo", "merge", "split", "next", "back"))
            > 0
        )
        bring_to_rest(steerers[0], room)
        agree(server, room, [steerer.client for steerer in steerers])
        keep_everything(server, room)
        undo_only_what_was_done(server)


def live(one: Somebody) -> None:
    """Act as often as one's kind does."""
    for _ in range(OF_CONSOLE if isinstance(one, Steerer) else OF_PHONE):
        one.act()  # type: ignore[attr-defined]


def bring_to_rest(steerer: Steerer, room: Room) -> None:
    """Thaw the board, and wait until nothing is on its way."""
    for fields in ({"frozen": False}, {"scene": None}):
        assert steerer.client.ask("screen", **fields)["ok"]  # type: ignore[attr-defined]
    room.drain()
