"""Meetings that stand still in time, in pairs: what differs between the two is what somebody is not to know."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from facilitator.access import Actor, hash_of, new_token
from facilitator.actions.move import place
from facilitator.afterwards import BY_ITSELF
from facilitator.audience import board_view
from facilitator.broadcast import Channel
from facilitator.config import Config
from facilitator.house import House
from facilitator.state import Activity
from tests.conftest import EVERY_KIND, Facilitator, Person, web_of
from tests.test_broadcast import Screen

DRAWN = re.compile(rb'value="[A-Za-z0-9_-]{16}"')
"""A form's own id: drawn anew for each page."""
SEEN = re.compile(rb"\d+ af 40")
"""How many came by phone, of those in the room: a facilitator may know that."""
Twins = Callable[..., Any]
SINCE = """
[[activity]]
preset = "Siden sidst"
key = "siden"
"""
TALK = '\n[[activity]]\nkind = "talk"'
EARLIER = {"folder": "2015-06-01-foer", "title": "Sidst", "date": "2015-06-01", "steps": [
    {"what": what, "home": "Havnen", "when": None, "by": None, "kept": False, "keeper": ""} for what in ("Et", "To")
]}  # fmt: skip


class Twin:
    """A meeting that stands still in time, with everything that is drawn by lot the same as in its twin."""

    def __init__(self, house: House, app: Flask, told: list[tuple[str, str, Any]], code: str) -> None:
        running = house.running[code]
        self.house, self.code = house, code
        self.beside: Twin
        """Another meeting on the same laptop, where there is one."""
        self.meeting, self.broadcast, self.app, self.told = running.meeting, running.broadcast, app, told
        self.meeting.state.event.history = "the same"
        self.meeting.state.event.plan["earlier"] = {"siden": EARLIER}
        self.broadcast.stop()
        for channel in self.broadcast.channels.values():
            channel.epoch = "the same"
        self.facilitator, self._key = self._someone_who_steers()
        self.people = [self._someone(n) for n in range(3)]
        self.own: list[str] = []
        """What the first person wrote, which everybody may see in the end."""
        self.board = Channel(self.meeting, "board", "the same", lambda state, clock: calm(board_view(state, clock)))
        self.phone = Screen()
        self.known: set[str] = set()
        self.said: list[Any] = []
        self.hello()

    def _someone_who_steers(self) -> tuple[Facilitator, str]:
        entered = self.meeting.use_link(self.meeting.mint("facilitator", "Mette"))
        assert entered is not None
        actor = self.meeting.holder_of(entered[0])
        assert actor is not None
        return Facilitator(self.meeting, actor), entered[0]

    def _someone(self, n: int) -> Person:
        token = new_token()
        person = Person(self.meeting, Actor("participant", self.meeting.arrive(token), device=hash_of(token)), token)
        self.settle("participant", person.actor.id, salt=f"salt {n}", return_code=f"havn {n}")
        return person

    def settle(self, table: str, key: str, **columns: str) -> None:
        """Settle what is otherwise drawn by lot."""
        answer = self.meeting.change(BY_ITSELF, "settle", lambda draft: draft.set(table, key, **columns))
        assert answer["ok"], answer

    # --- what somebody who did nothing hidden is told and may ask ---------------------------

    def hello(self) -> None:
        answer = self.broadcast.up_to_date("phone").since(self.phone.epoch, self.phone.version)
        self.said.append(answer)
        self.phone.hears(answer)

    def tick(self, *, lost: bool) -> None:
        """Tell everybody. A lost update is mended by the next that comes."""
        self.said.append(self.board.tick())
        self.told.clear()
        self.broadcast.up_to_date("phone")
        for room, _, update in self.told:
            assert room == f"{self.code}/phone"
            self.known |= update["rows"].keys()
            assert set(update["gone"]) <= self.known, "an id is gone only after this audience was told it"
            self.said.append(update)
            if not lost and not self.phone.takes(update):
                self.hello()

    def ask_at(self, door: str) -> None:
        """Ask for a page, a view, the minutes, as it is said to somebody who did nothing hidden."""
        me = self._browser(self.people[0].token)
        if door == "page":
            self.said += [self._got(me, f"/{self.code}"), self._got(self._browser(), f"/{self.code}?lang=en")]
        elif door == "view":
            told = f"epoch=the same&version={self.phone.version}"
            self.said += [self._got(me, f"/{self.code}/view"), self._got(me, f"/{self.code}/view?{told}")]
        elif door == "command":
            body = {"id": "A" * 16, "do": "mark", "activity": "velkomst", "target": "nobody", "value": True}
            self.said.append(me.post(f"/{self.code}/command", json=body).get_data())
        elif door == "minutes":
            self.said.append(self._minutes())

    def _minutes(self) -> Any:
        """What the facilitator may download, but for what a facilitator may know: how many, and closed results."""
        self.facilitator.ask("people", count=40)
        facilitator = self._browser(key=self._key)
        everything = json.loads(facilitator.get(f"/{self.code}/minutes?format=json").get_data())
        everything["people"].pop("phones")
        for item in everything["programme"]:
            if item["kind"] == "ideas":
                item.pop("counts")
            if item["kind"] in ("talk", "steps", "since") and not self._is_secret(item["id"]):
                item.pop("hidden")
            if (item["kind"] == "vote" and item["counted"]) or (item["kind"] in ("talk", "since") and item["ended"]):
                item.clear()
        told = (
            "hidden" not in item
            for item in everything["programme"]
            if item and item["kind"] in ("talk", "steps", "since")
        )
        if any(item.get("revealed") or not item for item in everything["programme"]) or any(told):
            return everything
        texts = [facilitator.get(f"/{self.code}/minutes?format={name}").get_data() for name in ("md", "html", "csv")]
        return everything, [SEEN.sub(b"af 40", text) for text in texts]

    def _is_secret(self, activity: str) -> bool:
        """Whether nothing may be told yet of what was given here, nor how much of it is hidden."""
        row = self.meeting.state.activities[activity]
        first = (None, "slides", "buzz", "write", "answer")
        return row.stage in ("planned", "open") and row.step in first and self.meeting.state.event.closed_at is None

    def _browser(self, token: str = "", key: str = "") -> FlaskClient:
        browser = self.app.test_client()
        for name, value in ((f"insp_{self.code}", token), (f"insp_key_{self.code}", key)):
            if value:
                browser.set_cookie(name, value)
        return browser

    @staticmethod
    def _got(browser: FlaskClient, path: str) -> tuple[int, str | None, bytes]:
        answer: TestResponse = browser.get(path)
        return answer.status_code, answer.headers.get("ETag"), DRAWN.sub(b"", answer.get_data())

    # --- what is done -----------------------------------------------------------------------

    def now(self) -> Activity | None:
        return self.meeting.state.now()

    def move(self, step: str) -> None:
        """Go on or back, but never to where results part the two, nor to where nothing had been given."""
        state, now = self.meeting.state, self.now()
        state.settled = True
        if step == "next" and now is not None and (now.kind, now.stage) == ("vote", "closed"):
            step = "back"
        if step == "next" and now is not None and (now.id, now.stage) == ("siden", "open"):
            self.facilitator.ask("stage", activity="oplaeg", stage="open")
            return
        first = (None, "silent", "slides", "write", "answer")
        if step == "back" and (now is None or (now.stage == "open" and now.step in first)):
            return
        self.facilitator.ask(step, at=place(state))

    def does(self, step: str, name: str, n: int, way: str = "command") -> None:
        """Do what both twins do: move, write something open, moderate. Any other step is not for this."""
        if step in ("next", "back"):
            self.move(step)
        elif step == "write":
            self.write(name, way)
        elif step in ("hide", "show"):
            self.moderate(step, n)

    def write(self, name: str, way: str) -> None:
        """Give what phones see at once or after the reveal, by whichever way there is."""
        now = self.now()
        there = now.id if now is not None and now.kind in ("talk", "steps") else "ideer"
        said = {"id": name, "do": "contribute", "activity": there, "text": f"Åben {name}"}
        if there == "skridt":
            said |= {"theme": f"skridt.{1 + int(name) % 2}", "when": "week"}
        me = self._browser(self.people[0].token)
        if way == "form":
            answer = me.post(f"/{self.code}/form", data=said)
            self.said.append((answer.status_code, answer.headers["Location"]))
        else:
            self.said.append(me.post(f"/{self.code}/command", json=said).get_data())
        if name in self.meeting.state.contributions:
            self.own.append(name)

    def moderate(self, do: str, n: int) -> None:
        """Hide what everybody saw, or show it again; its writer is told."""
        if self.own:
            fields = {"reason": "Nævner en person"} if do == "hide" else {}
            self.facilitator.ask(do, target=self.own[n % len(self.own)], **fields)

    def take_on(self, n: int, name: str) -> None:
        """See to a step, under a name that may not be told."""
        if self.own:
            self.people[1].ask("take_on", target=self.own[n % len(self.own)], value=n % 2 > 0, name=name)

    def _do_something_hidden_there(self, dice: random.Random, person: Person, now: Activity) -> None:
        """In a talk, at the steps, of earlier steps: be hidden, ask too late, want to know, tell before it is shown."""
        more = {"siden": {"about": f"siden.{dice.randrange(1, 3)}", "outcome": dice.choice(["done", "dropped"])},
                "skridt": {"theme": "skridt.1"}}.get(now.id, {})  # fmt: skip
        name = drawn(dice)
        given = person.ask("contribute", id=name, activity=now.id, text=f"Hemmelig {dice.random()}", **more)["ok"]
        if given and now.id != "siden":
            self.facilitator.ask("hide", target=name, reason="")
        if now.kind == "talk" and self.own:
            person.votes(dice.choice(self.own), dice.random() < 0.8, "oplaeg")
        if now.id == "skridt":
            person.ask("contribute", id=drawn(dice), activity="oplaeg", text="For sent")

    def do_something_hidden(self, dice: random.Random) -> None:
        """Write and be hidden, vote, take votes back, come too late, count the room and its hands, share
        phones, gather at a table; run out of battery, print, copy, be reached by phones."""
        state = self.meeting.state
        state.reached += 1
        state.laptop = state.laptop | {
            "power": {"plugged": False, "percent": dice.randrange(100)}, "drives": [f"stick {dice.random()}"],
            "printed": {"address": f"10.0.0.{dice.randrange(99)}", "code": "", "wifi": None},
            "free": dice.randrange(9000),
        }  # fmt: skip
        person, now = dice.choice(self.people[1:]), self.now()
        if now is not None and now.kind in ("talk", "steps"):
            self._do_something_hidden_there(dice, person, now)
            return
        if now is not None and now.kind == "ideas" and now.step not in ("silent", "review"):
            return
        if now is not None and now.id != "velkomst":
            name = drawn(dice)
            answer = person.ask("contribute", id=name, activity="ideer", text=f"Hemmelig {dice.random()}")
            if answer["ok"] and now.kind == "ideas":
                for do in dice.choice([["hide"], ["hide", "show", "hide"]]):
                    self.facilitator.ask(do, target=name, **({"reason": ""} if do == "hide" else {}))
        if now is not None and now.kind == "vote" and now.settings["candidates"]:
            person.votes(dice.choice(now.settings["candidates"]), dice.random() < 0.8)
            hands = {"target": dice.choice(now.settings["candidates"]), "people": dice.randrange(9)}
            self.facilitator.ask("count", activity=now.id, **hands)
        if now is not None and now.kind == "ideas" and person.ask("deal", activity="ideer")["ok"]:
            stack = [target for where, target in self.meeting.state.marks_by_voter[person.actor.id] if where == "ideer"]
            person.ask("heap", activity="ideer", targets=stack[:2], title=dice.choice(["Have", "Mad", ""]))
        if dice.random() < 0.2:
            person.ask("together", people=dice.randrange(1, 5))
        self._write_down(dice)
        self.facilitator.ask("people", count=dice.randrange(1, 99))

    def _write_down(self, dice: random.Random) -> None:
        """Quotes without consent, mended, moved and taken away; a picture that lacks its line."""
        quotes = [note.id for note in self.meeting.state.notes.values() if note.kind == "quote" and not note.removed]
        text, target = f"Hemmelig {dice.random()}", {"target": quotes[-1] if quotes else "none"}
        ways: list[tuple[str, dict[str, Any]]] = [
            ("note", {"id": drawn(dice), "text": text, "kind": "quote", "link": dice.randrange(1, 9)}),
            ("note_edit", {"text": text, "kind": "quote"} | target),
            ("note_move", {"activity": "velkomst"} | target),
            ("consent", {"value": "no"} | target),
            ("note_remove", target),
            ("photo", {"id": drawn(dice)}),
        ]
        do, fields = ways[0] if not quotes else dice.choice(ways)
        self.facilitator.ask(do, **fields)


