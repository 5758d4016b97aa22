"""Take back what was done: a move of the programme while it is fresh, a change of ideas or notes at any time.

What somebody else has changed since is never overwritten: then the answer is no. Only the columns that the change
touched are looked at, so a mended typo does not keep a card from being moved back.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.access import Actor
from facilitator.actions.lead import must_lead
from facilitator.actions.merge import lies_well
from facilitator.actions.papers import anew
from facilitator.changes import NOTED, UNDOABLE, WRITTEN_OVER, Done, Edit, Refused
from facilitator.commands import Redo, Undo
from facilitator.state import Draft, State

UNDO_MS = 10_000
KEPT = frozenset({"number", "lead", "lead_wanted_by", "lead_wanted_until"})
"""A number that people have seen stays with its idea; and who leads is nothing that one takes back."""
PAPERS = frozenset({"wording", "paper"})
"""Where the minutes are written over; that is taken back where it was done, and only there."""
BEFORE_IT_BEGINS = frozenset({"position", "skipped"})
"""What is said of an activity only until it begins."""


def undo(draft: Draft, actor: Actor, command: Undo) -> None:
    """Restore what a change touched; without a number the asker's own latest that is not taken back yet. Who does not
    facilitate takes back their own notes."""
    state = draft.state
    moved = next((m for m in state.last_moves if m.seq == command.seq and actor.facilitates), None)
    if moved is not None and draft.clock <= moved.until:
        must_lead(draft, actor)
        _restore(draft, moved.edits)
        return
    undone = state.done.undone()
    wanted = (
        done
        for done in state.done.newest_first()
        if done.kind
        in (UNDOABLE if actor.facilitates else NOTED) | (frozenset() if command.seq is None else WRITTEN_OVER)
        and done.seq not in undone
        and command.seq in (None, done.seq)
        and (done.actor == actor.id or (command.seq is not None and actor.facilitates))
    )
    _take_back(draft, done := next(wanted, None))
    if done is not None and done.kind in WRITTEN_OVER:
        _unapprove(draft, done)


def redo(draft: Draft, actor: Actor, command: Redo) -> None:
    """Take back the asker's latest undo, unless they have done something else since."""
    state = draft.state
    undone = state.done.undone()
    own = (
        done
        for done in state.done.newest_first()
        if done.actor == actor.id and done.seq not in undone and done.edits[0].table not in PAPERS
    )
    latest = next((done for done in own if done.kind != "redo"), None)
    _take_back(draft, latest if latest is not None and latest.kind == "undo" else None)


def _take_back(draft: Draft, done: Done | None) -> None:
    if done is None:
        raise Refused("refused_nothing_to_undo")
    _restore(draft, done.edits)
    draft.undoes = done.seq


def _unapprove(draft: Draft, done: Done) -> None:
    """A copy stays approved only as it was: what is taken back after that, or from under what was written since, makes
    it a draft again."""
    paper = next(edit.key[0] if isinstance(edit.key, tuple) else edit.key for edit in done.edits)
    undone = draft.state.done.undone()
    since = any(
        later.seq > done.seq and later.kind in WRITTEN_OVER - {"approve_minutes"} and later.seq not in undone
        and paper in (later.edits[0].key, later.edits[0].key[0])
        for later in draft.state.done.newest_first()
    )  # fmt: skip
    if since or (done.kind != "approve_minutes" and not any("approved_at" in edit.after for edit in done.edits)):
        anew(draft, paper)


def _restore(draft: Draft, edits: Iterable[Edit]) -> None:
    edits = tuple(edits)
    moved = {str(edit.key) for edit in edits if edit.table == "contribution"}
    if not all(_is_as_left(draft.state, edit, moved) for edit in edits):
        raise Refused("refused_changed_since")
    for edit in reversed(edits):
        if edit.before is not None:
            draft.set(edit.table, edit.key, **{n: value for n, value in edit.before.items() if not _is_kept(edit, n)})
        elif edit.table == "theme":
            draft.set("theme", edit.key, removed=1)
        elif edit.table == "activity":
            draft.set("activity", edit.key, skipped=1)
        elif edit.table in ("note", "wording"):
            draft.set(edit.table, edit.key, removed=1)
    if not all(lies_well(draft.state, str(edit.key)) for edit in edits if edit.table == "contribution"):
        raise Refused("refused_changed_since")


def _is_as_left(state: State, edit: Edit, moved: set[str]) -> bool:
    row = state.rows[edit.table].get(edit.key)
    if row is None:
        return False
    if edit.table == "paper" and edit.before is None:
        return True  # it came with the first edit, and stays
    new_theme = edit.before is None and edit.table == "theme"
    if new_theme and any(c.theme == edit.key and c.id not in moved for c in state.contributions.values()):
        return False  # somebody has put other cards in it
    if edit.table == "activity" and edit.after.keys() <= BEFORE_IT_BEGINS and row.stage != "planned":
        return False
    if edit.table == "note" and "text" in edit.after and row.approval and "approval" not in edit.after:
        return False  # the speaker has said yes or no to these words since
    return all(getattr(row, name) == value for name, value in edit.after.items() if not _is_kept(edit, name))


def _is_kept(edit: Edit, name: str) -> bool:
    return name in KEPT and edit.table not in PAPERS  # a copy's number goes back with what it said
