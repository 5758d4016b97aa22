"""The minutes (*referat*) of one meeting, at any moment of it, in every format there is.

`model` reads what they say into `types`, `document` and `results` put it into words as `blocks`, and one
`write_` module per format puts it on paper. A new format is one such module and one line here.

Whoever serves a meeting has them written `apart`, so that nobody waits for a document; `package` is all of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from facilitator.minutes import (
    write_csv,
    write_docx,
    write_html,
    write_ics,
    write_json,
    write_md,
    write_pdf,
    write_xlsx,
)
from facilitator.minutes.copies import Copy, Paper, Version, make
from facilitator.state import State
from facilitator.texts import Texts

__all__ = ["FORMATS", "Copy", "Format", "Version", "file_name", "make", "render"]


class Format(msgspec.Struct, frozen=True):
    """A format: its content type, and how it is written."""

    type: str
    write: Callable[[Copy], bytes]


FORMATS: dict[str, Format] = {
    "html": Format(write_html.TYPE, write_html.write),
    "docx": Format(write_docx.TYPE, write_docx.write),
    "pdf": Format(write_pdf.TYPE, write_pdf.write),
    "md": Format(write_md.TYPE, write_md.write),
    "xlsx": Format(write_xlsx.TYPE, write_xlsx.write),
    "csv": Format(write_csv.TYPE, write_csv.write),
    "json": Format(write_json.TYPE, write_json.write),
    "ics": Format(write_ics.TYPE, write_ics.write),
}
"""The formats by name, which is also how their files end. The first are those most people want."""
FILES: dict[Paper, str] = {"minutes": "minutes_file", "summary": "summary_file", "take_away": "minutes_file_take_away"}
"""What a paper's files are called."""


def render(
    state: State, name: str, now: dt.datetime, version: Version | None = None, folder: Path | None = None
) -> bytes:
    """Write the minutes as they are now, in a format. The same state and moment give the same bytes.

    The pictures lie in the event's `folder`.
    """
    return FORMATS[name].write(make(state, now, version, folder))


def file_name(state: State, name: str, version: Version | None = None) -> str:
    """Name the file as organisers look for it, in ASCII: "referat-2015-12-10-insp-roskilde-offentlig.html"."""
    version = version or Version()
    event = state.event
    t = Texts(version.language or event.language)
    word = t("minutes_file_rehearsal" if state.rehearsal else FILES[version.paper])
    folder = re.sub(r"[^a-z0-9-]+", "", event.id.lower()).strip("-") or event.date
    return "-".join([word, folder, *([t("minutes_file_public")] if version.public else [])]) + f".{name}"
