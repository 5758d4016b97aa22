"""What has a deadline, and the next meeting, as a calendar to put into one's own: whole days that block nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator

from facilitator import ics
from facilitator.minutes.copies import Copy
from facilitator.minutes.types import Minutes, Step, Steps
from facilitator.texts import Texts

TYPE = ics.TYPE


def write(copy: Copy) -> bytes:
    """Write the calendar of a meeting."""
    return ics.write(deadlines(copy.minutes), copy.minutes.meeting.title)


def deadlines(minutes: Minutes) -> list[ics.Day]:
    """Gather what has a day: steps to be taken by one, when the minutes come, and the next meeting. Nothing is guessed.

    The names stay from one export to the next, or calendars would hold everything twice.
    """
    t, meeting = Texts(minutes.language), minutes.meeting
    made = dt.datetime.fromisoformat(minutes.made)

    def day(name: str, on: str, summary: str, description: str = "") -> ics.Day:
        uid = f"{name}.{meeting.date}.{meeting.code}@inspiratorium.invalid"
        return ics.Day(uid, dt.date.fromisoformat(on), summary, description, minutes.language, made)

    due = [day(name, by, t("minutes_deadline", what=step.what), step.home) for name, by, step in _steps(minutes)]
    if meeting.minutes_by_date:
        due.append(day("minutes", meeting.minutes_by_date, t("minutes_come_today"), meeting.minutes_at))
    if meeting.next_date:
        due.append(day("next", meeting.next_date, t("minutes_next_of", title=meeting.title)))
    return due


def _steps(minutes: Minutes) -> Iterator[tuple[str, str, Step]]:
    """Give each step that has a day, with a name of its own, also where two homes or people wrote the same."""
    same: Counter[tuple[str, str]] = Counter()
    for item in minutes.programme:
        for step in item.steps if isinstance(item, Steps) else ():
            same[step.home, step.what] += 1
            if step.by:
                named = f"{step.home}\n{step.what}\n{same[step.home, step.what]}"
                yield hashlib.sha256(named.encode()).hexdigest()[:16], step.by, step
