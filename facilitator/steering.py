"""What is told of the helpers' own doings: who leads, what they changed and wrote down, what the room may read of it,
and what may be put in."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.access import handle
from facilitator.actions.lead import leader, name_of
from facilitator.activities import SPECS, kind_of
from facilitator.activities.notes import is_awaited, notes_of, number_of
from facilitator.activities.since import EARLIER
from facilitator.changes import UNDOABLE, Done, Edit
from facilitator.invitations import works
from facilitator.state import Note, State

HISTORY = 20
"""So many of the facilitators' changes are listed."""
UNSEEN = frozenset({"hide", "show"})
"""Changes of what nobody is to see: the room is told that, and why, but not of which idea."""

Row = dict[str, Any]


def lead(state: State) -> Row:
    """Who leads, and who asked for it."""
    event = state.event
    wanted = None
    if event.lead_wanted_by is not None:
        name = name_of(state, event.lead_wanted_by)
        wanted = {"id": handle(event.lead_wanted_by), "name": name, "until": event.lead_wanted_until}
    leads = leader(state)
    return {"id": handle(leads) if leads else None, "name": name_of(state, leads), "wanted": wanted}


def helpers(state: State, at: str) -> Row:
    """Who helps, and which links still let somebody in. The organiser has no key in the file."""
    keys = [key for key in state.keys.values() if not key.revoked_at and (not key.expires_at or works(key, at))]
    return {
        "all": [
            {
                "id": handle(key.hash),
                "role": key.role,
                "name": key.label,
                "here": key.hash in state.at_work,
                "since": key.made_at,
                "until": key.expires_at,
                "activity": key.activity,
            }
            for key in sorted(keys, key=lambda key: key.made_at)
        ]
    }


def history(state: State) -> Row:
    """The facilitators' latest changes that may be taken back, newest first."""
    undone = state.done.undone()
    changes = [done for done in state.done.newest_first() if done.kind in UNDOABLE][:HISTORY]
    return {
        "changes": [
            {
                "seq": done.seq,
                "at": done.at,
                "by": state.keys[done.actor].label if done.actor in state.keys else "",
                "kind": done.kind,
                "undone": done.seq in undone,
                **_about(state, done.edits[0]),
            }
            for done in changes
        ]
    }


def log(state: State) -> Row:
    """What the room may read of it: no names, nothing of what it has not seen, no words of what is hidden."""
    undone = state.done.undone()
    zone = ZoneInfo(state.event.timezone)
    lines = []
    for done in state.done.newest_first():
        if done.kind in UNDOABLE and done.seq not in undone and _room_has_seen(state, done):
            at = dt.datetime.fromisoformat(done.at).astimezone(zone)
            about = {"number": None, "text": _reason(done)} if done.kind in UNSEEN else _about(state, done.edits[0])
            lines.append({"at": f"{at:%H.%M}", "kind": done.kind, **about})
    return {"lines": lines[:HISTORY]}


def presets(state: State) -> Row:
    """What an activity that was not planned can be made from: people are in already, and earlier steps may be none."""
    unasked = {"Siden sidst"} if not state.event.plan.get(EARLIER) else set()
    return {
        "all": [
            {"kind": each.kind, "name": each.name, "prompt": each.prompt, "minutes": each.minutes}
            for kind, spec in SPECS.items()
            for each in spec.presets
            if kind != "welcome" and each.name not in unasked
        ]
    }


def notes(state: State) -> dict[str, Row]:
    """What was written down, by row id: for those who write, and no others."""
    return {f"n:{note.id}": _note(state, note) for note in notes_of(state)}


def _note(state: State, note: Note) -> Row:
    return {
        "id": note.id,
        "activity": note.activity,
        "kind": note.kind,
        "text": note.text,
        "link": number_of(state, note.link),
        "name": note.name,
        "consent": note.consent,
        "approval": note.approval,
        "awaited": is_awaited(state, note),
        "public": bool((note.data or {}).get("public")),
        "by": handle(note.entered_by),
        "writer": name_of(state, note.entered_by),
        "at": note.created_at,
        "edited": bool(note.edited),
    }


def _about(state: State, edit: Edit) -> Row:
    """What a change was about: an idea or a note by its text, or a theme or an activity by its title."""
    if edit.table == "note":
        return {"number": None, "text": state.notes[str(edit.key)].text}
    if edit.table in ("theme", "activity"):
        return {"number": None, "text": state.rows[edit.table][str(edit.key)].title}
    card = state.contributions.get(str(edit.key))
    return {"number": card.number if card else None, "text": card.text if card else ""}


def _reason(done: Done) -> str:
    return str(next((edit.after["reason"] for edit in done.edits if edit.after.get("reason")), ""))


def _room_has_seen(state: State, done: Done) -> bool:
    """Only of rounds whose ideas are before everybody; and of an idea's words only while they are."""
    edit = done.edits[0]
    if edit.table == "note":
        return False
    row: Any = state.rows[edit.table][edit.key]
    activity = state.activities.get(getattr(row, "activity", ""))
    if activity is None or "cards" not in kind_of(activity).seen(activity):
        return False
    return done.kind in UNSEEN or edit.table == "theme" or (row.standing == "shown" and not row.removed)
