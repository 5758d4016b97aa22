"""What the referent's page is told: what phones may see, when each activity began, and what was written down."""

from __future__ import annotations

from typing import Any

from facilitator import steering
from facilitator.audience import phone_view
from facilitator.state import State


def referent_view(state: State) -> dict[str, Any]:
    """What those who write notes may see. Ideas only as phones see them."""
    view = phone_view(state)
    for id, row in view.items():
        if id.startswith("a:"):
            row["opened_at"] = state.activities[row["id"]].opened_at
    return view | steering.notes(state)
