"""Take back a move of the programme while it is fresh."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.changes import Refused
from facilitator.commands import Undo
from facilitator.state import Draft

UNDO_MS = 10_000


def undo(draft: Draft, actor: Actor, command: Undo) -> None:
    """Restore the columns that a move changed, where every one of them still is as the move left it."""
    state = draft.state
    moved = next((m for m in state.last_moves if m.seq == command.seq), None)
    if moved is None or draft.clock > moved.until:
        raise Refused("refused_too_late_to_undo")
    for edit in moved.edits:
        row = state.rows[edit.table].get(edit.key)
        if row is None or any(getattr(row, column) != value for column, value in edit.after.items()):
            raise Refused("refused_changed_since")
    for edit in moved.edits:
        if edit.before is not None:
            draft.set(edit.table, edit.key, **edit.before)
