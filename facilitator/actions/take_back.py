"""Take back one's own contribution."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.edit import in_opened_vote, own_or_any
from facilitator.actions.merge import step_aside
from facilitator.changes import Refused
from facilitator.commands import TakeBack
from facilitator.state import Draft


def take_back(draft: Draft, actor: Actor, command: TakeBack) -> None:
    """Remove a text. Where others are merged into it, the oldest of them is shown in its place."""
    contribution = own_or_any(draft.state, actor, command.target)
    if in_opened_vote(draft.state, contribution):
        raise Refused("refused_in_vote")
    step_aside(draft, contribution)
    draft.set("contribution", contribution.id, removed=1)
