"""Untrusted messages: typed commands or a clear no, and text that is safe on every screen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from facilitator.changes import BadCommand
from facilitator.commands import Contribute, clean, parse, parse_hello

ID = "AbCdEfGhIjKlMn-_"


def test_it_works() -> None:
    command = parse({"do": "contribute", "id": ID, "activity": "ideer", "text": "Hej"})
    assert isinstance(command, Contribute) and command.text == "Hej"


@pytest.mark.parametrize("id", ["", "short", ID + "x", ID[:-1] + "æ", ID[:-1] + "\n", ID[:-1] + " ", 7, None])
def test_an_id_is_sixteen_plain_characters(id: Any) -> None:
    with pytest.raises(BadCommand):
        parse({"do": "start", "id": id})


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=12,
)
NAMES = some.sampled_from(["do", "id", "activity", "text", "target", "value", "at", "seq", "count", "frozen", "theme"])
DOS = some.sampled_from(["contribute", "edit", "mark", "next", "screen", "people", "undo", "timer", "regain", "nope"])


@given(JSON)
def test_whatever_comes_is_a_command_or_a_clear_no(message: Any) -> None:
    for read in (parse, parse_hello):
        try:
            read(message)
        except BadCommand as no:
            assert str(no)


@given(some.dictionaries(NAMES, JSON), DOS)
def test_whatever_looks_like_a_command_is_one_or_a_clear_no(fields: dict[str, Any], do: str) -> None:
    try:
        parse(fields | {"do": do, "id": ID})
    except BadCommand as no:
        assert str(no)


@given(some.text())
def test_clean_text_is_clean_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(letter) < 32 or letter in "\u202e\u2066\u200b\ufeff\x7f" for letter in once)
    assert clean(text, lines=True) == clean(clean(text, lines=True), lines=True)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  to   ord\n", "to ord"),
        ("a\u030a", "å"),
        ("før\u202eefter", "førefter"),
        ("👩‍👩‍👧 i haven", "👩‍👩‍👧 i haven"),
        ("<b>fed</b> & »citat«", "<b>fed</b> & »citat«"),
        ("مرحبا 你好", "مرحبا 你好"),
    ],
)
def test_what_people_write_is_kept_and_what_only_machines_see_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
