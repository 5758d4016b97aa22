"""A rehearsal's own file, beside the events and in none of their folders: made from the real one, thrown away after.

The one thing that outlives it is who may come in. What of that differs is left behind until the real file has it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from facilitator.access import new_id
from facilitator.changes import Change, Edit
from facilitator.clock import Clock
from facilitator.rows import AccessKey, Screen, key_of
from facilitator.state import State, iso
from facilitator.store import PLANNED, Store, read

KEYS_NAME = "keys.json"


def folder_of(event: Path) -> Path:
    """Say where the rehearsal of an event's folder has its file."""
    return event.parent / ".server" / "rehearsal" / event.name


def make(event: Path, real: State, keys: Collection[AccessKey], clock: Clock) -> tuple[Store, State]:
    """Make the file: the same programme, these keys, nobody in it, and a history of its own.

    Raise OSError or sqlite3.Error.
    """
    remove(event)
    folder_of(event).mkdir(parents=True)
    store = Store(folder_of(event))
    try:
        own = msgspec.structs.replace(real.event, history=new_id(), people_in_room=None, lead=None)
        rows: dict[str, Sequence[msgspec.Struct]] = {
            "event": [own], "activity": real.programme(), "screen": [Screen()], "key": list(keys),
        }  # fmt: skip
        edits = [
            Edit(table, key_of(table, row), None, msgspec.structs.asdict(row))
            for table, every in rows.items()
            for row in every
        ]
        state = State()
        for edit in edits:
            state.put(edit.table, edit.key, edit.after)
        store.write(state, [Change("organiser", new_id(), iso(Clock.moment(clock.ms())), PLANNED, tuple(edits))])
        return store, store.load()
    except BaseException:
        store.close()
        raise


def leave_keys(event: Path, keys: Collection[AccessKey]) -> None:
    """Throw the file away. What is to be known of keys is left behind. Raise OSError."""
    remove(event)
    if keys:
        folder_of(event).mkdir(parents=True)
        (folder_of(event) / KEYS_NAME).write_bytes(msgspec.json.encode(list(keys)))


def keys_left(event: Path, real: State) -> list[AccessKey]:
    """Give the keys that a rehearsal has left, also one that was cut short, where they differ from the real ones."""
    path = folder_of(event) / KEYS_NAME
    try:
        if path.exists():
            return msgspec.json.decode(path.read_bytes(), type=list[AccessKey])
        return changed_keys(real, read(folder_of(event)))
    except (OSError, sqlite3.Error, msgspec.MsgspecError):
        return []


def changed_keys(real: State, rehearsed: State) -> list[AccessKey]:
    """Give the keys that were made, used or revoked at a rehearsal."""
    return [key for name, key in rehearsed.keys.items() if real.keys.get(name) != key]


def remove(event: Path) -> None:
    """Throw away what there is of an event's rehearsal. Raise OSError."""
    if folder_of(event).exists():
        shutil.rmtree(folder_of(event))
