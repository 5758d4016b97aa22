"""Cut people from what they did, in what is already written: one person (erase), all votes (seal), everybody (forget).

This is the only place that changes rows of the log of changes. Each function is given the connection inside the
transaction of the change that asks for it; that change is in the log already, and others of its moment may be.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import msgspec

from facilitator.access import new_id

Rewrite = Callable[[sqlite3.Connection], None]
Columns = dict[str, Any]
RowEdit = list[Any]
"""An edit as the log has it: [table, key, columns or null]."""

UNLINKING = frozenset({"erase", "seal", "forget"})
"""The kinds of changes that come here."""
ERASED = "erased"
"""How the return code of somebody who is not there any more begins. No such code can be typed."""

_chance = random.SystemRandom()


class Erasure(msgspec.Struct, frozen=True):
    """What is cut from whom: the person's contributions, edited minutes and homes, and new voters for their
    marks."""

    person: str
    return_code: str
    contributions: frozenset[str]
    wordings: frozenset[tuple[str, str, str]]
    homes: frozenset[str]
    nameless: str
    """What a home is called instead."""
    kept: frozenset[str]
    """The steps that the person saw to, and may have told a name at."""
    voters: dict[tuple[str, str], str]
    """(activity, target) -> voter"""


def erase(db: sqlite3.Connection, gone: Erasure) -> None:
    """Take a person's words, devices and name out of the log, and give their marks other voters."""
    devices = {row[0] for row in db.execute("SELECT token_hash FROM device WHERE participant = ?", (gone.person,))}
    db.execute("DELETE FROM device WHERE participant = ?", (gone.person,))
    for (activity, target), voter in gone.voters.items():
        key = (voter, activity, target, gone.person)
        db.execute("UPDATE mark SET voter = ?, given_at = NULL WHERE activity = ? AND target = ? AND voter = ?", key)
    rewriting = _Erasing(gone, devices)
    for row in _log(db):
        _put(db, row, *rewriting.row(row))
    for device in devices:  # whoever arrives is known by their device
        db.execute("UPDATE change SET actor = ? WHERE actor = ?", (new_id(), device))


def seal(db: sqlite3.Connection) -> None:
    """Give each mark a voter that is new in every activity, in an order that tells nothing, and cut the log of them."""
    voters: dict[tuple[str, str], str] = defaultdict(new_id)
    marks = [
        (activity, target, voters[activity, voter], value)
        for activity, target, voter, value in db.execute(
            "SELECT activity, target, voter, value FROM mark WHERE NOT removed"
        )
    ]
    _chance.shuffle(marks)
    db.execute("DELETE FROM mark")
    db.executemany("INSERT INTO mark (activity, target, voter, value) VALUES (?, ?, ?, ?)", marks)
    for row in _log(db):
        kept = [n for n, (table, _, _) in enumerate(row.after) if table != "mark"]
        if kept or not row.after:
            _put(db, row, row.actor, [row.before[n] for n in kept], [row.after[n] for n in kept])
        else:
            db.execute("DELETE FROM change WHERE seq = ?", (row.seq,))


def forget(db: sqlite3.Connection) -> None:
    """Leave what was written and counted, and nothing of who it was: as many nobodies as there were people, and in each
    activity the texts are other nobodies'."""
    seal(db)
    came = """SELECT people FROM participant WHERE erased OR id IN (SELECT participant FROM device)
              OR id IN (SELECT participant FROM contribution)"""
    nobodies = {new_id(): people for (people,) in db.execute(came)}
    there = [row[0] for row in db.execute("SELECT id FROM participant")]
    insert = "INSERT INTO participant (id, salt, return_code, people, created_at, erased) VALUES (?, '', ?, ?, '', 1)"
    db.executemany(insert, [(id, f"{ERASED} {id}", people) for id, people in nobodies.items()])
    writers: dict[str, dict[str, str]] = defaultdict(dict)
    for id, activity, person in list(
        db.execute("SELECT id, activity, participant FROM contribution WHERE participant IS NOT NULL")
    ):
        known = writers[activity]
        if person not in known:
            known[person] = _chance.choice(sorted(nobodies.keys() - set(known.values())))
        db.execute("UPDATE contribution SET participant = ? WHERE id = ?", (known[person], id))
    for table in ("device", "participant_category", "seat", "key"):
        db.execute(f"DELETE FROM {table}")
    db.executemany("DELETE FROM participant WHERE id = ?", [(id,) for id in there])
    db.execute("DELETE FROM change WHERE kind <> 'forget'")


