"""The kinds of activity: one module each, found here by name."""

from __future__ import annotations

from facilitator.activities.break_ import Break
from facilitator.activities.conversation import Conversation
from facilitator.activities.ideas import Ideas
from facilitator.activities.kind import Kind, Stop
from facilitator.activities.parking import Parking
from facilitator.activities.vote import Vote
from facilitator.activities.welcome import Welcome
from facilitator.state import Activity

__all__ = ["KINDS", "SPECS", "Kind", "Stop", "kind_of"]

KINDS: dict[str, Kind] = {kind.name: kind for kind in (Welcome(), Conversation(), Ideas(), Vote(), Break())}
BESIDE: dict[str, Kind] = {"parking": Parking()}
"""What runs beside the programme, and is in no plan."""
SPECS = {name: kind.spec for name, kind in KINDS.items()}


def kind_of(activity: Activity) -> Kind:
    """Give the rules of an activity."""
    return BESIDE.get(activity.kind) or KINDS[activity.kind]
