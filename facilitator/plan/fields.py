"""One table of the file, read field by field: each field is checked, and what is left over is unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from facilitator.plan.problems import Path, Report, near, printable, quoted, standing, whole_range

LIST_LIMIT = 20

_CLOCK = re.compile(r"(?:kl\. ?)?([0-9]{1,2})[.:]([0-9]{2})")
# They turn the reading direction of everything after them, also outside the text they stand in.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Table:
    """A table of the file. Each method takes one field and answers a usable value, even for a wrong one."""

    def __init__(self, data: dict[str, Any], path: Path, report: Report) -> None:
        self.path = path
        self.report = report
        self.t = report.t
        self._left = dict(data)
        self.known: list[str] = []

    def take(self, key: str) -> Any:
        """Return a field as it stands, or None."""
        self.known.append(key)
        return self._left.pop(key, None)

    def left(self) -> dict[str, Any]:
        """Return the fields nobody has taken."""
        return dict(self._left)

    def wrong(self, key: str, value: Any, what: str) -> None:
        """Report a field by what is to stand there instead."""
        self.report.add((*self.path, key), standing(value, self.t), self.t("plan_expected", what=what))

    def text(self, key: str, most: int, *, required: bool = False, lines: int = 1) -> str:
        """Return a text of at most `most` characters, tidied, on at most `lines` lines."""
        value = self.take(key)
        if value is None and not required:
            return ""
        what = self.t("plan_what_text_upto", most=most)
        if not isinstance(value, str) or (required and not value.strip()):
            self.wrong(key, value, what)
            return ""
        return self._tidied(key, value, most, lines)

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """Return a list of texts; one text alone counts as a list of one."""
        value = self.take(key)
        parts = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            self.wrong(key, value, self.t("plan_what_texts"))
            return ()
        if len(parts) > LIST_LIMIT:
            found = self.t("plan_found_many", n=len(parts))
            self.report.add((*self.path, key), found, self.t("plan_expected_many", most=LIST_LIMIT))
            return ()
        tidied = [self._tidied(key, part, most, 1) for part in parts]
        return tuple(part for part in tidied if part)

    def clock(self, key: str, *, required: bool = False) -> time | None:
        """Return a time of day, written "13.00" or 13:00:00."""
        value = self.take(key)
        if value is None and not required:
            return None
        found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return time(int(found[1]), int(found[2]))
        if isinstance(value, time):
            return value.replace(second=0, microsecond=0)
        self.wrong(key, value, self.t("plan_what_clock"))
        return None

    def day(self, key: str) -> date | None:
        """Return a date, written 2015-12-10 with or without quotes."""
        value = self.take(key)
        day = value
        if isinstance(value, str):
            try:
                day = date.fromisoformat(value.strip())
            except ValueError:
                day = None
        if isinstance(day, date) and not isinstance(day, datetime) and 2000 <= day.year < 2200:
            return day
        self.wrong(key, value, self.t("plan_what_date"))
        return None

    def whole(self, key: str, low: int, high: int) -> int | None:
        """Return a whole number between two others."""
        value = self.take(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        if value is not None:
            self.wrong(key, value, whole_range(low, high, self.t))
        return None

    def flag(self, key: str) -> bool:
        """Return true or false; false when it is not there."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, value, self.t("plan_what_flag"))
        return value is True

    def choice(self, key: str, choices: Collection[str], default: str) -> str:
        """Return one of a few words, or the default. A wrong word is met with the nearest."""
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, str) or value not in choices:
            self.guess(key, value, choices)
            return default
        return value

    def guess(self, key: str, value: Any, choices: Collection[str]) -> None:
        """Report a word that is none of the choices, with the one that was probably meant."""
        meant = near(value, choices) if isinstance(value, str) else ""
        expected = self.t("plan_expected_near", near=meant) if meant else ""
        if len(choices) <= LIST_LIMIT or not meant:
            listed = self.t("plan_expected_choice", choices=quoted(choices, self.t))
            expected = f"{expected} {listed}".strip()
        self.report.add((*self.path, key), standing(value, self.t), expected)

    def unknown(self, also: Iterable[str] = ()) -> None:
        """Report every field that is left."""
        for key in self._left:
            unknown((*self.path, key), [*self.known, *also], self.report)

    def _tidied(self, key: str, value: str, most: int, lines: int) -> str:
        if any(hidden(letter) for letter in value):
            self.report.add((*self.path, key), self.t("plan_found_hidden"), self.t("plan_expected_hidden"))
            return ""
        text = tidy(value, lines)
        if len(text) > most:
            over = self.t("plan_expected_shorter", n=len(text) - most, most=most)
            self.report.add((*self.path, key), self.t("plan_found_long", n=len(text)), over)
        return text


def unknown(path: Path, known: Collection[str], report: Report) -> None:
    """Report a name that was probably meant to be another. One that is like none is the organiser's own, and stays."""
    name = str(path[-1])
    meant = near(name, known)
    if meant:
        report.add(path, report.t("plan_found_unknown"), report.t("plan_expected_near", near=meant))
    else:
        report.warn(report.t("plan_warning_unknown", name=printable(name)), path)


def hidden(letter: str) -> bool:
    """Tell whether a character is one that nobody can see and that has no place in a text."""
    return letter in _TURNING or (unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\r\n")


def tidy(value: str, lines: int = 1) -> str:
    """Return a text in NFC without spare space; beyond `lines` lines it is one line."""
    rows = [" ".join(row.split()) for row in unicodedata.normalize("NFC", value).strip().splitlines()]
    return "\n".join(rows) if len(rows) <= lines else " ".join(row for row in rows if row)
