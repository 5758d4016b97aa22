"""Start, pause, lengthen or stop the timer. It never closes anything."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Timer
from facilitator.state import Draft

MINUTE_MS = 60_000


def timer(draft: Draft, actor: Actor, command: Timer) -> None:
    """Change the timer of an activity that is open. Time that has run out counts from now when lengthened."""
    activity = draft.state.activities.get(command.activity)
    if activity is None:
        raise BadCommand("no such activity")
    if activity.stage != "open":
        raise Refused("refused_closed")
    left = activity.left_ms if activity.ends is None else max(0, activity.ends - draft.clock)
    minutes = (command.minutes or 0) * MINUTE_MS
    if command.act == "stop":
        draft.set("activity", activity.id, ends=None, left_ms=None)
    elif command.act == "pause":
        draft.set("activity", activity.id, ends=None, left_ms=left)
    elif command.act == "add" and activity.left_ms is not None:
        draft.set("activity", activity.id, left_ms=activity.left_ms + minutes)
    else:
        length = (left or 0) + minutes or (activity.minutes or 1) * MINUTE_MS
        draft.set("activity", activity.id, ends=draft.clock + length, left_ms=None)
