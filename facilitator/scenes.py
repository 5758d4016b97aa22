"""What the board shows over the moment: a round's question, everybody's ideas, what the latest vote pointed to.

A scene shows what phones and board both may see now, and nothing more.
"""

from __future__ import annotations

from facilitator.activities import kind_of
from facilitator.state import Activity, Contribution, State

COVERS = frozenset({"codes", "blank", "clock", "legible"})
"""These cover everything, an idea that stands alone too; the others give way to it."""
PAGED = frozenset({"cards", "top"})
CARDS_A_PAGE, RANKS_A_PAGE = 6, 5
"""As static/js/parts/board draws them."""


def about(state: State) -> Activity | None:
    """Give the activity that the scene on the board is about, where it is about one."""
    of = {"round": round_of, "top": top_of}.get(state.screen.scene or "")
    return of(state) if of else None


def round_of(state: State) -> Activity | None:
    """Give the round that runs or ran last: an activity whose outcome people get to see."""
    now = state.now()
    rounds = (a for a in state.programme() if a.stage != "planned" and kind_of(a).sees)
    opened = [a for a in rounds if now is None or a.position <= now.position]
    return opened[-1] if opened else None


def cards(state: State) -> list[Contribution]:
    """Give every idea that has been shown to all, in the order of numbers; none while people vote on them."""
    if _voting(state):
        return []
    shown = (a for a in state.activities.values() if kind_of(a).numbered and "cards" in kind_of(a).seen(a))
    found = (card for activity in shown for card in state.cards(activity.id))
    return sorted(found, key=lambda card: (card.number or 0, card.id))


def top_of(state: State) -> Activity | None:
    """Give the latest vote whose result is shown; none while people vote again, whom it would lead."""
    if _voting(state):
        return None
    shown = [a for a in state.programme() if "result" in kind_of(a).seen(a, by_board=True)]
    return shown[-1] if shown else None


def pages(state: State) -> int:
    """Say how many pages the board has now that turn only when somebody turns them."""
    scene, now = state.screen.scene, state.now()
    if scene == "cards":
        return _pages(len(cards(state)), CARDS_A_PAGE)
    vote = top_of(state) if scene == "top" else now if scene is None else None
    if vote is None or "result" not in kind_of(vote).seen(vote, by_board=True):
        return 1
    result = kind_of(vote).result(state, vote) or {}
    return _pages(sum(rank["votes"] > 0 for rank in result.get("ranks", ())), RANKS_A_PAGE)


def _voting(state: State) -> bool:
    """Whether the activity of the moment puts ideas before people that the board keeps back."""
    now = state.now()
    if now is None:
        return False
    kind = kind_of(now)
    return now.kind == "vote" and "cards" in kind.seen(now) and "cards" not in kind.seen(now, by_board=True)


def _pages(count: int, of: int) -> int:
    return max(1, -(-count // of))
