"""The event's SQLite file. The only module that touches it; each open event has one thread and one connection.

Rows are written whole, with prepared statements, in one transaction with the changes that made them.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import gevent
import msgspec
from gevent.threadpool import ThreadPool
from sqlite_utils import Database

from facilitator import schema
from facilitator.changes import TAKEN_BACK, UNDO_LIMIT, Change, Done, Edit
from facilitator.lock import Locked
from facilitator.state import PRIMARY_KEYS, ROW_TYPES, State, key_of
from facilitator.unlinking import UNLINKING, Rewrite

log = logging.getLogger(__name__)

__all__ = ["FILE_NAME", "Locked", "NewerFile", "Store", "old_files", "read"]

FILE_NAME = "event.db"
PLANNED = "plan"
"""The kind of change that makes the whole programme anew, from the plan."""
JSON_COLUMNS = {("event", "plan"), ("activity", "settings"), ("activity", "script"), ("contribution", "data"),
                ("mark", "value"), ("note", "data"), ("screen", "frozen"), ("paper", "parts"),
                ("paper", "left_out")}  # fmt: skip
BUSY_MS = 5000
T = TypeVar("T")
_encode = msgspec.json.Encoder(order="deterministic").encode


class NewerFile(Exception):
    """The file was written by a newer version of the program than this one."""


def old_files(folder: Path) -> list[Path]:
    """List what was put aside beside an event's file, and what a computer without power left of a copy of it."""
    stem = Path(FILE_NAME).stem
    return [path for names in (f"{stem}.before-*", f".{stem}.*") for path in folder.glob(names)]


