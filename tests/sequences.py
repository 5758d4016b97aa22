"""Meetings made up: what everybody might ask one after the other, drawn from the commands' own types.

A sequence is plain JSON. What it says of others' things is a draw (`"?7"`), which means the seventh of those that there
are when it is asked, so that most of what is asked makes sense and a kept sequence outlives the ids it was found with.
"""

from __future__ import annotations

import random
import typing
from collections.abc import Callable
from typing import Any

import msgspec

from facilitator import commands as c
from facilitator.access import Actor, handle, hash_of
from facilitator.actions import ACTIONS
from facilitator.activities import KINDS, kind_of
from facilitator.audience import console_view
from facilitator.meeting import Answer, Meeting
from facilitator.state import PARKING, State
from tests.conftest import Person, arrival, facilitator_of

Step = dict[str, Any]

HELPERS = {"second": "facilitator", "referent": "referent", "host": "host", "speaker": "speaker"}
PEOPLE = ("anna", "bo", "cem")
CAST = {"first": "facilitator", "organiser": "organiser"} | HELPERS | dict.fromkeys(PEOPLE, "participant")
"""Who there is, and in which role."""
TYPES = {str(each.__struct_config__.tag): each for each in typing.get_args(c.AnyCommand)}
OFTEN = {"next": 12, "contribute": 12, "mark": 8, "undo": 5, "redo": 4, "stage": 4, "note": 4, "theme": 3, "place": 4,
         "merge": 4, "erase": 0.3, "seal": 0.3, "end": 0.5, "revoke": 0.5, "lead": 0.3}  # fmt: skip
"""How much more often than the rest something is asked; what ends a meeting or a person is asked seldom anyway."""
WORDS = (
    "Havn", "Havnen", "Et kor for alle, 50 m fra vandet", "Havn", "Bænke", "Kor", "Fællesspisning", "Skoven", "Lån",
    "", "  \n ", "–", "#1", "+ Ja, #2", "=1+1", "<b>fed</b>",
    "\u202ebagfra", "e\u0301", "👩‍👩‍👧", "x" * 400, "Ring til Bo på 20 30 40 50", "2015-12-31",
)  # fmt: skip


POOLS: dict[str, Callable[[State], list[Any]]] = {
    "activity": lambda state: [*([now.id] * 12 if (now := state.now()) else ()), *state.activities, PARKING],
    "after": lambda state: list(state.activities),
    "target": lambda state: [*state.contributions, *state.notes],
    "into": lambda state: list(state.contributions),
    "about": lambda state: list(state.contributions),
    "spotlight": lambda state: [*state.contributions, *state.themes],
    "targets": lambda state: list(state.contributions),
    "theme": lambda state: list(state.themes),
    "home": lambda state: [*state.themes, "self"],
    "step": lambda state: [stop.step or "silent" for each in state.programme() for stop in kind_of(each).stops],
    "kind": lambda _: list(KINDS),
    "preset": lambda state: [preset.name for kind in KINDS.values() for preset in kind.spec.presets],
    "key": lambda state: [handle(hash) for hash in state.keys],
    "to": lambda state: [handle(hash) for hash in state.keys],
    "at": lambda state: [row["at"] for name in ("next", "back", "next") if (row := console_view(state, 0)[name])],
    "code": lambda state: [person.return_code for person in state.participants.values()],
    "place": lambda state: ["cover/title", "programme", *(f"programme/{id}" for id in state.activities)],
}
POOLS |= dict.fromkeys(("parts", "left_out"), POOLS["place"])
CLOSER: dict[str, Callable[[State], list[Any]]] = {
    "mark.target": lambda state: _markable(state),
    "home.activity": lambda state: [each.id for each in state.programme() if each.kind == "steps"],
    "take_on.target": lambda state: [card.id for card in state.contributions.values() if card.activity == "skridt"],
    "answer.target": lambda state: [card.id for card in state.contributions.values() if card.activity == "oplaeg"],
    "adopt.title": lambda state: [mark.value for mark in state.rows["mark"].values() if isinstance(mark.value, str)],
    "approve.target": lambda state: [note.id for note in state.notes.values() if note.kind == "quote"],
}
"""What a command means where its field's name alone says too little."""
CLOSER |= {f"{do}.target": lambda state: list(state.notes) for do in ("note_edit", "note_move", "note_remove")}
CLOSER |= {f"{do}.target": lambda state: _photos(state) for do in ("describe", "drop_photo")}
CLOSER |= {f"{do}.activity": lambda state: _rounds(state) for do in ("deal", "heap", "at_tables", "adopt")}
CLOSER["consent.target"] = CLOSER["approve.target"]


def _markable(state: State) -> list[str]:
    shown = console_view(state, 0)
    candidates = [each for row in state.programme() for each in shown[f"a:{row.id}"].get("candidates") or ()]
    return candidates + [card.id for row in state.programme() for card in state.cards(row.id)]


def _photos(state: State) -> list[str]:
    return [note.id for note in state.notes.values() if note.kind == "photo"]


def _rounds(state: State) -> list[str]:
    return [each.id for each in state.programme() if each.kind == "ideas"]


AT_TABLES: list[Step] = [
    {"do": "stage", "who": "first", "again": 0, "fields": {"activity": "ideer", "stage": "open", "step": "gather"}},
    {"do": "at_tables", "who": "first", "again": 0, "fields": {"activity": "ideer", "on": True}},
]
LIVELY: list[tuple[list[Step], list[str]]] = [
    ([], ["contribute"]), ([], ["mark"]), (AT_TABLES, ["deal", "heap", "heap", "adopt"])
]  # fmt: skip
"""What many do at the same time, and what makes it possible."""
GO_ON: Step = {"do": "next", "who": "first", "again": 0, "fields": {"at": "?0"}}


