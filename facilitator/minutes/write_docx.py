"""The minutes for Word: real headings, lists and tables in styles of our own, to go on writing in.

A .docx is a ZIP archive of XML. The parts that are the same for all minutes, the styles above all, lie in `docx/` as
they stand in the archive; the others are written here.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import zipfile
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import pairwise
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
from facilitator.minutes.docx_pictures import HIGH, RELATIONS, TWIP, Held
from facilitator.minutes.docx_styles import merged
from facilitator.minutes.letterhead import Letterhead

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARTS = Path(__file__).with_name("docx")
LOCALES = {"da": "da-DK", "en": "en-GB"}
LOOKS = ("2E70B4", "CF4F2E", "CB9410", "4E2A84", "1E9E7E", "8E1F47")
SHAPES = "●■▲◆✚⌂⬢○◒□★✖"
"""What the themes' shapes are in type. They are of fonts that Word has or falls back to."""
WHOLE = 8
"""A table or a list of up to so many rows is not split between two pages."""
WIDE = 9071
"""The width of the text, in twentieths of a point, as everything here; A4 with margins of 25 mm."""
LOGO = "logo"
NAMED = {"styles": "word/styles.xml", "theme": "word/theme/theme.xml"}
"""Where what is taken from somebody's own document lies in ours."""
NARROW = {"name": 680, "number": 1134, "time": 1474}
"""How narrow columns of these kinds may be; what stands in them may want more, by so much a letter."""
LETTER, MARGIN = 108, 170

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write(copy: Copy) -> bytes:
    """Write the minutes as a Word document."""
    return docx(copy.document, copy.pictures, copy.letterhead)


def docx(doc: Document, pictures: Pictures = NO_PICTURES, head: Letterhead | None = None) -> bytes:
    """Write any document, with those of its pictures that are there."""
    locale, head = LOCALES[doc.language], head or Letterhead()
    held = Held({**pictures, **({LOGO: head.logo} if head.logo else {})})
    parts: dict[str, str | bytes] = {
        name: _in_colour(text.replace('"da-DK"', f'"{locale}"'), head.colour) for name, text in _constant().items()
    }
    for name, theirs in head.styles.items():
        place = NAMED[name]
        parts[place] = merged(theirs, str(parts[place])) if name == "styles" else theirs
    parts |= {
        "docProps/core.xml": _core(doc),
        "word/document.xml": _body(doc, held, head),
        "word/footer.xml": _footer(doc),
    }
    parts |= held.parts()
    parts[RELATIONS] = held.related(str(parts[RELATIONS]))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in sorted(parts.items()):  # the list of types, which begins with a bracket, goes first
            info = zipfile.ZipInfo(name)  # whose date is always the same
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, text)
    return archive.getvalue()


def _in_colour(text: str, colour: str) -> str:
    """Put a letterhead's colour in the place of our two greens, and white on it: it is only sure to bear that."""
    if not colour:
        return text
    for pale in ("DCEBE4", "BCD6CB"):
        text = text.replace(f'<w:color w:val="{pale}"/>', '<w:color w:val="FFFFFF"/>')
    text = text.replace('<w:caps/><w:color w:val="FFC53A"/>', '<w:caps/><w:color w:val="FFFFFF"/>')
    return text.replace("0C3B33", colour[1:]).replace("14584A", colour[1:])


@cache
def _constant() -> dict[str, str]:
    files = (path for path in PARTS.rglob("*") if path.is_file())
    return {path.relative_to(PARTS).as_posix(): path.read_text("utf-8") for path in files}


def _core(doc: Document) -> str:
    made = dt.datetime.fromisoformat(doc.made).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    moment = f'xsi:type="dcterms:W3CDTF">{made}</dcterms'
    title = " · ".join([doc.cover.kicker, *doc.cover.marks, doc.cover.title])
    return (
        f"{_XML}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(doc.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(doc.author)}</cp:lastModifiedBy>"
        f"<dcterms:created {moment}:created><dcterms:modified {moment}:modified>"
        f"<dc:language>{LOCALES[doc.language]}</dc:language></cp:coreProperties>"
    )