class Store:
    """The open file of one event. Every method runs in the store's own thread and may be slow: never hold
    anything but the meeting's turn while calling."""

    def __init__(self, folder: Path) -> None:
        """Open (or make) the file in a folder and bring it up to date. Raise NewerFile, OSError or sqlite3.Error."""
        self.path = folder / FILE_NAME
        self._pool = ThreadPool(1)
        self._db: Database
        self._unlinked_at: str | None = None
        try:
            self.run(self._open)
        except BaseException:
            self._pool.kill()
            raise

    def run(self, work: Callable[..., T], *args: Any) -> T:
        """Do a piece of work in the store's thread and give back what it gives; only this greenlet waits."""
        done, failed = self._pool.apply(_attempt, (work, args))
        if failed is not None:
            raise failed
        return done  # type: ignore[no-any-return]

    def load(self) -> State:
        """Read the whole state anew."""
        return self.run(lambda: _load(self._db))

    def write(
        self, state: State, changes: Sequence[Change], empty: Sequence[str] = (), rewrites: Sequence[Rewrite] = ()
    ) -> None:
        """Write the rows that the changes touched, and the changes, in one transaction on disk. Tables named in
        `empty` are emptied first; `rewrites` then change what is there, and the caller reads everything again.

        Whole rows are taken from `state` in the calling greenlet before anything yields. Numbers the changes
        from `state.seq + 1`; the caller moves `state.seq` on when this returns. Raise sqlite3.Error or OSError:
        then nothing was written.
        """
        touched = dict.fromkeys((edit.table, edit.key) for change in changes for edit in change.edits)
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in ROW_TYPES}
        for table, key in touched:
            rows[table].append(_values(table, state.rows[table][key]))
        log = [_log_row(state.seq + 1 + n, change) for n, change in enumerate(changes)]
        self.run(self._write, rows, log, empty, rewrites)
        self._unlinked_at = max((each.at for each in changes if each.kind in UNLINKING), default=self._unlinked_at)

    def close(self) -> None:
        """Close the file. No write-ahead log is left behind, unless the disk takes nothing: then all is in that."""

        def work() -> None:
            try:
                self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as why:
                log.warning("the write-ahead log stays", {"why": why})
            self._db.conn.close()

        self.run(work)
        self._pool.kill()

    def changed_at(self) -> dt.datetime:
        """Give when the last change was made."""
        (row,) = self.query("SELECT max(at) AS at FROM change")
        return dt.datetime.fromisoformat(row["at"] or "0001-01-01T00:00:00Z")

    def unlinked_at(self) -> str:
        """Give when somebody was last erased, or votes sealed or writers forgotten; empty where none of it was."""
        if self._unlinked_at is None:  # a long log is not read through for every copy
            kinds = ", ".join("?" * len(UNLINKING))
            (row,) = self.query(f"SELECT max(at) AS at FROM change WHERE kind IN ({kinds})", sorted(UNLINKING))
            if self._unlinked_at is None:  # nothing was meanwhile
                self._unlinked_at = row["at"] or ""
        return self._unlinked_at

    def drop_old_files(self) -> None:
        """Delete what was put aside when the file was brought up to date or restored, and what a computer without power
        left of a copy. Raise OSError."""
        for path in old_files(self.path.parent):
            path.unlink(missing_ok=True)

    def scrub(self) -> bool:
        """Empty the write-ahead log, in which what was overwritten still lies. False where somebody reads the file now:
        then it has to be tried again."""

        def work() -> bool:
            self._db.conn.execute("PRAGMA busy_timeout=0")  # nobody's command waits for a reader
            try:
                (busy, _, _) = self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._db.conn.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            return not busy

        return self.run(work)

    def backup(self, path: Path) -> None:
        """Write the whole file to another in one step, and check it beside the store's own thread. Raise OSError or
        sqlite3.Error."""

        def work() -> None:
            path.unlink(missing_ok=True)
            copy = sqlite3.connect(path)
            try:
                self._db.conn.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing left beside it
            finally:
                copy.close()

        self.run(work)
        if not gevent.get_hub().threadpool.apply(is_whole, (path,)):
            raise sqlite3.DatabaseError(f"{path.name} is not whole")

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Read rows as dicts: for the log, tests and the health page."""
        return self.run(lambda: list(self._db.query(sql, parameters)))

    def _open(self) -> None:
        new = not self.path.exists()
        connection = sqlite3.connect(self.path, timeout=5)
        self._db = Database(connection)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "checkpoint_fullfsync=ON",
                       "foreign_keys=ON", "secure_delete=ON", f"busy_timeout={BUSY_MS}"):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a killed server may have left what was erased in it
        known = {migration.name for migration in schema.migrations.pending(Database(memory=True))}
        applied = {migration.name for migration in schema.migrations.applied(self._db)}
        if applied - known:
            connection.close()
            raise NewerFile(str(self.path))
        pending = schema.migrations.pending(self._db)
        if pending and not new and applied:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy2(self.path, self.path.with_name(f"event.before-{pending[0].name}.db"))
        if pending:
            with self._db.atomic():
                schema.drop_views(self._db)
                schema.migrations.apply(self._db)
                schema.make_views(self._db)

    def _write(
        self,
        rows: dict[str, list[tuple[Any, ...]]],
        log: list[tuple[Any, ...]],
        empty: Sequence[str],
        rewrites: Sequence[Rewrite],
    ) -> None:
        with self._db.atomic():
            for table in empty:
                self._db.conn.execute(f'DELETE FROM "{table}"')
            for table, values in rows.items():
                if values:
                    self._db.conn.executemany(_UPSERTS[table], values)
            self._db.conn.executemany(_LOG, log)
            for rewrite in rewrites:
                rewrite(self._db.conn)


def _attempt(work: Callable[..., Any], args: Any) -> tuple[Any, Exception | None]:
    """Do a piece of work. What goes wrong is handed to whoever asked, not printed by the thread it went wrong in."""
    try:
        return work(*args), None
    except Exception as why:
        return None, why


def is_whole(path: Path) -> bool:
    """Whether a file is an event's, and undamaged."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            (found,) = connection.execute("PRAGMA integrity_check").fetchone()
            return found == "ok" and connection.execute("SELECT id FROM event").fetchone() is not None
        finally:
            connection.close()
    except (sqlite3.Error, OSError):
        return False


def read(folder: Path) -> State:
    """Read an event's state beside a running server, or without one. Raise FileNotFoundError, sqlite3.Error."""
    return _read(folder, _load)


