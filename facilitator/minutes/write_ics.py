"""What has a deadline, as a calendar to put into one's own: whole days that block nothing."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec

from facilitator.minutes.copies import Copy
from facilitator.minutes.types import Minutes, Steps
from facilitator.texts import Texts

TYPE = "text/calendar; charset=utf-8"
OCTETS = 75
"""A line is folded so that none is longer."""


class Deadline(msgspec.Struct, frozen=True):
    """Something that is to be done by a day. The same `uid` from one export to the next, or calendars hold it twice."""

    uid: str
    day: dt.date
    summary: str
    description: str = ""


def write(copy: Copy) -> bytes:
    """Write the calendar of a meeting."""
    minutes = copy.minutes
    return calendar(minutes, deadlines(minutes))


def deadlines(minutes: Minutes) -> list[Deadline]:
    """Gather what has a day: steps that are to be taken by one, and the next meeting. Nothing is guessed."""
    t, meeting = Texts(minutes.language), minutes.meeting
    due = [
        Deadline(f"{_name(step.home, step.what)}@{meeting.code}", dt.date.fromisoformat(step.by),
                 t("minutes_deadline", what=step.what), step.home)
        for item in minutes.programme if isinstance(item, Steps) for step in item.steps if step.by
    ]  # fmt: skip
    if meeting.next_date:
        day = dt.date.fromisoformat(meeting.next_date)
        due.append(Deadline(f"next@{meeting.code}", day, t("minutes_next_of", title=meeting.title)))
    return due


def _name(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def calendar(minutes: Minutes, due: list[Deadline]) -> bytes:
    """Write deadlines as RFC 5545 wants them. `VTODO` would be the word, but calendars pass over it."""
    made = dt.datetime.fromisoformat(minutes.made).astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Inspiratorium//Referat//{minutes.language.upper()}",
             "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_literal(minutes.meeting.title)}"]  # fmt: skip
    for each in due:
        after = each.day + dt.timedelta(1)
        lines += ["BEGIN:VEVENT", f"UID:{each.uid}", f"DTSTAMP:{made}", f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}",
                  f"DTEND;VALUE=DATE:{after:%Y%m%d}", f"SUMMARY:{_literal(each.summary)}"]  # fmt: skip
        if each.description:
            lines.append(f"DESCRIPTION:{_literal(each.description)}")
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    return b"".join(_folded(line) + b"\r\n" for line in [*lines, "END:VCALENDAR"])


def _literal(text: str) -> str:
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Break a line between letters; what follows begins with a space, which counts."""
    rows = [b""]
    for letter in line:
        octets = letter.encode()
        if len(rows[-1]) + len(octets) > OCTETS:
            rows.append(b" ")
        rows[-1] += octets
    return b"\r\n".join(rows)
