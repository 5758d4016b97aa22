"""Say how many are in the room, whether it uses phones, who may read the log, what the board shows, who clicks."""

from __future__ import annotations

from typing import Any

import msgspec

from facilitator import scenes
from facilitator.access import Actor
from facilitator.changes import BadCommand, Refused
from facilitator.commands import OpenLog, People, Phones, SetScreen
from facilitator.state import Draft, State


def people(draft: Draft, actor: Actor, command: People) -> None:
    """Set *Vi er N*."""
    draft.set("event", draft.state.event.id, people_in_room=command.count)


def open_log(draft: Draft, actor: Actor, command: OpenLog) -> None:
    """Let the room read what was done with its ideas, or no longer."""
    draft.set("event", draft.state.event.id, log_open=int(command.on))


def phones(draft: Draft, actor: Actor, command: Phones) -> None:
    """Go on without phones, or with them again. Nothing that anybody gave is touched."""
    draft.set("event", draft.state.event.id, phones=int(command.on))


def screen(draft: Draft, actor: Actor, command: SetScreen) -> None:
    """Change what the board shows. A frozen board keeps its picture on disk, so that a reload keeps it too."""
    state = draft.state
    now, wished = state.screen, _spotlight(state, command)
    if command.scene is not msgspec.UNSET:
        if command.scene == "top" and scenes.top_of(state) is None:
            raise Refused("refused_no_top")
        if command.scene is not None and command.scene not in scenes.COVERS:
            wished = {"spotlight": None} | wished
        if command.scene != now.scene and scenes.PAGED & {command.scene, now.scene}:
            wished["page"] = 0
        wished["scene"] = command.scene
    if command.page is not msgspec.UNSET:
        wished["page"] = command.page
    if command.frozen is not msgspec.UNSET:
        wished["frozen"] = draft.picture() if command.frozen else None
    if command.larger is not msgspec.UNSET:
        wished["larger"] = int(command.larger)
    if command.locked is not msgspec.UNSET:
        draft.unwritten["locked"] = command.locked
    draft.set("screen", now.id, **wished)


def _spotlight(state: State, command: SetScreen) -> dict[str, Any]:
    """Say which idea stands alone: the card that the one asked for is shown on. What covers the board goes."""
    if command.spotlight is msgspec.UNSET:
        return {}
    if command.spotlight is None:
        return {"spotlight": None}
    asked = state.contributions.get(command.spotlight)
    if asked is None:
        raise BadCommand("no such contribution")
    card = state.contributions[asked.merged_into] if asked.merged_into else asked
    if card.removed or {card.standing, asked.standing} != {"shown"}:
        raise Refused("refused_gone")
    return {"spotlight": card.id} | ({"scene": None} if state.screen.scene in scenes.COVERS else {})
