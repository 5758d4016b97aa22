"""Gathering at the tables: what lies in the stacks that tables' phones have taken, and the heaps they make of them.

An idea in a table's stack is a mark on it by that phone: empty while the idea lies loose, else its heap's name.
"""

from __future__ import annotations

from typing import Any

from facilitator.activities.ideas import theme_of
from facilitator.state import Activity, Contribution, Mark, State

STACK = 8
"""So many ideas a table takes at a time."""


def in_pile(state: State, activity: str) -> dict[str, Contribution]:
    """Give the cards that nobody has come to: in no theme, and not said to stand by themselves."""
    cards = state.cards(activity)
    return {card.id: card for card in cards if card.position is None and theme_of(state, card) is None}


def dealt(state: State, activity: str) -> dict[str, int]:
    """For each card in the pile, how many tables have it in their stack."""
    counts = dict.fromkeys(in_pile(state, activity), 0)
    for mark in _in_stacks(state, activity):
        card = _card(state, mark)
        if card in counts:
            counts[card] += 1
    return counts


def stack_of(state: State, activity: str, person: str) -> dict[str, Mark]:
    """What one phone has in its stack: a mark for each idea."""
    marks = state.marks_by_voter.get(person, {})
    return {target: mark for (where, target), mark in marks.items() if where == activity}


def heaps(state: State, activity: Activity) -> list[dict[str, Any]]:
    """The named heaps with what still lies in the pile of them, those of several tables with the same name as one.

    Each has `title`, `cards` in the order of their numbers and `tables`, how many made it.
    """
    pile = in_pile(state, activity.id)
    found: dict[str, list[Mark]] = {}
    for mark in _in_stacks(state, activity.id):
        if mark.value and _card(state, mark) in pile:
            found.setdefault(mark.value.casefold(), []).append(mark)
    made = [
        {
            "title": min(mark.value for mark in marks),
            "cards": sorted({_card(state, mark) for mark in marks}, key=lambda id: (pile[id].number or 0, id)),
            "tables": len({mark.voter for mark in marks}),
        }
        for marks in found.values()
    ]
    return sorted(made, key=lambda heap: (-len(heap["cards"]), heap["title"]))


def tables(state: State, activity: Activity) -> int:
    """How many tables have taken a stack."""
    return len({mark.voter for mark in _in_stacks(state, activity.id)})


def _in_stacks(state: State, activity: str) -> list[Mark]:
    by_target = state.marks_by_activity.get(activity, {})
    return [mark for by_voter in by_target.values() for mark in by_voter.values()]


def _card(state: State, mark: Mark) -> str:
    return state.contributions[mark.target].merged_into or mark.target