def _footer(doc: Document) -> str:
    page, of = doc.page
    number = f"{_run(f'{page} ')}{_field('PAGE')}{_run(f' {of} ')}{_field('NUMPAGES')}"
    return f"{_XML}<w:ftr {_W}>{_paragraph('Footer', f'{_run(doc.foot)}{_TAB}{number}')}</w:ftr>"


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _body(doc: Document, held: Held, head: Letterhead) -> str:
    parts = "".join(_part(part, held, first=place == 0) for place, part in enumerate(doc.parts))
    return (
        f"{_XML}<w:document {_W} {_R}><w:body>{_cover(doc, held, head)}{parts}"
        '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1417" w:bottom="1247" w:left="1417"'
        ' w:header="567" w:footer="624" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _cover(doc: Document, held: Held, head: Letterhead) -> str:
    cover = doc.cover
    logo = held.drawn(LOGO, head.name, 2_400_000, 500_000) + _run("  ") if head.logo else ""
    marks = _run(" ").join(_run(f"\u00a0{mark}\u00a0", "InspiratoriumMark") for mark in cover.marks)
    lines = [_paragraph("InspiratoriumKicker", logo + _run(cover.kicker) + (_TAB + marks if marks else ""))]
    lines.append(_paragraph("Title", _run(cover.title)))
    if cover.subtitle:
        lines.append(_paragraph("Subtitle", _run(cover.subtitle)))
    for name, value in cover.facts:
        lines.append(_paragraph("InspiratoriumFacts", f"{_run(name, 'InspiratoriumFactName')}{_TAB}{_run(value)}"))
    return "".join(lines)


# --- blocks


def _part(part: Part, held: Held, *, first: bool) -> str:
    more = "<w:pageBreakBefore/>" if part.annex else ""
    if first or part.annex:  # no rule to tell it from what stands above
        more += '<w:pBdr><w:top w:val="nil"/></w:pBdr>'
    return _paragraph("Heading1", _run(part.title), more) + "".join(_blocks(part, held))


def _blocks(part: Part, held: Held) -> Iterator[str]:
    named = part.title
    for block, following in pairwise((*part.blocks, None)):
        if isinstance(block, Heading):
            named = block.text
        if block is not None:
            yield _block(block, named, held, _KEEP if isinstance(following, Table | Entries) else "")


def _block(block: Block, named: str, held: Held, keep: str) -> str:
    """Write a block under the heading it is `named` by; `keep` holds a paragraph to what follows it."""
    match block:
        case Lead(text):
            return _paragraph("InspiratoriumLead", _run(text), keep)
        case Paragraph(text, small):
            return _paragraph("InspiratoriumSmall" if small else "Normal", _run(text), keep)
        case Heading(text, look):
            return _paragraph("Heading2", f"{_shape(look)}{_run(text)}")
        case Callout(title, text):
            return _paragraph("InspiratoriumCallout", _run(f"{title}. ", "Strong") + _run(text))
        case Figures(items):
            each = (_run(number, "InspiratoriumFigure") + _run(f"\u00a0{what}") for number, what in items)
            return _paragraph("InspiratoriumFigures", _TAB.join(each))
        case Quote(text, by):
            named = _BREAK + _run(f"– {by}", "InspiratoriumNote") if by else ""
            return _paragraph("Quote", _run(text) + named)
        case Chart(title, bars):
            lines = (_run(f"{bar.name}: {bar.label}") for bar in bars)
            return _paragraph("InspiratoriumSmall", _run(title), _KEEP) + "".join(
                _paragraph("Normal", x) for x in lines
            )
        case Picture(name, alt, caption):
            drawn = _paragraph("Normal", held.drawn(name, alt, WIDE * TWIP, HIGH), _KEEP) if name in held else ""
            return drawn + _paragraph("InspiratoriumSmall", _run(f"{caption} ", "Strong") + _run(alt))
        case Entries(items, numbered):
            return _entries(items, "ListNumber" if numbered else "ListBullet")
        case Table():
            return _table(block, named)


def _entries(items: tuple[Entry, ...], style: str) -> str:
    short = sum(1 + len(entry.points) for entry in items) <= WHOLE
    return "".join(_entry(entry, style, _KEEP if short and entry is not items[-1] else "") for entry in items)


def _entry(entry: Entry, style: str, keep: str) -> str:
    label = _run(entry.label, "Strong") if entry.label else ""
    note = _run(f"{' ' if label else ''}{entry.note}", "InspiratoriumNote") if entry.note else ""
    text = _run(entry.text) if entry.text else ""
    said = f"{label}{note}{_BREAK if text and (label or note) else ''}{text}"
    points = "".join(_paragraph("ListBullet2", _run(point), keep) for point in entry.points)
    return _paragraph(style, said, _KEEP if points else keep) + points


def _table(table: Table, named: str) -> str:
    caption = _paragraph("Caption", _run(table.caption)) if table.caption else ""
    widths = _widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _cell(column, width, _paragraph("InspiratoriumCellHead", _run(column.title), _to_the_right(column)))
        for column, width in zip(table.columns, widths, strict=True)
    )
    kept = _kept(len(table.rows))
    rows = "".join(
        _row(table.columns, row.cells, widths, _KEEP if place in kept else "") for place, row in enumerate(table.rows)
    )
    return (
        f'{caption}<w:tbl><w:tblPr><w:tblStyle w:val="InspiratoriumTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(table.caption or named)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
        f"{_paragraph('InspiratoriumAfterTable', '')}"  # or two tables in a row become one
    )


