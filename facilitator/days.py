"""The days that people are told: when a meeting is sealed by itself, and when it is forgotten who was there."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from facilitator.rows import Event

SEAL_DAYS = 14
KEEP_DAYS = 90
"""So many days after the end, where the plan says nothing else."""


def closed_on(event: Event) -> dt.date | None:
    """Give the day on which a meeting ended, where it was held; None where it has not ended."""
    if not event.closed_at:
        return None
    return dt.datetime.fromisoformat(event.closed_at).astimezone(ZoneInfo(event.timezone)).date()


def seals_on(event: Event) -> dt.date | None:
    """Give the day on which nobody can find anybody's votes any more; None where the meeting has not ended."""
    return _after(event, after(event)[0])


def forgets_on(event: Event) -> dt.date | None:
    """Give the day on which it is forgotten who wrote what; never before the day of sealing."""
    return _after(event, after(event)[1])


def after(event: Event) -> tuple[int, int]:
    """Give both as days after the end."""
    seal = event.plan.get("seal_days") or SEAL_DAYS
    return seal, max(seal, event.plan.get("keep_days") or KEEP_DAYS)


def _after(event: Event, days: int) -> dt.date | None:
    closed = closed_on(event)
    return closed + dt.timedelta(days=days) if closed else None
