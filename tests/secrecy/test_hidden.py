"""Two meetings that differ only in what may not be seen say the same, byte for byte, at every door.

The one twin is quiet. In the other people write what is hidden before anybody sees it, vote, take votes back, come
too late, and the referent writes down quotes that nobody has agreed to. Whatever somebody who did nothing of it can ask
for is compared: updates, pages, views, forms, minutes.
"""

from __future__ import annotations

import random

import pytest

from facilitator.audience import phone_view
from tests.secrecy.twin import Twin, Twins, begin

MEETINGS = 400
TURNS = 40
STEPS = ("next", "next", "back", "write", "write", "hide", "show", "door", "door", "hello", "stop", "tables", "take_on",
         *["hidden"] * 4)  # fmt: skip


@pytest.mark.parametrize("tens", range(MEETINGS // 10))
def test_what_is_hidden_changes_nothing_that_is_said(tens: int, twins: Twins) -> None:
    for seed in range(10 * tens, 10 * tens + 10):
        print("seed", seed)
        with twins() as quiet, twins() as busy:
            begin(seed, quiet, busy)
            live_through(random.Random(seed), quiet, busy)


def live_through(dice: random.Random, quiet: Twin, busy: Twin) -> None:
    """Take both through the same meeting; what is hidden happens in one."""
    for turn in range(TURNS):
        step, lost, n = dice.choice(STEPS), dice.random() < 0.2, dice.randrange(99)
        way, door = dice.choice(["form", "command"]), dice.choice(["page", "view", "command", "minutes"])
        if step == "hidden":
            busy.do_something_hidden(dice)
        for twin in (quiet, busy):
            twin.does(step, f"{turn:016d}", n, way)
            if step == "hello":
                twin.hello()
            elif step == "take_on":
                twin.take_on(n, "Hemmelig" if twin is busy else "Åben")
            elif step == "tables" and (now := twin.now()) is not None and now.kind == "ideas":
                twin.facilitator.ask("at_tables", activity=now.id, on=n % 3 > 0)
            elif step == "stop" and (now := twin.now()) is not None:
                twin.facilitator.ask("timer", activity=now.id, act="stop")
            twin.tick(lost=lost)
            if step == "door":
                twin.ask_at(door)
        assert quiet.said == busy.said, (turn, step)
        quiet.said.clear()
        busy.said.clear()
    for twin in (quiet, busy):
        twin.hello()
        assert twin.phone.rows == phone_view(twin.meeting.state)
