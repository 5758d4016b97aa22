"""Everything of one meeting in memory: the rows of its tables, and what is counted from them.

No rules, no disk, no network. Rows change only through a Draft, which writes down what it did.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from facilitator.changes import Columns, Edit, Key, Refused, Undoable
from facilitator.rows import (
    PARKING,
    PRIMARY_KEYS,
    ROW_TYPES,
    AccessKey,
    Activity,
    Contribution,
    Count,
    Device,
    Event,
    Mark,
    Note,
    Paper,
    Participant,
    Screen,
    Theme,
    Wording,
    key_of,
)
from facilitator.unlinking import Rewrite

__all__ = [
    "PARKING", "PRIMARY_KEYS", "ROW_TYPES", "AccessKey", "Activity", "Contribution", "Count", "Device", "Draft",
    "Event", "Mark", "Moved", "Note", "Paper", "Participant", "Screen", "State", "Theme", "Wording", "iso", "key_of",
]  # fmt: skip


class Moved(msgspec.Struct):
    """A move of the programme that may still be taken back. `until` is on the meeting's clock."""

    seq: int
    by: str
    at: str
    until: int
    edits: tuple[Edit, ...]


class State:
    """The rows of one meeting, by table and key, with the indexes that the hot path needs."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[Any, Any]] = {table: {} for table in ROW_TYPES}
        self.marks_by_activity: dict[str, dict[str, dict[str, Mark]]] = defaultdict(lambda: defaultdict(dict))
        self.marks_by_voter: dict[str, dict[tuple[str, str], Mark]] = defaultdict(dict)
        self.contributions_by_participant: dict[str, list[str]] = defaultdict(list)
        self.contributions_by_activity: dict[str, list[str]] = defaultdict(list)
        self.answered: dict[tuple[str, str], str | None] = {}
        self.seq = 0
        self.here = 0
        """People seen in the last two minutes; `recent` is the last five. Neither is on disk."""
        self.in_step = self.phones = 0
        """Phones that are with it now, of those that were lately. Neither is on disk."""
        self.recent = 0
        self.settled = False
        """Every connected phone has said that its outbox is empty since the last closing."""
        self.locked = False
        """The clicker does nothing, because a speaker is using it. It is not on disk."""
        self.greeted_at = ""
        """When the host last said hello to those at the door. It is not on disk."""
        self.at_work: set[str] = set()
        """The keys whose holders have a screen open. It is not on disk."""
        self.rehearsal: dict[str, Any] | None = None
        """How a rehearsal goes (`people` who are simulated, their `pace`); None in a real meeting. Not on disk."""
        self.join: dict[str, Any] = {
            "address": "",
            "url": "",
            "qr": None,
            "lend": {"url": "", "qr": None},
            "wifi": None,
        }
        """How to come in, as the board shows it (`lend` only the console); it follows the laptop's address and is not
        on disk."""
        self.laptop: dict[str, Any] = {
            "power": None,
            "free": None,
            "copied_by": "",
            "on_network": False,
            "drives": [],
            "printed": None,
            "copy": None,
        }
        """What is seen of the laptop before the meeting, as consoles are told; it is not on disk. `reached` counts the
        people whose phone, which is another device, has said hello."""
        self.reached = 0
        self.plan_file: dict[str, Any] = {"changed": 0, "problem": ""}
        """What a plan that was changed after the meeting began holds out: so many activities to fetch, or a mistake."""
        self.health: dict[str, Any] = {
            "disk": "ok",
            "power": None,
            "room": None,
            "copied": None,
            "address": None,
            "not_cleaned": [],
        }
        """How it goes while the meeting runs: whether the disk takes what is written (ok, slow, failing), power and
        room as `laptop` sees them, the last copy (`at`, `failed`), where people found it before, and the sticks that
        still have what was erased; not on disk."""
        self.package: dict[str, Any] = {"state": "", "done": 0, "of": 0, "name": "", "why": ""}
        """How the package of minutes comes along after the meeting: running, ready or failed. It is not on disk."""
        self.last_moves: list[Moved] = []
        """The latest moves of the programme, so that they can be taken back for a few seconds."""
        self.done = Undoable()

    @property
    def event(self) -> Event:
        """The one row of `event`."""
        return next(iter(self.rows["event"].values()))  # type: ignore[no-any-return]

    @property
    def activities(self) -> dict[str, Activity]:
        return self.rows["activity"]

    @property
    def participants(self) -> dict[str, Participant]:
        return self.rows["participant"]

    @property
    def devices(self) -> dict[str, Device]:
        return self.rows["device"]

    @property
    def themes(self) -> dict[str, Theme]:
        return self.rows["theme"]

    @property
    def contributions(self) -> dict[str, Contribution]:
        return self.rows["contribution"]

    @property
    def notes(self) -> dict[str, Note]:
        return self.rows["note"]

    @property
    def wordings(self) -> dict[tuple[str, str, str], Wording]:
        return self.rows["wording"]

    @property
    def papers(self) -> dict[str, Paper]:
        return self.rows["paper"]

    @property
    def keys(self) -> dict[str, AccessKey]:
        return self.rows["key"]

    @property
    def screen(self) -> Screen:
        return self.rows["screen"].get("board") or Screen()

    def programme(self) -> list[Activity]:
        """All activities of the programme, in its order."""
        planned = (activity for activity in self.activities.values() if activity.kind != PARKING)
        return sorted(planned, key=lambda activity: (activity.position, activity.id))

    def now(self) -> Activity | None:
        """The activity that everyone follows."""
        return self.activities.get(self.event.now or "")

    def themes_of(self, activity: str) -> list[Theme]:
        """The themes of an activity that are not removed, in their order."""
        themes = (theme for theme in self.themes.values() if theme.activity == activity and not theme.removed)
        return sorted(themes, key=lambda theme: (theme.position, theme.id))

    def given(self, activity: str) -> Iterator[Contribution]:
        """Everything given to an activity that is not taken back, in order of arrival."""
        for each in self.contributions_by_activity.get(activity, ()):
            contribution = self.contributions[each]
            if not contribution.removed:
                yield contribution

    def cards(self, activity: str) -> list[Contribution]:
        """What stands as a card of its own: shown, not merged into another, not taken back."""
        return [c for c in self.given(activity) if c.standing == "shown" and not c.merged_into]

    def members(self, card: Contribution) -> list[Contribution]:
        """The card and everything merged into it, taken back or not: a vote on any counts for the card."""
        merged = (self.contributions[i] for i in self.contributions_by_activity.get(card.activity, ()))
        return [card, *(c for c in merged if c.merged_into == card.id)]

    def given_by(self, participant: str) -> Iterator[Contribution]:
        """A person's own contributions that are not taken back, oldest first."""
        for each in self.contributions_by_participant.get(participant, ()):
            if not self.contributions[each].removed:
                yield self.contributions[each]

    def writers(self, activity: str) -> int:
        """How many different people have written in an activity."""
        return len({c.participant for c in self.given(activity) if c.participant})

    def put(self, table: str, key: Key, columns: Columns) -> None:
        """Make a row, or set columns of one. Only a Draft, the store and a replay of changes call this."""
        row = self.rows[table].get(key)
        if row is None:
            row = ROW_TYPES[table](**columns)
            self.rows[table][key] = row
            self._index(table, row)
        else:
            for column, value in columns.items():
                setattr(row, column, value)

    def drop(self, table: str, key: Key) -> None:
        """Forget a row that a refused command had made."""
        row = self.rows[table].pop(key)
        if table == "mark":
            del self.marks_by_activity[row.activity][row.target][row.voter]
            del self.marks_by_voter[row.voter][row.activity, row.target]
        elif table == "contribution":
            self.contributions_by_activity[row.activity].remove(row.id)
            if row.participant:
                self.contributions_by_participant[row.participant].remove(row.id)

    def take_over(self, other: State) -> None:
        """Take what is not on disk from the state that this one replaces."""
        for name in (
            "here", "recent", "settled", "locked", "greeted_at", "at_work", "rehearsal", "join", "plan_file", "laptop",
            "package", "health", "phones", "in_step",
            "reached", "last_moves",
        ):  # fmt: skip
            setattr(self, name, getattr(other, name))

    def _index(self, table: str, row: Any) -> None:
        if table == "mark":
            self.marks_by_activity[row.activity][row.target][row.voter] = row
            self.marks_by_voter[row.voter][row.activity, row.target] = row
        elif table == "contribution":
            self.contributions_by_activity[row.activity].append(row.id)
            if row.participant:
                self.contributions_by_participant[row.participant].append(row.id)


