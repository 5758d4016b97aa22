"""The typed plan of one event, and what a kind of activity tells the plan about itself."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

TITLE_LIMIT = 60
PROMPT_LIMIT = 200
BOARD_LIMIT = 110
"""A prompt up to this many characters fits on the board; a longer one needs a `short`."""


class Preset(msgspec.Struct, frozen=True):
    """A kind under the name facilitators use for it, with everything filled in."""

    name: str
    kind: str
    title: str
    prompt: str = ""
    minutes: int | None = None
    settings: dict[str, Any] = {}


class KindSpec(msgspec.Struct, frozen=True):
    """What the plan has to know of a kind: its settings, its presets, what it cannot do without.

    `refers` names the settings that hold keys of other activities, with the kind those are of:
    `{"sources": "ideas"}`. `at_phone` is how many of its minutes people look at their phones: all of them where it is
    None. A ValueError from the settings' `__post_init__` says "field: what is to stand there",
    or is a text key where it is about several fields.
    """

    kind: str
    settings: type[msgspec.Struct]
    presets: tuple[Preset, ...] = ()
    prompt_required: bool = False
    refers: dict[str, str] = {}
    at_phone: int | None = 0


class Wifi(msgspec.Struct, frozen=True):
    """The venue's own network, as the first of the two codes tells it. No password: an open network."""

    ssid: str
    password: str = ""


class Letterhead(msgspec.Struct, frozen=True):
    """Whose paper minutes and posters are on. `logo` is a picture in the event's folder, `colour` "#14584A", `styles` a
    Word document there whose styles the minutes take."""

    name: str = ""
    logo: str = ""
    colour: str = ""
    styles: str = ""


class Warned(msgspec.Struct, frozen=True):
    """What is allowed but likely to go wrong, and where in the file it is."""

    text: str
    path: tuple[str | int, ...] = ()


class PlannedActivity(msgspec.Struct, frozen=True):
    """One item of the programme. `settings` holds every setting of the kind, checked and filled in."""

    key: str
    kind: str
    title: str
    preset: str = ""
    prompt: str = ""
    short: str = ""
    at: datetime.time | None = None
    minutes: int | None = None
    say: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    settings: dict[str, Any] = {}

    @property
    def board_prompt(self) -> str:
        """Return the prompt as it fits on the board."""
        return self.short or self.prompt


class Plan(msgspec.Struct, frozen=True):
    """Everything an organiser decides before a meeting. Times are local to `timezone`."""

    title: str
    date: datetime.date
    place: str
    starts: datetime.time
    ends: datetime.time
    activities: tuple[PlannedActivity, ...]
    hosts: tuple[str, ...] = ()
    facilitator: str = ""
    referent: str = ""
    purpose: str = ""
    question: str = ""
    welcome: str = ""
    language: str = "da"
    timezone: str = "Europe/Copenhagen"
    people: int | None = None
    code: str = ""
    wifi: Wifi | None = None
    letterhead: Letterhead | None = None
    minutes_at: str = ""
    minutes_by: str = ""
    next: str = ""
    mail_list: bool = False
    seal_days: int | None = None
    keep_days: int | None = None
    contact: str = ""
    privacy: str = ""
    accessibility: str = ""
    example: bool = False
    warned: tuple[Warned, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what is likely to go wrong, in words."""
        return tuple(each.text for each in self.warned)
