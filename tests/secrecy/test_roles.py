"""What is secret is so for every role, at every page and in every export, also once it is erased or nobody's.

As in `test_hidden.py`, two meetings differ in one thing only: what is hidden, who it was, how people vote, what
somebody wrote and erased, or what goes on in another meeting of the same laptop. Whoever is not to know it asks for
everything that there is. Ids that are drawn by lot are counted in the order in which they are met.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from facilitator.actions.move import next_move
from facilitator.actions.unlink import forget_now
from facilitator.afterwards import BY_ITSELF
from tests.conftest import Person
from tests.secrecy.doors import Pair
from tests.secrecy.twin import Twin, Twins, begin, drawn

COUNTING = ("/board", "/host")
"""Screens that tell how many there are; the rest of what they are told is compared as rows."""
SHARE = 0.04
"""So large a share of the pages is compared at each turn; at the end, all of them."""
TURNS = 30
STEPS = ("next", "next", "back", "write", "hide", "show", "hidden", "hidden", "hidden")
EVERYBODY = ("nobody", "participant", "board", "host", "speaker", "referent", "facilitator", "organiser")


def seeds(few: int) -> list[Any]:
    """So many meetings, and two dozen with `--long`."""
    return [*range(few), *(pytest.param(n, marks=pytest.mark.long) for n in range(few, 24))]


@pytest.mark.parametrize("seed", seeds(3))
def test_what_is_hidden_is_so_for_those_who_help_without_steering(
    seed: int, twins: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Twin, "_write_down", lambda *_: None)  # what is noted down, its referent may read
    dice = random.Random(seed)
    with twins() as quiet, twins() as busy:
        pair = Pair(quiet, busy, ("nobody", "board", "host", "speaker", "referent"))
        begin(seed, quiet, busy)
        for turn in range(TURNS):
            step, n = dice.choice(STEPS), dice.randrange(99)
            if step == "hidden":
                busy.do_something_hidden(dice)
            for twin in (quiet, busy):
                twin.does(step, f"{turn:016d}", n)
            pair.agree(dice, SHARE, lambda path: "/minutes/" in path or path.endswith(COUNTING))


def goes_on(twin: Twin) -> None:
    """Press *next*, where there is anything to come."""
    twin.meeting.state.settled = True
    move = next_move(twin.meeting.state)
    if move is not None and not move.ends:
        twin.facilitator.ask("next", at=move.at)


def swap(twin: Twin) -> None:
    """Let the second and the third be each other in all that comes."""
    twin.people[1], twin.people[2] = twin.people[2], twin.people[1]


def a_whole_meeting(
    seed: int, twins: tuple[Twin, Twin], hidden: Callable[[random.Random, Twin], None], pair: Pair | None = None
) -> None:
    """The same happens in both, to the end, but for what is `hidden`; a pair is compared all the way."""
    dice = random.Random(seed)
    begin(seed, *twins)
    for turn in range(TURNS):
        step, n, act = dice.choice(STEPS), dice.randrange(99), dice.randrange(2**32)
        for twin in twins:
            if step == "next":
                goes_on(twin)
            elif step == "hidden":
                hidden(random.Random(act), twin)
            else:
                twin.does(step, f"{turn:016d}", n)
        if pair is not None:
            pair.agree(dice, SHARE / 4)


@pytest.mark.parametrize("seed", seeds(1))
def test_nobody_is_told_who_it_was(seed: int, twins: Twins) -> None:
    """Not even those who steer, neither before nor after the end; and once sealed, the file does not know who voted."""
    with twins() as one, twins() as other:
        swap(other)
        pair = Pair(one, other, EVERYBODY)
        a_whole_meeting(seed, (one, other), lambda dice, twin: twin.do_something_hidden(dice), pair)
        for do in ("end", "seal"):
            for twin in (one, other):
                twin.facilitator.ask(do)
            pair.agree_wholly()
        for twin in (one, other):
            twin.meeting.change(BY_ITSELF, "forget", forget_now)
        pair.agree_wholly()
        for twin in (one, other):
            (nobodys, *own) = [own_copy(twin, token) for token in ("", twin.people[1].token, twin.people[2].token)]
            assert own == [nobodys] * 2, "what one wrote is no longer one's own"


def own_copy(twin: Twin, token: str) -> bytes:
    """Give what somebody may take home of what they wrote."""
    browser = twin.app.test_client()
    if token:
        browser.set_cookie("insp_7K4", token)
    return browser.get("/7K4/mine.txt").get_data()


@pytest.mark.parametrize("seed", seeds(2))
def test_nobody_is_told_how_a_vote_goes_while_it_goes(seed: int, twins: Twins) -> None:
    dice = random.Random(seed)
    with twins() as one, twins() as other:
        pair = Pair(one, other, EVERYBODY)
        cards = [drawn(dice) for _ in range(4)]
        for twin in (one, other):
            twin.facilitator.until("ideer", "open", "silent")
            for card in cards:
                twin.people[0].ask("contribute", id=card, activity="ideer", text=f"En idé {card[:4]}")
            twin.facilitator.until("stemmer", "open")
        for _ in range(8):
            who, n = dice.choice((1, 2)), dice.randrange(len(cards))
            for twin, shift in ((one, 0), (other, 1)):
                person: Person = twin.people[who]
                votes = twin.meeting.state.marks_by_voter.get(person.actor.id, {})
                for (activity, target), mark in list(votes.items()):
                    if activity == "stemmer" and not mark.removed:
                        person.votes(target, False)
                person.votes(cards[(n + shift) % len(cards)])
            pair.agree(dice, SHARE)
        pair.agree_wholly()


@pytest.mark.parametrize("seed", seeds(2))
def test_what_somebody_erased_might_have_been_anything(seed: int, twins: Twins) -> None:
    """Nor how long it was, nor how it had been called, placed or hidden. The meeting may be going on, or be over."""
    with twins() as one, twins() as other:
        words = {id(one): "Et", id(other): "Noget ganske andet, og meget længere"}
        a_whole_meeting(seed, (one, other), lambda dice, twin: writes_of_everything(dice, twin, words[id(twin)]))
        pair = Pair(one, other, EVERYBODY)
        for twin in (one, other):
            if seed % 2:
                twin.facilitator.ask("end")
            assert twin.people[1].ask("erase")["ok"]
        pair.agree_wholly()


def writes_of_everything(dice: random.Random, twin: Twin, words: str) -> None:
    """One person writes, mends, parks, names a home and a heap, sees to a step, and votes."""
    person, now = twin.people[1], twin.now()
    own = sorted(twin.meeting.state.contributions_by_participant.get(person.actor.id, ()))
    name, there = drawn(dice), now.id if now is not None else "ideer"
    ways: list[tuple[str, dict[str, Any]]] = [
        ("contribute", {"id": name, "activity": there, "text": words}),
        ("contribute", {"id": name, "activity": "parking", "text": words}),
        ("contribute", {"id": name, "activity": "skridt", "text": words, "theme": "skridt.1", "when": "week"}),
        ("home", {"id": name, "activity": "skridt", "title": words[:30]}),
        ("mark", {"activity": "stemmer", "target": dice.choice(twin.own or ["none"]), "value": True}),
    ]
    if own:
        mine = {"target": dice.choice(own)}
        ways += [
            ("edit", {"text": f"{words}!"} | mine),
            ("take_back", mine),
            ("take_on", {"value": True, "name": words[:20]} | mine),
        ]
        do, more = dice.choice([("hide", mine), ("show", mine), ("screen", {"spotlight": mine["target"]})])
        twin.facilitator.ask(do, **more)
    do, fields = dice.choice(ways)
    person.ask(do, **fields)


@pytest.mark.parametrize("seed", seeds(1))
def test_another_meeting_of_the_same_laptop_is_not_told_of(seed: int, twins: Twins) -> None:
    dice = random.Random(seed)
    with twins("8M4") as quiet, twins("8M4") as busy:
        pair = Pair(quiet, busy, tuple(role for role in EVERYBODY if role != "organiser"))
        for twin in (quiet, busy):
            twin.beside.facilitator.ask("start")
            twin.told.clear()
        for turn in range(TURNS):
            busy.beside.write(drawn(dice), "command")
            busy.beside.do_something_hidden(dice)
            if turn % 4 == 0:
                busy.beside.move("next")
                for twin in (quiet, busy):
                    twin.move("next")
            pair.agree(dice, SHARE)
            assert {room.split("/")[0] for room, _, _ in busy.told} <= {"8M4", "7K4"}
        pair.agree_wholly()
