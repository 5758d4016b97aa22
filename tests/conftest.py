"""The cast of the tests: events on disk, a running meeting, a real server, and people."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from facilitator import commands as c
from facilitator.access import Actor, hash_of, new_id, new_token
from facilitator.afterwards import Afterwards
from facilitator.audience import console_view
from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.house import House
from facilitator.meeting import Answer, Meeting
from facilitator.opening import Opened, open_event
from facilitator.pages import ROOT as PAGES_ROOT
from facilitator.pages import add_pages
from facilitator.rehearsal import Rehearsals
from facilitator.safekeeping import Safekeeping
from tests.simulation.server import ServerProcess

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "events" / "2015-12-10-insp-roskilde"

SMALL_PLAN = """
[event]
title = "Åbent Inspiratorium"
date = 2015-12-10
place = "INSP, Roskilde"
starts = "13.00"
ends = "16.00"
code = "7K4"

[[activity]]
kind = "welcome"
key = "velkomst"
title = "Velkommen"

[[activity]]
kind = "ideas"
key = "ideer"
title = "Idérunde"
prompt = "Hvad kunne vi gøre sammen?"
minutes = 5

[[activity]]
kind = "vote"
key = "stemmer"
title = "Stemmerunde"

[[activity]]
kind = "conversation"
key = "samtale"
title = "Samtale"
prompt = "Hvad ser vi?"
minutes = 3

[[activity]]
kind = "break"
key = "pause"
title = "Pause"
minutes = 15
"""
EVERY_KIND = (
    SMALL_PLAN
    + """
[[activity]]
kind = "talk"
key = "oplaeg"
title = "Oplæg"
speaker = "Anne Holm"
minutes = 10

[[activity]]
kind = "steps"
key = "skridt"
title = "Næste skridt"
prompt = "Hvad gør I som det første?"
homes = ["Havnen", "Skoven"]
minutes = 10
"""
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run also what takes longer than ten minutes together")


def pytest_configure(config: pytest.Config) -> None:
    """With `--long`, what is tried with random input is tried with twenty times as much. How long it takes is the
    machine's matter."""
    settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("busy")
    if config.getoption("--long"):
        settings.register_profile("long", settings.get_profile("busy"), max_examples=2000)
        settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        for item in items:
            if "long" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="runs with run.py test --long"))


class Person:
    """Somebody in the room of an in-process meeting."""

    def __init__(self, meeting: Meeting, actor: Actor, token: str = "") -> None:
        self.meeting = meeting
        self.actor = actor
        self.token = token

    def ask(self, do: str, **fields: Any) -> Answer:
        """Give a command, with a fresh id unless one is given."""
        return self.meeting.ask(self.actor, c.parse({"do": do, "id": new_id(), **fields}))

    def writes(self, text: str, activity: str = "ideer") -> str:
        """Contribute, and give the contribution's id."""
        name = new_id()
        answer = self.ask("contribute", id=name, activity=activity, text=text)
        assert answer["ok"], answer
        return name

    def votes(self, target: str, value: bool = True, activity: str = "stemmer") -> Answer:
        """Put or take a vote."""
        return self.ask("mark", activity=activity, target=target, value=value)


class Facilitator(Person):
    """Whoever steers."""

    def next(self, times: int = 1) -> Answer:
        """Press *next*, so many times, from where the meeting is."""
        answer: Answer = {}
        for _ in range(times):
            view = console_view(self.meeting.state, self.meeting.clock.ms())
            answer = self.ask("next", at=view["next"]["at"])
            assert answer["ok"], answer
        return answer

    def until(self, activity: str, stage: str, step: str | None = None) -> None:
        """Press *next* until the meeting is there."""
        for _ in range(40):
            now = self.meeting.state.now()
            if now is not None and (now.id, now.stage, now.step) == (activity, stage, step):
                return
            self.next()
        raise AssertionError(f"never came to {activity} {stage} {step}")


@pytest.fixture
def plan() -> str:
    """The plan of the event; a module that needs other kinds gives another."""
    return SMALL_PLAN


def event_in(place: Path, plan: str) -> Path:
    """Lay a plan into a folder of events, and give the event's folder."""
    folder = place / "events" / "2015-12-10-insp"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    return folder


@pytest.fixture
def event_folder(tmp_path: Path, plan: str) -> Path:
    """An event that is not yet opened."""
    return event_in(tmp_path, plan)


@pytest.fixture
def opened(event_folder: Path) -> Iterator[Opened]:
    """The event, open in this process."""
    opened = open_event(event_folder, Clock())
    yield opened
    if not opened.meeting.closing:
        opened.close()


@pytest.fixture
def meeting(opened: Opened) -> Meeting:
    """The running meeting of the event."""
    return opened.meeting


def facilitator_of(meeting: Meeting) -> Facilitator:
    """Let a facilitator in by a link."""
    entered = meeting.use_link(meeting.mint("facilitator", "Mette"))
    assert entered is not None
    actor = meeting.holder_of(entered[0])
    assert actor is not None
    return Facilitator(meeting, actor, entered[0])


def arrival(meeting: Meeting) -> Person:
    """Let somebody new through the door, with a phone."""
    token = new_token()
    return Person(meeting, Actor("participant", meeting.arrive(token), device=hash_of(token)), token)


@pytest.fixture
def facilitator(meeting: Meeting) -> Facilitator:
    """The facilitator, who came by a link."""
    return facilitator_of(meeting)


@pytest.fixture
def arrives(meeting: Meeting) -> Callable[[], Person]:
    """Somebody new comes through the door, with a phone."""
    return lambda: arrival(meeting)


@pytest.fixture
def anna(arrives: Callable[[], Person]) -> Person:
    """A participant."""
    return arrives()


@pytest.fixture
def bo(arrives: Callable[[], Person]) -> Person:
    """Another participant."""
    return arrives()


def web_of(house: House) -> Flask:
    """The pages of a house, in this process."""
    app = Flask("facilitator", root_path=str(PAGES_ROOT), static_folder=None, template_folder="templates")
    add_pages(app, house, Rehearsals(house, lambda _: None), Afterwards(house, Safekeeping(house)))
    return app


@pytest.fixture
def house(event_folder: Path) -> Iterator[House]:
    """A house in which the event is open."""
    house = House(Config(events=event_folder.parent))
    house.open(lambda *_: None)
    yield house
    house.close()


@pytest.fixture
def web(house: House) -> Flask:
    """The pages of the house."""
    return web_of(house)


@pytest.fixture
def server(event_folder: Path) -> Iterator[ServerProcess]:
    """The real program, serving the small event on loopback."""
    with ServerProcess(event_folder.parent) as process:
        yield process


@pytest.fixture
def example_server(tmp_path: Path) -> Iterator[ServerProcess]:
    """The real program, serving a copy of the worked example."""
    events = tmp_path / "events"
    shutil.copytree(EXAMPLE, events / EXAMPLE.name, ignore=shutil.ignore_patterns("event.db*", ".lock", "minutes"))
    with ServerProcess(events) as process:
        yield process
