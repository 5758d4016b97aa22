"""The blocks a document is made of. Writers know these and nothing of meetings; every text in them is literal."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Lead(msgspec.Struct, frozen=True, tag=True):
    """A sentence in larger type. `key`, here as in other blocks, names it among its part's blocks of the same kind."""

    text: str
    key: str = ""


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """A paragraph; `small` for what explains something beside it."""

    text: str
    small: bool = False
    key: str = ""


class Heading(msgspec.Struct, frozen=True, tag=True):
    """A heading inside a part, with the shape of a theme where it names one."""

    text: str
    look: int | None = None
    key: str = ""


class Callout(msgspec.Struct, frozen=True, tag=True):
    """Something to know before reading on."""

    title: str
    text: str


class Figures(msgspec.Struct, frozen=True, tag=True):
    """A few numbers, each with what it counts."""

    items: tuple[tuple[str, str], ...]


class Entry(msgspec.Struct, frozen=True):
    """One line of a list: a label and a note around a text, and points below it. Keys: as of a row."""

    label: str = ""
    note: str = ""
    text: str = ""
    points: tuple[str, ...] = ()
    key: str = ""
    point_keys: tuple[str, ...] = ()


class Entries(msgspec.Struct, frozen=True, tag=True):
    """A list; a document has one that is numbered at most."""

    items: tuple[Entry, ...]
    numbered: bool = False


class Column(msgspec.Struct, frozen=True):
    """A column of a table. `kind`: text, number (to the right), name (short, strong) or time."""

    title: str
    kind: str = "text"


class Cell(msgspec.Struct, frozen=True):
    """What stands in a table's cell: a text, notes below it, and the theme's shape with its title before it."""

    text: str
    notes: tuple[str, ...] = ()
    look: int | None = None
    theme: str = ""


class Row(msgspec.Struct, frozen=True):
    """A row of a table; its `key` is the same in every copy, whatever stands above it."""

    cells: tuple[Cell, ...]
    key: str = ""


class Table(msgspec.Struct, frozen=True, tag=True):
    """A table with one row of headings; a caption where no heading above says what it holds."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""


class Quote(msgspec.Struct, frozen=True, tag=True):
    """What somebody said, in the marks of the language, and whose it is where that may be told."""

    text: str
    by: str = ""


class Bar(msgspec.Struct, frozen=True):
    """One bar: what it is of, how long it is, and that in words."""

    name: str
    value: int
    label: str
    look: int | None = None


class Chart(msgspec.Struct, frozen=True, tag=True):
    """Bars side by side, the longest as wide as there is room."""

    title: str
    bars: tuple[Bar, ...]


class Picture(msgspec.Struct, frozen=True, tag=True):
    """A picture by its name, with what it shows in words, and a line under it. Writers that cannot hold it say both."""

    name: str
    alt: str
    caption: str


Block = Lead | Paragraph | Heading | Callout | Figures | Entries | Table | Quote | Chart | Picture
Pictures = Mapping[str, bytes]
"""The JPEGs that a document's pictures name, as far as they are there."""
NO_PICTURES: Pictures = {}


class Part(msgspec.Struct, frozen=True):
    """A heading and what stands under it; `key` names it in every copy. An annex begins a new page on paper."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False


class Cover(msgspec.Struct, frozen=True):
    """The top of page one. `marks` are words such as *Foreløbigt*."""

    kicker: str
    title: str
    subtitle: str
    marks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


class Document(msgspec.Struct, frozen=True):
    """A whole document. `page` are the words around page numbers: ("Side", "af"). `made` is the moment it is of, and
    `author` whoever stands behind it; they are for the file, and not read."""

    language: str
    cover: Cover
    parts: tuple[Part, ...]
    foot: str
    page: tuple[str, str]
    made: str
    author: str
