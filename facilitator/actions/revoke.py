"""Take a helper's key back, or a link that nobody has used."""

from __future__ import annotations

from facilitator.access import Actor, handle
from facilitator.changes import BadCommand
from facilitator.commands import Revoke
from facilitator.state import Draft


def revoke(draft: Draft, actor: Actor, command: Revoke) -> None:
    """Let the key's holder out at once. Whoever led leads no more."""
    key = next((each for each in draft.state.keys.values() if handle(each.hash) == command.key), None)
    if key is None:
        raise BadCommand("no such key")
    if not key.revoked_at:
        draft.set("key", key.hash, revoked_at=draft.at, return_code=None)