def begin(n: int, *twins: Twin) -> None:
    """Start, every other time, and some of those with what comes last in the programme."""
    for twin in twins if n % 2 else ():
        twin.facilitator.ask("start")
        twin.facilitator.ask("stage", activity=("siden", "oplaeg", "skridt")[n // 2 % 3], stage="open")


def drawn(dice: random.Random) -> str:
    """Draw the id of something, the same for the same dice."""
    return f"{dice.getrandbits(64):016x}"


def calm(view: dict[str, Any]) -> dict[str, Any]:
    """The board without the three numbers that may be told."""
    return {id: row for id, row in view.items() if id != "progress"}


@contextmanager
def twin_in(folder: Path, compiled: FileSystemBytecodeCache, beside: str = "") -> Iterator[Twin]:
    """Open a laptop with a meeting, and with another where that has a code."""
    plan = EVERY_KIND.replace(TALK, SINCE + TALK)
    for code in filter(None, ("7K4", beside)):
        event = folder / f"2015-12-10-insp-{code.lower()}"
        event.mkdir(parents=True)
        (event / "plan.toml").write_text(plan.replace("7K4", code), encoding="utf-8")
    house = House(Config(events=folder))
    house.clock.ms = lambda: 1_449_748_800_000  # type: ignore[method-assign]
    told: list[tuple[str, str, Any]] = []
    house.open(lambda room, message, data: told.append((room, message, data)))
    app = web_of(house)
    app.jinja_env.bytecode_cache = compiled
    try:
        twin = Twin(house, app, told, "7K4")
        if beside:
            twin.beside = Twin(house, app, told, beside)
        yield twin
    finally:
        house.close()
        shutil.rmtree(folder)
