"""Show texts that say the same on one card, and take them apart again. Every text is kept, every person counts once."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.contribute import number_if_revealed
from facilitator.actions.edit import own_or_any
from facilitator.actions.objection import clear
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Merge, Split
from facilitator.state import Contribution, Draft, State


def merge(draft: Draft, actor: Actor, command: Merge) -> None:
    """Put a card on another. Merges are flat: what was on the first lies on the second as well."""
    state = draft.state
    card, into = own_or_any(state, actor, command.target), own_or_any(state, actor, command.into)
    root = state.contributions[into.merged_into] if into.merged_into else into
    if root is card or root.activity != card.activity:
        raise BadCommand("these cannot be one card")
    if card.standing != "shown" or root.standing != "shown" or root.removed:
        raise Refused("refused_gone")
    for member in state.members(card):
        draft.set("contribution", member.id, merged_into=root.id)
    clear(draft, card)
    _keep_on_ballots(draft, card, root)
    if state.screen.spotlight == card.id:
        draft.set("screen", state.screen.id, spotlight=root.id)


def split(draft: Draft, actor: Actor, command: Split) -> None:
    """Let one text stand by itself again, in the theme of the card it was on.

    In an opened vote it is a candidate only if it was one: what people can vote on does not grow under way.
    """
    state = draft.state
    contribution = own_or_any(state, actor, command.target)
    if contribution.merged_into is None:
        return
    draft.set(
        "contribution", contribution.id, merged_into=None, theme=state.contributions[contribution.merged_into].theme
    )
    clear(draft, contribution)
    if contribution.standing == "shown":
        number_if_revealed(draft, contribution)


def lies_well(state: State, contribution: str) -> bool:
    """Whether merges are flat around a text, and every shown text there lies on a card that is shown."""
    root = state.contributions[contribution]
    if root.merged_into:
        if len(state.members(root)) > 1:
            return False
        root = state.contributions[root.merged_into]
    seen = root.standing == "shown" and not root.removed
    on_it = (each for each in state.members(root)[1:] if each.standing == "shown" and not each.removed)
    return root.merged_into is None and (seen or not any(True for _ in on_it))


def step_aside(draft: Draft, root: Contribution) -> None:
    """Before a card's text goes: show the oldest other text that was merged into it in its place."""
    state = draft.state
    rest = [member for member in state.members(root)[1:] if not member.removed]
    shown = [member for member in rest if member.standing == "shown"]
    if not shown:
        return
    heir = min(shown, key=lambda member: (member.created_at, member.id))
    draft.set("contribution", heir.id, merged_into=None, theme=root.theme)
    for member in (root, *rest):
        if member is not heir:
            draft.set("contribution", member.id, merged_into=heir.id)
    number_if_revealed(draft, heir)
    _keep_on_ballots(draft, root, heir)


def _keep_on_ballots(draft: Draft, old: Contribution, new: Contribution) -> None:
    """Where the one was a candidate, the other stands beside it: votes on either count for the card shown."""
    for activity in draft.state.activities.values():
        candidates = activity.settings.get("candidates", [])
        if old.id in candidates and new.id not in candidates:
            after = candidates.index(old.id) + 1
            draft.set(
                "activity",
                activity.id,
                settings=activity.settings | {"candidates": [*candidates[:after], new.id, *candidates[after:]]},
            )
