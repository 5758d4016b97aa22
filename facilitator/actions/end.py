"""End the meeting, and open it again."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.lead import must_lead
from facilitator.actions.move import uncover
from facilitator.changes import Refused
from facilitator.commands import End, Reopen
from facilitator.state import Draft


def end(draft: Draft, actor: Actor, command: End) -> None:
    """Thank people. Nothing is lost by it, and it can be taken back."""
    event = draft.state.event
    if event.stage != "open":
        raise Refused("refused_ended" if event.closed_at else "refused_not_begun")
    must_lead(draft, actor)
    draft.set("event", event.id, closed_at=draft.at)
    uncover(draft)


def reopen(draft: Draft, actor: Actor, command: Reopen) -> None:
    """Go on where the meeting was ended."""
    event = draft.state.event
    if event.stage != "closed":
        raise Refused("refused_sealed" if event.sealed_at else "refused_not_ended")
    must_lead(draft, actor)
    draft.set("event", event.id, closed_at=None)
