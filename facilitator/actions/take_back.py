"""Take back one's own contribution."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.edit import own_or_any, why_not_take_back
from facilitator.actions.merge import step_aside
from facilitator.changes import Refused
from facilitator.commands import TakeBack
from facilitator.state import Draft


def take_back(draft: Draft, actor: Actor, command: TakeBack) -> None:
    """Remove a text. Where others are merged into it, the oldest of them is shown in its place."""
    contribution = own_or_any(draft.state, actor, command.target)
    if refusal := why_not_take_back(draft.state, contribution):
        raise Refused(refusal)
    step_aside(draft, contribution)
    draft.set("contribution", contribution.id, removed=1)
