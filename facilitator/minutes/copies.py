"""One copy of the minutes: for whom it is, what it says and what it looks like. Every writer is given one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import msgspec

from facilitator import photos
from facilitator.minutes import document, model
from facilitator.minutes.blocks import NO_PICTURES, Document, Pictures
from facilitator.minutes.types import Minutes
from facilitator.state import State

Paper = Literal["minutes", "summary"]
"""The *referat*, which is complete, and the *opsamling*, which is told."""


class Version(msgspec.Struct, frozen=True):
    """Which paper, for whom, and in which language; the meeting's own where none is said."""

    paper: Paper = "minutes"
    public: bool = False
    language: str | None = None


class Letterhead(msgspec.Struct, frozen=True):
    """Whose paper it is: a name, one colour ("#RRGGBB"), and a picture as a JPEG or PNG."""

    name: str = ""
    colour: str = ""
    logo: bytes = b""


class Copy(msgspec.Struct, frozen=True):
    """What a writer is given. `minutes` are what may be told in this version, `document` is that in words."""

    minutes: Minutes
    document: Document
    pictures: Pictures = NO_PICTURES
    letterhead: Letterhead = Letterhead()
    version: Version = Version()


def of(minutes: Minutes, pictures: Pictures = NO_PICTURES) -> Copy:
    """Make a copy of what the minutes say, all of it."""
    return Copy(minutes, document.build(minutes), pictures)


def make(state: State, now: dt.datetime, version: Version | None = None, folder: Path | None = None) -> Copy:
    """Make a copy as the meeting is now. Pictures lie in the event's `folder`."""
    version = version or Version()
    minutes = model.build(state, now, version.language)
    names = [photo.id for item in minutes.programme for photo in item.photos] if folder else []
    there = {each: photos.read(folder, each) for each in names if folder}
    pictures = {each: jpeg for each, jpeg in there.items() if jpeg is not None}
    return msgspec.structs.replace(of(minutes, pictures), version=version)
