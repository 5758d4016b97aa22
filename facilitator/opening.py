"""Open an event's folder: its lock, its file, and the plan as rows. Also links into an event nobody has open.

Until the meeting is opened the plan file owns, and every start reads it anew; after that the file of the event does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
import uuid
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import msgspec

from facilitator import backups, fetching, invitations, photos, rehearsed
from facilitator import plan as plans
from facilitator.access import new_id
from facilitator.activities import SPECS
from facilitator.activities.notes import notes_of
from facilitator.activities.since import EARLIER
from facilitator.changes import Change, Edit
from facilitator.clock import Clock
from facilitator.earlier import earlier_steps
from facilitator.lock import Lock
from facilitator.meeting import KEYS, Meeting
from facilitator.state import Draft, Event, Screen, State, iso, key_of
from facilitator.store import FILE_NAME, PLANNED, Store

PLAN_NAME = "plan.toml"


class Opened(msgspec.Struct):
    """A meeting that this process may write, with the lock that says so and what the plan warned of."""

    folder: Path
    lock: Lock
    meeting: Meeting
    warnings: tuple[str, ...] = ()

    def close(self) -> None:
        """Write what waits, and let others open the folder."""
        self.meeting.close()
        self.lock.release()


def folders(events: Path) -> list[Path]:
    """Give every event's folder: those that hold a plan or a file, but not the templates."""
    if not events.is_dir():
        return []
    held = (each for each in events.iterdir() if each.is_dir() and each.name != "templates" and each.name[0] != ".")
    return sorted(each for each in held if (each / PLAN_NAME).exists() or (each / FILE_NAME).exists())


