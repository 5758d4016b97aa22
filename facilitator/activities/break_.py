"""Break: a clock, what comes next, and the codes. (`break` is a word of Python's own; hence the underscore.)"""

from __future__ import annotations

from typing import Any

import msgspec

from facilitator.activities.kind import Kind, Stop
from facilitator.plan import KindSpec, Preset
from facilitator.state import Activity, State


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing to set."""


class Break(Kind):
    """The end is a time of day; that is the timer's end, which every screen turns into a clock time."""

    name = "break"
    spec = KindSpec(
        kind="break",
        settings=Settings,
        presets=(Preset("Pause", "break", "Pause", "", 15, {}),),
        prompt_required=False,
    )
    leaving_ends = False
    stops = (Stop("open", None, "console_next_open", False, "console_phones_break", "console_board_break", "put_down"),)

    def fields(self, state: State, activity: Activity) -> dict[str, Any]:
        """What comes after the break."""
        later = [a for a in state.programme() if a.position > activity.position and not a.skipped]
        return {"after": later[0].title if later else None}
