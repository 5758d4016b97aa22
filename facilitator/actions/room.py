"""Say how many people are in the room, and what the board shows."""

from __future__ import annotations

from typing import Any

import msgspec

from facilitator.access import Actor
from facilitator.changes import BadCommand
from facilitator.commands import People, SetScreen
from facilitator.state import Draft


def people(draft: Draft, actor: Actor, command: People) -> None:
    """Set *Vi er N*."""
    draft.set("event", draft.state.event.id, people_in_room=command.count)


def screen(draft: Draft, actor: Actor, command: SetScreen) -> None:
    """Change what the board shows. A frozen board keeps its picture on disk, so that a reload keeps it too."""
    state = draft.state
    wished: dict[str, Any] = {}
    if command.scene is not msgspec.UNSET:
        wished["scene"] = command.scene
    if command.page is not msgspec.UNSET:
        wished["page"] = command.page
    if command.spotlight is not msgspec.UNSET:
        card = state.contributions.get(command.spotlight or "")
        if command.spotlight is not None and (card is None or card.removed or card.standing != "shown"):
            raise BadCommand("no such contribution")
        wished["spotlight"] = command.spotlight
    if command.frozen is not msgspec.UNSET:
        wished["frozen"] = draft.picture() if command.frozen else None
    draft.set("screen", state.screen.id, **wished)