def _kept(rows: int) -> set[int]:
    """Which rows stay on the page of the next: all of a short table, and no row of a long one alone."""
    last = rows - 1
    return set(range(last)) if rows <= WHOLE else {0, last - 1}


def _widths(table: Table) -> list[int]:
    """Share the width: what is short gets what it needs, many numbers less, and texts the rest, the long ones more."""
    places = range(len(table.columns))
    kinds = [column.kind for column in table.columns]
    widths = [
        max(NARROW[kinds[place]], _longest(table, place) * LETTER + MARGIN) if kinds[place] in NARROW else 0
        for place in places
    ]
    numbers = [place for place in places if kinds[place] == "number"]
    most = (WIDE * 6 // 10 - sum(widths[place] for place in places if place not in numbers)) // max(1, len(numbers))
    for place in numbers:
        widths[place] = min(widths[place], most)
    rest = WIDE - sum(widths)
    weights = {place: _weight(table, place) for place in places if kinds[place] not in NARROW}
    for place, weight in weights.items():
        widths[place] = int(rest * weight / sum(weights.values()))
    return widths


def _weight(table: Table, place: int) -> float:
    return math.sqrt(min(max(_longest(table, place), len(table.columns[place].title), 10), 60))


def _longest(table: Table, place: int) -> int:
    return max((len(row.cells[place].text) for row in table.rows), default=0)


def _row(columns: tuple[Column, ...], cells: tuple[Cell, ...], widths: list[int], keep: str) -> str:
    placed = zip(columns, cells, widths, strict=True)
    each = "".join(_cell(column, width, _said(column, cell, keep)) for column, cell, width in placed)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{each}</w:tr>"


def _said(column: Column, cell: Cell, keep: str) -> str:
    style = "InspiratoriumCell" + ("" if column.kind == "text" else column.kind.capitalize())
    theme = _run(f"\u2003{cell.theme}", "InspiratoriumNote") if cell.theme else ""
    notes = "".join(_paragraph("InspiratoriumCellNote", _run(note), keep) for note in cell.notes)
    return _paragraph(style, f"{_shape(cell.look)}{_run(cell.text)}{theme}", keep) + notes


def _cell(column: Column, width: int, paragraphs: str) -> str:
    edge = _TO_THE_EDGE if column.kind == "number" else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}</w:tcPr>{paragraphs}</w:tc>'


def _to_the_right(column: Column) -> str:
    return '<w:jc w:val="right"/>' if column.kind == "number" else ""


# --- runs


def _paragraph(style: str, runs: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _shape(look: int | None) -> str:
    """The colour and shape of a theme; its title always stands beside it in words."""
    if look is None:
        return ""
    style = f'<w:rStyle w:val="InspiratoriumShape"/><w:color w:val="{LOOKS[look % len(LOOKS)]}"/>'
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{SHAPES[look % len(SHAPES)]}\u00a0</w:t></w:r>'


_KEEP = "<w:keepNext/>"
_TAB = "<w:r><w:tab/></w:r>"
_BREAK = "<w:r><w:br/></w:r>"
_TO_THE_EDGE = '<w:tcMar><w:left w:w="142" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
