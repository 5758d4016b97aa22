"""Count the raised hands of those without a phone."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.mark import members
from facilitator.activities import kind_of
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Count
from facilitator.state import Count as CountRow
from facilitator.state import Draft


def count(draft: Draft, actor: Actor, command: Count) -> None:
    """Set the number of hands on one card, from when the round opens; a miscount may be mended after the result too."""
    state = draft.state
    activity = state.activities.get(command.activity)
    if activity is None:
        raise BadCommand("no such activity")
    if activity.stage == "planned":
        raise Refused("refused_not_yet")
    if state.event.stage == "sealed":
        raise Refused("refused_sealed")
    target = kind_of(activity).check_count(state, activity, command.target)
    for member in members(state, target):
        there = state.rows["count"].get((activity.id, member))
        if there is None and member == target and command.people:
            draft.make("count", CountRow(activity.id, member, command.people, actor.id, draft.at))
        elif there is not None and (member == target or there.people > command.people):
            draft.set("count", (activity.id, member), people=command.people, entered_by=actor.id, at=draft.at)
