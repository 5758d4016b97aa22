"""What must hold when a meeting has come to rest: file, memory and every screen say the same, and no word is lost."""

from __future__ import annotations

import json
import time
from typing import Any

from facilitator import store
from facilitator.access import hash_of
from facilitator.actions.move import has_clicker
from facilitator.audience import board_view, console_view, person_view, phone_view
from tests.simulation.phone import Client
from tests.simulation.room import Room
from tests.simulation.server import ServerProcess

PASSING = frozenset({"health", "helpers", "join", "links", "package", "progress", "undo"})
"""Rows that follow the clock, the network, who is connected and how the minutes come along, and are not on disk."""


def agree(server: ServerProcess, room: Room, steering: list[Client]) -> None:
    """What is on disk is what the server and every screen shows."""
    on_disk = store.read(server.folder)
    on_disk.locked = has_clicker(on_disk) is not None  # as a server that starts finds it
    clock = int(time.time() * 1000)
    same(phone_view(on_disk), room.phones[0].rows)
    for phone in room.phones:
        assert phone.rows == room.phones[0].rows
    board = Client(server.port, room.code, "board", steering[0].cookie)
    board.open_page()
    board.connect()
    same(board_view(on_disk, clock), board.rows)
    for console in steering:
        console.hello()
        same(console_view(on_disk, clock), console.rows)
    with room.sql() as connection:
        connection.row_factory = lambda cursor, row: dict(zip([c[0] for c in cursor.description], row, strict=True))
        log = list(connection.execute("SELECT * FROM change ORDER BY seq"))
    assert store.replay(log).rows == on_disk.rows, "the changes, replayed, are the tables"


def same(on_disk: dict[str, Any], shown: dict[str, Any]) -> None:
    """Hold two views against each other but for what passes, and say in which rows they differ."""
    there, here = still(on_disk), still(shown)
    apart = {id: (there.get(id), here.get(id)) for id in there.keys() | here.keys() if there.get(id) != here.get(id)}
    assert not apart, f"on disk and on the screen: {apart}"


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
                if kind in ("undo", "redo") and not column.startswith("lead"):  # whoever steers first, leads
                    undone += 1
                    before_it_was_made = (column, value) == ("removed", 1) and history[:-1] == [None]
                    assert (old or {}).get(column) == history[-1], (table, key, column)
                    assert value in history[:-1] or before_it_was_made, (table, key, column)
                history.append(value)
    assert undone, "some undos were done"
