"""Three consoles and twenty phones do what comes to their minds: file, memory and every screen say the same."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from facilitator import store
from facilitator.access import hash_of
from facilitator.audience import board_view, console_view, person_view, phone_view
from tests.simulation.phone import Client, NoLine, Phone, new_id
from tests.simulation.room import Console, Room, some_text
from tests.simulation.server import ServerProcess

PHONES, OF_PHONE, OF_CONSOLE = 20, 70, 200
"""Two thousand actions together."""
PASSING = frozenset({"helpers", "join", "links", "progress", "undo"})
"""Rows that follow the clock, the network and who is connected, and are not on disk."""


class Somebody:
    """A client that acts at random, and comes back when the line is gone."""

    def __init__(self, client: Client, seed: int) -> None:
        self.client = client
        self.random = random.Random(seed)

    def pick(self, prefix: str, **wanted: Any) -> str | None:
        """Some id of a row on this screen, if there is one."""
        rows = [
            row["id"]
            for id, row in sorted(self.client.rows.items())
            if id.startswith(prefix) and all(row.get(name) == value for name, value in wanted.items())
        ]
        return self.random.choice(rows) if rows else None

    def merged(self) -> str | None:
        """Some text that lies on another's card."""
        rows = [each["id"] for row in self.client.rows.values() for each in row.get("merged", ())]
        return self.random.choice(rows) if rows else None

    def heap(self) -> str | None:
        """Some heap that tables have made."""
        made = self.client.rows.get("g:ideer", {}).get("heaps", ())
        return self.random.choice(made)["title"] if made else None

    def done_by_anybody(self) -> int | None:
        """Some change in the list."""
        changes = self.client.rows["history"]["changes"]
        return self.random.choice(changes)["seq"] if changes else None

    def comes_back(self) -> None:
        for _ in range(50):
            try:
                self.client.connect()
                return
            except (NoLine, OSError):
                time.sleep(0.1)
        raise AssertionError("the server is gone")


class Steerer(Somebody):
    """A facilitator's console."""

    def __init__(self, client: Client, seed: int) -> None:
        super().__init__(client, seed)
        self.answers: list[tuple[dict[str, Any], dict[str, Any]]] = []

    def act(self) -> None:
        """Do one thing, as it seems possible from what this screen shows."""
        command = self.something()
        if command is None:
            return
        command = {"id": new_id(), **command}
        try:
            answer = self.client.ask_raw("command", command)
            self.client.listen(0.01)
        except NoLine:
            self.comes_back()
            answer = self.client.ask_raw("command", command)
        assert answer["ok"] or "refused" in answer or "bad" in answer, answer
        self.answers.append((command, answer))
        if self.random.random() < 0.02:
            self.client.drop()
            self.comes_back()

    def something(self) -> dict[str, Any] | None:
        rows, dice = self.client.rows, self.random
        card, theme = self.pick("c:"), self.pick("t:")
        now = rows["event"]["now"] or "ideer"
        wishes: list[dict[str, Any] | None] = [
            {"do": "theme", "activity": "ideer", "title": f"Tema {dice.randrange(99)}"},
            theme and {"do": "retitle", "theme": theme, "title": f"Andet {dice.randrange(99)}"},
            theme and {"do": "drop_theme", "theme": theme},
            *4 * [card and {"do": "place", "target": card, "theme": theme if dice.random() < 0.8 else None}],
            *2 * [card and {"do": "hide", "target": card, "reason": "Nævner en person"}],
            *2 * [card and {"do": "show", "target": card}],
            card and {"do": "edit", "target": card, "text": some_text(dice)},
            *3 * [card and {"do": "merge", "target": card, "into": self.pick("c:")}],
            *2 * [(merged := self.merged()) and {"do": "split", "target": merged}],
            *2 * [{"do": "undo"}],
            *3 * [{"do": "redo"}],
            *2 * [{"do": "stage", "activity": "ideer", "stage": "open", "step": "gather"}],
            {"do": "replan", "activity": dice.choice(["ideer", "samtale"]), "minutes": dice.randrange(1, 20)},
            {"do": "reword", "activity": "samtale", "prompt": some_text(dice)},
            {"do": "at_tables", "activity": "ideer", "on": dice.random() < 0.9},
            *2 * [(heap := self.heap()) and {"do": "adopt", "activity": "ideer", "title": heap}],
            card and {"do": "count", "activity": "stemmer", "target": card, "people": dice.randrange(9)},
            (done := self.done_by_anybody()) and {"do": "undo", "seq": done},
            {"do": "contribute", "activity": "ideer", "text": some_text(dice)},
            *2 * [{"do": "lead", "act": dice.choice(["take", "give", "keep"])}],
            {"do": "people", "count": dice.randrange(20, 60)},
            {"do": "timer", "activity": now, "act": dice.choice(["start", "pause", "add", "stop"]), "minutes": 1},
            {"do": "screen", "scene": dice.choice([None, "codes", "blank", "clock", "round", "cards", "top"])},
            {"do": "screen", "frozen": dice.random() < 0.3},
            card and {"do": "screen", "spotlight": card},
            rows["undo"] and {"do": "undo", "seq": rows["undo"]["seq"]},
            *4 * [rows["next"] and {"do": "next", "at": rows["next"]["at"]}],
            *3 * [rows["back"] and {"do": "back", "at": rows["back"]["at"]}],
            *2 * [{"do": "stage", "activity": dice.choice(["ideer", "stemmer"]), "stage": "open"}],
        ]  # fmt: skip
        wish = dice.choice(wishes)
        return None if wish and wish.get("at") == "samtale/open/winding" else wish or None


