"""What the server says, as types: `docs/wire.md` is generated from them, and a test holds every message to them.

What clients say is in commands.py.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

Ms = Annotated[int, msgspec.Meta(description="milliseconds on the meeting's clock")]
Time = Annotated[str, msgspec.Meta(description='a time of day, "13.00"')]
Name = Annotated[str, msgspec.Meta(description="an id, or the key of an activity in the plan")]
TextKey = Annotated[str, msgspec.Meta(description="the key of a text in texts/da.toml and en.toml")]


class Struct(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A JSON object with these fields and no others."""


# --- envelopes ------------------------------------------------------------------------------


class Room(Struct):
    """Everything an audience may see: row id -> row."""

    epoch: str
    version: int
    history: str
    clock: Ms
    rows: dict[str, Any]


class Update(Struct):
    """What has changed for an audience since version `from`: rows that are new or different, ids that are gone."""

    from_: int = msgspec.field(name="from")
    to: int
    clock: Ms
    rows: dict[str, Any]
    gone: list[str]


class Own(Struct):
    """A contribution of one's own, in whatever standing. `number` and `theme` come with the reveal."""

    id: Name
    activity: Name
    text: str
    standing: Literal["shown", "waiting", "hidden"]
    reason: str | None
    late: bool
    number: int | None
    theme: Name | None
    at: str


class Mine(Struct):
    """What belongs to one person; always whole. Before somebody has done anything, everything in it is empty."""

    salt: Annotated[str, msgspec.Meta(description="decides this person's order of ideas")]
    return_code: Annotated[str, msgspec.Meta(description='lets another phone act for the same person: "bølge 274"')]
    people: int
    contributions: list[Own]
    marks: Annotated[dict[str, dict[str, Any]], msgspec.Meta(description="activity -> target -> value")]
    left: Annotated[dict[str, int], msgspec.Meta(description="activity -> votes left; below 0: take one off first")]


class HelloAnswer(Struct):
    """The answer to a hello: `room`, `update` or `fetch` (read `GET /<code>/view`), and for phones `mine`."""

    ok: Literal[True]
    room: Room | msgspec.UnsetType = msgspec.UNSET
    update: Update | msgspec.UnsetType = msgspec.UNSET
    fetch: Literal[True] | msgspec.UnsetType = msgspec.UNSET
    mine: Mine | msgspec.UnsetType = msgspec.UNSET


class Accepted(Struct):
    """The command is on disk. `note` is a text key with something to tell."""

    ok: Literal[True]
    mine: Mine | msgspec.UnsetType = msgspec.UNSET
    note: TextKey | msgspec.UnsetType = msgspec.UNSET


class Refused(Struct):
    """An honest no, and nothing was changed. With `again` it is our trouble: keep the command and ask again."""

    ok: Literal[False]
    refused: TextKey
    args: dict[str, Any]
    again: Literal[True] | msgspec.UnsetType = msgspec.UNSET
    mine: Mine | msgspec.UnsetType = msgspec.UNSET


class Bad(Struct):
    """The message was broken; `bad` tells the client's maker why."""

    ok: Literal[False]
    bad: str
    mine: Mine | msgspec.UnsetType = msgspec.UNSET


# --- rows -----------------------------------------------------------------------------------


class EventRow(Struct):
    """`event`: the meeting itself. `now` is the activity everyone follows."""

    code: str
    title: str
    place: str
    date: str
    language: Literal["da", "en"]
    timezone: str
    stage: Literal["planned", "open", "closed", "sealed"]
    now: Name | None
    starts: Time
    ends: Time
    purpose: str
    question: str
    welcome: str
    minutes_at: str
    minutes_by: str
    hosts: list[str]
    example: bool


class Timer(Struct):
    """A timer that runs has `ends`: left = ends - (clock + what has passed since). One that is paused has `left`."""

    ends: Ms | msgspec.UnsetType = msgspec.UNSET
    left: Annotated[int, msgspec.Meta(description="ms")] | msgspec.UnsetType = msgspec.UNSET


class ActivityRow(Struct):
    """`a:<id>`: an activity that has begun (the console has all). The timer never closes anything."""

    id: Name
    position: float
    kind: str
    preset: str
    title: str
    prompt: str
    short: Annotated[str, msgspec.Meta(description="the prompt in few words, for the board; may be empty")]
    stage: Literal["planned", "open", "closed", "shown"]
    step: str | None
    steps: list[str]
    pose: Annotated[Literal["work", "look_up", "put_down"], msgspec.Meta(description="what is asked of people now")]
    minutes: int | None
    timer: Timer | None
    accepts_until: Annotated[Ms | None, msgspec.Meta(description="closed: marks on their way are taken until then")]


class WelcomeRow(ActivityRow):
    """Kind `welcome`. Its one target is `dot`, its value true."""


class ConversationRow(ActivityRow):
    """Kind `conversation`. Step `winding`: it is being wound up."""

    form: Literal["two", "four", "table", "all"]


class BreakRow(ActivityRow):
    """Kind `break`."""

    after: str | None


class IdeasRow(ActivityRow):
    """Kind `ideas`. Steps: silent, review, together, gather. `limit` counts code points after NFC."""

    limit: int
    hint: int
    late: Annotated[bool, msgspec.Meta(description="what is sent now waits for the facilitator")]
    after_vote: bool