def code_of(folder: Path) -> str:
    """Give an event's code as its plan has it; empty where there is no plan or no code in it."""
    try:
        return plans.code_in((folder / PLAN_NAME).read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""


def title_of(folder: Path) -> str:
    """Give an event's title as its plan has it, or else its folder's name."""
    try:
        text = (folder / PLAN_NAME).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return folder.name
    return plans.title_in(text) or folder.name


def open_event(folder: Path, clock: Clock, taken: Collection[str] = ()) -> Opened:
    """Open a folder for writing. `taken` are codes that other events have.

    Raise PlanError, Locked, NewerFile, sqlite3.Error or OSError.
    """
    lock = Lock(folder)
    try:
        meeting, warnings = _prepared(folder, clock, taken)
    except BaseException:
        lock.release()
        raise
    _keep_photos_in_step(meeting)
    return Opened(folder, lock, meeting, warnings)


def _keep_photos_in_step(meeting: Meeting) -> None:
    """Delete a picture's file when the picture is dropped, and what no note knows of."""
    folder = meeting.store.path.parent
    photos.sweep(folder, {note.id for note in notes_of(meeting.state) if note.kind == "photo"})

    def follow(changes: Sequence[Change]) -> None:
        for edit in (edit for change in changes for edit in change.edits):
            if edit.table == "note" and edit.after.get("removed"):
                photos.forget(folder, str(edit.key))

    meeting.on_change(follow)


def restore(folder: Path, copy: Path) -> Path | None:
    """Put a copy in the place of an event's file. It is no continuation of what phones have seen, so they offer again
    what they have receipts for. Give where the other file lies now.

    Raise Locked, sqlite3.DatabaseError where the copy is not whole, and OSError.
    """
    lock = Lock(folder)
    try:
        clock = Clock()
        aside = backups.restore(folder, copy, Clock.moment(clock.ms()))
        store = Store(folder)
        try:
            state = store.load()
            draft = Draft(state, iso(Clock.moment(clock.ms())), clock.ms())
            draft.set("event", state.event.id, history=new_id())
            store.write(state, [Change("organiser", new_id(), draft.at, "restored", tuple(draft.edits))])
        finally:
            store.close()
        return aside
    finally:
        lock.release()


def mint(folder: Path, role: str, label: str, minutes: int) -> str:
    """Make a link's token for an event that nobody has open. Raise what open_event raises."""
    opened = open_event(folder, Clock())
    try:
        return opened.meeting.mint(role, label, minutes)
    finally:
        opened.close()


def _prepared(folder: Path, clock: Clock, taken: Collection[str]) -> tuple[Meeting, tuple[str, ...]]:
    known = (folder / FILE_NAME).exists()
    plan = None if known else plans.read(folder / PLAN_NAME, SPECS)
    warnings: tuple[str, ...] = ()
    store = Store(folder)
    try:
        state = store.load()
        clock = clock.after(_last_change(store))
        rows = state.rows["event"]
        if not rows or state.event.stage == "planned":
            plan = plan or plans.read(folder / PLAN_NAME, SPECS)
            state, _, warnings = _planned(store, state, plan, folder, clock, taken)
        else:
            _follow_machine(store, state, clock)
        _end_rehearsal(store, state, folder, clock)
    except BaseException:
        store.close()
        raise
    return Meeting(store, state, clock), (*(plan.warnings if plan else ()), *warnings)


def _last_change(store: Store) -> int:
    """Give the ms of the latest change; 0 where there is none."""
    latest = store.query("SELECT at FROM change ORDER BY seq DESC LIMIT 1")
    return int(dt.datetime.fromisoformat(latest[0]["at"]).timestamp() * 1000) if latest else 0


def plan_again(opened: Opened, plan: plans.Plan) -> tuple[str, ...]:
    """Make a meeting that has not begun what its plan says now, tell everyone, and give what there is to be warned of.

    Raise sqlite3.Error or OSError.
    """
    meeting = opened.meeting
    with meeting.turn:
        fresh, change, warnings = _planned(meeting.store, meeting.state, plan, opened.folder, meeting.clock, ())
        if change is not None:
            fresh.take_over(meeting.state)
            meeting.state = fresh
    if change is not None:
        meeting.tell((change,))
    return (*plan.warnings, *warnings)


def _planned(
    store: Store, state: State, plan: plans.Plan, folder: Path, clock: Clock, taken: Collection[str]
) -> tuple[State, Change | None, tuple[str, ...]]:
    """Make event and activities what the plan says, where they are not; and say what it lacks of an earlier event."""
    before = next(iter(state.rows["event"].values()), None)
    earlier, warnings = earlier_steps(plan, folder)
    wished = [_event(plan, before, folder, taken, earlier), *fetching.activities(plan)]
    there = [*state.rows["event"].values(), *state.programme()]
    if there == wished:
        return state, None, warnings
    edits = [Edit(_table(row), key_of(_table(row), row), None, msgspec.structs.asdict(row)) for row in wished]
    if not state.rows["screen"]:
        edits.append(Edit("screen", "board", None, msgspec.structs.asdict(Screen())))
    state.rows["event"].clear()
    state.rows["activity"].clear()
    for edit in edits:
        state.put(edit.table, edit.key, edit.after)
    change = Change("organiser", new_id(), iso(Clock.moment(clock.ms())), PLANNED, tuple(edits))
    store.write(state, [change], empty=["activity"])
    return store.load(), change, warnings


def _table(row: Any) -> str:
    return type(row).__name__.lower()


def _follow_machine(store: Store, state: State, clock: Clock) -> None:
    """A file that comes from another laptop may not be the continuation of what phones have seen."""
    if state.event.machine != _machine():
        draft = Draft(state, iso(Clock.moment(clock.ms())), clock.ms())
        draft.set("event", state.event.id, history=new_id(), machine=_machine())
        store.write(state, [Change("organiser", new_id(), draft.at, "moved_here", tuple(draft.edits))])
        state.seq += 1


def _end_rehearsal(store: Store, state: State, folder: Path, clock: Clock) -> None:
    """Throw away what a rehearsal has left, once the keys that were given or revoked there are here."""
    draft = Draft(state, iso(Clock.moment(clock.ms())), clock.ms())
    invitations.bring(rehearsed.keys_left(folder, state))(draft)
    if draft.edits:
        store.write(state, [Change("organiser", new_id(), draft.at, KEYS, tuple(draft.edits))])
        state.seq += 1
    rehearsed.remove(folder)


def _event(
    plan: plans.Plan, before: Event | None, folder: Path, taken: Collection[str], earlier: dict[str, Any]
) -> Event:
    said = {
        "starts": plans.clock(plan.starts),
        "ends": plans.clock(plan.ends),
        "wifi": msgspec.structs.asdict(plan.wifi) if plan.wifi else None,
        "letterhead": msgspec.structs.asdict(plan.letterhead) if plan.letterhead else None,
        **fetching.remembered(plan),
        "hosts": list(plan.hosts),
        **({EARLIER: earlier} if earlier else {}),
        **{name: getattr(plan, name) for name in ("purpose", "question", "welcome", "minutes_at", "minutes_by", "next",
                                                  "mail_list", "facilitator", "referent", "people", "example",
                                                  "seal_days", "keep_days", "contact", "privacy", "accessibility")},
    }  # fmt: skip
    return Event(
        id=folder.name,
        code=plan.code or (before.code if before and before.code not in taken else plans.new_code(taken)),
        title=plan.title,
        place=plan.place,
        date=plan.date.isoformat(),
        timezone=plan.timezone,
        language=plan.language,
        plan=said,
        history=before.history if before else new_id(),
        machine=_machine(),
        people_in_room=before.people_in_room if before else None,
    )


def _machine() -> str:
    return hashlib.sha256(f"{platform.node()}:{uuid.getnode()}".encode()).hexdigest()[:16]
