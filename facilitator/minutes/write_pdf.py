"""The minutes as a PDF that everybody can read: tagged (PDF/UA-1), lasting (PDF/A-3a), with its own data inside."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import typst

from facilitator.minutes import write_json
from facilitator.minutes.blocks import Document
from facilitator.minutes.copies import Copy
from facilitator.minutes.shapes import SHAPES

TYPE = "application/pdf"
FONTS = Path(__file__).parents[1] / "printing" / "fonts"
PAPER = Path(__file__).with_name("minutes.typ")
STANDARDS: Any = ["a-3a", "ua-1"]
MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed|contains the codepoint `?(.)`?", re.DOTALL)
LOGO = "logo"
CODE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
INSTEAD = "□"
TRIES = 5


def write(copy: Copy) -> bytes:
    """Write the minutes as a PDF."""
    return pdf(copy.document, copy)


def pdf(doc: Document, copy: Copy) -> bytes:
    """Write a document. A character that no typeface has is shown as a box, so that the rest is not lost.

    Raise RuntimeError where the typesetter gives up.
    """
    words = msgspec.to_builtins(doc) | {
        "title": " · ".join([doc.cover.kicker, doc.cover.title]),
        "author": [*copy.minutes.meeting.hosts, copy.minutes.meeting.facilitator],
        "keywords": [],
        "shapes": SHAPES,
        "colour": copy.letterhead.colour or None,
        "logo": {"file": LOGO, "alt": copy.letterhead.name} if copy.letterhead.logo else None,
        "pictures": sorted(copy.pictures),
        "data": "minutes.json",
    }
    inputs = msgspec.json.encode(words).decode()
    made = dt.datetime.fromisoformat(copy.minutes.made)
    data = write_json.write(copy)
    for _ in range(TRIES):
        try:
            return _set(inputs, made, data, copy)
        except typst.TypstError as why:
            missing = _missing(f"{why} {why.diagnostic}")
            if not missing:
                raise RuntimeError(str(why)) from why
            inputs = "".join(INSTEAD if letter in missing else letter for letter in inputs)
    raise RuntimeError("too many characters without a typeface")


def _missing(said: str) -> set[str]:
    """Give the letters that no typeface has. Those of ASCII are never among them: what is quoted may hold more."""
    found = "".join(a or b for a, b in MISSING.findall(said))
    spelled = {chr(int(code, 16)) for code in CODE.findall(found)}
    return {letter for letter in spelled | set(CODE.sub("", found)) if not letter.isascii()}


def _set(inputs: str, made: dt.datetime, data: bytes, copy: Copy) -> bytes:
    """Set it in a folder of its own: the typesetter reads pictures as files, and nothing else is in its reach."""
    with tempfile.TemporaryDirectory(prefix="inspiratorium-") as folder:
        root = Path(folder)
        (root / PAPER.name).write_bytes(PAPER.read_bytes())
        for name, picture in copy.pictures.items():
            (root / f"{name}.jpg").write_bytes(picture)
        if copy.letterhead.logo:
            (root / LOGO).write_bytes(copy.letterhead.logo)
        written: Any = typst.compile(
            root / PAPER.name, root=root, font_paths=_fonts(), sys_inputs={"doc": inputs, "data": data.decode()},
            pdf_standards=STANDARDS, timestamp=made,
        )  # fmt: skip
    return bytes(written)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
