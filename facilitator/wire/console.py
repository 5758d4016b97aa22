"""The rows that facilitators' consoles alone are told."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from facilitator.wire.rows import ContributionRow, EventRow, Ms, Name, Qr, Struct, Time


class HandsRow(Struct):
    """`h:<activity>` (console): hands counted so far, by card."""

    activity: Name
    hands: dict[Name, int]


class HeapLine(Struct):
    """Ideas of the pile that tables laid together under one name."""

    title: str
    cards: list[Name]
    tables: int


class HeapsRow(Struct):
    """`g:<activity>` (console): what the tables gather. A theme is made of a heap by `adopt`."""

    activity: Name
    tables: Annotated[int, msgspec.Meta(description="how many have taken a stack")]
    heaps: list[HeapLine]


class UndoRow(Struct):
    """`undo` (console): the move that may be taken back, by whom it was made, until when."""

    seq: int
    until: Ms
    by: str


class ChangeLine(Struct):
    """A helper's change: of an idea (`number`, `text`), a note, or a theme or an activity (`text` is its title)."""

    seq: int
    at: str
    by: str
    kind: Literal[
        "theme", "retitle", "drop_theme", "place", "merge", "split", "hide", "show", "edit", "answer",
        "replan", "skip", "later", "insert", "reword", "note", "note_edit", "note_move", "note_remove",
    ]  # fmt: skip
    undone: bool
    number: int | None
    text: str


class HistoryRow(Struct):
    """`history` (console): the latest changes that `undo` takes back by number, newest first."""

    changes: list[ChangeLine]


class RehearsalRow(Struct):
    """`rehearsal` (console, while one is on): so many people are simulated, and live so many seconds in one of ours."""

    people: int
    pace: Annotated[float, msgspec.Meta(description="0: they pause")]


class NoteRow(Struct):
    """`n:<id>` (console, referent): what somebody wrote down, or a picture (`text` says what it shows)."""

    id: Name
    activity: Name | None
    kind: Literal["point", "quote", "story", "figure", "for", "against", "agreement", "parked", "photo"]
    text: str
    link: Annotated[int | None, msgspec.Meta(description="the number of the idea it is about")]
    name: str | None
    consent: Annotated[
        Literal["named", "nameless", "no"] | None, msgspec.Meta(description="quotes; null: not asked yet, counts as no")
    ]
    approval: Annotated[Literal["yes", "edited", "no"] | None, msgspec.Meta(description="what the speaker answered")]
    awaited: Annotated[bool, msgspec.Meta(description="the speaker of the talk has not answered yet")]
    public: Annotated[bool, msgspec.Meta(description="pictures: nobody can be recognised, or all have said yes")]
    by: Name
    writer: str
    at: str
    edited: bool


class ReferentFields(Struct):
    """What every activity's row has more on the referent's page."""

    opened_at: str | None


class Wanted(Struct):
    """Who asked for the lead, and when they get it if nobody says no."""

    id: Name
    name: str
    until: Ms


class LeadRow(Struct):
    """`lead` (console): who takes the steps of the programme; none until somebody has. The console's page says `me`.
    The organiser has no name."""

    id: Name | None
    name: str
    wanted: Wanted | None


class HelperLine(Struct):
    """A helper, or (with `until`) a link that nobody has used yet. `here`: a screen of theirs is open."""

    id: Name
    role: Literal["organiser", "facilitator", "referent", "host", "speaker", "board"]
    name: str
    here: bool
    since: str
    until: str | None
    activity: Annotated[Name | None, msgspec.Meta(description="a speaker's talk")]


class HelpersRow(Struct):
    """`helpers` (console): who helps. `revoke` lets one out by `id`."""

    all: list[HelperLine]


class PresetLine(Struct):
    """A kind of activity under the name facilitators use for it."""

    kind: str
    name: str
    prompt: str
    minutes: int | None


