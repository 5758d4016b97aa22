"""The minutes as one web page that carries everything with it: fonts, style, no script. It prints on A4."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path

from facilitator.minutes.blocks import (
    NO_PICTURES,
    Block,
    Callout,
    Cell,
    Chart,
    Column,
    Document,
    Entries,
    Entry,
    Figures,
    Heading,
    Lead,
    Paragraph,
    Part,
    Picture,
    Pictures,
    Quote,
    Table,
)
from facilitator.minutes.copies import Copy
from facilitator.minutes.edits import Text
from facilitator.minutes.letterhead import Letterhead, kind_of
from facilitator.minutes.shapes import SHAPES

TYPE = "text/html; charset=utf-8"
FONTS = Path(__file__).parents[2] / "static" / "fonts"
WHOLE = 8
"""A part of up to so many rows is not split between two pages."""
STYLE = Path(__file__).with_name("minutes.css")


def write(copy: Copy) -> bytes:
    """Write the minutes as one HTML file."""
    return html(copy.document, copy.pictures, head=copy.letterhead).encode()


def editor(doc: Document, copy: Copy) -> str:
    """Write a document whose texts know their places, for a page that makes them editable."""
    return html(doc, copy.pictures, STYLE.with_name("editor.css").read_text("utf-8"), copy.letterhead)


def html(doc: Document, pictures: Pictures = NO_PICTURES, more_style: str = "", head: Letterhead | None = None) -> str:
    """Write any document, with those of its pictures that are there."""
    head = head or Letterhead()
    if head.colour:
        more_style += (
            f":root {{ --forest: {head.colour}; --forest-deep: {head.colour}; --on-forest: #fff; --mark: #fff; }}"
        )
    style = (_style(doc.page) + more_style).replace('"FOOT"', f'"{_in_style(doc.foot)}"')
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    images = "img-src data:; " if pictures or head.logo else ""
    policy = (
        f"default-src 'none'; {images}style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"
    )
    title = " · ".join([doc.cover.kicker, *doc.cover.marks, doc.cover.title])
    parts = "\n".join(_part(part, f"p{place}", pictures) for place, part in enumerate(doc.parts, start=1))
    return (
        f'<!doctype html>\n<html lang="{escape(doc.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<div class="sheet">\n'
        f"{_cover(doc, head)}\n<main>\n{parts}\n</main>\n"
        f'<footer class="foot"><p>{_text(doc.foot)}</p></footer>\n</div>\n</body>\n</html>\n'
    )


@cache
def _style(page: tuple[str, str]) -> str:
    style = STYLE.read_text("utf-8")
    for name in ("bricolage-grotesque", "schibsted-grotesk"):
        data = base64.b64encode((FONTS / f"{name}.woff2").read_bytes()).decode()
        style = style.replace(f'url("{name}.woff2")', f'url("data:font/woff2;base64,{data}")')
    return style.replace('"PAGE "', f'"{page[0]} "').replace('" OF "', f'" {page[1]} "')


def _in_style(text: str) -> str:
    """Escape a text for a string in a style sheet, where a backslash and six digits are any character."""
    return "".join(letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):06x}" for letter in text)


def _text(text: str) -> str:
    """People's texts stand in an element of their own, so that one that reads from right to left turns only itself.
    For an editor it says its place."""
    place = f' data-place="{escape(text.place)}"' if isinstance(text, Text) else ""
    return f"<bdi{place}>{escape(text)}</bdi>"


def _cover(doc: Document, head: Letterhead) -> str:
    cover = doc.cover
    sign = _RING
    if head.logo:
        data = base64.b64encode(head.logo).decode()
        sign = f'<img class="logo" alt="{escape(head.name)}" src="data:image/{kind_of(head.logo)};base64,{data}">'
    marks = "".join(f'<span class="mark">{escape(mark)}</span>' for mark in cover.marks)
    marks = f'<p class="marks">{marks}</p>' if marks else ""
    facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{_text(value)}</dd></div>" for name, value in cover.facts)
    long = ' class="long"' if len(cover.title) > 60 or max(map(len, cover.title.split()), default=0) > 24 else ""
    subtitle = f'<p class="subtitle">{_text(cover.subtitle)}</p>\n' if cover.subtitle else ""
    return (
        f'<header class="cover">\n<div class="top"><p class="kicker">{sign}{escape(cover.kicker)}</p>'
        f"{marks}</div>\n<h1{long}>{_text(cover.title)}</h1>\n{subtitle}"
        f'<dl class="facts">{facts}</dl>\n</header>'
    )


def _part(part: Part, name: str, pictures: Pictures) -> str:
    blocks = "\n".join(_block(block, pictures) for block in part.blocks)
    kind = "part annex" if part.annex else "part whole" if _lines(part) <= WHOLE else "part"
    return (
        f'<section class="{kind}" aria-labelledby="{name}">\n<h2 id="{name}">{_text(part.title)}</h2>\n'
        f"<div>\n{blocks}\n</div>\n</section>"
    )


def _lines(part: Part) -> int:
    return sum(
        len(block.rows) if isinstance(block, Table) else len(block.items) if isinstance(block, Entries) else 1
        for block in part.blocks
    )


def _block(block: Block, pictures: Pictures) -> str:
    match block:
        case Lead(text):
            return f'<p class="lead">{_text(text)}</p>'
        case Paragraph(text, small):
            return f'<p class="small">{_text(text)}</p>' if small else f"<p>{_text(text)}</p>"
        case Heading(text, look):
            return f"<h3>{_shape(look)}{_text(text)}</h3>"
        case Callout(title, text):
            return f'<p class="callout"><strong>{escape(title)}.</strong> {_text(text)}</p>'
        case Figures(items):
            each = "".join(f"<div><dt>{escape(what)}</dt><dd>{escape(number)}</dd></div>" for number, what in items)
            return f'<dl class="figures">{each}</dl>'
        case Entries(items, numbered):
            tag = "ol" if numbered else "ul"
            return f'<{tag} class="entries">{"".join(_entry(entry) for entry in items)}</{tag}>'
        case Quote(text, by):
            named = f"<footer>{_text(by)}</footer>" if by else ""
            return f"<blockquote><p>{_text(text)}</p>{named}</blockquote>"
        case Chart():
            return _chart(block)
        case Picture(name, alt, caption):
            return _picture(pictures.get(name), alt, caption)
        case Table():
            return _table(block)


def _picture(jpeg: bytes | None, alt: str, caption: str) -> str:
    """What it shows stands under it too, for those who print and those whose picture is gone."""
    image = ""
    if jpeg is not None:
        data = base64.b64encode(jpeg).decode()
        image = f'<img alt="{escape(alt)}" src="data:image/jpeg;base64,{data}">'
    return f"<figure>{image}<figcaption><strong>{_text(caption)}</strong> {_text(alt)}</figcaption></figure>"


def _chart(chart: Chart) -> str:
    """A list whose every line is a bar; its words and numbers are enough without."""
    most = max((bar.value for bar in chart.bars), default=0) or 1
    each = "".join(
        f'<div><dt>{_text(bar.name)}</dt><dd><span class="bar w{round(20 * bar.value / most) * 5}"></span>'
        f"{escape(bar.label)}</dd></div>"
        for bar in chart.bars
    )
    return f'<figure class="chart"><figcaption>{_text(chart.title)}</figcaption><dl>{each}</dl></figure>'


def _entry(entry: Entry) -> str:
    label = f"<strong>{_text(entry.label)}</strong>" if entry.label else ""
    note = f' <span class="note">{_text(entry.note)}</span>' if entry.note else ""
    text = f'<span class="text">{_text(entry.text)}</span>' if entry.text else ""
    points = "".join(f"<li>{_text(point)}</li>" for point in entry.points)
    return f"<li>{label}{note} {text}{f'<ul>{points}</ul>' if points else ''}</li>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col" class="{column.kind}">{_text(column.title)}</th>' for column in table.columns)
    rows = "\n".join(
        "<tr>" + "".join(_cell(column, cell) for column, cell in zip(table.columns, row.cells, strict=True)) + "</tr>"
        for row in table.rows
    )
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"


def _cell(column: Column, cell: Cell) -> str:
    theme = f'<span class="unseen">{_text(cell.theme)}: </span>' if cell.theme else ""
    notes = "".join(f'<span class="note">{_text(note)}</span>' for note in cell.notes)
    return f'<td class="{column.kind}">{_shape(cell.look)}{theme}{_text(cell.text)}{notes}</td>'


def _shape(look: int | None) -> str:
    """The colour and shape of a theme; its title always stands beside it in words."""
    if look is None:
        return ""
    shape = SHAPES[look % len(SHAPES)]
    return f'<svg class="shape look-{look % 6}" viewBox="0 0 24 24" aria-hidden="true"><path d="{shape}"/></svg>'


_RING = (
    '<svg class="ring" viewBox="0 0 32 32" aria-hidden="true">'
    '<path d="M18.6 5.3A11.5 11.5 0 1 0 27.4 15.6"/><circle cx="26.2" cy="6.4" r="4.1"/></svg>'
)
