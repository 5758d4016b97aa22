"""Days in somebody's calendar, as iCalendar (RFC 5545) has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

TYPE = "text/calendar; charset=utf-8"
MOST = 75
"""Octets on a line; what is longer goes on below, after a space."""


class Day(msgspec.Struct, frozen=True):
    """What is to be done by a day. `uid` names it everywhere and always; `language` is that of its words."""

    uid: str
    day: dt.date
    summary: str
    description: str
    language: str
    made: dt.datetime


def write(days: Iterable[Day], title: str = "") -> bytes:
    """Write them as all-day events that take up no time; `title` is what a calendar of its own is called.

    `VTODO` would be the word for what is to be done, but calendars pass over it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Inspiratorium//Inspiratorium//DA", "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH", *([f"X-WR-CALNAME:{_text(title)}"] if title else [])]  # fmt: skip
    for day in days:
        lines += _event(day)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(day: Day) -> list[str]:
    after = day.day + dt.timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{day.uid}",
        f"DTSTAMP:{day.made.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY;LANGUAGE={day.language}:{_text(day.summary)}",
        *([f"DESCRIPTION;LANGUAGE={day.language}:{_text(day.description)}"] if day.description else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line between letters, never inside one."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > MOST:
            parts.append(part)
            part, size = "", 1  # the space before it
        part += letter
        size += width
    return "\r\n ".join([*parts, part])
