"""The [[activity]] tables -> the programme: presets filled in, settings checked by the kind's own type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import msgspec

from facilitator.plan.fields import Table, hidden, tidy, unknown
from facilitator.plan.problems import Report, described, quoted
from facilitator.plan.types import BOARD_LIMIT, PROMPT_LIMIT, TITLE_LIMIT, KindSpec, PlannedActivity, Preset

MINUTES_LIMIT = 480
KEY_LIMIT = 40
LINE_LIMIT = 200

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def activities(
    listed: list[dict[str, Any]], kinds: Mapping[str, KindSpec], report: Report
) -> tuple[PlannedActivity, ...]:
    """Return the activities in the order of the file, each with a key of its own."""
    for index, data in enumerate(listed):
        name = data.get("title") or data.get("preset") or ""
        report.titles[index] = tidy(name)[:TITLE_LIMIT] if isinstance(name, str) else ""
    taken = {data["key"] for data in listed if isinstance(data.get("key"), str)}
    seen: dict[str, int] = {}
    return tuple(_activity(index, data, kinds, report, taken, seen) for index, data in enumerate(listed))


def slug(text: str) -> str:
    """Return a text as lower-case ASCII with hyphens: "Første dans" is "foerste-dans"."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_DANISH))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join(re.findall("[a-z0-9]+", plain))[:KEY_LIMIT].strip("-")


def _activity(
    index: int,
    data: dict[str, Any],
    kinds: Mapping[str, KindSpec],
    report: Report,
    taken: set[str],
    seen: dict[str, int],
) -> PlannedActivity:
    table = Table(data, ("activity", index), report)
    given_key = table.text("key", KEY_LIMIT)
    spec, preset = _kind(table, kinds)
    title = table.text("title", TITLE_LIMIT) or (preset.title if preset else "")
    prompt, short = _prompt(table, spec, preset)
    if not title and spec:
        table.wrong("title", None, report.t("plan_what_text_upto", most=TITLE_LIMIT))
    return PlannedActivity(
        key=_own_key(given_key, title or "aktivitet", table, taken, seen),
        kind=spec.kind if spec else "",
        preset=preset.name if preset else "",
        title=title,
        prompt=prompt,
        short=short,
        at=table.clock("at"),
        minutes=table.whole("minutes", 1, MINUTES_LIMIT) or (preset.minutes if preset else None),
        say=table.texts("say", LINE_LIMIT),
        bring=table.texts("bring", LINE_LIMIT),
        lead=table.texts("lead", LINE_LIMIT),
        settings=_settings(table, spec, preset),
    )


def _kind(table: Table, kinds: Mapping[str, KindSpec]) -> tuple[KindSpec | None, Preset | None]:
    """Return the kind an activity has, and the preset it comes from if it names one."""
    presets = {_folded(preset.name): preset for spec in kinds.values() for preset in spec.presets}
    preset_name, kind_name = table.take("preset"), table.take("kind")
    if preset_name is None and kind_name is None:
        names = quoted([preset.name for preset in presets.values()], table.t)
        expected = table.t("plan_expected_preset", presets=names)
        table.report.add(table.path, table.t("plan_found_no_preset"), expected)
        return None, None
    preset = None
    if preset_name is not None:
        preset = presets.get(_folded(preset_name)) if isinstance(preset_name, str) else None
        if preset is None:
            table.guess("preset", preset_name, [one.name for one in presets.values()])
            return None, None
    if kind_name is None and preset:
        return kinds[preset.kind], preset
    if not isinstance(kind_name, str) or kind_name not in kinds:
        table.guess("kind", kind_name, list(kinds))
        return None, preset
    if preset and preset.kind != kind_name:
        found = table.t("plan_found_kind_clash", preset=preset.name, kind=kind_name)
        table.report.add((*table.path, "kind"), found, table.t("plan_expected_kind_clash"))
    return kinds[kind_name], preset


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold()))


def _prompt(table: Table, spec: KindSpec | None, preset: Preset | None) -> tuple[str, str]:
    """Return the prompt and its shorter version for the board."""
    prompt = table.text("prompt", PROMPT_LIMIT) or (preset.prompt if preset else "")
    short = table.text("short", BOARD_LIMIT)
    t = table.t
    if spec and spec.prompt_required and not prompt:
        table.report.add((*table.path, "prompt"), t("plan_found_no_prompt"), t("plan_expected_prompt"))
    if BOARD_LIMIT < len(prompt) <= PROMPT_LIMIT and not short:
        found = t("plan_found_board_long", n=len(prompt))
        table.report.add((*table.path, "prompt"), found, t("plan_expected_short", most=BOARD_LIMIT))
    return prompt, short


def _own_key(given: str, title: str, table: Table, taken: set[str], seen: dict[str, int]) -> str:
    index = table.path[1]
    assert isinstance(index, int)
    if given:
        if not _KEY.fullmatch(given):
            table.wrong("key", given, table.t("plan_what_key"))
        elif given in seen:
            found = table.t("plan_found_key_taken", key=given, number=seen[given] + 1)
            table.report.add((*table.path, "key"), found, table.t("plan_expected_key_free"))
        seen.setdefault(given, index)
        return given
    stem = slug(title) or "aktivitet"
    key, number = stem, 1
    while key in taken or key in seen:
        number += 1
        key = f"{stem}-{number}"
    seen[key] = index
    return key


def _settings(table: Table, spec: KindSpec | None, preset: Preset | None) -> dict[str, Any]:
    """Return every setting of the kind: from the file, else from the preset, else the kind's own default."""
    if spec is None:
        return {}
    report = table.report
    fields = {field.encode_name: field for field in msgspec.structs.fields(spec.settings)}
    before = len(report.problems)
    given: dict[str, Any] = {}
    for key, value in table.left().items():
        path = (*table.path, key)
        if key not in fields:
            unknown(path, [*table.known, *fields], report)
        elif (tidied := _tidied(value)) is None:
            report.add(path, report.t("plan_found_hidden"), report.t("plan_expected_hidden"))
        elif not _fits(tidied, fields[key].type):
            table.wrong(key, value, described(fields[key].type, report.t))
        else:
            given[key] = tidied
    merged = {**(preset.settings if preset else {}), **given}
    for key, field in fields.items():
        if field.required and key not in merged and key not in table.left():
            table.wrong(key, None, described(field.type, report.t))
    if len(report.problems) > before:
        return {}
    return _whole(merged, spec, table)


def _whole(merged: dict[str, Any], spec: KindSpec, table: Table) -> dict[str, Any]:
    """Return the settings as their type builds them; what it says about one of them, or all, is a problem too."""
    try:
        built: dict[str, Any] = msgspec.to_builtins(msgspec.convert(merged, spec.settings))
        return built
    except msgspec.ValidationError as error:
        said = str(error)
    field, _, what = said.partition(": ")
    if what and field in merged:
        table.wrong(field, merged[field], what)
    else:
        expected = table.t(said) if said in table.t else table.t("plan_expected_settings")
        table.report.add(table.path, table.t("plan_found_settings"), expected)
    return {}


def _fits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except (msgspec.ValidationError, ValueError, OverflowError):
        return False
    return True


def _tidied(value: Any) -> Any:
    """Return a value with its texts tidied, or None when one of them holds what nobody can see."""
    if isinstance(value, str):
        return None if any(hidden(letter) for letter in value) else tidy(value)
    if isinstance(value, list):
        parts = [_tidied(part) for part in value]
        return None if any(part is None for part in parts) else parts
    return value
