"""What has a deadline, and the next meeting, as a calendar to put into one's own: whole days that block nothing."""

from __future__ import annotations

import datetime as dt
import hashlib

from facilitator import ics
from facilitator.minutes.copies import Copy
from facilitator.minutes.types import Minutes, Steps
from facilitator.texts import Texts

TYPE = ics.TYPE


def write(copy: Copy) -> bytes:
    """Write the calendar of a meeting."""
    return ics.write(deadlines(copy.minutes), copy.minutes.meeting.title)


def deadlines(minutes: Minutes) -> list[ics.Day]:
    """Gather what has a day: steps that are to be taken by one, and the next meeting. Nothing is guessed.

    The names stay from one export to the next, or calendars would hold everything twice.
    """
    t, meeting = Texts(minutes.language), minutes.meeting
    made = dt.datetime.fromisoformat(minutes.made)

    def day(name: str, on: str, summary: str, description: str = "") -> ics.Day:
        uid = f"{name}.{meeting.date}.{meeting.code}@inspiratorium.invalid"
        return ics.Day(uid, dt.date.fromisoformat(on), summary, description, minutes.language, made)

    due = [
        day(_name(step.home, step.what), step.by, t("minutes_deadline", what=step.what), step.home)
        for item in minutes.programme
        if isinstance(item, Steps)
        for step in item.steps
        if step.by
    ]
    if meeting.next_date:
        due.append(day("next", meeting.next_date, t("minutes_next_of", title=meeting.title)))
    return due


def _name(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