class _Erasing:
    """Rewrites rows of the log for an erasure. Played again, it still gives what the tables hold."""

    def __init__(self, gone: Erasure, devices: set[str]) -> None:
        self._gone = gone
        self._devices = devices

    def row(self, row: _Row) -> tuple[str, list[RowEdit], list[RowEdit]]:
        """Give the actor and both sides of a row as they are to stand. That of the erasure says how things are now."""
        own = row.kind == "erase" and row.actor == self._gone.person
        kept = [
            (self._edit(was, blank=True), self._edit(now, blank=not own))
            for was, now in zip(row.before, row.after, strict=True)
            if not (was[0] == "device" and was[1] in self._devices)
        ]
        voters = {now[1][2] for _, now in kept if now[0] == "mark"} & set(self._gone.voters.values())
        votes = row.actor == self._gone.person and voters and not own
        return min(voters) if votes else row.actor, [was for was, _ in kept], [now for _, now in kept]

    def _edit(self, edit: RowEdit, *, blank: bool) -> RowEdit:
        table, key, columns = edit
        gone = self._gone
        columns = dict(columns) if columns else columns
        if table == "mark" and key[2] == gone.person:
            key = [key[0], key[1], gone.voters.get((key[0], key[1]), key[2])]
            if columns and "voter" in columns:
                columns["voter"] = key[2]
            if columns and blank and isinstance(columns.get("value"), str):
                columns["value"] = ""
            if columns and "given_at" in columns:
                columns["given_at"] = None
        elif columns:
            self._blank(table, key, columns, blank=blank)
        return [table, key, columns]

    def _blank(self, table: str, key: Any, columns: Columns, *, blank: bool) -> None:
        gone = self._gone
        if table == "participant" and key == gone.person:
            columns |= {"return_code": gone.return_code} if "return_code" in columns else {}
            columns |= {"name": None} if "name" in columns else {}
        elif table == "screen" and columns.get("frozen"):
            columns["frozen"] = without(columns["frozen"], gone)
        elif blank:
            columns |= {name: "" for name in self._words(table, key) if name in columns}

    def _words(self, table: str, key: Any) -> tuple[str, ...]:
        """Name the columns of a row that have words of whoever is gone."""
        gone = self._gone
        if table == "contribution" and key in gone.contributions:
            return ("text",)
        if table == "theme" and key in gone.homes:
            return ("title",)
        return ("was", "text") if table == "wording" and tuple(key) in gone.wordings else ()


def without(frozen: dict[str, Any], gone: Erasure) -> dict[str, Any]:
    """Give a frozen board's picture without somebody's cards, and without their words on what others have there."""
    own = {f"c:{id}" for id in gone.contributions}
    return {id: _nameless(row, gone) for id, row in frozen.items() if id not in own}


def _nameless(value: Any, gone: Erasure) -> Any:
    if isinstance(value, list):
        return [_nameless(each, gone) for each in value]
    if not isinstance(value, dict):
        return value
    row = {name: _nameless(each, gone) for name, each in value.items()}
    if row.get("id") in gone.homes and "title" in row:
        row["title"] = gone.nameless
    if row.get("id") in gone.kept and row.get("more"):
        row["more"]["keeper"] = ""
    return row


class _Row(msgspec.Struct):
    """A row of the log, read."""

    seq: int
    actor: str
    kind: str
    before: list[RowEdit]
    after: list[RowEdit]


def _log(db: sqlite3.Connection) -> list[_Row]:
    return [
        _Row(seq, actor, kind, json.loads(before), json.loads(after))
        for seq, actor, kind, before, after in db.execute("SELECT seq, actor, kind, before, after FROM change")
    ]


def _put(db: sqlite3.Connection, row: _Row, actor: str, before: list[RowEdit], after: list[RowEdit]) -> None:
    if (actor, before, after) != (row.actor, row.before, row.after):
        sides = [_json([[table, key] for table, key, _ in after]), _json(before), _json(after)]
        sql = "UPDATE change SET actor = ?, targets = ?, before = ?, after = ? WHERE seq = ?"
        db.execute(sql, (actor, *sides, row.seq))


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
