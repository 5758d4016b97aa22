"""Whether everything is there: what was sent is stored, what is stored is shown or accounted for, and the minutes have
it; and the log of changes, played again, is what the tables hold."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from facilitator import minutes
from facilitator.activities import kind_of
from facilitator.activities.vote import SHARED
from facilitator.state import PARKING, Activity, Contribution, State
from facilitator.store import replay


class Line(msgspec.Struct, frozen=True):
    """One thing that was looked at: the key of its text, what fills it, and whether it is as it must be."""

    key: str
    ok: bool
    args: dict[str, Any] = {}


def reckon(state: State, log: Sequence[dict[str, Any]], now: dt.datetime) -> list[Line]:
    """Look through an event, whose log is given from the first row on. Nothing is changed."""
    return [*_log(state, log), *_texts(state, log), *_votes(state), _exported(state, now)]


def _log(state: State, log: Sequence[dict[str, Any]]) -> Iterator[Line]:
    if state.event.forgotten_at:
        yield Line("reckon_forgotten", True)
        return
    numbers = [row["seq"] for row in log]
    whole = len(set(numbers)) == len(numbers) and (
        bool(state.event.sealed_at) or numbers == list(range(1, len(numbers) + 1))
    )
    yield Line("reckon_log", whole, {"n": len(numbers)})
    sealed = {"mark"} if state.event.sealed_at else set()
    try:
        played = replay(log).rows
    except (TypeError, ValueError, KeyError, AttributeError):  # a row that others were built on is not there
        played = State().rows
    other = [table for table, rows in state.rows.items() if table not in sealed and played[table] != rows]
    yield Line("reckon_replay" if not sealed else "reckon_replay_sealed", not other, {"tables": ", ".join(other)})


def _texts(state: State, log: Sequence[dict[str, Any]]) -> Iterator[Line]:
    if not state.event.forgotten_at:
        sent = {row["command_id"] for row in log if row["kind"] == "contribute"}
        lost = sent - state.contributions.keys()
        yield Line("reckon_sent", not lost, {"n": len(sent), "lost": len(lost)})
    there = Counter(_standing(each) for each in state.contributions.values())
    known = {"shown", "merged", "waiting", "hidden", "removed"}
    names = {name: there[name] for name in sorted(known)}
    yield Line("reckon_stand", set(there) <= known, {"n": len(state.contributions), **names})


def _standing(one: Contribution) -> str:
    if one.removed:
        return "removed"
    return "merged" if one.standing == "shown" and one.merged_into else one.standing


def _votes(state: State) -> Iterator[Line]:
    """Count the votes of each round that is over once more, from the marks alone."""
    for activity in state.programme():
        if activity.kind == "vote" and activity.stage in ("closed", "shown"):
            told = kind_of(activity).result(state, activity) or {"ranks": []}
            counted = {rank["id"]: _count(state, activity, rank["id"]) for rank in told["ranks"]}
            same = all(rank["votes"] == counted[rank["id"]] for rank in told["ranks"])
            yield Line("reckon_votes", same, {"title": activity.title, "n": sum(counted.values())})


def _count(state: State, activity: Activity, card: str) -> int:
    members = {each.id for each in state.members(state.contributions[card])}
    of: dict[str, int] = defaultdict(int)
    for mark in state.rows["mark"].values():
        if mark.activity == activity.id and mark.target in members and mark.target != SHARED and not mark.removed:
            of[mark.voter] = max(of[mark.voter], int(mark.value))
    hands: Iterator[int] = (count.people for count in state.rows["count"].values() if count.activity == activity.id
             and count.target in members)  # fmt: skip
    return sum(of.values()) + sum(hands)


def _exported(state: State, now: dt.datetime) -> Line:
    """See that the minutes have every text of a round that was shown."""
    written = minutes.render(state, "json", now).decode()
    shown = [
        each
        for each in state.contributions.values()
        if _standing(each) in ("shown", "merged")
        and each.activity != PARKING
        and "cards" in kind_of(state.activities[each.activity]).seen(state.activities[each.activity])
    ]
    lost = [each for each in shown if msgspec.json.encode(each.text).decode()[1:-1] not in written]
    return Line("reckon_exported", not lost, {"n": len(shown), "lost": len(lost)})
