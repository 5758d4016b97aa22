"""What each audience is told: differences of its own view, and nothing of what is hidden.

The property: two meetings that differ only in what a phone may not see send that phone the same bytes.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from facilitator.access import Actor, hash_of, new_id, new_token
from facilitator.actions.move import place
from facilitator.audience import board_view, person_view, phone_view
from facilitator.broadcast import Broadcast, Channel
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.opening import open_event
from tests.conftest import SMALL_PLAN, Facilitator, Person


class Screen:
    """A client's side of the wire, as docs/wire.md tells it."""

    def __init__(self) -> None:
        self.rows: dict[str, Any] = {}
        self.version = 0
        self.epoch = ""

    def takes(self, update: dict[str, Any]) -> bool:
        if update["to"] <= self.version:
            return True
        if update["from"] > self.version:
            return False
        self.rows |= update["rows"]
        for name in update["gone"]:
            self.rows.pop(name, None)
        self.version = update["to"]
        return True

    def hears(self, answer: dict[str, Any]) -> None:
        if "room" in answer:
            room = answer["room"]
            self.rows, self.version, self.epoch = dict(room["rows"]), room["version"], room["epoch"]
        else:
            assert self.takes(answer["update"])


@pytest.fixture
def channel(meeting: Meeting) -> Channel:
    return Channel(meeting, "phone", "epoch", lambda state, _: phone_view(state))


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person, channel: Channel) -> None:
    phone = Screen()
    channel.tick()
    phone.hears(channel.since("", 0))
    facilitator.until("ideer", "open", "together")
    idea = anna.writes("En fælles havedag")
    update = channel.tick()
    assert update is not None and phone.takes(update)
    assert phone.rows == phone_view(meeting.state) and f"c:{idea}" in phone.rows


def test_nothing_visible_changed_is_no_update(facilitator: Facilitator, anna: Person, channel: Channel) -> None:
    facilitator.until("ideer", "open", "silent")
    channel.tick()
    anna.writes("Hemmelig endnu")
    assert channel.tick() is None


def test_a_reveal_reaches_those_who_were_there(facilitator: Facilitator, anna: Person, channel: Channel) -> None:
    facilitator.until("ideer", "open", "silent")
    ideas = {f"c:{anna.writes(f'Idé {n}')}" for n in range(20)}
    channel.tick()
    facilitator.until("ideer", "open", "together")
    update = channel.tick()
    assert update is not None and ideas <= update["rows"].keys()


def test_what_was_never_told_is_never_gone(facilitator: Facilitator, anna: Person, channel: Channel) -> None:
    facilitator.until("ideer", "open", "silent")
    idea = anna.writes("Bliver skjult, før nogen ser den")
    channel.tick()
    facilitator.ask("hide", target=idea, reason="")
    facilitator.until("ideer", "open", "together")
    update = channel.tick()
    assert update is not None and update["gone"] == [] and idea not in json.dumps(update)


def test_an_unknown_version_gets_everything(channel: Channel, facilitator: Facilitator) -> None:
    channel.tick()
    for epoch, version in (("another start", 1), ("epoch", 0), ("epoch", 99)):
        assert "room" in channel.since(epoch, version)


