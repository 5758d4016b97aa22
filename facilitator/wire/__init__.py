"""What the server says, as types: `docs/wire.md` is generated from them, and a test holds every message to them.

What clients say is in commands/.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from facilitator.wire.console import (
    ConsoleContributionRow,
    ConsoleEventRow,
    ConsoleFields,
    HandsRow,
    HealthRow,
    HeapsRow,
    HelpersRow,
    HistoryRow,
    LeadRow,
    LinksRow,
    NoteRow,
    PackageRow,
    PlanRow,
    PresetsRow,
    ReadyRow,
    ReferentFields,
    RehearsalRow,
    UndoRow,
)
from facilitator.wire.rows import (
    ActivityRow,
    ArrivalsRow,
    BoardMove,
    BoardProgressRow,
    BreakRow,
    ConsoleMove,
    ConsoleProgressRow,
    ConsoleScreenRow,
    ContributionRow,
    ConversationRow,
    EventRow,
    HostEventRow,
    IdeasRow,
    JoinRow,
    LogRow,
    Ms,
    Name,
    Outcome,
    ResultRow,
    ScreenRow,
    StepsRow,
    Struct,
    TalkRow,
    TextKey,
    ThemeRow,
    VoteRow,
    WelcomeRow,
)


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
    on: Annotated[int | None, msgspec.Meta(description="the number of the card that shows it, where it is merged")]
    objects: bool
    about: Annotated[Name | None, msgspec.Meta(description="the earlier step that it tells of")]
    outcome: Outcome | None
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


ACTIVITY_ROWS: dict[str, type[ActivityRow]] = {
    "welcome": WelcomeRow,
    "conversation": ConversationRow,
    "talk": TalkRow,
    "ideas": IdeasRow,
    "vote": VoteRow,
    "steps": StepsRow,
    "break": BreakRow,
}
SHARED = {"t": ThemeRow, "c": ContributionRow, "r": ResultRow}
ROWS: dict[str, dict[str, Any]] = {
    "phone": SHARED | {"event": EventRow, "log": LogRow},
    "board": SHARED | {
        "event": EventRow, "progress": BoardProgressRow, "screen": ScreenRow, "join": JoinRow,
        "next": BoardMove,
    },
    "console": SHARED | {
        "event": ConsoleEventRow, "c": ConsoleContributionRow, "progress": ConsoleProgressRow,
        "screen": ConsoleScreenRow, "join": JoinRow, "next": ConsoleMove, "back": ConsoleMove, "undo": UndoRow,
        "history": HistoryRow, "lead": LeadRow, "links": LinksRow, "h": HandsRow, "g": HeapsRow,
        "presets": PresetsRow, "helpers": HelpersRow, "ready": ReadyRow, "plan": PlanRow, "package": PackageRow,
        "health": HealthRow,
        "rehearsal": RehearsalRow, "n": NoteRow,
    },
    "host": {"event": HostEventRow, "arrivals": ArrivalsRow},
    "referent": SHARED | {"event": EventRow, "log": LogRow, "n": NoteRow},
}  # fmt: skip
"""Audience -> row id (or the letter before its colon) -> type. Activities are in ACTIVITY_ROWS, by kind."""

MORE: dict[str, type[Struct]] = {"console": ConsoleFields, "referent": ReferentFields}
"""What activities' rows have more for an audience."""


def check(audience: str, rows: dict[str, dict[str, Any]]) -> None:
    """Hold a view to the types. Raise msgspec.ValidationError or KeyError."""
    for name, row in rows.items():
        prefix = name.partition(":")[0]
        if prefix == "a":
            more = MORE.get(audience)
            extra = set(more.__struct_fields__) if more else set()
            msgspec.convert({k: v for k, v in row.items() if k not in extra}, ACTIVITY_ROWS[row["kind"]])
            if more:
                msgspec.convert({k: v for k, v in row.items() if k in extra}, more)
        elif row or prefix not in ("next", "back", "undo", "rehearsal"):
            msgspec.convert(row, ROWS[audience][prefix])
