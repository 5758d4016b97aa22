"""Welcome: people come in; each may light a dot on the board."""

from __future__ import annotations

from typing import Any

import msgspec

from facilitator.activities.kind import Facts, Kind, Stop
from facilitator.changes import BadCommand
from facilitator.plan import KindSpec, Preset
from facilitator.state import Activity, Participant, State


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing to set."""


class Welcome(Kind):
    """One tap on a dot is the first thing a person does, so that the phone is known to work."""

    name = "welcome"
    spec = KindSpec(
        kind="welcome",
        settings=Settings,
        presets=(Preset("Velkomst", "welcome", "Velkommen", "Velkommen. Kom indenfor.", 5, {}),),
        prompt_required=False,
        at_phone=1,
    )
    leaving_ends = False
    stops = (Stop("open", None, "console_next_open", False, "console_phones_welcome", "console_board_join", "work"),)

    def targets(self, state: State, activity: Activity) -> tuple[str, ...]:
        """The dot is the only thing to mark."""
        return ("dot",)

    def check_mark(self, state: State, activity: Activity, person: Participant, target: str, value: Any) -> str:
        """A dot is lit, and stays lit."""
        if value is not True:
            raise BadCommand("a dot is only lit")
        return super().check_mark(state, activity, person, target, value)

    def facts(self, state: State, activity: Activity) -> Facts:
        """How many came in by phone."""
        return super().facts(state, activity) | {"joined": len(joined(state))}


def joined(state: State) -> set[str]:
    """Everybody who came by phone and did something: an empty participant that a code left behind is nobody. Who has
    erased what they wrote was there all the same."""
    devices = {device.participant for device in state.devices.values()}
    gone = {person.id for person in state.participants.values() if person.erased}
    return devices | gone | {c.participant for c in state.contributions.values() if c.participant}
