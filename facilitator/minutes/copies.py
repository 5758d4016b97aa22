"""One copy of the minutes: for whom it is, what it says and what it looks like. Every writer is given one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from facilitator import photos
from facilitator.minutes import document, edits, letterhead, model, public, summary, take_away
from facilitator.minutes.blocks import NO_PICTURES, Document, Pictures
from facilitator.minutes.letterhead import Letterhead
from facilitator.minutes.types import Minutes
from facilitator.state import Paper as PaperRow
from facilitator.state import State

Paper = Literal["minutes", "summary", "take_away"]
"""The *referat*, which is complete; the *opsamling*, which is told; and *Tag det med*, for phones."""


WORDS: dict[Paper, Callable[[Minutes], Document]] = {
    "minutes": document.build,
    "summary": summary.build,
    "take_away": take_away.build,
}


class Version(msgspec.Struct, frozen=True):
    """Which paper, for whom, and in which language; the meeting's own where none is said."""

    paper: Paper = "minutes"
    public: bool = False
    language: str | None = None


class Copy(msgspec.Struct, frozen=True):
    """What a writer is given. `minutes` are what may be told in this version, `document` is that in words."""

    minutes: Minutes
    document: Document
    pictures: Pictures = NO_PICTURES
    letterhead: Letterhead = Letterhead()
    version: Version = Version()


def of(minutes: Minutes, pictures: Pictures = NO_PICTURES) -> Copy:
    """Make a copy of what the minutes say, all of it, with nothing written over it."""
    return Copy(minutes, edits.apply(document.build(minutes)).document, pictures)


def make(state: State, now: dt.datetime, version: Version | None = None, folder: Path | None = None) -> Copy:
    """Make a copy as the meeting is now. Pictures lie in the event's `folder`."""
    version = version or Version()
    minutes = told(state, now, version)
    document = edits.apply(words(minutes, version), written_over(state, version)).document
    head = letterhead.of(state.event.plan, folder)
    if head.name:
        document = replace(document, cover=replace(document.cover, kicker=f"{document.cover.kicker} · {head.name}"))
    return Copy(minutes, document, _pictures(minutes, folder) if folder else NO_PICTURES, head, version)


def told(state: State, now: dt.datetime, version: Version) -> Minutes:
    """Read what a version may say."""
    paper = state.papers.get(version.paper) or PaperRow(version.paper)
    draft = version.paper in ("minutes", "summary") and paper.approved_at is None
    minutes = replace(model.build(state, now, version.language), number=paper.number, draft=draft)
    return public.of(minutes) if version.public else minutes


def words(minutes: Minutes, version: Version) -> Document:
    """Put what a version says into the words of its paper."""
    return WORDS[version.paper](minutes)


def written_over(state: State, version: Version) -> edits.Edits:
    """Give what people wrote over a version, in the language they wrote it in; what is of this version alone wins."""
    if version.language not in (None, state.event.language):
        return edits.NONE
    mine = "public" if version.public else "house"
    texts: dict[str, edits.Edit] = {}
    for each in sorted(state.wordings.values(), key=lambda each: each.version != "both"):
        if each.paper == version.paper and each.version in ("both", mine) and not each.removed:
            texts[each.place] = edits.Edit(each.was, each.text)
    paper = state.papers.get(version.paper) or PaperRow(version.paper)
    return edits.Edits(texts, tuple(paper.parts), frozenset(paper.left_out))


def _pictures(minutes: Minutes, folder: Path) -> Pictures:
    names = (photo.id for item in minutes.programme for photo in item.photos)
    there = ((name, photos.read(folder, name)) for name in names)
    return {name: jpeg for name, jpeg in there if jpeg is not None}
