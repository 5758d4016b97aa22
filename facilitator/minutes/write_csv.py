"""Every idea as a row of CSV, as Excel on a Danish machine opens it with a double click."""

from __future__ import annotations

import csv
import io

from facilitator.minutes import ideas
from facilitator.minutes.copies import Copy
from facilitator.minutes.ideas import Value
from facilitator.texts import Texts

TYPE = "text/csv; charset=utf-8"

_BEFORE = " \t\u00a0"
_DANGEROUS = tuple("=+-@\t\r＝＋－＠")


def write(copy: Copy) -> bytes:
    """Write one row per idea: with the mark that says UTF-8, semicolons, and texts in quotes."""
    minutes = copy.minutes
    t = Texts(minutes.language)
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([safe(title) for title in ideas.columns(minutes, t)])
    writer.writerows([safe(value) for value in row] for row in ideas.rows(minutes, t))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def safe(value: Value) -> int | str:
    """Put an apostrophe before a text that a spreadsheet would reckon with."""
    if isinstance(value, int):
        return value
    text = value or ""
    return f"'{text}" if text.lstrip(_BEFORE).startswith(_DANGEROUS) else text
