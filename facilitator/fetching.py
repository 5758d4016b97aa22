"""What a plan file says of the programme: as rows, and, when the meeting has begun, what in it may still be fetched.

A meeting remembers each activity of its plan by a fingerprint. So an edit of the file can be told from what was
changed on the console, also after a restart.
"""

from __future__ import annotations

import difflib
import hashlib
from typing import Any

import msgspec

from facilitator import plan as plans
from facilitator.state import Activity, Draft, State


def activities(plan: plans.Plan) -> list[Activity]:
    """Give the programme of a plan as rows."""
    return [
        Activity(
            id=each.key,
            key=each.key,
            position=float(place),
            kind=each.kind,
            preset=each.preset,
            title=each.title,
            prompt=each.prompt,
            settings=each.settings | ({"short": each.short} if each.short else {}),
            script={"say": list(each.say), "bring": list(each.bring), "lead": list(each.lead)},
            at=plans.clock(each.at) if each.at else None,
            minutes=each.minutes,
        )
        for place, each in enumerate(plan.activities, start=1)
    ]


def remembered(plan: plans.Plan) -> dict[str, Any]:
    """Give what a meeting remembers of its plan's programme: `slots`, and a fingerprint of each activity."""
    return {"slots": _slots(plan), "fingerprints": [[row.key, _fingerprint(row)] for row in activities(plan)]}


def waiting(state: State, plan: plans.Plan) -> set[str]:
    """Give the keys of what the file changed, added, moved or took away among what has not begun."""
    known: dict[str, str] = dict(state.event.plan.get("fingerprints") or ())
    if not known:
        return set()
    rows = {row.key: row for row in activities(plan)}
    changed = {key for key, row in rows.items() if known.get(key) != _fingerprint(row)} | (known.keys() - rows.keys())
    before, after = [key for key in known if key in rows], [key for key in rows if key in known]
    still = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    changed |= set(after) - {after[block.b + n] for block in still for n in range(block.size)}
    begun = {row.key for row in state.programme() if row.stage != "planned"}
    return changed - begun


def fetch(draft: Draft, plan: plans.Plan) -> None:
    """Take what waits into the programme of a meeting that has begun. What has begun stays as it is."""
    state = draft.state
    wanted = waiting(state, plan)
    rows = [row for row in activities(plan) if not _begun(state, row.id)]
    last = max((row.position for row in state.programme() if row.stage != "planned"), default=0.0)
    for place, row in enumerate(rows, start=1):
        there = state.activities.get(row.id)
        row.position = last + place
        if there is None:
            draft.make("activity", row)
        else:
            fields = _plain(row) | {"skipped": 0} if row.key in wanted else {"position": row.position}
            draft.set("activity", row.id, **fields)
    gone = wanted - {row.key for row in rows}
    for key in gone & state.activities.keys():
        draft.set("activity", key, skipped=1)
    draft.set("event", state.event.id, plan=state.event.plan | remembered(plan))


def _begun(state: State, key: str) -> bool:
    there = state.activities.get(key)
    return there is not None and there.stage != "planned"


def _plain(row: Activity) -> dict[str, Any]:
    return {
        name: getattr(row, name)
        for name in ("position", "preset", "title", "prompt", "settings", "script", "at", "minutes")
    }


def _fingerprint(row: Activity) -> str:
    told = _plain(row) | {"position": 0, "kind": row.kind}
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()[:12]


def _slots(plan: plans.Plan) -> dict[str, dict[str, int | None]]:
    """How long each activity is to take, and how long until the next begins, in minutes."""
    starts = plans.begins(plan)
    over = starts[-1] + (plan.activities[-1].minutes or 0) if starts else 0
    until = [*starts[1:], max(plans.minute(plan.ends), over)]
    return {
        each.key: {"slot": end - start, "minutes": each.minutes}
        for each, start, end in zip(plan.activities, starts, until, strict=False)
    }
