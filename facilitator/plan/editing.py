"""The bytes of a plan and a form -> new bytes: what the form changes is written, all else stays as it stood."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from facilitator.plan.blocks import Block, changed, cut, fields
from facilitator.plan.form import ActivityForm, EventForm, Form, digest, form_of, from_preset, settings_of
from facilitator.plan.programme import slug
from facilitator.plan.types import KindSpec, Letterhead, Preset, Wifi

EVENT_ORDER = (*EventForm.__struct_fields__[:5], "code", *EventForm.__struct_fields__[5:])
ACTIVITY_ORDER = ("key", "preset", "kind", "title", "prompt", "short", "at", "minutes")
SCRIPT = ("say", "bring", "lead")
BOM = "\ufeff"

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ByHandOnly(Exception):
    """The file is sound, but its tables are not written one after the other; only a person can change it."""


def rewritten(raw: bytes, form: Form, kinds: Mapping[str, KindSpec], past: Mapping[str, bytes] | None = None) -> bytes:
    """Return a file's bytes with what a form says in them. Whether that is a sound plan, `parse` can tell.

    `past` holds earlier contents by digest, so that an activity that comes back brings its comments along.
    Raises PlanError where the file itself has mistakes, and ByHandOnly.
    """
    return _Edit(raw, kinds, past or {}).done(form)


def with_fields(raw: bytes, table: str, values: Mapping[str, Any]) -> bytes:
    """Return a file's bytes with some fields of one table changed. Raises ByHandOnly and ValueError."""
    text = raw.decode("utf-8-sig")
    blocks = _sound(text)
    block = next(one for one in blocks if one.name == table)
    block.text = changed(block.text, values, EVENT_ORDER, _newline(text))
    return _encoded(raw, blocks)


