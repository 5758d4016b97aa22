"""A person's own contribution, as its writer alone is told of it."""

from __future__ import annotations

from typing import Any

from facilitator.actions.objection import objects
from facilitator.activities import kind_of
from facilitator.activities.ideas import theme_of
from facilitator.state import Contribution, State


def own_row(state: State, card: Contribution) -> dict[str, Any]:
    """Give what a writer sees of a text: also why it is hidden, and where it was put once the others are seen."""
    activity = state.activities[card.activity]
    kind = kind_of(activity)
    revealed = kind.numbered and "cards" in kind.seen(activity)
    shown_on = state.contributions[card.merged_into] if card.merged_into else card
    return {
        "id": card.id,
        "activity": card.activity,
        "text": card.text,
        "standing": card.standing,
        "reason": card.reason,
        "late": bool(card.late),
        "number": card.number if revealed else None,
        "theme": theme_of(state, shown_on) if revealed else None,
        "on": shown_on.number if revealed and shown_on is not card else None,
        "objects": objects(card),
        **{name: (card.data or {}).get(name) for name in ("about", "outcome")},
        "at": card.created_at,
    }
