"""What a command did (Change), and the three ways of saying no."""

from __future__ import annotations

from collections import deque
from typing import Any

import msgspec

Key = str | tuple[str, ...]
Columns = dict[str, Any]


class Edit(msgspec.Struct, frozen=True):
    """One row that a command touched: only the columns that changed, as they were and as they are.

    `before` is None for a row that was not there.
    """

    table: str
    key: Key
    before: Columns | None
    after: Columns


class Change(msgspec.Struct, frozen=True):
    """One accepted command, as it is written down in the table `change` (which numbers it)."""

    actor: str
    command_id: str
    at: str
    kind: str
    edits: tuple[Edit, ...]
    note: str | None = None
    undoes: int | None = None


class Done(msgspec.Struct, frozen=True):
    """A facilitator's change that may be taken back, or an undo or redo, which name in `undoes` what they took back."""

    seq: int
    actor: str
    at: str
    kind: str
    edits: tuple[Edit, ...]
    undoes: int | None = None


NOTED = frozenset({"note", "note_edit", "note_move", "note_remove"})
"""Those of notes: whoever wrote one takes it back, and any facilitator."""
UNDOABLE = NOTED | frozenset(
    {"theme", "retitle", "drop_theme", "place", "adopt", "merge", "split", "hide", "show", "edit", "answer",
     "replan", "skip", "later", "insert", "reword"}
)  # fmt: skip
"""Kinds of changes that may be taken back at any time; everything else has an opposite button of its own."""


WRITTEN_OVER = frozenset({"rephrase", "arrange", "approve_minutes"})
"""Those of the minutes: each is taken back by its number, where they are written, and never by *U* in the room."""

TAKEN_BACK = UNDOABLE | WRITTEN_OVER | {"undo", "redo"}
"""Kinds of changes that are remembered to be taken back."""

UNDO_LIMIT = 200


class Undoable:
    """The latest changes that may be taken back, and what was taken back. So many, no more; and as many of notes, which
    never push out the others: what the room may read of those does not depend on what the referent does."""

    def __init__(self) -> None:
        self._all: deque[Done] = deque(maxlen=UNDO_LIMIT)
        self._of_notes: deque[Done] = deque(maxlen=UNDO_LIMIT)
        self._of_papers: deque[Done] = deque(maxlen=UNDO_LIMIT)

    def remember(self, done: Done) -> None:
        """Keep a change, if it is one of these."""
        if done.kind in TAKEN_BACK and done.edits:
            lists = {"note": self._of_notes, "wording": self._of_papers, "paper": self._of_papers}
            lists.get(done.edits[0].table, self._all).append(done)

    def newest_first(self) -> list[Done]:
        """Give all of them."""
        return sorted([*self._all, *self._of_notes, *self._of_papers], key=lambda done: -done.seq)

    def undone(self) -> set[int]:
        """Give the numbers of those that are taken back as things stand: an undo may itself be taken back."""
        found: set[int] = set()
        for done in self.newest_first():
            if done.undoes is not None and done.seq not in found:
                found.add(done.undoes)
        return found


class Refused(Exception):
    """An honest no to an honest person: a text key and what fills its placeholders."""

    def __init__(self, key: str, **args: Any) -> None:
        super().__init__(key)
        self.key = key
        self.args_of_text = args


class BadCommand(Exception):
    """A message that no client of ours would send: broken, or hostile."""


class Forbidden(BadCommand):
    """A command that this role may not give."""
