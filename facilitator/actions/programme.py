"""Change the programme while the meeting runs: shorten, pass over, move, add, and put a question into words.

Before the meeting begins the plan file owns, and afterwards it is never written: all of this lives in the event's file.
"""

from __future__ import annotations

import msgspec

from facilitator.access import Actor
from facilitator.activities import SPECS
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Insert, Later, Replan, Reword, Skip, clean
from facilitator.plan import ACTIVITY_LIMIT, PROMPT_LIMIT
from facilitator.state import Activity, Draft


def replan(draft: Draft, actor: Actor, command: Replan) -> None:
    """Give an activity another length. A timer that runs is not touched."""
    activity = _activity(draft, command.activity)
    if activity.stage not in ("planned", "open"):
        raise Refused("refused_closed")
    draft.set("activity", activity.id, minutes=command.minutes)


def skip(draft: Draft, actor: Actor, command: Skip) -> None:
    """Have *next* pass over an activity that has not begun, or not."""
    draft.set("activity", _planned(draft, command.activity).id, skipped=int(command.value))


def later(draft: Draft, actor: Actor, command: Later) -> None:
    """Put a planned activity right after another planned one."""
    activity, before = _planned(draft, command.activity), _planned(draft, command.after)
    if activity is before:
        raise BadCommand("after itself")
    draft.set("activity", activity.id, position=_right_after(draft, before, activity))


def insert(draft: Draft, actor: Actor, command: Insert) -> None:
    """Make an activity that was not planned, right after the one that everyone follows. Its id is the command's."""
    state = draft.state
    _runs(draft)
    now = state.now()
    spec = SPECS.get(command.kind)
    preset = next((each for each in spec.presets if each.name == command.preset), None) if spec else None
    if spec is None or preset is None or now is None or command.id in state.activities:
        raise BadCommand("no such preset")
    if len(state.activities) >= ACTIVITY_LIMIT:
        raise Refused("refused_programme_full", n=ACTIVITY_LIMIT)
    row = Activity(
        id=command.id,
        key=command.id,
        position=_right_after(draft, now),
        kind=preset.kind,
        preset=preset.name,
        title=preset.title,
        prompt=_prompt(command.prompt) or preset.prompt,
        settings=msgspec.to_builtins(msgspec.convert(preset.settings, spec.settings)),
        script={"say": [], "bring": [], "lead": []},
        minutes=command.minutes or preset.minutes,
    )
    draft.make("activity", row)


def reword(draft: Draft, actor: Actor, command: Reword) -> None:
    """Put an activity's question into words. A shorter form that was made for the old words goes with them."""
    activity = _activity(draft, command.activity)
    prompt = _prompt(command.prompt)
    if not prompt:
        raise Refused("refused_empty")
    settings = {name: value for name, value in activity.settings.items() if name != "short"}
    draft.set("activity", activity.id, prompt=prompt, settings=settings)


def _runs(draft: Draft) -> None:
    stage = draft.state.event.stage
    if stage != "open":
        refusals = {"planned": "refused_not_begun", "closed": "refused_ended", "sealed": "refused_sealed"}
        raise Refused(refusals[stage])


def _activity(draft: Draft, wanted: str) -> Activity:
    activity = draft.state.activities.get(wanted)
    if activity is None:
        raise BadCommand("no such activity")
    _runs(draft)
    return activity


def _planned(draft: Draft, wanted: str) -> Activity:
    activity = _activity(draft, wanted)
    if activity.stage != "planned":
        raise Refused("refused_begun")
    return activity


def _right_after(draft: Draft, before: Activity, moved: Activity | None = None) -> float:
    """A position between an activity and the next, so that no other row changes while there is room between them."""
    others = [each for each in draft.state.programme() if each is not moved]
    following = min((each.position for each in others if each.position > before.position), default=before.position + 2)
    middle = (before.position + following) / 2
    if before.position < middle < following:
        return middle
    for place, each in enumerate(others, start=1):
        draft.set("activity", each.id, position=float(place))
    return before.position + 0.5


def _prompt(text: str) -> str:
    text = clean(text)
    if len(text) > PROMPT_LIMIT:
        raise Refused("refused_too_long", n=len(text) - PROMPT_LIMIT)
    return text