class Visitor(Somebody):
    """A participant's phone."""

    client: Phone

    def act(self) -> None:
        """Write, mend, take back, vote or lose the line."""
        phone, dice = self.client, self.random
        own = [each["id"] for each in phone.mine.get("contributions", ())]
        candidates = phone.rows.get("a:stemmer", {}).get("candidates") or []
        wish = dice.random()
        if wish < 0.35 or not (own or candidates):
            phone.put(do="contribute", activity="ideer", text=some_text(dice))
        elif wish < 0.45 and own:
            phone.put(do="edit", target=dice.choice(own), text=some_text(dice))
        elif wish < 0.5 and own:
            phone.put(do="take_back", target=dice.choice(own))
        elif wish < 0.53 and own:
            phone.put(do="object", target=dice.choice(own), value=dice.random() < 0.7)
        elif wish < 0.55:
            phone.drop()
        elif wish < 0.65 and phone.rows.get("a:ideer", {}).get("tables"):
            stack = list(phone.mine.get("marks", {}).get("ideer", ()))
            if stack:
                phone.put(do="heap", activity="ideer", targets=stack[:2], title=f"Bunke {dice.randrange(5)}")
            else:
                phone.put(do="deal", activity="ideer")
        elif candidates:
            target = dice.choice(candidates)
            phone.put(do="mark", activity="stemmer", target=target, value=dice.random() < 0.7)
        phone.flush()
        time.sleep(dice.random() * 0.1)


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.long) for n in range(2, 8))])
def test_file_memory_and_every_screen_say_the_same(event_folder: Path, seed: int) -> None:
    with ServerProcess(event_folder.parent) as server:
        room = Room(server, PHONES, seed)
        room.join()
        steerers = [Steerer(console, seed * 100 + n) for n, console in enumerate(consoles(server))]
        steerers[0].client.ask("start")  # type: ignore[attr-defined]
        steerers[0].client.until("ideer", "open", "silent")  # type: ignore[attr-defined]
        visitors = [Visitor(phone, seed * 1000 + n) for n, phone in enumerate(room.phones)]
        everybody: dict[int, Somebody] = {id(one.client): one for one in (*visitors, *steerers)}
        room.phones += [steerer.client for steerer in steerers]  # type: ignore[misc]
        room.each(lambda client: live(everybody[id(client)]), seconds=120)
        room.phones = room.phones[:PHONES]
        done = Counter(c["do"] for s in steerers for c, answer in s.answers if answer["ok"])
        print("done by the consoles:", dict(done))
        assert (
            min(done[do] for do in ("place", "hide", "show", "edit", "undo", "redo", "merge", "split", "next", "back"))
            > 0
        )
        bring_to_rest(steerers[0], room)
        agree(server, room, [steerer.client for steerer in steerers])
        keep_everything(server, room)
        undo_only_what_was_done(server)


