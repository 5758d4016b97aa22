"""How many votes each has, and how ranks are shared."""

from __future__ import annotations

from collections.abc import Sequence


def votes_each(ideas: int) -> int:
    """Give k = min(clamp((ideas + 2) // 4, 3, 7), max(1, ideas // 2)): about a quarter of the ideas, never a
    vote for most of them. Whole numbers only, so that every language gets the same."""
    return min(max(3, min(7, (ideas + 2) // 4)), max(1, ideas // 2))


def shared_ranks(votes: Sequence[int]) -> list[tuple[int, bool]]:
    """Give (rank, shared) for numbers of votes in falling order: ties share the best rank (1, 2, 2, 4)."""
    first: dict[int, int] = {}
    for place, count in enumerate(votes, start=1):
        first.setdefault(count, place)
    return [(first[count], votes.count(count) > 1) for count in votes]
