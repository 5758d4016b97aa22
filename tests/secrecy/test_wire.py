"""Nothing hidden can be told from how much is sent to whom, or when: real sockets, and every frame counted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EVERY_KIND
from tests.simulation.phone import Client, Phone, new_id
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess
from tests.test_helping import helper

CODE = re.compile(r'"return_code":"[^"]*"')
"""One's own, drawn by lot."""
WINDOW = 0.6
"""Seconds: longer than phones ever rest between two tellings."""


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


class Watched:
    """A meeting, and screens that are told of it without doing anything."""

    def __init__(self, server: ServerProcess, *, busy: bool) -> None:
        self.console, self.busy = Console(server), busy
        self.people = [Phone(server.port, "7K4", n) for n in range(3)]
        for phone in self.people:
            phone.open_page()
            phone.connect()
        self.screens: dict[str, Client] = {"phone": Phone(server.port, "7K4", 9)}
        self.screens |= {role: helper(server, self.console, role) for role in ("host", "referent")}
        self.screens["phone"].open_page()
        for role, screen in self.screens.items():
            screen.audience = role
            screen.connect()
        self.settle()
        for screen in self.screens.values():
            screen.raw = []

    def settle(self) -> None:
        """Listen until everything that was said has been heard."""
        for screen in self.screens.values():
            screen.listen(WINDOW / 3)

    def hidden(self, act: Callable[[Phone], None]) -> None:
        """Everybody does something that nobody may notice, in the busy meeting; nobody is told anything meanwhile."""
        self.settle()
        before = {role: len(screen.raw) for role, screen in self.screens.items()}
        for phone in self.people if self.busy else ():
            act(phone)
        self.settle()
        assert {role: len(screen.raw) for role, screen in self.screens.items()} == before

    def goes_to(self, activity: str, stage: str, step: str | None = None) -> None:
        """Move the meeting, and let everybody hear of it before anything else happens."""
        assert self.console.ask("stage", activity=activity, stage=stage, step=step)["ok"]
        self.settle()

    def sizes(self) -> dict[str, list[int]]:
        return {role: [len(CODE.sub("", text)) for text in screen.raw] for role, screen in self.screens.items()}


def a_meeting(watched: Watched) -> None:
    console, people = watched.console, watched.people
    console.ask("start")
    watched.settle()
    watched.goes_to("ideer", "open", "silent")
    shown, hidden = [new_id() for _ in people], [new_id() for _ in people]

    def says(phone: Phone, name: str, text: str) -> None:
        assert phone.ask_raw("command", {"do": "contribute", "id": name, "activity": "ideer", "text": text})["ok"]

    def votes(phone: Phone, *, on: bool) -> None:
        asked = {"do": "mark", "id": new_id(), "activity": "stemmer", "target": shown[people.index(phone)], "value": on}
        assert phone.ask_raw("command", asked)["ok"]

    for n, phone in enumerate(people):
        says(phone, shown[n], f"En idé nummer {n}")
    watched.hidden(lambda phone: says(phone, hidden[people.index(phone)], "Hemmelig " * 20))
    watched.goes_to("ideer", "open", "review")
    if watched.busy:
        for name in hidden:
            assert console.ask("hide", target=name, reason="")["ok"]
    watched.hidden(lambda phone: None)
    watched.goes_to("ideer", "open", "gather")
    watched.goes_to("stemmer", "open")
    watched.settle()
    watched.hidden(lambda phone: votes(phone, on=True))
    watched.hidden(lambda phone: votes(phone, on=False))
    watched.settle()


@pytest.mark.waits
def test_frames_tell_nothing_by_their_number_size_or_time(server: ServerProcess, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(
        server.events / "2015-12-10-insp", other / "2015-12-10-insp", ignore=shutil.ignore_patterns("*.db*", ".*")
    )
    with ServerProcess(other) as again:
        quiet, busy = Watched(server, busy=False), Watched(again, busy=True)
        for watched in (quiet, busy):
            a_meeting(watched)
        assert quiet.sizes() == busy.sizes()
        assert len(quiet.sizes()["phone"]) > 4