class Room:
    """A meeting in which all that phones may see is the same as in its twin, with a channel and a phone."""

    def __init__(self, meeting: Meeting, facilitator: Facilitator, people: list[Person]) -> None:
        self.meeting, self.facilitator, self.people = meeting, facilitator, people
        self.channel = Channel(meeting, "phone", "epoch", lambda state, _: phone_view(state))
        self.board = Channel(meeting, "board", "epoch", lambda state, clock: without_progress(board_view(state, clock)))
        self.phone = Screen()
        self.sent: list[str] = []
        first = self.channel.tick()
        assert first is not None
        self.told = set(first["rows"])
        self.hello()

    def hello(self) -> None:
        answer = self.channel.since(self.phone.epoch, self.phone.version)
        self.sent.append(json.dumps(answer))
        self.phone.hears(answer)

    def tick(self, *, lost: bool) -> None:
        self.sent.append(json.dumps([self.board.tick(), own(self.meeting, self.people[0])]))
        update = self.channel.tick()
        if update is not None:
            self.told |= update["rows"].keys()
            assert set(update["gone"]) <= self.told, "an id is gone only after this audience was told it"
            self.sent.append(json.dumps(update))
            if not lost and not self.phone.takes(update):
                self.hello()

    def move(self, step: str) -> None:
        """Go on or back, but never to where results part the two, nor to where nothing had been given."""
        state, now = self.meeting.state, self.meeting.state.now()
        state.settled = True
        if step == "next" and now is not None and (now.kind, now.stage) == ("vote", "closed"):
            step = "back"
        if step == "back" and (now is None or (now.stage == "open" and now.step in (None, "silent"))):
            return
        self.facilitator.ask(step, at=place(state))

    def write_openly(self, name: str, text: str) -> None:
        """Contribute what phones see at once, or after the reveal."""
        self.people[0].ask("contribute", id=name, activity="ideer", text=text)

    def do_something_hidden(self, dice: random.Random) -> None:
        """Write and be hidden, vote, take votes back, come too late, count the room."""
        person, now = dice.choice(self.people[1:]), self.meeting.state.now()
        if now is not None and now.id != "velkomst":
            answer = person.ask("contribute", id=(name := new_id()), activity="ideer", text=f"Hemmelig {dice.random()}")
            if answer["ok"] and now.kind == "ideas" and now.step in ("silent", "review"):
                self.facilitator.ask("hide", target=name, reason="Nævner en person")
        if now is not None and now.kind == "vote":
            candidates = now.settings["candidates"]
            if candidates:
                person.votes(dice.choice(candidates), dice.random() < 0.8)
        self.facilitator.ask("people", count=dice.randrange(1, 99))


@pytest.mark.parametrize("seed", range(40))
def test_two_meetings_that_differ_in_what_is_hidden_send_the_same(seed: int, tmp_path: Path) -> None:
    print("seed", seed)
    dice = random.Random(seed)
    with twin(tmp_path / "quiet") as quiet, twin(tmp_path / "busy") as busy:
        for turn in range(50):
            step = dice.choice(["next", "next", "back", "open", "hidden", "hidden", "hidden", "hello", "stop"])
            lost = dice.random() < 0.2
            if step == "hidden":
                now = busy.meeting.state.now()
                if now is None or now.kind != "ideas" or now.step in ("silent", "review"):
                    busy.do_something_hidden(dice)
            for room in (quiet, busy):
                if step in ("next", "back"):
                    room.move(step)
                elif step == "open":
                    room.write_openly(f"{turn:016d}", f"Åben {turn}")
                elif step == "hello":
                    room.hello()
                elif step == "stop" and (now := room.meeting.state.now()) is not None:
                    room.facilitator.ask("timer", activity=now.id, act="stop")
                room.tick(lost=lost)
            assert quiet.sent == busy.sent
        for room in (quiet, busy):
            room.hello()
            assert room.phone.rows == phone_view(room.meeting.state)


def without_progress(view: dict[str, Any]) -> dict[str, Any]:
    """The board without the three numbers that may be told."""
    return {id: row for id, row in view.items() if id != "progress"}


def own(meeting: Meeting, person: Person) -> Any:
    """What belongs to somebody who did nothing hidden, but for what was drawn by lot."""
    mine = person_view(meeting.state, person.actor.id)
    return [{**each, "at": ""} for each in mine["contributions"]], mine["marks"], mine["left"]


@contextmanager
def twin(folder: Path) -> Iterator[Room]:
    """A meeting with a clock that stands still and a history that is known, so that twins are alike."""
    event = folder / "2015-12-10-insp"
    event.mkdir(parents=True)
    (event / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")
    clock = Clock()
    clock.ms = lambda: 1_449_748_800_000  # type: ignore[method-assign]
    opened = open_event(event, clock)
    meeting = opened.meeting
    meeting.state.event.history = "the same"
    key = meeting.use_link(meeting.mint("facilitator", "Mette"))
    assert key is not None
    actor = meeting.holder_of(key[0])
    assert actor is not None
    people = [
        Person(meeting, Actor("participant", meeting.arrive(token), device=hash_of(token)))
        for token in (new_token() for _ in range(3))
    ]
    try:
        yield Room(meeting, Facilitator(meeting, actor), people)
    finally:
        opened.close()


def test_the_broadcaster_starts_with_nothing_due(meeting: Meeting) -> None:
    sent: list[str] = []
    broadcast = Broadcast(meeting, lambda room, message, data: sent.append(room))
    with meeting.turn:
        for audience in ("phone", "board", "console"):
            broadcast.up_to_date(audience)
    broadcast.stop()
    assert sent == []