class VoteRow(ActivityRow):
    """Kind `vote`. Targets are the candidates, values true or false; each person has `k` votes, one a card."""

    k: int | None
    candidates: list[Name]


class ThemeRow(Struct):
    """`t:<id>`: a theme. `look` picks colour and shape."""

    id: Name
    activity: Name
    title: str
    look: int
    position: float


class ContributionRow(Struct):
    """`c:<id>`: a contribution that may be seen. `also` are the numbers of those merged into it."""

    id: Name
    activity: Name
    number: int | None
    text: str
    theme: Name | None
    late: bool
    also: list[int]


class Rank(Struct):
    """One line of a result."""

    id: Name
    rank: int
    shared: bool
    votes: int


class ResultRow(Struct):
    """`r:<activity>`: a vote's result, most votes first. On phones and board only when it is shown."""

    activity: Name
    voted: int
    people: int
    k: int
    ranks: list[Rank]


class ProgressRow(Struct):
    """`progress` (board, console): people here, who have written, who have voted, in the room."""

    here: int
    written: int
    voted: int
    people: int


class BoardProgressRow(ProgressRow):
    """`progress` on the board. Only with `show_people` is the number in the room one that was counted."""

    show_people: bool


class ConsoleProgressRow(ProgressRow):
    """`progress` on the console."""

    people_set: bool
    suggested: int
    ideas: int
    joined: int


class ScreenRow(Struct):
    """`screen` (board, console): what the board shows."""

    scene: Literal["codes", "blank", "clock"] | None
    frozen: bool
    spotlight: Name | None
    page: int


class Qr(Struct):
    """A QR code as an SVG path in a square of `size`, quiet zone included."""

    size: int
    path: str


class WifiCode(Struct):
    """The venue's network."""

    ssid: str
    password: str
    qr: Annotated[Qr | None, msgspec.Meta(description="none where letters beyond a-z would be read wrongly")]


class JoinRow(Struct):
    """`join` (board, console): how people come in."""

    address: str
    url: str
    qr: Qr | None
    wifi: WifiCode | None


class BoardMove(Struct):
    """`next` on the board, for a clicker: `at` goes into the command; `ends`: ask for two presses."""

    at: str
    ends: bool
    waits: Ms | None


class ConsoleMove(BoardMove):
    """`next` and `back` on the console: what a press will do, and what phones and board will show then."""

    key: TextKey
    args: dict[str, Any]
    activity: Name | None
    phones: TextKey
    board: TextKey


class UndoRow(Struct):
    """`undo` (console): the move that may be taken back, by whom it was made, until when."""

    seq: int
    until: Ms
    by: str


class LinksRow(Struct):
    """`links` (console): addresses on this server."""

    phone: str
    board: str
    minutes: dict[str, str]


class Planned(Struct):
    """What the plan says."""

    at: Time | None
    minutes: int | None


class ConsoleFields(Struct):
    """What every activity's row has more on the console. `real`: when it began, or is expected to begin."""

    planned: Planned
    real: Time | None
    say: list[str]
    bring: list[str]
    lead: list[str]
    given: int
    opened_at: str | None


class ConsoleContributionRow(ContributionRow):
    """`c:<id>` on the console: in every standing."""

    standing: Literal["shown", "waiting", "hidden"]
    reason: str | None
    channel: Literal["phone", "paper", "scribe"]
    edited: bool
    at: str


class ConsoleEventRow(EventRow):
    """`event` on the console."""

    people_in_room: int | None


ACTIVITY_ROWS: dict[str, type[ActivityRow]] = {
    "welcome": WelcomeRow,
    "conversation": ConversationRow,
    "ideas": IdeasRow,
    "vote": VoteRow,
    "break": BreakRow,
}
SHARED = {"t": ThemeRow, "c": ContributionRow, "r": ResultRow}
ROWS: dict[str, dict[str, Any]] = {
    "phone": SHARED | {"event": EventRow},
    "board": SHARED | {
        "event": EventRow, "progress": BoardProgressRow, "screen": ScreenRow, "join": JoinRow,
        "next": BoardMove,
    },
    "console": SHARED | {
        "event": ConsoleEventRow, "c": ConsoleContributionRow, "progress": ConsoleProgressRow, "screen": ScreenRow,
        "join": JoinRow, "next": ConsoleMove, "back": ConsoleMove, "undo": UndoRow, "links": LinksRow,
    },
}  # fmt: skip
"""Audience -> row id (or the letter before its colon) -> type. Activities are in ACTIVITY_ROWS, by kind."""


def check(audience: str, rows: dict[str, dict[str, Any]]) -> None:
    """Hold a view to the types. Raise msgspec.ValidationError or KeyError."""
    for name, row in rows.items():
        prefix = name.partition(":")[0]
        if prefix == "a":
            extra = set(ConsoleFields.__struct_fields__) if audience == "console" else set()
            msgspec.convert({k: v for k, v in row.items() if k not in extra}, ACTIVITY_ROWS[row["kind"]])
            if extra:
                msgspec.convert({k: v for k, v in row.items() if k in extra}, ConsoleFields)
        elif row or prefix not in ("next", "back", "undo"):
            msgspec.convert(row, ROWS[audience][prefix])
