"""What each audience is told: differences of its own view, and nothing of what is hidden."""

from __future__ import annotations

import json
from typing import Any

import pytest

from facilitator.audience import phone_view
from facilitator.broadcast import Broadcast, Channel
from facilitator.meeting import Meeting
from tests.conftest import Facilitator, Person


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


def test_the_broadcaster_starts_with_nothing_due(meeting: Meeting) -> None:
    sent: list[str] = []
    broadcast = Broadcast(meeting, lambda room, message, data: sent.append(room))
    with meeting.turn:
        for audience in ("phone", "board", "console"):
            broadcast.up_to_date(audience)
    broadcast.stop()
    assert sent == []
