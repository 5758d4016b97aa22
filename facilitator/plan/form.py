"""A plan as a form in the browser: every field as a person fills it in, and the block of the file each item is from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import time
from typing import Any

import msgspec

from facilitator.plan.reading import parse
from facilitator.plan.types import KindSpec, Letterhead, Plan, PlannedActivity, Preset, Wifi

Setting = bool | int | str | list[str] | None


class EventForm(msgspec.Struct, forbid_unknown_fields=True):
    """What a person says of the meeting as a whole. Times are written "13.00", the date "2026-03-12"."""

    title: str
    date: str
    place: str
    starts: str
    ends: str
    hosts: list[str] = []
    facilitator: str = ""
    referent: str = ""
    purpose: str = ""
    question: str = ""
    welcome: str = ""
    language: str = "da"
    people: int | None = None
    minutes_at: str = ""
    minutes_by: str = ""
    next: str = ""
    mail_list: bool = False
    seal_days: int | None = None
    keep_days: int | None = None
    contact: str = ""
    privacy: str = ""
    accessibility: str = ""


class ActivityForm(msgspec.Struct, forbid_unknown_fields=True):
    """An item of the programme. `block` is "<hash>:<number>": the file and the activity in it that it comes from.

    Where two items come from the same block, the later one is a copy. Without a block the item is new.
    """

    kind: str
    title: str
    block: str = ""
    key: str = ""
    preset: str = ""
    prompt: str = ""
    short: str = ""
    at: str | None = None
    minutes: int | None = None
    say: list[str] = []
    bring: list[str] = []
    lead: list[str] = []
    settings: dict[str, Setting] = {}


class Form(msgspec.Struct, forbid_unknown_fields=True):
    """The whole plan as it is filled in. A table that is None is not in the file."""

    event: EventForm
    activities: list[ActivityForm]
    wifi: Wifi | None = None
    letterhead: Letterhead | None = None


def digest(raw: bytes) -> str:
    """Return what a file's content is known by."""
    return hashlib.sha256(raw).hexdigest()


def form_of(raw: bytes, kinds: Mapping[str, KindSpec]) -> Form:
    """Return the form of a file. Raises PlanError."""
    return filled_in(parse(raw, kinds), digest(raw))


def filled_in(plan: Plan, known_by: str) -> Form:
    """Return the form of a plan that was read from the file with a digest."""
    return Form(
        _event(plan),
        [_activity(each, f"{known_by}:{number}") for number, each in enumerate(plan.activities)],
        plan.wifi,
        plan.letterhead,
    )


def _event(plan: Plan) -> EventForm:
    same = {
        name: getattr(plan, name)
        for name in EventForm.__struct_fields__
        if name not in ("date", "starts", "ends", "hosts")
    }
    return EventForm(
        **same, date=plan.date.isoformat(), starts=clock(plan.starts), ends=clock(plan.ends), hosts=list(plan.hosts)
    )


def _activity(one: PlannedActivity, block: str) -> ActivityForm:
    return ActivityForm(
        block=block, key=one.key, kind=one.kind, preset=one.preset, title=one.title, prompt=one.prompt,
        short=one.short, at=clock(one.at) if one.at else None, minutes=one.minutes, say=list(one.say),
        bring=list(one.bring), lead=list(one.lead), settings=dict(one.settings),
    )  # fmt: skip


def from_preset(preset: Preset, spec: KindSpec) -> ActivityForm:
    """Return the form of an activity with nothing but its preset, as the browser begins one."""
    return ActivityForm(
        kind=preset.kind, preset=preset.name, title=preset.title, prompt=preset.prompt, minutes=preset.minutes,
        settings=settings_of(preset.settings, spec),
    )  # fmt: skip


def settings_of(given: dict[str, Any], spec: KindSpec) -> dict[str, Any]:
    """Return every setting of a kind, with some of them given. A kind may need more than it is given here."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(spec.settings):
        if field.name in given:
            found[field.name] = given[field.name]
        elif field.default is not msgspec.NODEFAULT:
            found[field.name] = msgspec.to_builtins(field.default)
        elif field.default_factory is not msgspec.NODEFAULT:
            found[field.name] = msgspec.to_builtins(field.default_factory())
    return found


def clock(at: time) -> str:
    """Return a time as it is written in a plan."""
    return f"{at.hour:02}.{at.minute:02}"
