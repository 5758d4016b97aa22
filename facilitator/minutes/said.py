"""What was said: the parts of the document that come from notes, pictures and harvested lines."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.minutes.blocks import Block, Entries, Entry, Picture
from facilitator.minutes.types import Conversation, Minutes, Note, Programme
from facilitator.texts import Texts

ORDER = ("point", "for", "against", "story", "figure", "quote")
"""What is told of a conversation, in this order. Agreements have a part of their own."""


def is_kept(minutes: Minutes) -> bool:
    """Whether anybody wrote down what was said; bare questions are no more than a programme."""
    return any(_lines(item) or (isinstance(item, Conversation) and item.harvest) for item in minutes.programme)


def talked(minutes: Minutes, t: Texts) -> Iterator[Block]:
    """*Det talte vi om*: every conversation, and whatever else something was said at."""
    spoken = [item for item in minutes.programme if _was_spoken(item) or _lines(item)]
    if spoken:
        yield Entries(tuple(_entry(item, t) for item in spoken))


def agreed(minutes: Minutes, t: Texts) -> Iterator[Block]:
    """*Det blev vi enige om*, in the order of the day."""
    notes = [note for item in minutes.programme for note in item.notes if note.kind == "agreement"]
    if notes:
        yield Entries(tuple(Entry(text=line(note, t), key=note.id) for note in notes), numbered=True)


def pictures(minutes: Minutes, t: Texts) -> Iterator[Block]:
    """The pictures that somebody has said in words what they show."""
    for item in minutes.programme:
        for photo in item.photos:
            caption = item.title if photo.public else t("minutes_photo_internal", title=item.title)
            yield Picture(photo.id, photo.alt, caption)


def said_by(note: Note, t: Texts) -> tuple[str, str]:
    """Give a quote in the marks of the language, and whose it is, or that nobody has approved of it yet."""
    text = t("minutes_quote", text=note.text)
    return (text if note.approved else t("minutes_quote_awaited", quote=text)), note.name


def line(note: Note, t: Texts) -> str:
    """Say a note on one line: what it is, what it is about, and of a quote whose it is."""
    text = note.text
    if note.kind in ("for", "against", "story"):
        text = t(f"minutes_note_{note.kind}", text=text)
    elif note.kind == "quote":
        text = t("minutes_quote_named", text=text, name=note.name) if note.name else t("minutes_quote", text=text)
    if note.kind == "quote" and not note.approved:
        text = t("minutes_quote_awaited", quote=text)
    return t("minutes_about_idea", text=text, n=note.idea) if note.idea else text


def _was_spoken(item: Programme) -> bool:
    return isinstance(item, Conversation) and item.state in ("running", "done")


def _lines(item: Programme) -> list[Note]:
    notes = [note for note in item.notes if note.kind in ORDER]
    return sorted(notes, key=lambda note: ORDER.index(note.kind))


def _entry(item: Programme, t: Texts) -> Entry:
    notes = _lines(item)
    points, keys = tuple(line(note, t) for note in notes), tuple(note.id for note in notes)
    if not isinstance(item, Conversation):
        return Entry(label=item.title, points=points, key=item.id, point_keys=keys)
    form = t(f"kind_form_{item.form}")
    return Entry(
        item.title, "" if form == item.title else form, item.prompt, (*item.harvest, *points), item.id,
        ("",) * len(item.harvest) + keys,
    )  # fmt: skip