def sequence(seed: int) -> list[Step]:
    """Make a sequence: several times in turn a meeting goes on, many do the same, and people ask this and that."""
    dice = random.Random(seed)
    steps: list[Step] = []
    for _ in range(dice.randrange(1, 10)):
        steps += [GO_ON] * dice.choice([0, 1, 2, 3, 5])
        before, lively = dice.choice(LIVELY)
        steps += before
        steps += [_step(dice, dice.choice(lively), bare=True) for _ in range(dice.randrange(8))]
        steps += [_step(dice, do) for do in dice.choices(list(TYPES), _WEIGHTS, k=dice.randrange(30))]
    return steps


def shortest(steps: list[Step], fails: Callable[[list[Step]], bool]) -> list[Step]:
    """Leave out of a sequence what it fails without."""
    size = max(1, len(steps) // 2)
    while size:
        for start in range(len(steps) - size, -1, -size):
            without = steps[:start] + steps[start + size :]
            if fails(without):
                steps = without
        size //= 2
    return steps


def _step(dice: random.Random, do: str, *, bare: bool = False) -> Step:
    """Make up a command; a bare one says only what it has to."""
    roles, _ = ACTIONS[TYPES[do]]
    anybody = dice.random() < 0.08
    who = dice.choice([who for who, role in CAST.items() if anybody or role in roles])
    fields = {each.encode_name: _field(dice, do, each, bare) for each in _FIELDS[do] if each.encode_name != "id"}
    given = {name: value for name, value in fields.items() if value is not _LEFT_OUT}
    return {"do": do, "who": who, "again": int(dice.random() < 0.06), "fields": given}


def _field(dice: random.Random, do: str, field: msgspec.inspect.Field, bare: bool) -> Any:
    left_out = not field.required and (bare or dice.random() < 0.6)
    return _LEFT_OUT if left_out else _value(dice, do, field.encode_name, field.type)


def _value(dice: random.Random, do: str, name: str, kind: Any) -> Any:
    of = msgspec.inspect
    match kind:
        case of.Metadata():
            return _value(dice, do, name, kind.type)
        case of.UnionType():
            return _value(dice, do, name, kind.types[0] if dice.random() < 0.7 else dice.choice(kind.types))
        case of.NoneType():
            return None
        case of.LiteralType():
            return dice.choice(kind.values)
        case of.BoolType():
            return dice.random() < 0.7
        case of.IntType():
            return dice.randint(kind.ge or 0, min(kind.le or 40, 40))
        case of.FloatType():
            return dice.choice([-1.0, 0.0, 0.5, 2.0, 1e9])
        case of.ListType():
            return [_value(dice, do, name, kind.item_type) for _ in range(dice.randint(kind.min_length or 0, 4))]
        case of.StrType():
            drawn = name in POOLS or f"{do}.{name}" in CLOSER
            return f"?{dice.randrange(30)}" if drawn else dice.choice(WORDS)
    return _LEFT_OUT  # a field that may be unset


_LEFT_OUT = object()
_WEIGHTS = [OFTEN.get(do, 1.0) for do in TYPES]
_FIELDS = {do: msgspec.inspect.type_info(kind).fields for do, kind in TYPES.items()}  # type: ignore[attr-defined]


class Cast:
    """A meeting with everybody in it, who ask what a sequence says."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        first = facilitator_of(meeting)
        self.people: dict[str, Person] = {"first": first}
        self.people["organiser"] = Person(meeting, Actor("organiser", "organiser", "Arrangøren"))
        for who, role in HELPERS.items():
            self.people[who] = _helper(meeting, role)
        self.people |= {who: arrival(meeting) for who in PEOPLE}
        self._ids = 0

    def plays(self, steps: list[Step]) -> list[tuple[Step, Answer]]:
        """Ask one after the other; give what was asked, with its ids, and what was answered."""
        return [each for step in steps for each in self._asks(step)]

    def _asks(self, step: Step) -> list[tuple[Step, Answer]]:
        self._ids += 1
        asked = {name: self._meant(step["do"], name, value) for name, value in step["fields"].items()}
        asked |= {"do": step["do"], "id": f"{self._ids:016d}"}
        who = self.people[step["who"]]
        try:
            command = c.parse(asked)
        except c.BadCommand:  # there is nothing yet that it could mean
            return []
        return [(step | {"asked": asked}, who.meeting.ask(who.actor, command)) for _ in range(1 + step["again"])]

    def _meant(self, do: str, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._meant(do, name, each) for each in value]
        of = CLOSER.get(f"{do}.{name}") or POOLS.get(name)
        if of is None or not (isinstance(value, str) and value.startswith("?")):
            return value
        pool = of(self.meeting.state)
        return pool[int(value[1:]) % len(pool)] if pool else "nothing"


def _helper(meeting: Meeting, role: str) -> Person:
    talk = next((each.id for each in meeting.state.programme() if each.kind == "talk"), None)
    entered = meeting.use_link(meeting.mint(role, role.title(), activity=talk if role == "speaker" else None))
    assert entered is not None
    key = meeting.state.keys[hash_of(entered[0])]
    return Person(meeting, Actor(key.role, key.hash, key.label), entered[0])
