"""The *opsamling*: the meeting told as a short article, of nothing but facts and what people wrote.

Every part is there, also with nothing in it, so that an editor can ask for it (`summary_prompt_<key>`); a copy has only
those that say something.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from facilitator.minutes import document, results
from facilitator.minutes.blocks import Block, Document, Heading, Lead, Paragraph, Part, Picture, Quote
from facilitator.minutes.said import said_by
from facilitator.minutes.types import Conversation, Minutes, Note, Photo, Programme, Steps, Talk, Vote
from facilitator.texts import Texts

TOP = 3
"""So many ideas are told of; the rest is in the minutes."""


def build(minutes: Minutes) -> Document:
    """Make the document, in the meeting's language."""
    t = Texts(minutes.language)
    told = {
        "why": _why(minutes),
        "place": _place(minutes, t),
        "who": _who(minutes, t),
        "talks": _talks(minutes, t),
        "talked": _talked(minutes, t),
        "home": _home(minutes, t),
        "next": _next(minutes, t),
    }
    parts = tuple(Part(key, t(f"summary_{key}"), tuple(blocks)) for key, blocks in told.items())
    return document.whole(minutes, t("summary_kicker"), parts, t)


def _why(minutes: Minutes) -> Iterator[Block]:
    yield Lead(minutes.meeting.purpose)
    if minutes.meeting.question:
        yield Paragraph(minutes.meeting.question, key="question")


def _place(minutes: Minutes, t: Texts) -> Iterator[Block]:
    meeting = minutes.meeting
    date = t.date(dt.date.fromisoformat(meeting.date))
    if meeting.starts and meeting.ends:
        hours = t("minutes_from_to", start=document.clock(t, meeting.starts), end=document.clock(t, meeting.ends))
        yield Paragraph(t("summary_met_hours", date=date, place=meeting.place, hours=hours))
    else:
        yield Paragraph(t("summary_met", date=date, place=meeting.place))


def _who(minutes: Minutes, t: Texts) -> Iterator[Block]:
    meeting = minutes.meeting
    lines = document.who(minutes, t)
    if meeting.hosts:
        lines.append(t("summary_hosts", n=len(meeting.hosts), hosts=t.listed(meeting.hosts)))
    if meeting.facilitator:
        lines.append(t("summary_facilitator", name=meeting.facilitator))
    if lines:
        yield Paragraph(" ".join(lines))


def _talks(minutes: Minutes, t: Texts) -> Iterator[Block]:
    for talk in minutes.programme:
        if not isinstance(talk, Talk) or talk.state not in ("running", "done"):
            continue
        if talk.speaker:
            who = t("summary_speaker", speaker=talk.speaker, role=talk.role) if talk.role else talk.speaker
            key = "summary_talk" if talk.title in (talk.preset, t("minutes_talks")) else "summary_talk_titled"
            yield Paragraph(t(key, who=who, title=talk.title), key=f"{talk.id}:talk")
        yield from _told(talk, t)


def _talked(minutes: Minutes, t: Texts) -> Iterator[Block]:
    for item in minutes.programme:
        if isinstance(item, Talk) or item.state not in ("running", "done"):
            continue
        told = list(_told(item, t))
        if told and isinstance(item, Conversation) and item.prompt:
            yield Heading(item.prompt)
        yield from told


def _told(item: Programme, t: Texts) -> Iterator[Block]:
    """What was said there, one paragraph for each side of it, and the pictures of it."""
    harvest = item.harvest if isinstance(item, Conversation) else []
    points = [*harvest, *_of(item.notes, "point", "figure")]
    if points:
        yield Paragraph(_sentences(points), key=f"{item.id}:points")
    for side in ("for", "against"):
        if said := _of(item.notes, side):
            yield Paragraph(t(f"minutes_note_{side}", text=_sentences(said)), key=f"{item.id}:{side}")
    for place, story in enumerate(_of(item.notes, "story")):
        yield Paragraph(story, key=f"{item.id}:story{place}")
    for note in item.notes:
        if note.kind == "quote":
            yield Quote(*said_by(note, t))
    for photo in item.photos:
        yield _picture(photo, item, t)


def _picture(photo: Photo, item: Programme, t: Texts) -> Picture:
    return Picture(photo.id, photo.alt, item.title if photo.public else t("minutes_photo_internal", title=item.title))


def _home(minutes: Minutes, t: Texts) -> Iterator[Block]:
    agreed = [note.text for item in minutes.programme for note in item.notes if note.kind == "agreement"]
    if agreed:
        yield Paragraph(t("summary_agreed", what=_sentences(agreed)), key="agreed")
    for vote in minutes.programme:
        if isinstance(vote, Vote) and vote.places:
            shown = [place for place in results.top(vote.places)[0] if place.rank <= TOP]
            if shown and len(shown) <= 2 * TOP:
                ideas = t.listed(t("summary_idea", text=place.text, n=place.votes) for place in shown)
                yield Paragraph(t("summary_pointed", n=len(shown), ideas=ideas), key=f"{vote.id}:pointed")
    for item in minutes.programme:
        if isinstance(item, Steps) and item.steps:
            steps = (t("summary_step", home=s.home, what=_sentence(s.what)) if s.home else _sentence(s.what)
                     for s in item.steps)  # fmt: skip
            yield Paragraph(" ".join([t("summary_steps"), *steps]), key=f"{item.id}:steps")


def _next(minutes: Minutes, t: Texts) -> Iterator[Block]:
    lines = document.next_lines(minutes.meeting, t)
    if lines:
        yield Paragraph(" ".join(lines))


def _of(notes: Iterable[Note], *kinds: str) -> list[str]:
    return [note.text for kind in kinds for note in notes if note.kind == kind]


def _sentences(texts: Iterable[str]) -> str:
    return " ".join(_sentence(text) for text in texts)


def _sentence(text: str) -> str:
    """End a line as a sentence, so that the next one can follow it."""
    return text if text.rstrip("»«\"')").endswith((".", "!", "?", "…", ":")) else f"{text}."
