"""What a browser has to know of the kinds to offer presets and to ask for settings, without knowing any kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from facilitator.plan.form import from_preset
from facilitator.plan.programme import slug
from facilitator.plan.types import KindSpec


def palette(kinds: Mapping[str, KindSpec]) -> list[dict[str, Any]]:
    """Return every preset, by kind: a name for its text, and the form of an activity that begins as it is."""
    return [
        {"about": slug(preset.name).replace("-", "_"), "form": msgspec.to_builtins(from_preset(preset, spec))}
        for spec in kinds.values()
        for preset in spec.presets
    ]


def fields(kinds: Mapping[str, KindSpec]) -> dict[str, dict[str, Any]]:
    """Return how each kind's activities are asked for: their settings, whether they need a prompt, phone minutes."""
    return {
        name: {
            "settings": [_setting(field, hint, spec) for field, hint in _hints(spec).items()],
            "prompt_required": spec.prompt_required,
            "at_phone": spec.at_phone,
        }
        for name, spec in kinds.items()
    }


def _hints(spec: KindSpec) -> dict[str, Any]:
    hints = get_type_hints(spec.settings, include_extras=True)
    return {field.encode_name: hints[field.name] for field in msgspec.structs.fields(spec.settings)}


def _setting(name: str, hint: Any, spec: KindSpec) -> dict[str, Any]:
    """Return a setting's name and what it takes: flag, whole, choice, choices, text, lines, or keys of a kind."""
    parts = [part for part in get_args(hint) if part is not NoneType]
    if len(parts) == 1 and NoneType in get_args(hint):
        hint = parts[0]  # what may be left out is asked for as what it is otherwise
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if name in spec.refers:
        several = get_origin(hint) in (list, tuple)
        return {"name": name, "takes": "keys" if several else "key", "kind": spec.refers[name]}
    if get_origin(hint) is Literal:
        return {"name": name, "takes": "choice", "choices": list(get_args(hint))}
    if get_origin(hint) in (list, tuple):
        inner = get_args(hint)[0]
        if get_origin(inner) is Literal:
            return {"name": name, "takes": "choices", "choices": list(get_args(inner))}
        return {"name": name, "takes": "lines" if inner is str else "file"}
    return {"name": name, "takes": {bool: "flag", int: "whole", str: "text"}.get(hint, "file")}
