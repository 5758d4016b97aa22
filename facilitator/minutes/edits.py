"""What people have written over a document: every text in it has a place that stays the same from copy to copy.

An edit knows the text it stands for. When the minutes would say something else there by now, the edit stands all the
same and is `stale`; when they say nothing there any more, it is kept and `unplaced`. What people wrote in the meeting
is never touched.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeVar, cast

import msgspec
from msgspec.structs import replace

from facilitator.minutes.blocks import (
    Block,
    Callout,
    Cell,
    Document,
    Entries,
    Entry,
    Figures,
    Lead,
    Paragraph,
    Part,
    Row,
    Table,
)

ADDED = "added"
"""The key of the paragraph that every part has room for."""
Line = TypeVar("Line", bound=Entry | Row)
ROW = "row"
"""What the place of a line of a list or table has after its part."""
FIELDS = ("text", "by", "title", "alt", "caption")
"""The fields of a block that are texts to edit."""


class Text(str):
    """A text that knows its place in the document."""

    place: str = ""

    @classmethod
    def at(cls, place: str, text: str) -> Text:
        """Give a text its place."""
        made = cls(text)
        made.place = place
        return made


class Edit(msgspec.Struct, frozen=True):
    """What stands at a place instead of the text that `was` there."""

    was: str
    text: str


class Edits(msgspec.Struct, frozen=True):
    """All edits of one paper: of texts by place, the order of its parts, and the places that are left out."""

    texts: Mapping[str, Edit] = {}
    order: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()


class Edited(msgspec.Struct, frozen=True):
    """A document with its edits in it. At each place, `given` is what it says by itself, `said` what is there now."""

    document: Document
    given: Mapping[str, str]
    said: Mapping[str, str]
    stale: frozenset[str]
    unplaced: Mapping[str, Edit]


NONE = Edits()


def apply(document: Document, edits: Edits = NONE) -> Edited:
    """Put edits into a document. Parts that nobody has moved keep their places; what is empty or left out is gone."""
    return _Walk(edits, edited=True).through(document)


def show(document: Document, edits: Edits = NONE) -> Edited:
    """Do the same for an editor: every text is a `Text`, and what is empty or left out is still there."""
    return _Walk(edits, edited=False).through(document)


class _Walk:
    """One walk through a document, from text to text."""

    def __init__(self, edits: Edits, *, edited: bool) -> None:
        self.edits = edits
        self.edited = edited
        self.given: dict[str, str] = {}
        self.said: dict[str, str] = {}
        self.lines: Counter[str] = Counter()

    def through(self, document: Document) -> Edited:
        texts, given = self.edits.texts, self.given
        cover = self._fields(document.cover, "cover", "title", "subtitle")
        parts = [self._part(part) for part in _in_order(document.parts, self.edits.order)]
        if self.edited:
            parts = [part for part in parts if part.blocks and part.key not in self.edits.left_out]
        stale = frozenset(place for place, edit in texts.items() if given.get(place, edit.was) != edit.was)
        unplaced = {place: edit for place, edit in texts.items() if place not in given}
        return Edited(replace(document, cover=cover, parts=tuple(parts)), given, self.said, stale, unplaced)

    def put(self, place: str, text: str) -> str:
        """Give what stands at a place instead of the text the minutes have for it."""
        while place in self.given:
            place += "+"
        self.given[place] = text
        edit = self.edits.texts.get(place)
        said = self.said[place] = text if edit is None else edit.text
        return said if self.edited else Text.at(place, said)

    def _fields(self, of: Any, place: str, *names: str) -> Any:
        return replace(of, **{name: self.put(f"{place}/{name}", getattr(of, name)) for name in names})

    def _part(self, part: Part) -> Part:
        seen: Counter[str] = Counter()
        blocks = [self._block(block, part.key, f"{part.key}/{_name(block, seen)}") for block in part.blocks]
        if not part.annex:
            blocks.append(self._block(Paragraph("", key=ADDED), part.key, f"{part.key}/{ADDED}"))
        kept = tuple(block for block in blocks if not self.edited or _says(block))
        titled: Part = self._fields(part, part.key, "title")
        return replace(titled, blocks=kept)

    def _block(self, block: Block, part: str, place: str) -> Block:
        match block:
            case Entries(items):
                said = [self._entry(entry, at) for at, entry in self._lines(part, items)]
                return replace(block, items=tuple(each for each in said if not self.edited or _has_words(each)))
            case Table(columns, rows):
                free = [column.kind == "text" for column in columns]
                made = tuple(self._row(row, at, free) for at, row in self._lines(part, rows))
                table: Table = self._fields(block, place, "caption")
                return replace(table, rows=made)
            case Figures() | Callout():
                return block
            case _:
                return cast(Block, self._fields(block, place, *(n for n in FIELDS if n in block.__struct_fields__)))

    def _lines(self, part: str, lines: tuple[Line, ...]) -> list[tuple[str, Line]]:
        """Give the lines of a list or table with their places, which stay when a line goes to another
        table of its part, without those that are left out."""
        placed = []
        for line in lines:
            place = f"{part}/{ROW}/{line.key or _digest(line)}"
            self.lines[place] += 1
            if self.lines[place] > 1:
                place += f".{self.lines[place]}"
            if not (self.edited and place in self.edits.left_out):
                placed.append((place, line))
        return placed

    def _entry(self, entry: Entry, place: str) -> Entry:
        said: Entry = self._fields(entry, place, "label", "note", "text")
        keys = entry.point_keys or ("",) * len(entry.points)
        points = [self.put(f"{place}/{k or _digest(p)}", p) for k, p in zip(keys, entry.points, strict=True)]
        return replace(said, points=tuple(point for point in points if point or not self.edited))

    def _row(self, row: Row, place: str, free: list[bool]) -> Row:
        """What was counted, and when things were, is not written over."""
        cells = (self._cell(c, f"{place}/{n}") if free[n] else c for n, c in enumerate(row.cells))
        return replace(row, cells=tuple(cells))

    def _cell(self, cell: Cell, place: str) -> Cell:
        notes = tuple(self.put(f"{place}/note{n}", note) for n, note in enumerate(cell.notes))
        said: Cell = self._fields(cell, place, "text")
        return replace(said, notes=tuple(note for note in notes if note or not self.edited))


def line_of(place: str) -> str:
    """Name the line of a list or table that a place is in; '' where it is in none."""
    parts = place.split("/")
    return "/".join(parts[:3]) if parts[1:2] == [ROW] else ""


def _in_order(parts: tuple[Part, ...], order: tuple[str, ...]) -> list[Part]:
    """Put parts into the wished order; one that the order does not name follows the one it follows by itself."""
    wished = [key for key in order if any(part.key == key for part in parts)]
    before = ""
    for part in parts:
        if part.key not in wished:
            wished.insert(wished.index(before) + 1 if before else 0, part.key)
        before = part.key
    return sorted(parts, key=lambda part: wished.index(part.key))


def _name(block: Block, seen: Counter[str]) -> str:
    """Name a block in its part: by its key, or by its kind and how many of that kind are before it."""
    name = getattr(block, "key", "") or type(block).__name__.lower()
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}{seen[name]}"


def _digest(said: Any) -> str:
    """Name what has no key by what it says: what is put before it does not move it."""
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:12]


def _has_words(entry: Entry) -> bool:
    return bool(entry.label or entry.note or entry.text or entry.points)


def _says(block: Block) -> bool:
    """Whether a block has anything left to say."""
    if isinstance(block, Entries):
        return bool(block.items)
    if isinstance(block, Table):
        return bool(block.rows)
    return not isinstance(block, Lead | Paragraph) or bool(block.text.strip())
