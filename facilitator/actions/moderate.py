"""Hide a contribution with a reason its writer sees, show it again, or take in one that came late."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.contribute import number_if_revealed
from facilitator.actions.edit import own_or_any
from facilitator.actions.merge import step_aside
from facilitator.commands import Hide, Show, clean
from facilitator.state import Draft


def hide(draft: Draft, actor: Actor, command: Hide) -> None:
    """Take a contribution off every screen but its writer's and the console's."""
    contribution = own_or_any(draft.state, actor, command.target)
    if contribution.standing == "shown":
        step_aside(draft, contribution)
    draft.set("contribution", contribution.id, standing="hidden", reason=clean(command.reason)[:200] or None)
    if draft.state.screen.spotlight == contribution.id:
        draft.set("screen", draft.state.screen.id, spotlight=None)


def show(draft: Draft, actor: Actor, command: Show) -> None:
    """Put a contribution on the screens that may see it."""
    contribution = own_or_any(draft.state, actor, command.target)
    draft.set("contribution", contribution.id, standing="shown", reason=None)
    card = draft.state.contributions.get(contribution.merged_into or "")
    if card is not None and (card.removed or card.standing != "shown"):
        draft.set("contribution", contribution.id, merged_into=None)
    number_if_revealed(draft, contribution)
