"""When each activity is planned to begin."""

from __future__ import annotations

import datetime as dt

from facilitator.plan.types import Plan


def begins(plan: Plan) -> tuple[int, ...]:
    """Give the minute of the day at which each activity begins. Without a time of its own it begins when the one
    before is over."""
    starts, at = [], minute(plan.starts)
    for each in plan.activities:
        at = at if each.at is None else minute(each.at)
        starts.append(at)
        at += each.minutes or 0
    return tuple(starts)


def minute(time: dt.time) -> int:
    """Give the minute of the day."""
    return time.hour * 60 + time.minute
