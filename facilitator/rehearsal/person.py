"""One simulated person: comes by the same door as a phone, sees what a phone sees, and asks what a phone asks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from facilitator.access import cookie_name, new_token
from facilitator.door import answer_command
from facilitator.house import House, Running
from facilitator.rehearsal.bank import Bank
from facilitator.rehearsal.behaviour import Wish, behaviour_of

Rows = dict[str, Any]

MINUTE = 60.0
NEVER = float("inf")


class Person:
    """Has a temper of their own, thrown by dice: how many ideas, early or late, whether they change their mind."""

    def __init__(self, house: House, running: Running, number: int, seed: int, bank: Bank, first: int) -> None:
        self._house = house
        self._running = running
        self.number = number
        self.bank = bank
        self.first = first
        """Where in the bank their ideas begin: those before are others'."""
        self.seed = seed
        self.dice = random.Random(f"{seed} {number}")
        self.ideas = self.dice.choices((0, 1, 2, 3), (15, 50, 27, 8))[0]
        self.quick = self.dice.random() < 0.15
        self.fickle = self.dice.random() < 0.25
        self.shares = self.dice.random() < 0.05
        self.rows: Rows = {}
        self.mine: dict[str, Any] = {"contributions": [], "marks": {}, "left": {}}
        late = self.dice.random() < 0.1
        self.due = self.dice.uniform(2, 7) * MINUTE if late else self.dice.uniform(0, MINUTE)
        self.unsent: dict[str, Any] | None = None
        """What they were about to send when the room went on."""
        self._cookies = {cookie_name(running.meeting.code): new_token()}
        self._here = ""
        self._scene: tuple[Any, ...] = ()
        self._wishes: Iterator[Wish] = iter(())
        self._wish: dict[str, Any] | None = None

    @property
    def connection(self) -> str:
        """What presence knows their phone as."""
        return f"simulated {self.number}"

    def look(self, rows: Rows, now: float) -> None:
        """See what is on. Where that is something else, what they were about to do is dropped, or sent all the same."""
        self.rows = rows
        event = rows["event"]
        activity = rows.get(f"a:{event['now']}") if event["stage"] == "open" else None
        scene = (event["stage"], *((activity[name] for name in ("id", "stage", "step")) if activity else ()))
        if not self._here or scene == self._scene:
            return
        self._scene = scene
        self._running.meeting.presence.paid(self.connection)
        self._running.meeting.people_moved()
        late, self.unsent = self.unsent, None
        wishes = behaviour_of(self, activity) if activity else iter(())
        self._wishes = iter([(self.dice.uniform(3, 12), late), *wishes]) if late else wishes
        self._plan(now)

    def act(self, now: float) -> None:
        """Do what is due: come in, or ask for what they wish."""
        self.due = NEVER
        if not self._here:
            self._arrive()
            return
        if self._wish is not None:
            answer = answer_command(self._house, self._running, "phone", self._cookies, self._wish)
            self.mine = answer.get("mine", self.mine)
            self.unsent = None
        self._plan(now)

    def go(self) -> None:
        """Close the page."""
        self._running.meeting.presence.go(self.connection)
        self._running.meeting.people_moved()

    def _arrive(self) -> None:
        meeting = self._running.meeting
        self._here = self._house.participant(self._running, self._cookies).id
        meeting.presence.come(self.connection, self._here)
        meeting.people_moved()

    def _plan(self, now: float) -> None:
        """Think of the next thing to do, and of when."""
        wait, self._wish = next(self._wishes, (NEVER, None))
        self.due = now + wait
