"""Write over the minutes, arrange and approve them. What people gave in the meeting stays as it is."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.activities.notes import NOTE_LIMIT
from facilitator.changes import Refused
from facilitator.commands import clean
from facilitator.commands.papers import ApproveMinutes, Arrange, Rephrase
from facilitator.state import Draft, Paper, Wording


def rephrase(draft: Draft, actor: Actor, command: Rephrase) -> None:
    """Keep what is written over a text, unless somebody else has written over it since it was read."""
    text, was, seen = (clean(each, lines=True) for each in (command.text, command.was, command.seen))
    if len(text) > NOTE_LIMIT:
        raise Refused("refused_too_long", n=len(text) - NOTE_LIMIT)
    key = (command.paper, command.version, command.place)
    there = draft.state.wordings.get(key)
    now = there.text if there and not there.removed else was
    keeps = there is not None and not there.removed and there.was != was
    if text == now and not keeps:  # what stands over other words than before is kept anew, when somebody says so
        return
    if now != seen:
        raise Refused("refused_rephrased", text=now)
    made = {"was": was, "text": text, "entered_by": actor.id, "at": draft.at, "removed": int(text == was)}
    if there is None:
        draft.make("wording", Wording(*key, was, text, actor.id, draft.at))
    else:
        draft.set("wording", key, **made)
    anew(draft, command.paper)


def arrange(draft: Draft, actor: Actor, command: Arrange) -> None:
    """Keep the order of a paper's parts, and what of it is left out."""
    anew(draft, command.paper)
    draft.set("paper", command.paper, parts=command.parts, left_out=sorted(set(command.left_out)))


def approve(draft: Draft, actor: Actor, command: ApproveMinutes) -> None:
    """Make a copy the one that is sent, or a draft again."""
    paper = _paper(draft, command.paper)
    if command.on and not paper.approved_at:
        draft.set("paper", paper.id, approved_at=draft.at, approved_by=actor.name)
    elif not command.on and paper.approved_at:
        anew(draft, paper.id)


def _paper(draft: Draft, id: str) -> Paper:
    if id not in draft.state.papers:
        draft.make("paper", Paper(id))
    return draft.state.papers[id]


def anew(draft: Draft, id: str) -> None:
    """What is written after a copy was approved is the next one's draft."""
    paper = _paper(draft, id)
    if paper.approved_at:
        draft.set("paper", id, number=paper.number + 1, approved_at=None, approved_by=None)