class _Edit:
    """One rewriting of one file."""

    def __init__(self, raw: bytes, kinds: Mapping[str, KindSpec], past: Mapping[str, bytes]) -> None:
        self.raw = raw
        self.kinds = kinds
        self.text = raw.decode("utf-8-sig")
        self.newline = _newline(self.text)
        self.before = form_of(raw, kinds)
        self.blocks = _sound(self.text)
        self._past = past
        self.known_by = digest(raw)
        self._files: dict[str, tuple[list[ActivityForm], list[Block]]] = {}

    def done(self, form: Form) -> bytes:
        """Return the new bytes."""
        for name in ("event", "wifi", "letterhead"):
            self._table(name, getattr(self.before, name), getattr(form, name))
        self._programme(form.activities)
        return _encoded(self.raw, self.blocks)

    def _table(self, name: str, before: Any, after: EventForm | Wifi | Letterhead | None) -> None:
        place = next((n for n, block in enumerate(self.blocks) if block.name == name), None)
        if after is None:
            if place is not None:
                del self.blocks[place]
            return
        was = msgspec.structs.asdict(before) if before else {}
        if place is None:
            place = self._new_table(name)
        block = self.blocks[place]
        there = fields(block.text)
        values = {
            each: value if value or each in there else None
            for each, value in msgspec.structs.asdict(after).items()
            if value != was.get(each)
        }
        block.text = changed(block.text, values, EVENT_ORDER if name == "event" else tuple(values), self.newline)

    def _new_table(self, name: str) -> int:
        """Make a table before the programme, after those that are there."""
        tables = [n for n, block in enumerate(self.blocks) if block.name in ("event", "wifi", "letterhead")]
        last = self.blocks[tables[-1]]
        last.text = _apart(last.text, self.newline)
        self.blocks.insert(tables[-1] + 1, Block(name, f"[{name}]{self.newline}{self.newline}"))
        return tables[-1] + 1

    # --- the programme ----------------------------------------------------------------------

    def _programme(self, wanted: Sequence[ActivityForm]) -> None:
        """Put the wanted activities where the file has its activities; whatever stands between them stays."""
        waiting = self._items(wanted)
        last = max((n for n, block in enumerate(self.blocks) if block.name == "activity"), default=-1)
        found: list[Block] = []
        for n, block in enumerate(self.blocks):
            if block.name != "activity":
                found.append(block)
            elif n == last:
                found += waiting
                waiting = []
            else:
                found += waiting[:1]
                waiting = waiting[1:]
        self.blocks = found + waiting
        # With other neighbours than before, a blank line keeps comments from changing their owner.
        for one, two in itertools.pairwise(self.blocks):
            if one.origin < 0 or two.origin != one.origin + 1:
                one.text = _apart(one.text, self.newline)

    def _items(self, wanted: Sequence[ActivityForm]) -> list[Block]:
        seen: set[str] = set()
        sources: list[tuple[ActivityForm | None, Block, str]] = []
        for one in wanted:
            before, block = self._source(one.block)
            copied = one.block in seen
            seen.add(one.block)
            origin = block.origin if one.block.startswith(self.known_by) and not copied else -1
            sources.append((before, Block("activity", block.text, origin), before.key if before and not copied else ""))
        taken = {key for _, _, key in sources if key}
        for one, (before, block, key) in zip(wanted, sources, strict=True):
            block.text = self._changed(one, before, block.text, key or _free_key(one, taken))
        return [block for _, block, _ in sources]

    def _source(self, wanted: str) -> tuple[ActivityForm | None, Block]:
        """The activity that an item comes from, with its block; None where it is new or its file is gone."""
        known_by, _, number = wanted.partition(":")
        forms, blocks = self._file(known_by)
        if number.isdecimal() and int(number) < len(forms):
            return forms[int(number)], blocks[int(number)]
        return None, Block("activity", f"[[activity]]{self.newline}")

    def _file(self, known_by: str) -> tuple[list[ActivityForm], list[Block]]:
        if known_by not in self._files:
            raw = self.raw if known_by == self.known_by else self._past.get(known_by)
            found: tuple[list[ActivityForm], list[Block]] = ([], [])
            if raw is not None:
                blocks = [block for block in _sound(raw.decode("utf-8-sig")) if block.name == "activity"]
                found = (form_of(raw, self.kinds).activities, blocks)
            self._files[known_by] = found
        return self._files[known_by]

    def _changed(self, one: ActivityForm, before: ActivityForm | None, text: str, key: str) -> str:
        there = fields(text)
        values: dict[str, Any] = {}
        if before is None:
            preset = self._preset(one)
            values = {"preset": preset.name} if preset else {"kind": one.kind}
            spec = self.kinds.get(one.kind)
            before = from_preset(preset, spec) if preset and spec else ActivityForm(one.kind, "")
            before.settings = before.settings or (settings_of({}, spec) if spec else {})
        if "key" not in there or before.key != key:
            values["key"] = key
        for name in (*ACTIVITY_ORDER[3:], *SCRIPT):
            value = getattr(one, name)
            if value != getattr(before, name):
                values[name] = value if value or (value == [] and name in there) else None
        values |= {name: value for name, value in one.settings.items() if value != before.settings.get(name)}
        order = (*ACTIVITY_ORDER, *one.settings, *SCRIPT)
        values = dict(sorted(values.items(), key=lambda item: order.index(item[0]) if item[0] in order else 99))
        return changed(text, values, order, self.newline)

    def _preset(self, one: ActivityForm) -> Preset | None:
        presets = self.kinds[one.kind].presets if one.kind in self.kinds else ()
        return next((preset for preset in presets if preset.name == one.preset), None)


def _free_key(one: ActivityForm, taken: set[str]) -> str:
    """Give an item without a key of its own one that nobody has: the one it asks for, or its title's."""
    stem = one.key if _KEY.fullmatch(one.key) and not one.block else slug(one.title) or "aktivitet"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    taken.add(key)
    return key


def _sound(text: str) -> list[Block]:
    """Cut a text that is sound TOML, if its tables are written as blocks. Raises ByHandOnly."""
    blocks = cut(text)
    found = tomllib.loads(text)
    activities = found.get("activity", [])
    named = [block.name for block in blocks]
    tables = [name for name in ("event", "wifi", "letterhead") if name in found]
    if named.count("activity") != len(activities) or any(named.count(name) != 1 for name in tables):
        raise ByHandOnly
    listed = [found[name] for name in tables] + list(activities)
    own = [block for name in tables for block in blocks if block.name == name]
    own += [block for block in blocks if block.name == "activity"]
    for table, block in zip(listed, own, strict=True):
        if set(table) - {key for key in table if isinstance(table[key], dict | list)} - set(fields(block.text)):
            raise ByHandOnly
    return blocks


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _apart(text: str, newline: str) -> str:
    """The text of a block with a blank line at its end."""
    if text and not text.endswith("\n"):
        text += newline
    lines = text.splitlines()
    return text + newline if lines and lines[-1].strip() else text


def _encoded(raw: bytes, blocks: list[Block]) -> bytes:
    mark = BOM if raw.startswith(BOM.encode()) else ""
    return (mark + "".join(block.text for block in blocks)).encode("utf-8", "replace")
