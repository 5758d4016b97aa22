"""The parking lot (*Noget på hjerte?*): what people want said at any time, beside whatever runs."""

from __future__ import annotations

from facilitator.activities.ideas import IDEA_LIMIT
from facilitator.activities.kind import Kind
from facilitator.state import PARKING, Activity, State


class Parking(Kind):
    """Open from the first text in it until the meeting is sealed. Facilitators alone see it, and read it aloud."""

    name = PARKING
    limit = IDEA_LIMIT
    stops = ()

    def pose(self, activity: Activity) -> str:
        """It asks nothing of anybody."""
        return "put_down"


def new_parking() -> Activity:
    """Make the parking lot of a meeting. It is no part of the programme."""
    return Activity(PARKING, PARKING, 1e9, PARKING, "", "", "", {}, {}, stage="open")


def parked(state: State) -> list[str]:
    """What lies there to be read aloud, oldest first."""
    return [card.text for card in state.given(PARKING) if card.standing == "shown"]
