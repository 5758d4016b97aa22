"""examples.toml -> made-up ideas and themes that lie beside a plan, for rehearsals, tests and pictures."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

FILE_NAME = "examples.toml"


class ExampleTheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heap that some of the ideas could be gathered in."""

    key: str
    title: str


class ExampleIdea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text nobody wrote. `theme` is the key of an example theme, or empty where it stands by itself."""

    text: str
    theme: str = ""


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file of examples holds; `activity` is the key of the round that the ideas answer."""

    activity: str
    theme: tuple[ExampleTheme, ...]
    idea: tuple[ExampleIdea, ...]


def examples(folder: Path) -> Examples:
    """Return the examples of an event's folder. Raises OSError or ValueError: they are ours, not the organiser's."""
    found = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    return msgspec.convert(found, Examples)
