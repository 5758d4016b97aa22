"""A full room, five of its phones real Chromium ones, while the laptop dies twice: nothing is lost or doubled."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from facilitator import store
from facilitator.access import hash_of
from facilitator.state import State
from tests.browser.conftest import Cast, Screen, eventually, writes
from tests.simulation.phone import Phone
from tests.simulation.room import Console, Room, some_text
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.browser

REAL = 5
WRITING, VOTING = 7, 13
"""Seconds in which everybody writes, and votes: twenty together."""
VOTES = 5


def test_fifty_phones_lose_and_double_nothing(browser: Browser, event_folder: Path) -> None:
    play(browser, event_folder.parent, phones=50, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_hundred_phones_lose_and_double_nothing(browser: Browser, event_folder: Path, seed: int) -> None:
    play(browser, event_folder.parent, phones=200, seed=seed)


def play(browser: Browser, events: Path, *, phones: int, seed: int) -> None:
    """Everybody writes one idea and presses five votes; the server is killed in the writing and in the vote."""
    dice = random.Random(seed)
    with ServerProcess(events) as server:
        room, cast = Room(server, phones - REAL, seed), Cast(browser, server)
        room.join()
        Console(server).until("ideer", "open", "silent")
        real = [cast.phone() for _ in range(REAL)]
        board = cast.board()
        for phone in real:
            phone.page.locator("form.field textarea").wait_for()

        among = Strike(room, server, WRITING, write)
        for n, phone in enumerate(real):
            writes(phone, f"Fra en rigtig telefon, nummer {n}")
            phone.page.locator(".own .card").wait_for()
            time.sleep(WRITING / (REAL + 2))
        among.join()
        room.drain()
        for phone in real:
            phone.page.locator(".state", has_text="Modtaget").wait_for(timeout=among.rest())

        Console(server).until("stemmer", "open")
        for phone in real:
            phone.page.locator("button.idea").nth(phones - 1).wait_for(timeout=20_000)
        room.drain()
        among = Strike(room, server, VOTING, vote)
        for phone in real:
            for card in dice.sample(range(phones), VOTES):
                phone.page.locator("button.idea").nth(card).click()
            time.sleep(VOTING / (REAL + 2))
        among.join()
        room.drain()
        for phone in real:
            phone.page.get_by_text("Dine stemmer er modtaget").wait_for(timeout=among.rest())

        kept = store.read(server.folder)
        room.check("ideer", "stemmer", others=[person_of(phone, kept) for phone in real])
        assert sum(1 for _ in kept.given("ideer")) == phones
        for n, phone in enumerate(real):
            eventually(lambda phone=phone, n=n: agrees(phone, kept, f"Fra en rigtig telefon, nummer {n}"))
        Console(server).until("stemmer", "shown")
        room.drain()
        room.check_result("stemmer")
        first = room.phones[0].rows["r:stemmer"]["ranks"][0]
        board.page.locator(".rank-text", has_text=kept.contributions[first["id"]].text).first.wait_for()
        cast.check()
        cast.close()


class Strike:
    """The simulated phones act for some seconds in the background; a third of the way in the server is killed."""

    def __init__(self, room: Room, server: ServerProcess, seconds: float, act: object) -> None:
        self._faults: list[BaseException] = []
        self._back = 0.0
        self._threads = [
            threading.Thread(target=self._run, args=(lambda: room.each(lambda phone: act(phone, seconds)),)),  # type: ignore[operator]
            threading.Thread(target=self._run, args=(lambda: self._kill(server, seconds),)),
        ]
        for thread in self._threads:
            thread.start()

    def _run(self, act: object) -> None:
        try:
            act()  # type: ignore[operator]
        except BaseException as fault:
            self._faults.append(fault)

    def _kill(self, server: ServerProcess, seconds: float) -> None:
        time.sleep(seconds / 3)
        server.kill()
        time.sleep(0.3)
        server.start()
        self._back = time.monotonic()

    def join(self) -> None:
        """Wait until all have acted and the server is back."""
        for thread in self._threads:
            thread.join()
        assert not self._faults, self._faults

    def rest(self) -> float:
        """What is left, in ms, of the fifteen seconds in which all must have arrived."""
        return max(100.0, 1000 * (self._back + 15 - time.monotonic()))


def write(phone: Phone, seconds: float) -> None:
    """One idea at some moment, sent then or kept."""
    time.sleep(phone.random.random() * seconds)
    phone.put(do="contribute", activity="ideer", text=some_text(phone.random))
    phone.flush(patience=2)


def vote(phone: Phone, seconds: float) -> None:
    """Five presses, spread over the time."""
    for _ in range(VOTES):
        time.sleep(phone.random.random() * seconds / VOTES)
        target = phone.random.choice(phone.rows["a:stemmer"]["candidates"])
        phone.put(do="mark", activity="stemmer", target=target, value=phone.random.random() < 0.7)
        phone.flush(patience=2)


def agrees(phone: Screen, kept: State, text: str) -> bool:
    """Whether a real phone shows what the file holds of its owner, and that is what its owner did."""
    person = person_of(phone, kept)
    own = [c.text for c in kept.given_by(person)]
    voted = {kept.contributions[t].text for (_, t), m in kept.marks_by_voter[person].items() if not m.removed}
    shown = phone.page.locator("button.idea[aria-pressed=true] .text").all_text_contents()
    return own == [text] and {each.strip() for each in shown} == voted and len(shown) == len(voted) == VOTES


def person_of(phone: Screen, kept: State) -> str:
    """Who holds a real phone."""
    cookie = next(one["value"] for one in phone.context.cookies(phone.url) if one["name"] == "insp_7K4")
    return kept.devices[hash_of(cookie)].participant
