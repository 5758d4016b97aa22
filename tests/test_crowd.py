"""Simulated people: the same seed does the same again, they differ as people do, and follow what is on."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gevent
import pytest

from facilitator.activities import KINDS
from facilitator.config import Config
from facilitator.house import House
from facilitator.rehearsal.bank import bank
from facilitator.rehearsal.behaviour import BEHAVIOURS
from facilitator.rehearsal.crowd import Crowd
from facilitator.state import State
from facilitator.texts import LANGUAGES
from tests.conftest import Facilitator

PACE = 1500.0
"""A quarter of an hour in less than a second."""


class Stage:
    """A meeting in this process, with a facilitator and a crowd."""

    def __init__(self, events: Path, people: int = 30, pace: float = PACE, seed: int = 0) -> None:
        self.house = House(Config(events=events))
        self.house.open(lambda *_: None)
        (self.running,) = self.house.running.values()
        meeting = self.running.meeting
        entered = meeting.use_link(meeting.mint("facilitator", "Mette"))
        actor = meeting.holder_of(entered[0]) if entered else None
        assert actor is not None
        self.facilitator = Facilitator(meeting, actor)
        self.crowd = Crowd(self.house, self.running, people, pace, seed)

    @property
    def state(self) -> State:
        return self.running.meeting.state

    def hears(self, holds: Callable[[State], Any], seconds: float = 20) -> None:
        """Let the crowd go on until something holds."""
        until = time.monotonic() + seconds
        while not holds(self.state):
            assert time.monotonic() < until, "it never came to hold"
            gevent.sleep(0.05)

    def calms(self) -> None:
        """Let the crowd go on until nothing has come for a while."""
        seq = -1
        while seq != self.state.seq:
            seq = self.state.seq
            gevent.sleep(0.4)

    def close(self) -> None:
        self.crowd.stop()
        self.house.close()


@pytest.fixture
def stage(event_folder: Path) -> Iterator[Stage]:
    """A crowd of thirty at the small event."""
    stage = Stage(event_folder.parent)
    yield stage
    stage.close()


def test_it_works(stage: Stage) -> None:
    stage.hears(lambda state: len(state.participants) == 30)
    stage.facilitator.until("velkomst", "open")
    stage.hears(lambda state: len(state.marks_by_activity["velkomst"]["dot"]) == 30)
    stage.facilitator.until("ideer", "open", "silent")
    stage.calms()
    written = Counter(card.participant for card in stage.state.given("ideer"))
    assert {1, 2} <= set(written.values()) and 20 <= len(written) < 30, "some write one, some more, some never"
    assert any(len(card.text) > 150 for card in stage.state.given("ideer")), "some write long"
    stage.facilitator.until("stemmer", "open")
    stage.calms()
    marks = [mark for by in stage.state.marks_by_activity["stemmer"].values() for mark in by.values()]
    votes = Counter(mark.target for mark in marks if mark.value is True)
    assert len(set(votes.values())) > 4, "what many like stands out"
    k = stage.state.activities["stemmer"].settings["k"]
    spent = Counter(mark.voter for mark in marks if mark.value is True)
    assert len(set(spent.values())) > 2 and max(spent.values()) >= k, "most spend them all, some only a few"


def test_the_same_seed_does_the_same_again(event_folder: Path, tmp_path: Path) -> None:
    def texts(name: str, seed: int) -> list[str]:
        folder = tmp_path / name / "x"
        folder.mkdir(parents=True)
        (folder / "plan.toml").write_bytes((event_folder / "plan.toml").read_bytes())
        stage = Stage(folder.parent, 12, seed=seed)
        stage.hears(lambda state: len(state.participants) == 12)
        stage.facilitator.until("ideer", "open", "silent")
        stage.calms()
        stage.close()
        return sorted(card.text for card in stage.state.given("ideer"))

    first = texts("first", 1)
    assert first == texts("again", 1)
    assert first != texts("other", 2)


def test_a_pause_and_an_end_stop_them_at_once(stage: Stage) -> None:
    stage.hears(lambda state: len(state.participants) > 3)
    stage.facilitator.until("ideer", "open", "silent")
    stage.hears(lambda state: len(list(state.given("ideer"))) > 2)
    for stop in (lambda: stage.crowd.set(30, 0), stage.crowd.stop):
        stop()
        gevent.sleep(0.15)  # what had been asked is answered
        seq = stage.state.seq
        gevent.sleep(0.4)
        assert stage.state.seq == seq


def test_those_who_go_are_no_longer_here(stage: Stage) -> None:
    stage.hears(lambda state: len(state.participants) == 30)
    stage.crowd.set(4, PACE)
    assert len(list(stage.running.meeting.presence.connected())) == 4


def test_they_come_again_to_a_round_that_is_opened_again_and_settle_when_it_closes(stage: Stage) -> None:
    stage.facilitator.until("ideer", "open", "silent")
    stage.hears(lambda state: len(list(state.given("ideer"))) > 10)
    stage.facilitator.until("stemmer", "closed")
    stage.hears(lambda state: state.settled, 5)


def test_the_events_own_examples_come_first(event_folder: Path) -> None:
    example = '[[idea]]\ntext = "Kun den her"\n'
    text = f'activity = "ideer"\n\n[[theme]]\nkey = "x"\ntitle = "X"\n\n{example}'
    (event_folder / "examples.toml").write_text(text, "utf-8")
    stage = Stage(event_folder.parent, 4)
    stage.facilitator.until("ideer", "open", "silent")
    stage.hears(lambda state: len(list(state.given("ideer"))) >= 2)
    stage.close()
    assert all(card.text.startswith("Kun den her") for card in stage.state.given("ideer"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bank_holds_what_a_room_says(language: str) -> None:
    texts = bank(language)
    assert len(texts.ideas) >= 60 and len(set(texts.ideas)) == len(texts.ideas)
    assert max(map(len, texts.ideas)) <= 280 and max(map(len, texts.questions)) <= 160
    assert max(map(len, texts.steps)) <= 140 and max(map(len, texts.heaps)) <= 60
    assert any(len(text) > 200 for text in texts.ideas) and any(len(text) < 25 for text in texts.ideas)
    assert texts.idea(5000, "ideer", 280) and len(texts.idea(5000, "ideer", 40)) <= 40, "also for five hundred people"


def test_every_kind_is_in_the_table() -> None:
    assert {place.partition("/")[0] for place in BEHAVIOURS} >= KINDS.keys(), (
        "whoever adds a kind says what people do in it"
    )
