"""What of the minutes may be published. What is for the house alone is left out before anything is put into words.

Who speaks, hosts or facilitates at an open meeting is public; nobody else is named but who was quoted and said yes.
Fewer than `FEW` people are no group: whoever was there could say who they were. How many votes an idea got is told all
the same, for it is the result, and nobody can be found in it where enough people voted.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from facilitator.minutes.types import Ideas, Minutes, Note, PastStep, Programme, Since, Step, Steps, Talk, Vote

FEW = 5

Told = TypeVar("Told", Step, PastStep)


def of(minutes: Minutes) -> Minutes:
    """Give the minutes as they may be published. What is given is left as it was."""
    people = minutes.people
    return replace(
        minutes,
        public=True,
        meeting=replace(minutes.meeting, referent=""),
        people=replace(people, count=_enough(people.count), phones=_enough(people.phones)),
        programme=[_item(item) for item in minutes.programme],
    )


def _enough(people: int) -> int:
    """Give a number of people, unless they are too few to be told of."""
    return people if people >= FEW else 0


def _item(item: Programme) -> Programme:
    said: Programme = replace(
        item,
        notes=[note for note in item.notes if _may_be_told(note)],
        photos=[photo for photo in item.photos if photo.public],
    )
    if isinstance(said, Ideas) and said.counts:
        return replace(said, counts=replace(said.counts, writers=_enough(said.counts.writers)))
    if isinstance(said, Vote):
        return _vote(said)
    if isinstance(said, Talk):
        return replace(said, questions=[replace(each, others=_enough(each.others)) for each in said.questions])
    if isinstance(said, Steps):
        return replace(said, steps=[replace(_unnamed(step), joined=_enough(step.joined)) for step in said.steps])
    if isinstance(said, Since):
        return replace(said, steps=[_unnamed(step) for step in said.steps])
    return said


def _may_be_told(note: Note) -> bool:
    return note.kind != "quote" or note.approved


def _unnamed(step: Told) -> Told:
    """Somebody sees to it; who, is between them and the house."""
    return replace(step, keeper="")


def _vote(vote: Vote) -> Vote:
    turnout = vote.turnout
    if turnout is None:
        return vote
    if 0 < turnout.voted < FEW:
        return replace(
            vote, too_few=True, counted=False, turnout=None, places=[], without_votes=0, too_late=0, reached=[]
        )
    apart = turnout.hands >= FEW and turnout.voted - turnout.hands >= FEW
    return replace(
        vote,
        turnout=turnout if apart else replace(turnout, hands=0),
        places=vote.places if apart else [replace(place, hands=0) for place in vote.places],
        reached=[each for each in vote.reached if each.people >= FEW],
    )
