"""The programme on the clock: how late the meeting runs, when each activity began or is expected to begin.

Each activity has a slot in the plan: from its own start to that of the next. *Hent tid* makes slots shorter or passes
over them; the plan's own times stand. `static/js/parts/console/schedule.js` reckons the same between two messages.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.activities import kind_of
from facilitator.state import Activity, State

MINUTE_MS = 60_000


def in_plan(state: State, activity: Activity) -> dict[str, Any] | None:
    """Give `slot` and `minutes` of an activity as the plan has them; None where the plan does not know it."""
    found: dict[str, Any] | None = (state.event.plan.get("slots") or {}).get(activity.key)
    return found


def takes(state: State, activity: Activity) -> int:
    """How many minutes an activity is reckoned to take: its slot, less what was taken from its length since."""
    planned = in_plan(state, activity)
    if planned is not None and activity.minutes == planned["minutes"]:
        return int(planned["slot"])
    if planned is not None and planned["minutes"] is not None:
        return max(1, int(planned["slot"]) + (activity.minutes or 0) - int(planned["minutes"]))
    if activity.minutes is not None:
        return activity.minutes
    kind = kind_of(activity)
    return -(-(kind.planned_ms(state, activity, kind.stops_of(activity)[0]) or 0) // MINUTE_MS)


def times(state: State, clock: int) -> dict[str, str]:
    """When each activity began; those to come begin when what is before them is over, as things are now ("14.06")."""
    zone = ZoneInfo(state.event.timezone)
    at = _minute(dt.datetime.fromtimestamp(clock / 1000, zone))
    found: dict[str, str] = {}
    now, free = state.now(), None
    for activity in state.programme():
        if activity.opened_at is not None:
            opened = _minute(dt.datetime.fromisoformat(activity.opened_at).astimezone(zone))
            found[activity.id] = _said(opened)
            if activity is now:
                free = at if activity.stage != "open" else max(at, opened + takes(state, activity))
        elif free is not None and not activity.skipped and state.event.stage == "open":
            found[activity.id] = _said(free)
            free += takes(state, activity)
    return found


def _minute(moment: dt.datetime) -> int:
    return moment.hour * 60 + moment.minute


def _said(minute: int) -> str:
    return f"{minute // 60 % 24:02d}.{minute % 60:02d}"
