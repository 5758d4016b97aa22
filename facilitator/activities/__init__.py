"""The kinds of activity: one module each, found here by name."""

from __future__ import annotations

from facilitator.activities.break_ import Break
from facilitator.activities.conversation import Conversation
from facilitator.activities.ideas import Ideas
from facilitator.activities.kind import Kind, Stop
from facilitator.activities.parking import Parking
from facilitator.activities.since import Since
from facilitator.activities.steps import Steps
from facilitator.activities.talk import Talk
from facilitator.activities.vote import Vote
from facilitator.activities.welcome import Welcome
from facilitator.state import Activity

__all__ = ["KINDS", "SINCE", "SPECS", "Kind", "Stop", "kind_of"]

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (Welcome(), Conversation(), Talk(), Ideas(), Vote(), Steps(), Break())
}
BESIDE: dict[str, Kind] = {"parking": Parking()}
"""What runs beside the programme, and is in no plan."""
SINCE = Since()
"""The rules of *Siden sidst*, which a setting makes of `steps`."""
SPECS = {name: kind.spec for name, kind in KINDS.items()}


def kind_of(activity: Activity) -> Kind:
    """Give the rules of an activity."""
    if activity.kind == SINCE.name and activity.settings.get("since"):
        return SINCE
    return BESIDE.get(activity.kind) or KINDS[activity.kind]
