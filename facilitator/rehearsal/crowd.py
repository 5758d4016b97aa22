"""The simulated people of one rehearsal, and the time they live in: it goes faster, slower, or stands still."""

from __future__ import annotations

import logging
import random
import time

import gevent
from gevent.pool import Group

from facilitator.house import House, Running
from facilitator.plan.examples import FILE_NAME, examples
from facilitator.rehearsal.bank import Bank, bank
from facilitator.rehearsal.person import Person, Rows

log = logging.getLogger(__name__)

PACES = {"slow": 0.5, "normal": 1.0, "fast": 4.0}
"""How many of their seconds pass in one of ours."""
TICK = 0.1


class Crowd:
    """So many people, who come by themselves and follow what is on. The same seed does the same things again."""

    def __init__(self, house: House, running: Running, people: int, pace: float, seed: int = 0) -> None:
        self._house = house
        self._running = running
        self._pace = pace
        self._seed = seed
        self._now = 0.0
        self._people: list[Person] = []
        self._bank = _bank(running, seed)
        self._acting = Group()
        self.set(people, pace)
        self._greenlet = gevent.spawn(self._live)

    def set(self, people: int, pace: float) -> None:
        """Change how many they are, the last go first; and their pace."""
        self._pace = pace
        while len(self._people) > people:
            self._people.pop().go()
        for number in range(len(self._people), people):
            first = sum(each.ideas for each in self._people)
            person = Person(self._house, self._running, number, self._seed, self._bank, first)
            person.due += self._now
            self._people.append(person)

    def stop(self) -> None:
        """Let nobody do anything any more."""
        self._greenlet.kill()
        self._acting.kill()

    def _live(self) -> None:
        before = time.monotonic()
        while True:
            gevent.sleep(TICK)
            now = time.monotonic()
            self._now += (now - before) * self._pace
            before = now
            if self._pace:
                self._tick()

    def _tick(self) -> None:
        rows = self._look()
        for person in self._people:
            person.look(rows, self._now)
        for person in [each for each in self._people if each.due <= self._now]:
            self._acting.spawn(self._act, person)
        self._acting.join()

    def _act(self, person: Person) -> None:
        try:
            person.act(self._now)
        except Exception:
            log.exception("a simulated person failed")

    def _look(self) -> Rows:
        """What every phone shows now."""
        with self._running.meeting.turn:
            rows: Rows = self._running.broadcast.up_to_date("phone").room()["rows"]
        return rows


def _bank(running: Running, seed: int) -> Bank:
    """The texts they draw on: the event's own examples come first, where it has some."""
    found = bank(running.meeting.state.event.language)
    dice = random.Random(f"{seed} texts")
    own: list[str] = []
    activity = ""
    if (running.opened.folder / FILE_NAME).exists():
        try:
            given = examples(running.opened.folder)
            activity, own = given.activity, [" ".join(idea.text.split()) for idea in given.idea]
        except (OSError, ValueError):
            log.warning("the examples cannot be read", {"event": running.meeting.code})
    return found.shuffled(dice, activity, own)
