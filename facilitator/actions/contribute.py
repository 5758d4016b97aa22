"""Give a text to an activity: a participant's own, or a paper card typed by a facilitator."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.activities import kind_of
from facilitator.activities.kind import give_numbers
from facilitator.activities.parking import new_parking
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Contribute, clean
from facilitator.state import PARKING, Activity, Contribution, Draft


def contribute(draft: Draft, actor: Actor, command: Contribute) -> None:
    """Take in a text. It is never refused for being late: then it waits for the facilitator.

    The parking lot is there from the first text in it.
    """
    state = draft.state
    if command.activity == PARKING and PARKING not in state.activities and state.event.opened_at:
        draft.make("activity", new_parking())
    activity = state.activities.get(command.activity)
    if activity is None:
        raise BadCommand("no such activity")
    if command.id in state.contributions:
        raise BadCommand("that id is taken")
    if state.event.stage == "sealed":
        raise Refused("refused_sealed")
    if activity.stage == "planned":
        raise Refused("refused_not_yet")
    text = checked_text(activity, command.text)
    data = kind_of(activity).taking(draft, activity, actor, command)
    late = not actor.facilitates and (activity.stage != "open" or state.event.stage == "closed")
    draft.make(
        "contribution",
        Contribution(
            id=command.id,
            activity=activity.id,
            participant=None if actor.facilitates else actor.id,
            theme=_theme(draft, activity, command.theme),
            text=text,
            channel="paper" if actor.facilitates else "phone",
            standing="waiting" if late else "shown",
            late=int(late),
            created_at=draft.at,
            data=data,
        ),
    )
    if late:
        draft.note = "phone_note_late"
    else:
        number_if_revealed(draft, state.contributions[command.id])


def checked_text(activity: Activity, text: str) -> str:
    """Clean a text and hold it against its kind's limit. Raise Refused, never cut."""
    kind = kind_of(activity)
    limit = kind.limit
    if limit is None:
        raise BadCommand("nothing is contributed here")
    text = clean(text)
    if not (text or kind.wordless):
        raise Refused("refused_empty")
    if len(text) > limit:
        raise Refused("refused_too_long", n=len(text) - limit)
    return text


def number_if_revealed(draft: Draft, contribution: Contribution) -> None:
    """Give a card its number at once where the others already have theirs."""
    activity = draft.state.activities[contribution.activity]
    kind = kind_of(activity)
    if kind.numbered and "cards" in kind.seen(activity):
        give_numbers(draft, [contribution])


def _theme(draft: Draft, activity: Activity, theme: str | None) -> str | None:
    if theme is not None:
        row = draft.state.themes.get(theme)
        if row is None or row.activity != activity.id:
            raise BadCommand("no such theme")
    return theme
