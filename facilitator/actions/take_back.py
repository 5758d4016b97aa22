"""Take back one's own contribution."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.edit import in_opened_vote, own_or_any
from facilitator.changes import Refused
from facilitator.commands import TakeBack
from facilitator.state import Contribution, Draft


def take_back(draft: Draft, actor: Actor, command: TakeBack) -> None:
    """Remove a text. Where others are merged into it, the oldest of them is shown in its place."""
    contribution = own_or_any(draft.state, actor, command.target)
    if in_opened_vote(draft.state, contribution):
        raise Refused("refused_in_vote")
    _promote(draft, contribution)
    draft.set("contribution", contribution.id, removed=1)


def _promote(draft: Draft, root: Contribution) -> None:
    rest = [member for member in draft.state.members(root)[1:] if not member.removed]
    if not rest:
        return
    heir = min(rest, key=lambda member: (member.created_at, member.id))
    draft.set("contribution", heir.id, merged_into=None, theme=root.theme)
    for member in (root, *rest):
        if member is not heir:
            draft.set("contribution", member.id, merged_into=heir.id)
