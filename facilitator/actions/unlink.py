"""Erase a person's words, seal everybody's votes, and forget who was there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from facilitator import unlinking
from facilitator.access import Actor, new_id
from facilitator.actions.edit import in_opened_vote
from facilitator.actions.lead import must_lead
from facilitator.actions.merge import step_aside
from facilitator.activities.steps import keeper_target
from facilitator.changes import Refused
from facilitator.commands.unlinking import Erase, Seal
from facilitator.state import Contribution, Draft, Mark, State
from facilitator.texts import Texts

KEEPER = keeper_target("")
"""How the target of a mark ends by which somebody sees to a step."""

LONG = 12
"""A text of so many characters is looked for inside edited minutes; a shorter one would be found in others' words."""


def erase(draft: Draft, actor: Actor, command: Erase) -> None:
    """Take out everything a person wrote. A card that people have been asked to vote on stays, without its words; what
    was counted in a round that is over stays, and nobody can find whose it was."""
    state = draft.state
    person = state.participants.get(actor.id)
    if person is None or person.erased:
        return
    own = frozenset(state.contributions_by_participant.get(person.id, ()))
    names = _names_told(state, person.id)
    homes = frozenset(_homes(state, person.id))
    wordings = frozenset(_wordings(state, own, homes, names))
    for each in own:
        _blank(draft, state.contributions[each])
    for key in wordings:
        draft.set("wording", key, was="", text="", removed=1)
    nameless = Texts(state.event.language)("common_erased_name")
    used = _homes_of_others(state, person.id)
    for home in homes:
        gone_too = state.themes[home].removed or home not in used
        draft.set("theme", home, title=nameless, removed=int(gone_too))
    code = f"{unlinking.ERASED} {new_id()}"
    voters = _unvote(draft, person.id)
    draft.set("participant", person.id, name=None, erased=1, return_code=code)
    gone = unlinking.Erasure(person.id, code, own, wordings, homes, nameless, frozenset(names), voters)
    if state.screen.frozen is not None:
        draft.set("screen", state.screen.id, frozen=unlinking.without(state.screen.frozen, gone))
    draft.rewrite = partial(unlinking.erase, gone=gone)


def seal(draft: Draft, actor: Actor, command: Seal) -> None:
    """Cut everybody from how they voted, for good. Raise Refused while the meeting is not over."""
    event = draft.state.event
    if event.stage != "closed":
        raise Refused("refused_sealed" if event.sealed_at else "refused_not_ended")
    must_lead(draft, actor)
    seal_now(draft)


def seal_now(draft: Draft) -> None:
    """Seal a meeting that is over, whoever asks: its day may have come."""
    draft.set("event", draft.state.event.id, sealed_at=draft.at)
    draft.rewrite = unlinking.seal


def forget_now(draft: Draft) -> None:
    """Forget who was there: what was written and counted stays."""
    event = draft.state.event
    draft.set("event", event.id, sealed_at=event.sealed_at or draft.at, forgotten_at=draft.at, lead=None)
    draft.rewrite = unlinking.forget


def _blank(draft: Draft, contribution: Contribution) -> None:
    voted = in_opened_vote(draft.state, contribution)
    if not contribution.removed:
        step_aside(draft, contribution)
    stays = voted and not contribution.merged_into and not contribution.removed
    text = Texts(draft.state.event.language)("common_erased") if stays else ""
    draft.set("contribution", contribution.id, text=text, removed=int(not stays))


def _names_told(state: State, person: str) -> dict[str, str]:
    """For each step that somebody saw to, now or before, the name they told; empty where they told none."""
    return {
        target.removesuffix(KEEPER): mark.value if isinstance(mark.value, str) else ""
        for (_, target), mark in state.marks_by_voter.get(person, {}).items()
        if target.endswith(KEEPER)
    }


def _wordings(
    state: State, own: frozenset[str], homes: frozenset[str], names: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Find what was written over these contributions in the minutes, whatever they said then, or around these words."""
    texts = {state.contributions[each].text for each in own} | {state.themes[home].title for home in homes}
    texts.discard("")
    for key, wording in state.wordings.items():
        there, place = (wording.was, wording.text), wording.place.split("/")
        around = any(text in there or (len(text) >= LONG and any(text in each for each in there)) for text in texts)
        named = any(name and step in place and any(name in each for each in there) for step, name in names.items())
        if around or named or not own.isdisjoint(place):
            yield key


def _homes(state: State, person: str) -> Iterator[str]:
    """Give the homes that this person named."""
    return (theme.id for theme in state.themes.values() if (person, theme.id) in state.answered)


def _homes_of_others(state: State, person: str) -> set[Any]:
    """Give where other people belong, and where they have steps."""
    return {c.theme for c in state.contributions.values() if c.participant != person and not c.removed} | {
        mark.value
        for voter, marks in state.marks_by_voter.items()
        for mark in marks.values()
        if voter != person and not mark.removed and isinstance(mark.value, str)
    }


def _unvote(draft: Draft, person: str) -> dict[tuple[str, str], str]:
    """Take away what may still change, and give every mark of this person another voter, one in each activity."""
    state = draft.state
    standing: dict[str, str] = {}
    voters: dict[tuple[str, str], str] = {}
    for key, mark in list(state.marks_by_voter.get(person, {}).items()):
        if _stands(state, mark):
            voters[key] = standing.setdefault(mark.activity, new_id())
        else:
            voters[key] = new_id()
            draft.set("mark", (*key, person), value=False, removed=1, given_at=None)
    return voters


def _stands(state: State, mark: Mark) -> bool:
    """Whether a mark is part of a figure that has been told. A name, a heap or a home is none."""
    over = state.activities[mark.activity].stage in ("closed", "shown")
    return over and not mark.target.endswith(KEEPER) and not isinstance(mark.value, str)