def consoles(server: ServerProcess) -> list[Console]:
    """A facilitator's, another one's, and the organiser's, which stands for the one on a phone."""
    first = Console(server)
    secret = (server.events / ".server" / "organiser.key").read_text("ascii")
    fresh = json.loads(first.request("POST", f"/organise/link?event={first.code}", b"", secret=secret)[2])["link"]
    organiser = Client(server.port, first.code)
    organiser.request("GET", server.links["organise"].removeprefix(server.here))
    other = Client(server.port, first.code)
    other.request("GET", fresh.removeprefix(server.here))
    return [first, *(_console(server, each.cookie) for each in (other, organiser))]


def _console(server: ServerProcess, cookie: str) -> Console:
    """Another browser's console."""
    console = Console(server)
    console.drop()
    console.cookie = cookie
    console.connect()
    return console


def live(one: Somebody) -> None:
    """Act as often as one's kind does."""
    for _ in range(OF_CONSOLE if isinstance(one, Steerer) else OF_PHONE):
        one.act()  # type: ignore[attr-defined]


def bring_to_rest(steerer: Steerer, room: Room) -> None:
    """Thaw the board, and wait until nothing is on its way."""
    for fields in ({"frozen": False}, {"scene": None}):
        assert steerer.client.ask("screen", **fields)["ok"]  # type: ignore[attr-defined]
    room.drain()


def agree(server: ServerProcess, room: Room, steering: list[Client]) -> None:
    """What is on disk is what the server and every screen shows."""
    on_disk = store.read(server.folder)
    clock = int(time.time() * 1000)
    assert still(phone_view(on_disk)) == still(room.phones[0].rows)
    for phone in room.phones:
        assert phone.rows == room.phones[0].rows
    board = Client(server.port, room.code, "board", steering[0].cookie)
    board.open_page()
    board.connect()
    assert still(board_view(on_disk, clock)) == still(board.rows)
    for console in steering:
        console.hello()
        assert still(console_view(on_disk, clock)) == still(console.rows)
    with room.sql() as connection:
        connection.row_factory = lambda cursor, row: dict(zip([c[0] for c in cursor.description], row, strict=True))
        log = list(connection.execute("SELECT * FROM change ORDER BY seq"))
    assert store.replay(log).rows == on_disk.rows, "the changes, replayed, are the tables"


def still(view: dict[str, Any]) -> dict[str, Any]:
    """A view without what passes: the clock, the network, who is connected."""
    rows = {id: row for id, row in view.items() if id not in PASSING}
    for name in ("next", "back"):
        if name in rows:
            rows[name] = {column: value for column, value in rows[name].items() if column != "waits"}
    for id in rows:
        if id.startswith("a:"):
            rows[id] = {column: value for column, value in rows[id].items() if column != "real"}
    return json.loads(json.dumps(rows))  # type: ignore[no-any-return]


def keep_everything(server: ServerProcess, room: Room) -> None:
    """A received text is there unless its writer took it back; what is one's own is on disk as one's phone shows it."""
    state = store.read(server.folder)
    for phone in room.phones:
        assert not phone.outbox
        taken = {command["target"] for command in phone.acknowledged if command["do"] == "take_back"}
        for command in phone.acknowledged:
            if command["do"] == "contribute":
                row = state.contributions[command["id"]]
                assert bool(row.removed) == (row.id in taken)
        person = state.devices[hash_of(phone.cookie.split("=")[1])].participant
        assert phone.mine == json.loads(json.dumps(person_view(state, person)))


def undo_only_what_was_done(server: ServerProcess) -> None:
    """An undo finds what it undoes as it was left: it never writes over somebody else's work."""
    with Room(server, 0, 0).sql() as connection:
        log = connection.execute("SELECT kind, before, after FROM change ORDER BY seq").fetchall()
    was: dict[tuple[str, str, str], list[Any]] = {}
    undone = 0
    for kind, before, after in log:
        for (table, key, old), (_, _, new) in zip(json.loads(before), json.loads(after), strict=True):
            for column, value in new.items():
                history = was.setdefault((table, json.dumps(key), column), [None])
                if kind in ("undo", "redo"):
                    undone += 1
                    before_it_was_made = (column, value) == ("removed", 1) and history[:-1] == [None]
                    assert (old or {}).get(column) == history[-1], (table, key, column)
                    assert value in history[:-1] or before_it_was_made, (table, key, column)
                history.append(value)
    assert undone, "some undos were done"
