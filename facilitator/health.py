"""How it goes while the meeting runs, as facilitators are told it: power, and room on the disk.

What writes, copies and finds the laptop's address notes how that goes in `state.health` as well.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import gevent

from facilitator import laptop
from facilitator.meeting import Meeting


def look(meeting: Meeting, folder: Path) -> None:
    """Look at the laptop, and tell consoles if it has changed. Before the meeting `ready` looks at more."""
    if meeting.state.event.stage != "planned":
        seen = gevent.get_hub().threadpool.apply(_look, (folder,))
        tell(meeting, **seen)


def tell(meeting: Meeting, **seen: Any) -> None:
    """Note how something goes now, and tell consoles if it went otherwise before."""
    before = meeting.state.health
    meeting.state.health = before | seen
    if meeting.state.health != before:
        meeting.tell(())


def note_move(meeting: Meeting, before: str, now: str) -> None:
    """Remember where people found a meeting that goes on, for as long as they find it elsewhere."""
    was = meeting.state.health["address"] or before
    moved = bool(was) and was != now and meeting.state.event.stage == "open"
    meeting.state.health = meeting.state.health | {"address": was if moved else None}


def _look(folder: Path) -> dict[str, Any]:
    return {"power": laptop.power(), "room": shutil.disk_usage(folder).free // 2**20 // laptop.COARSE * laptop.COARSE}
