"""What a command did (Change), and the three ways of saying no."""

from __future__ import annotations

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
