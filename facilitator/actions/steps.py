"""The next steps: where a person belongs, and who sees to what."""

from __future__ import annotations

from typing import Any

from facilitator.access import Actor
from facilitator.actions.gather import checked_title
from facilitator.activities import kind_of
from facilitator.activities.steps import HOME, HOMES, SELF, Steps, keeper_target
from facilitator.changes import BadCommand, Refused
from facilitator.commands import clean
from facilitator.commands.kinds import Home, TakeOn
from facilitator.state import Activity, Contribution, Draft, Mark, Theme

NAME_LIMIT = 60


def home(draft: Draft, actor: Actor, command: Home) -> None:
    """Keep where a person belongs. A home of that name is the one that is there; else it is made, after the others."""
    activity = _steps(draft, command.activity)
    if activity.stage != "open" or draft.state.event.stage != "open":
        raise Refused("refused_not_yet" if activity.stage == "planned" else "refused_closed")
    there = {each.id for each in draft.state.themes_of(activity.id)} | {SELF}
    if command.home is not None and command.home not in there:
        raise BadCommand("no such home")
    _put(draft, activity, HOME, actor.id, command.home or _named(draft, activity, command))


def take_on(draft: Draft, actor: Actor, command: TakeOn) -> None:
    """See to a step that nobody else sees to, or no longer. A name that may not be told is not kept."""
    state = draft.state
    step = state.contributions.get(command.target)
    if step is None or not _stands(draft, step):
        raise BadCommand("no such step")
    activity = _steps(draft, step.activity)
    if state.event.stage != "open":
        raise Refused("refused_sealed" if state.event.stage == "sealed" else "refused_ended")
    target = keeper_target(step.id)
    marks = state.marks_by_activity.get(activity.id, {}).get(target, {})
    if command.value and any(voter != actor.id and not mark.removed for voter, mark in marks.items()):
        raise Refused("refused_taken")
    name = clean(command.name)
    if len(name) > NAME_LIMIT:
        raise Refused("refused_too_long", n=len(name) - NAME_LIMIT)
    if command.value and command.named and not name:
        raise Refused("refused_no_name")
    _put(draft, activity, target, actor.id, (name if command.named else True) if command.value else False)


def _steps(draft: Draft, wanted: str) -> Activity:
    activity = draft.state.activities.get(wanted)
    if activity is None or not isinstance(kind_of(activity), Steps):
        raise BadCommand("no such activity")
    return activity


def _stands(draft: Draft, step: Contribution) -> bool:
    """Whether all may see a step."""
    activity = draft.state.activities[step.activity]
    return step.standing == "shown" and not step.removed and "cards" in kind_of(activity).seen(activity)


def _named(draft: Draft, activity: Activity, command: Home) -> str:
    title = checked_title(command.title)
    homes = draft.state.themes_of(activity.id)
    same = next((each for each in homes if each.title.casefold() == title.casefold()), None)
    if same is not None:
        return same.id
    if len(homes) >= HOMES:
        raise Refused("refused_many_homes", n=HOMES)
    if command.id in draft.state.themes:
        raise BadCommand("that id is taken")
    every = [each for each in draft.state.themes.values() if each.activity == activity.id]
    place = max((each.position for each in every), default=0.0) + 1
    draft.make("theme", Theme(command.id, activity.id, title, len(every), place))
    return command.id


def _put(draft: Draft, activity: Activity, target: str, person: str, value: Any) -> None:
    key = (activity.id, target, person)
    if key in draft.state.rows["mark"]:
        draft.set("mark", key, value=value, given_at=draft.at, removed=int(value is False))
    elif value is not False:
        draft.make("mark", Mark(activity.id, target, person, value, draft.at))