def read_with_log(folder: Path) -> tuple[State, list[dict[str, Any]]]:
    """Read the state and the log of the same moment. Raise FileNotFoundError, sqlite3.Error."""
    return _read(folder, lambda db: (_load(db), list(db.query("SELECT * FROM change ORDER BY seq"))))


def _read(folder: Path, look: Callable[[Database], T]) -> T:
    path = folder / FILE_NAME
    if not path.exists():
        raise FileNotFoundError(path)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    try:
        connection.execute("BEGIN")
        return look(Database(connection))
    finally:
        connection.close()


def replay(rows: Iterable[dict[str, Any]]) -> State:
    """Build the state that a log of changes describes; it equals the tables for all but sealed marks."""
    state = State()
    for row in rows:
        if row["kind"] == PLANNED:
            state.rows["activity"].clear()
        for table, key, columns in json.loads(row["after"]):
            state.put(table, tuple(key) if isinstance(key, list) else key, columns)
        state.seq = row["seq"]
    return state


def _load(db: Database) -> State:
    state = State()
    for table, row_type in ROW_TYPES.items():
        there = {column.name for column in db[table].columns}  # an older file that is only read has fewer
        columns = [column for column in row_type.__struct_fields__ if column in there]
        names = ", ".join(f'"{column}"' for column in columns)
        for values in db.conn.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid'):
            row = {
                column: json.loads(value) if (table, column) in JSON_COLUMNS and value is not None else value
                for column, value in zip(columns, values, strict=True)
            }
            state.put(table, key_of(table, row_type(**row)), row)
    for seq, actor, command_id, note in db.conn.execute("SELECT seq, actor, command_id, note FROM change"):
        state.answered[actor, command_id] = note
        state.seq = max(state.seq, seq)
    _load_done(db, state)
    return state


def _load_done(db: Database, state: State) -> None:
    """Read the latest changes that may be taken back."""
    kinds = sorted(TAKEN_BACK)
    if not any(column.name == "undoes" for column in db["change"].columns):
        return  # an older file, only read
    sql = f"""SELECT seq, actor, at, kind, before, after, undoes FROM change
        WHERE kind IN ({", ".join("?" * len(kinds))}) ORDER BY seq DESC LIMIT {8 * UNDO_LIMIT}"""
    for row in reversed(list(db.query(sql, kinds))):
        if row["actor"] not in state.participants:
            edits = tuple(edits_of(row))
            state.done.remember(Done(row["seq"], row["actor"], row["at"], row["kind"], edits, row["undoes"]))


def _values(table: str, row: msgspec.Struct) -> tuple[Any, ...]:
    return tuple(
        _encode(value).decode() if (table, column) in JSON_COLUMNS and value is not None else value
        for column in row.__struct_fields__
        for value in (getattr(row, column),)
    )


def _log_row(seq: int, change: Change) -> tuple[Any, ...]:
    return (
        seq, change.actor, change.command_id, change.at, change.kind,
        _encode([[edit.table, edit.key] for edit in change.edits]).decode(),
        _encode([[edit.table, edit.key, edit.before] for edit in change.edits]).decode(),
        _encode([[edit.table, edit.key, edit.after] for edit in change.edits]).decode(),
        change.note, change.undoes,
    )  # fmt: skip


def edits_of(row: dict[str, Any]) -> list[Edit]:
    """Read the edits of a row of `change`."""
    pairs = zip(json.loads(row["before"]), json.loads(row["after"]), strict=True)
    return [
        Edit(table, tuple(key) if isinstance(key, list) else key, before, after)
        for (table, key, before), (_, _, after) in pairs
    ]


def _upsert(table: str) -> str:
    columns = ROW_TYPES[table].__struct_fields__
    keys = PRIMARY_KEYS.get(table, ("id",))
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column not in keys)
    return f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT ({", ".join(keys)}) DO UPDATE SET {sets}'


_UPSERTS = {table: _upsert(table) for table in ROW_TYPES}
_LOG_COLUMNS = ("seq", "actor", "command_id", "at", "kind", "targets", "before", "after", "note", "undoes")
_LOG = f"INSERT INTO change ({', '.join(_LOG_COLUMNS)}) VALUES ({', '.join('?' * len(_LOG_COLUMNS))})"
