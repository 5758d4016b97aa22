"""Say that those who have just come have been met at the door."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.commands import Greet
from facilitator.state import Draft


def greet(draft: Draft, actor: Actor, command: Greet) -> None:
    """Count from now: the host sees only those who come after this."""
    draft.unwritten["greeted_at"] = draft.at
