"""The minutes as Markdown, which also reads well as plain text. Every text is escaped to show literally."""

from __future__ import annotations

import re

from facilitator.minutes.blocks import (
    Block,
    Callout,
    Cell,
    Chart,
    Document,
    Entries,
    Entry,
    Figures,
    Heading,
    Lead,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from facilitator.minutes.copies import Copy

TYPE = "text/markdown; charset=utf-8"

_ANYWHERE = re.compile(
    r"[\\`*_\[\]<>|~$@#^{}]"
    r"|!(?=\[)"
    r"|&(?=#?\w+;)"
    r"|(?<=\S)\.(?=[^\W\d_])"  # example.dk becomes a link where addresses are found by themselves
    r"|:(?=[^\s\d])|(?<=[^\W\d_]):(?=\d)"  # http: and :smile:
    r"|(?<=/)/|/(?=/)"
)
_AT_START = re.compile(r"^(?:[-+=:](?=.)|[-+=:]$)")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def write(copy: Copy) -> bytes:
    """Write the minutes as CommonMark with tables."""
    return markdown(copy.document).encode()


def markdown(doc: Document) -> str:
    """Write any document."""
    cover = doc.cover
    marks = "".join(f" · **{literal(mark)}**" for mark in cover.marks)
    pieces = [f"{literal(cover.kicker, first=True)}{marks}", f"# {literal(cover.title, first=True)}"]
    if cover.subtitle:
        pieces.append(literal(cover.subtitle, first=True))
    pieces.append("\n".join(f"- **{literal(name)}:** {literal(value)}" for name, value in cover.facts))
    for part in doc.parts:
        pieces.append(f"## {literal(part.title, first=True)}")
        pieces.extend(_block(block) for block in part.blocks)
    pieces += ["---", literal(doc.foot, first=True)]
    return "\n\n".join(pieces) + "\n"


def literal(text: str, *, first: bool = False) -> str:
    """Escape a text so that it shows as it stands; `first` where it begins a line. Newlines become spaces."""
    text = _ANYWHERE.sub(lambda found: "\\" + found[0], " ".join(text.split()))
    if first:
        text = _NUMBERED.sub(r"\1\\\2", _AT_START.sub(lambda found: "\\" + found[0], text))
    return text


def _block(block: Block) -> str:
    match block:
        case Lead(text) | Paragraph(text):
            return literal(text, first=True)
        case Heading(text):
            return f"### {literal(text, first=True)}"
        case Callout(title, text):
            return f"> **{literal(title)}:** {literal(text)}"
        case Figures(items):
            return " · ".join(f"**{literal(number)}** {literal(what)}" for number, what in items)
        case Entries(items, numbered):
            return "\n".join(_entry(entry, f"{n}. " if numbered else "- ") for n, entry in enumerate(items, start=1))
        case Quote(text, by):
            return f"> {literal(text, first=True)}" + (f"\n>\n> – {literal(by)}" if by else "")
        case Chart(title, bars):
            lines = [f"- {literal(bar.name, first=True)}: {literal(bar.label)}" for bar in bars]
            return "\n".join([f"{literal(title, first=True)}:", "", *lines])
        case Picture(_, alt, caption):
            return f"{literal(caption, first=True)}: {literal(alt)}"
        case Table():
            return _table(block)


def _entry(entry: Entry, mark: str) -> str:
    label = f"**{literal(entry.label)}**" if entry.label else ""
    note = f"({literal(entry.note)})" if entry.note else ""
    before = " ".join(part for part in (label, note) if part)
    text = literal(entry.text, first=not before)
    line = ": ".join(part for part in (before, text) if part)
    points = (f"{' ' * len(mark)}- {literal(point, first=True)}" for point in entry.points)
    return "\n".join([f"{mark}{line}", *points])


def _table(table: Table) -> str:
    head = " | ".join(literal(column.title) for column in table.columns)
    rule = " | ".join("---:" if column.kind == "number" else "---" for column in table.columns)
    rows = [" | ".join(_cell(cell) for cell in row.cells) for row in table.rows]
    caption = [literal(table.caption, first=True) + ":", ""] if table.caption else []
    return "\n".join([*caption, *(f"| {line} |" for line in (head, rule, *rows))])


def _cell(cell: Cell) -> str:
    notes = "".join(f" ({literal(note)})" for note in (*((cell.theme,) if cell.theme else ()), *cell.notes))
    return literal(cell.text) + notes