class Draft:
    """What one command does to the state: applied at once, written down as edits, revertible until committed."""

    def __init__(self, state: State, at: str, clock: int, picture: Callable[[], dict[str, Any]] | None = None) -> None:
        self.state = state
        self.at = at
        self.clock = clock
        self.picture = picture or dict
        """Takes the board's present picture, which a frozen board keeps."""
        self.edits: list[Edit] = []
        self.unwritten: dict[str, Any] = {}
        """What the running meeting remembers beside the file (attributes of State), once the rest is on disk."""
        self.note: str | None = None
        """A text key that the answer carries, the first time and every time the command is repeated."""
        self.undoes: int | None = None
        """The number of the change that this one takes back."""
        self.rewrite: Rewrite | None = None
        """What is done to what is already written, in the same transaction; then everything is read again."""
        self.refusal: Refused | None = None
        """A no that is written down all the same, because it is counted."""

    def make(self, table: str, row: msgspec.Struct) -> None:
        """Add a whole row."""
        columns = {name: getattr(row, name) for name in row.__struct_fields__}
        key = key_of(table, row)
        self.state.put(table, key, columns)
        self.edits.append(Edit(table, key, None, columns))

    def set(self, table: str, key: Key, **columns: Any) -> None:
        """Set columns of a row that is there; columns that already have their value are left out."""
        row = self.state.rows[table][key]
        after = {name: value for name, value in columns.items() if getattr(row, name) != value}
        if after:
            before = {name: getattr(row, name) for name in after}
            self.state.put(table, key, after)
            self.edits.append(Edit(table, key, before, after))

    def revert(self) -> None:
        """Put the state back as it was before this draft."""
        for edit in reversed(self.edits):
            if edit.before is None:
                self.state.drop(edit.table, edit.key)
            else:
                self.state.put(edit.table, edit.key, edit.before)
        self.edits.clear()


def iso(moment: dt.datetime) -> str:
    """Write a moment as the file does: UTC, ISO 8601 with milliseconds and Z."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
