"""One day in somebody's calendar, as iCalendar (RFC 5545) has it."""

from __future__ import annotations

import datetime as dt

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


def write(day: Day) -> bytes:
    """Write it as an all-day event that takes up no time."""
    after = day.day + dt.timedelta(days=1)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Inspiratorium//Inspiratorium//DA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{day.uid}",
        f"DTSTAMP:{day.made.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY;LANGUAGE={day.language}:{_text(day.summary)}",
        f"DESCRIPTION;LANGUAGE={day.language}:{_text(day.description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


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
