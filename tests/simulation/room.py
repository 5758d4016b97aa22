"""A room full of simulated phones, each on its own thread, and a facilitator; and what must hold at the end."""

from __future__ import annotations

import json
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Container
from pathlib import Path
from typing import Any

from tests.simulation.phone import Client, NoLine, Phone, new_id
from tests.simulation.server import ServerProcess

WORDS = ("havn", "kor", "cykler", "bænke", "spisning", "børn", "have", "museum", "værksted", "byggelegeplads")


class Console(Client):
    """The facilitator's console, with whatever link the server printed."""

    def __init__(self, server: ServerProcess) -> None:
        super().__init__(server.port, server.event["code"], "console", server.key)
        if not self.cookie:
            status, _, _ = self.request("GET", server.event["facilitator"].removeprefix(server.here))
            assert status == 303, "the link lets the facilitator in"
            server.key = self.cookie
        self.connect()

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        """Give a command over the socket."""
        return self.ask_raw("command", {"do": do, "id": new_id(), **fields})

    def until(self, activity: str, stage: str, step: str | None = None) -> None:
        """Press *next* until the meeting is there, waiting where the button waits."""
        for _ in range(200):
            row = self.rows.get(f"a:{activity}")
            if self.rows["event"]["now"] == activity and row and (row["stage"], row["step"]) == (stage, step):
                return
            answer = self.ask("next", at=self.rows["next"]["at"])
            assert answer["ok"] or answer["refused"].startswith(("refused_wait", "refused_already")), answer
            self.listen(0.15)
        raise AssertionError(f"never came to {activity} {stage} {step}")


