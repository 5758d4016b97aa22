"""What the host at the door sees: how many have just come, and never who."""

from __future__ import annotations

from typing import Any

from facilitator.clock import Clock
from facilitator.state import State, iso

LATELY_MS = 10 * 60_000
"""Whoever came longer ago than this has been met, or has sat down."""

View = dict[str, dict[str, Any]]


def host_view(state: State, clock: int) -> View:
    """Give what hosts may see: the meeting's name, and the number of people to say hello to."""
    event = state.event
    return {
        "event": {
            "code": event.code,
            "title": event.title,
            "language": event.language,
            "stage": event.stage,
            "rehearsal": state.rehearsal is not None,
        },
        "arrivals": {"lately": _lately(state, clock)},
    }


def _lately(state: State, clock: int) -> int:
    since = max(iso(Clock.moment(clock - LATELY_MS)), state.greeted_at)
    return sum(person.people for person in state.participants.values() if person.created_at > since)
