"""The rows of a meeting's tables, as they are in memory. Plain data; what the columns mean is told here."""

from __future__ import annotations

from typing import Any

import msgspec

from facilitator.changes import Key

PARKING = "parking"
"""Id, key and kind of the parking lot, the one activity that is no part of the programme."""


class Event(msgspec.Struct):
    """The meeting itself: one row. `plan` is what the plan said when the meeting was opened. `lead` is the id of the
    facilitator who leads; `lead_wanted_until` (clock ms) when another, who asked, gets it. `phones` is 0 where the room
    goes on without them; `log_open` is 1 where the room may read what was hidden and mended.
    From `forgotten_at` on, nobody can tell who wrote what."""

    id: str
    code: str
    title: str
    place: str
    date: str
    timezone: str
    language: str
    plan: dict[str, Any]
    history: str
    machine: str
    now: str | None = None
    people_in_room: int | None = None
    opened_at: str | None = None
    closed_at: str | None = None
    sealed_at: str | None = None
    forgotten_at: str | None = None
    lead: str | None = None
    lead_wanted_by: str | None = None
    lead_wanted_until: int | None = None
    phones: int = 1
    log_open: int = 0

    @property
    def stage(self) -> str:
        """Where the whole meeting is: planned, open, closed or sealed."""
        if self.sealed_at:
            return "sealed"
        if self.closed_at:
            return "closed"
        return "open" if self.opened_at else "planned"


class Activity(msgspec.Struct):
    """One item of the programme. Times ending in `_at` are UTC; `ends` and `accepts_until` are clock ms.
    *Next* passes over what is `skipped`."""

    id: str
    key: str
    position: float
    kind: str
    preset: str
    title: str
    prompt: str
    settings: dict[str, Any]
    script: dict[str, list[str]]
    at: str | None = None
    minutes: int | None = None
    stage: str = "planned"
    step: str | None = None
    opened_at: str | None = None
    closed_at: str | None = None
    ends: int | None = None
    left_ms: int | None = None
    accepts_until: int | None = None
    late_marks: int = 0
    skipped: int = 0


class Participant(msgspec.Struct):
    """A person. The id never leaves the server; `salt` decides the order this person sees ideas in."""

    id: str
    salt: str
    return_code: str
    created_at: str
    people: int = 1
    name: str | None = None
    erased: int = 0


class Device(msgspec.Struct):
    """A browser that acts for a participant, known by the SHA-256 of its cookie."""

    token_hash: str
    participant: str
    first_seen: str
    last_seen: str


class Theme(msgspec.Struct):
    """What ideas are grouped under. `look` picks colour and shape."""

    id: str
    activity: str
    title: str
    look: int
    position: float
    removed: int = 0


class Contribution(msgspec.Struct):
    """A text someone gave. `merged_into` names the card it is shown on, and merges are flat."""

    id: str
    activity: str
    text: str
    channel: str
    standing: str
    created_at: str
    participant: str | None = None
    theme: str | None = None
    origin: str | None = None
    position: float | None = None
    number: int | None = None
    data: dict[str, Any] | None = None
    merged_into: str | None = None
    reason: str | None = None
    late: int = 0
    edited: int = 0
    removed: int = 0


class Mark(msgspec.Struct):
    """The value a voter put on a target."""

    activity: str
    target: str
    voter: str
    value: Any
    given_at: str | None = None
    removed: int = 0


class Count(msgspec.Struct):
    """Hands counted in the room."""

    activity: str
    target: str
    people: int
    entered_by: str
    at: str


class Note(msgspec.Struct):
    """What the referent wrote. `activity` is what it is about; None is the meeting as a whole. `kind` is one of
    NOTE_KINDS. `consent` is asked for a quote only: 'named', 'nameless' or 'no'; None is not asked yet, and counts as
    no. `approval` is what a speaker said of it: 'yes', 'edited' or 'no'. `link` is the idea it is about."""

    id: str
    activity: str | None
    kind: str
    text: str
    entered_by: str
    created_at: str
    name: str | None = None
    consent: str | None = None
    approval: str | None = None
    link: str | None = None
    data: dict[str, Any] | None = None
    edited: int = 0
    removed: int = 0


NOTE_KINDS = ("point", "quote", "story", "figure", "for", "against", "agreement", "parked", "photo")


class Wording(msgspec.Struct):
    """What somebody wrote over a text of the minutes: at which `place` of which paper and version, over which text."""

    paper: str
    version: str
    place: str
    was: str
    text: str
    entered_by: str
    at: str
    removed: int = 0


class Paper(msgspec.Struct):
    """How one paper of the minutes is arranged, which copy of it this is, and who says that it may be sent."""

    id: str
    number: int = 1
    parts: list[str] = []
    left_out: list[str] = []
    approved_at: str | None = None
    approved_by: str | None = None


class Screen(msgspec.Struct):
    """What the board shows: one row, so that a reloaded board shows the same."""

    id: str = "board"
    scene: str | None = None
    activity: str | None = None
    spotlight: str | None = None
    frozen: dict[str, Any] | None = None
    page: int = 0
    larger: int = 0


class AccessKey(msgspec.Struct):
    """A key to a role, as its SHA-256; with `expires_at` it is a link that still has to become one. `activity` is the
    talk that a speaker's key is for. `return_code` lets its holder in again on another computer."""

    hash: str
    role: str
    label: str
    made_at: str
    expires_at: str | None = None
    used_at: str | None = None
    revoked_at: str | None = None
    return_code: str | None = None
    activity: str | None = None


ROW_TYPES: dict[str, type[msgspec.Struct]] = {
    "event": Event,
    "activity": Activity,
    "participant": Participant,
    "device": Device,
    "theme": Theme,
    "contribution": Contribution,
    "mark": Mark,
    "count": Count,
    "note": Note,
    "wording": Wording,
    "paper": Paper,
    "screen": Screen,
    "key": AccessKey,
}
"""The tables that live in memory, in the order in which rows may refer to each other."""

PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "device": ("token_hash",),
    "mark": ("activity", "target", "voter"),
    "count": ("activity", "target"),
    "wording": ("paper", "version", "place"),
    "key": ("hash",),
}


def key_of(table: str, row: msgspec.Struct) -> Key:
    """Give the primary key of a row: a string, or a tuple where it has several columns."""
    columns = PRIMARY_KEYS.get(table, ("id",))
    if len(columns) == 1:
        return str(getattr(row, columns[0]))
    return tuple(str(getattr(row, column)) for column in columns)