class Room:
    """So many phones at one server. `seed` is printed, and repeats what people do."""

    def __init__(self, server: ServerProcess, phones: int, seed: int) -> None:
        print(f"room of {phones}, seed {seed}")
        self.server = server
        self.code = str(server.event["code"])
        self.phones = [Phone(server.port, self.code, seed * 1000 + n) for n in range(phones)]

    def each(self, act: Any, seconds: float = 60) -> None:
        """Let every phone do something at the same time."""
        faults: list[BaseException] = []

        def run(phone: Phone) -> None:
            try:
                act(phone)
            except BaseException as fault:
                faults.append(fault)

        threads = [threading.Thread(target=run, args=(phone,), daemon=True) for phone in self.phones]
        for thread in threads:
            thread.start()
        until = time.monotonic() + seconds
        for thread in threads:
            thread.join(max(0.1, until - time.monotonic()))
        assert not faults, faults[:3]
        assert not any(thread.is_alive() for thread in threads), "some phones never finished"

    def join(self) -> None:
        """Everyone opens the page and says hello."""

        def come(phone: Phone) -> None:
            phone.open_page()
            phone.connect()

        self.each(come)

    def drain(self, seconds: float = 15) -> None:
        """Everyone sends what lies in their outbox, and listens until the room is quiet."""

        def finish(phone: Phone) -> None:
            until = time.monotonic() + seconds
            while not settles(phone):
                assert time.monotonic() < until, f"{len(phone.outbox)} still in an outbox"
                time.sleep(0.1 + phone.random.random() * 0.3)

        def settles(phone: Phone) -> bool:
            try:
                if not phone.flush():
                    return False
                phone.listen(0.5)
                phone.hello()
            except NoLine:
                return False
            return True

        self.each(finish, seconds + 10)

    # --- what must hold ---------------------------------------------------------------------

    def check(self, ideas: str, vote: str, others: Container[str] = ()) -> None:
        """Everything acknowledged is there once; phones, file and plain SQL agree. `others`: who is not of the room."""
        with self.sql() as connection:
            texts = dict(connection.execute("SELECT id, text FROM contribution WHERE NOT removed"))
            live = connection.execute("SELECT target, voter FROM mark WHERE activity = ? AND NOT removed", (vote,))
            marks = {mark for mark in live if mark[1] not in others}
        self._check_ideas(texts)
        self._check_votes(marks, vote)
        views = [dict(phone.rows) for phone in self.phones]
        first = json.dumps(views[0], sort_keys=True)
        assert all(json.dumps(view, sort_keys=True) == first for view in views), "all phones show the same"
        assert views[0][f"a:{ideas}"]["stage"] != "planned"

    def _check_ideas(self, texts: dict[str, str]) -> None:
        wished = {c["id"]: c["text"] for phone in self.phones for c in phone.acknowledged if c["do"] == "contribute"}
        assert wished.items() <= texts.items(), "what was acknowledged is there, as it was written"
        for phone in self.phones:
            own = Counter(c["id"] for c in phone.mine["contributions"])
            mine = {c["id"] for c in phone.acknowledged if c["do"] == "contribute"}
            assert set(own) == mine and all(count == 1 for count in own.values()), "once, and only one's own"
            assert not phone.outbox

    def _check_votes(self, marks: set[tuple[str, str]], vote: str) -> None:
        mine = [phone.mine["marks"].get(vote, {}) for phone in self.phones]
        told = Counter(target for own in mine for target, on in own.items() if on)
        assert told == Counter(target for target, _ in marks), "the file holds the votes that phones show"
        for phone in self.phones:
            wished: dict[str, bool] = {}
            for command in phone.acknowledged:
                if command["do"] == "mark" and command["activity"] == vote:
                    wished[command["target"]] = command["value"]
            shown = {target for target, on in phone.mine["marks"].get(vote, {}).items() if on}
            assert shown == {target for target, on in wished.items() if on}, "each phone shows what it asked for"

    def check_result(self, vote: str) -> None:
        """Phones, board, console, minutes and a plain SQL query say the same of every idea."""
        phone, console = self.phones[0], Console(self.server)
        board = Client(self.server.port, self.code, "board", console.cookie)
        board.open_page()
        board.connect()
        ranks = phone.rows[f"r:{vote}"]["ranks"]
        assert board.rows[f"r:{vote}"]["ranks"] == console.rows[f"r:{vote}"]["ranks"] == ranks
        numbers = {rank["id"]: phone.rows[f"c:{rank['id']}"]["number"] for rank in ranks}
        voted = {numbers[rank["id"]]: rank["votes"] for rank in ranks if rank["votes"]}
        with self.sql() as connection:
            assert dict(connection.execute("SELECT number, votes FROM vote_result")) == voted
        minutes = json.loads(console.request("GET", f"/{self.code}/minutes?format=json")[2])
        (item,) = (item for item in minutes["programme"] if item["id"] == vote)
        assert {place["number"]: place["votes"] for place in item["places"] if place["votes"]} == voted

    def sql(self) -> sqlite3.Connection:
        """Open the event's file as anybody could, to read."""
        path: Path = self.server.folder / "event.db"
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def consoles(server: ServerProcess) -> list[Console]:
    """A facilitator's, another one's, and the organiser's, which stands for the one on a phone."""
    first = Console(server)
    secret = (server.events / ".server" / "organiser.key").read_text("ascii")
    fresh = json.loads(first.request("POST", f"/organise/link?event={first.code}", b"", secret=secret)[2])["link"]
    organiser = organiser_of(server)
    other = Client(server.port, first.code)
    other.request("GET", fresh.removeprefix(server.here))
    return [first, *(_console(server, each.cookie) for each in (other, organiser))]


def organiser_of(server: ServerProcess) -> Client:
    """The organiser's browser, let in by the link that was printed."""
    organiser = Client(server.port, str(server.event["code"]))
    status, _, _ = organiser.request("GET", server.links["organise"].removeprefix(server.here))
    assert status == 303, "the link lets the organiser in"
    return organiser


def _console(server: ServerProcess, cookie: str) -> Console:
    """Another browser's console."""
    console = Console(server)
    console.drop()
    console.cookie = cookie
    console.connect()
    return console


def some_text(dice: random.Random) -> str:
    """An idea nobody would write, but short and Danish."""
    return f"{dice.choice(WORDS)} og {dice.choice(WORDS)} {dice.randrange(10_000)}"


__all__ = ["Console", "NoLine", "Room", "consoles", "organiser_of", "some_text"]
