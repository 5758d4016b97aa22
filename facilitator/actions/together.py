"""Several people on one phone."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.commands import Together
from facilitator.state import Draft


def together(draft: Draft, actor: Actor, command: Together) -> None:
    """Set how many share this person's phone. What they have given stays, also where it is more than they now may."""
    draft.set("participant", actor.id, people=command.people)