class PresetsRow(Struct):
    """`presets` (console): what an activity that was not planned can be made from."""

    all: list[PresetLine]


class PlanRow(Struct):
    """`plan` (console): the file was changed since: so many activities that have not begun may be fetched by
    `POST /<code>/plan`; or what is wrong with it."""

    changed: int
    problem: str


class PackageRow(Struct):
    """`package` (console): how the minutes are written after the meeting: `done` files `of` so many; the archive's
    `name`; or `why` not, a text key with `_title` and `_line`."""

    state: Literal["", "running", "ready", "failed"]
    done: int
    of: int
    name: str
    why: str


class LastCopy(Struct):
    """When the file was last copied, and whether the copy after that failed."""

    at: str | None
    failed: bool


class HealthRow(Struct):
    """`health` (console, from the start): how it goes. `in_step` phones are with it of `phones` that were lately."""

    disk: Literal["ok", "slow", "failing"]
    power: Power | None
    room: Annotated[int | None, msgspec.Meta(description="MB left on the disk, in hundreds")]
    copied: LastCopy | None
    address: Annotated[str | None, msgspec.Meta(description="where people found it, where that has changed since")]
    not_cleaned: Annotated[list[str], msgspec.Meta(description="sticks that are out and have what was erased since")]
    in_step: int
    phones: int


class Lend(Struct):
    """The page for a phone that several borrow after each other."""

    url: str
    qr: Qr | None


class LinksRow(Struct):
    """`links` (console): addresses on this server."""

    phone: str
    board: str
    lend: Lend
    minutes: dict[str, str]
    edit: str


class Power(Struct):
    """What the laptop's battery says."""

    plugged: bool
    percent: int


class PrintedWifi(Struct):
    """A network as the cards name it."""

    ssid: str
    password: str


class Printed(Struct):
    """What the table cards say that were printed last; without an address they lead to the board."""

    address: str | None
    code: str
    wifi: PrintedWifi | None


class Copy(Struct):
    """The latest copy to a stick. `at` is when it ended."""

    drive: str
    state: Literal["running", "done", "failed"]
    at: Time | None


class ReadyRow(Struct):
    """`ready` (console, until the meeting begins): what the server sees of the laptop. `free` is MB on the disk;
    `copied_by` a service that takes the events to the cloud; `phones` how many from other devices have come."""

    power: Power | None
    free: int | None
    copied_by: str
    on_network: bool
    drives: list[str]
    printed: Printed | None
    copy: Copy | None
    phones: int


class Planned(Struct):
    """What the plan says: when, how long, and the minutes until the next begins (null where it was not planned)."""

    at: Time | None
    minutes: int | None
    slot: int | None


class ConsoleFields(Struct):
    """What every activity's row has more on the console. `real`: when it began, or is expected to begin; `takes`: the
    minutes it is reckoned to take. *Next* passes over what is `skipped`."""

    planned: Planned
    real: Time | None
    takes: int
    skipped: bool
    say: list[str]
    bring: list[str]
    lead: list[str]
    given: int
    opened_at: str | None


class Merged(Struct):
    """A text that is shown on another card."""

    id: Name
    number: int | None
    text: str
    standing: Literal["shown", "waiting", "hidden"]


class ConsoleContributionRow(ContributionRow):
    """`c:<id>` on the console: in every standing."""

    standing: Literal["shown", "waiting", "hidden"]
    reason: str | None
    channel: Literal["phone", "paper", "scribe"]
    position: Annotated[float | None, msgspec.Meta(description="without a theme: a number where it stands by itself")]
    edited: bool
    at: str
    objects: Annotated[bool, msgspec.Meta(description="its writer says that it does not fit where it lies")]
    merged: list[Merged]


class ConsoleEventRow(EventRow):
    """`event` on the console."""

    log_open: Annotated[bool, msgspec.Meta(description="the room may read what facilitators did")]
    people_in_room: int | None
