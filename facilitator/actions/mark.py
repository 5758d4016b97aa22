"""Put a value on a target: a vote, a dot."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.activities import kind_of
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Mark
from facilitator.state import Draft, State
from facilitator.state import Mark as MarkRow


def mark(draft: Draft, actor: Actor, command: Mark) -> None:
    """Set the wished value of one target. After the grace only the number of late marks is kept."""
    state = draft.state
    activity = state.activities.get(command.activity)
    if activity is None:
        raise BadCommand("no such activity")
    person = state.participants[actor.id]
    target = kind_of(activity).check_mark(state, activity, person, command.target, command.value)
    if activity.stage == "planned":
        raise Refused("refused_not_yet")
    in_grace = activity.stage == "closed" and draft.clock <= (activity.accepts_until or 0)
    if state.event.stage != "open" or not (activity.stage == "open" or in_grace):
        draft.set("activity", activity.id, late_marks=activity.late_marks + 1)
        draft.refusal = Refused("refused_closed")
        return
    for member in _members(state, target):
        key = (activity.id, member, actor.id)
        there = state.rows["mark"].get(key)
        if member == target and command.value is not False:
            if there is None:
                draft.make("mark", MarkRow(activity.id, member, actor.id, command.value, draft.at))
            else:
                draft.set("mark", key, value=command.value, given_at=draft.at, removed=0)
        elif there is not None and not there.removed and command.value is False:
            draft.set("mark", key, value=False, given_at=draft.at, removed=1)


def _members(state: State, target: str) -> list[str]:
    contribution = state.contributions.get(target)
    return [target] if contribution is None else [member.id for member in state.members(contribution)]
