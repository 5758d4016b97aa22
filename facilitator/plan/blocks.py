"""The text of a plan as blocks, one for each table with the comments that belong to it: cut, changed, put together.

A block begins with the comment lines directly above its heading and goes on to where the next block begins. Only
the bytes of a value that changes are written anew; everything else stays as somebody wrote it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import tomlkit
from tomlkit.items import Array

_BLANK = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_COMMENT = re.compile(r"[ \t]*#[^\n]*(?:\n|\Z)")
_HEADING = re.compile(r"""[ \t]*\[\[?[ \t]*(?P<name>[^\]#\n]+?)[ \t]*\]\]?[^\n]*(?:\n|\Z)""")
_FIELD = re.compile(r"""[ \t]*(?P<name>[\w-]+|"[^"\n]*"|'[^'\n]*')(?P<dotted>[^=\n]*)=[ \t]*""")
_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'"
_PART = re.compile(_STRING + r"""|[\[{\]}]|#[^\n]*|[^\[\]{}"'#]+""", re.DOTALL)
_BARE = re.compile(r"[^#\r\n]*")
_CLOCK = re.compile(r"\d\d\.\d\d")


class Piece(msgspec.Struct, frozen=True):
    """One heading, field, comment or blank line of a text, from `start` to `end`; a field's value lies within."""

    what: str
    start: int
    end: int
    name: str = ""
    value: tuple[int, int] = (0, 0)


class Block(msgspec.Struct):
    """A table as text. What stands before the first heading is a block without a name. `origin` counts the blocks of
    the file that it is from; a new one has none."""

    name: str
    text: str
    origin: int = -1


def cut(text: str) -> list[Block]:
    """Cut a sound text into its blocks. Joined, they are the text."""
    starts: list[tuple[str, int]] = [("", 0)]
    above: int | None = None
    for piece in pieces(text):
        if piece.what == "heading" and "." not in piece.name:
            starts.append((piece.name, piece.start if above is None else above))
        above = (piece.start if above is None else above) if piece.what == "comment" else None
    ends = [start for _, start in starts[1:]] + [len(text)]
    return [
        Block(name, text[start:end], origin)
        for origin, ((name, start), end) in enumerate(zip(starts, ends, strict=True))
    ]


def pieces(text: str) -> Iterator[Piece]:
    """Give what a sound text is made of, in order."""
    at = 0
    while at < len(text):
        piece = _piece(text, at)
        yield piece
        at = piece.end


def _piece(text: str, at: int) -> Piece:
    for what, pattern in (("blank", _BLANK), ("comment", _COMMENT), ("heading", _HEADING)):
        if found := pattern.match(text, at):
            name = found["name"].strip("\"' \t") if what == "heading" else ""
            return Piece(what, at, found.end(), name)
    field = _FIELD.match(text, at)
    if field is None:
        raise ValueError(f"not a line of a plan: {text[at : at + 40]!r}")
    start = field.end()
    end = _value_end(text, start)
    line = text.find("\n", end)
    name = field["name"].strip("\"'") + field["dotted"].strip()
    return Piece("field", at, len(text) if line < 0 else line + 1, name, (start, end))


def _value_end(text: str, at: int) -> int:
    if text[at] not in "[{\"'":
        found = _BARE.match(text, at)
        return at + len(found[0].rstrip() if found else "")
    depth = 0
    while True:
        part = _PART.match(text, at)
        if part is None:
            raise ValueError("a value without an end")
        at = part.end()
        depth += (part[0] in "[{") - (part[0] in "]}")
        if depth == 0:
            return at


def fields(text: str) -> dict[str, Piece]:
    """Give the fields of a block by name; those of tables below it are not its own."""
    found: dict[str, Piece] = {}
    headings = 0
    for piece in pieces(text):
        headings += piece.what == "heading"
        if headings > 1:
            break
        if piece.what == "field":
            found[piece.name] = piece
    return found


def changed(text: str, values: Mapping[str, Any], order: Sequence[str], newline: str) -> str:
    """Give a block with some of its fields changed. None takes a field away; a comment beside it stays.

    A field that was not there comes after those that precede it in `order`.
    """
    for name, value in values.items():
        field = fields(text).get(name)
        if field is None and value is not None:
            text = _inserted(text, f"{name} = {_written(value, '')}", _place(text, name, order), newline)
        elif field is not None and value is None:
            text = text[: field.start] + _comments(text, field, newline) + text[field.end :]
        elif field is not None:
            start, end = field.value
            text = text[:start] + _written(value, text[start:end]) + text[end:]
    return text


def _place(text: str, name: str, order: Sequence[str]) -> int:
    there = fields(text)
    before = order[: order.index(name)] if name in order else [*order, *there]
    headings = [piece.end for piece in pieces(text) if piece.what == "heading"][:1]
    return max([*headings, *(there[one].end for one in before if one in there)], default=0)


def _inserted(text: str, line: str, at: int, newline: str) -> str:
    broken = newline if at and not text[:at].endswith("\n") else ""
    return text[:at] + broken + line + newline + text[at:]


def _comments(text: str, field: Piece, newline: str) -> str:
    """The comments in and beside a field that goes, as lines of their own."""
    parts = _PART.findall(text[field.value[0] : field.end])
    return "".join(part.rstrip() + newline for part in parts if part.startswith("#"))


def _written(value: Any, before: str) -> str:
    """A value as it is written, in the manner of the one that stood there before."""
    if isinstance(value, list):
        return _list(value, before)
    if not isinstance(value, str):
        return str(tomlkit.item(value).as_string())
    bare = before[:1] not in ("", '"', "'")
    if bare and _CLOCK.fullmatch(value) and ":" in before:
        return f"{value.replace('.', ':')}:00"
    if bare and _is_date(value):
        return value
    if before[:1] == "'" and before[:3] != "'''" and value.isprintable() and "'" not in value:
        return f"'{value}'"
    return str(tomlkit.string(value, multiline=before.startswith('"""') and "\n" in value).as_string())


def _list(value: list[Any], before: str) -> str:
    """A list over several lines keeps its lines and the comments between them."""
    plain = str(tomlkit.item(value).as_string()) if value else "[]"
    if "\n" not in before:
        return plain
    document = tomlkit.parse(f"x = {before}")
    array = document["x"]
    if not isinstance(array, Array):
        return plain
    for place in range(min(len(array), len(value))):
        if array[place] != value[place]:
            array[place] = value[place]
    while len(array) > len(value):
        del array[len(array) - 1]
    if len(value) > len(array):
        _longer(array, value)
    text = tomlkit.dumps(document).removeprefix("x = ")
    return text if _means(text) == value and _hashes(text) == _hashes(before) else _above(before, plain)


def _longer(array: Array, value: list[Any]) -> None:
    for each in value[len(array) :]:
        array.append(each)


def _above(before: str, plain: str) -> str:
    """The list on one line where its lines cannot be kept; comments stay, at its beginning."""
    comments = [part.rstrip() for part in _PART.findall(before) if part.startswith("#")]
    return "\n".join(["[" + "".join(f"  {one}\n" for one in comments), plain[1:]]) if comments else plain


def _means(text: str) -> Any:
    try:
        return tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        return None


def _hashes(text: str) -> list[str]:
    return [part.rstrip() for part in _PART.findall(text) if part.startswith("#")]


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
