"""Change the words of a contribution: one's own while it is open, anybody's by a facilitator, with a trace."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.contribute import checked_text
from facilitator.changes import BadCommand, Refused
from facilitator.commands import EditText
from facilitator.state import Contribution, Draft, State


def edit(draft: Draft, actor: Actor, command: EditText) -> None:
    """Put new words in place of the old. A hidden text that its writer rewords waits to be looked at again."""
    state = draft.state
    contribution = own_or_any(state, actor, command.target)
    activity = state.activities[contribution.activity]
    text = checked_text(activity, command.text)
    if actor.facilitates:
        draft.set("contribution", contribution.id, text=text, edited=1)
        return
    if refusal := why_not_edit(state, contribution):
        raise Refused(refusal)
    standing = "waiting" if contribution.standing == "hidden" else contribution.standing
    draft.set("contribution", contribution.id, text=text, standing=standing)


def why_not_edit(state: State, own: Contribution) -> str | None:
    """Say why a writer may not change the words of a text of theirs: the key of a refusal, or None."""
    if refusal := why_not_take_back(state, own):
        return refusal
    closed = state.event.stage == "open" and state.activities[own.activity].stage != "open"
    return "refused_closed" if closed and own.standing == "shown" else None


def why_not_take_back(state: State, own: Contribution) -> str | None:
    """Say why a writer may not take a text back."""
    if state.event.stage == "sealed":
        return "refused_sealed"
    return "refused_in_vote" if in_opened_vote(state, own) else None


def own_or_any(state: State, actor: Actor, target: str) -> Contribution:
    """Find a contribution that this actor may touch. Another person's is not there for a participant."""
    contribution = state.contributions.get(target)
    if contribution is None or contribution.removed:
        raise BadCommand("no such contribution")
    if not actor.facilitates and contribution.participant != actor.id:
        raise BadCommand("no such contribution")
    if state.event.stage == "sealed":
        raise Refused("refused_sealed")
    return contribution


def in_opened_vote(state: State, contribution: Contribution) -> bool:
    """Whether people have been asked to vote on this text: from then on its words stand."""
    return any(
        contribution.id in activity.settings.get("candidates", ())
        or (contribution.merged_into or "") in activity.settings.get("candidates", ())
        for activity in state.activities.values()
        if activity.kind == "vote"
    )
