"""What every kind of activity has: its stops, who sees what at each, its targets, result and facts.

A kind is rules without disk or network. What it leaves alone works as written here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

import msgspec

from facilitator.access import Actor
from facilitator.changes import BadCommand
from facilitator.commands import Contribute
from facilitator.plan import KindSpec
from facilitator.state import Activity, Contribution, Draft, Participant, State

Facts = dict[str, Any]


class Stop(msgspec.Struct, frozen=True):
    """One place that *next* stops at inside an activity, and what pressing it there means for people.

    `label`, `phones` and `board` are text keys; `ends` is true where getting here ends something for
    people, so that two presses are asked for. At a stop that `locks`, a speaker has the clicker.
    """

    stage: str
    step: str | None
    label: str
    ends: bool
    phones: str
    board: str
    pose: str
    locks: bool = False


class Kind:
    """A kind of activity. Subclasses name themselves, their stops and what is seen, and add their rules."""

    name: ClassVar[str]
    spec: ClassVar[KindSpec]
    stops: ClassVar[tuple[Stop, ...]]
    sees: ClassVar[Mapping[str, frozenset[str]]] = {}
    """What phones and board may see beyond the prompt, by step or else stage: `cards`, `result`."""
    board_sees: ClassVar[Mapping[str, frozenset[str]] | None] = None
    """The same for the board alone, where it shows less than a phone may."""
    leaving_ends: ClassVar[bool] = True
    """Whether going on from the last stop ends something for people."""
    limit: ClassVar[int | None] = None
    """How long a contribution may be, in code points; None where nothing is contributed."""
    tells_marks: ClassVar[bool] = False
    """Whether phones are told of marks while they may be given."""
    wordless: ClassVar[bool] = False
    """Whether a contribution may do without words."""
    numbered: ClassVar[bool] = False
    """Whether what is contributed are ideas: they get numbers when all may see them, are gathered and listed."""

    def stops_of(self, activity: Activity) -> tuple[Stop, ...]:
        """Give the stops of this activity; its settings may leave some out."""
        return self.stops

    def stop_of(self, activity: Activity) -> Stop | None:
        """Give the stop where an activity is, or None while it is planned."""
        if activity.stage == "planned":
            return None
        stops = self.stops_of(activity)
        exact = [s for s in stops if (s.stage, s.step) == (activity.stage, activity.step)]
        nearest = [s for s in stops if s.step == activity.step] if activity.step else []
        of_stage = [s for s in stops if s.stage == activity.stage]
        return (exact or nearest or of_stage or list(stops))[-1]

    def pose(self, activity: Activity) -> str:
        """Say what the phone asks of a person now: work, look_up or put_down."""
        stop = self.stop_of(activity)
        if stop is None:
            return "put_down"
        return stop.pose if stop.stage == activity.stage else "look_up"

    def seen(self, activity: Activity, *, by_board: bool = False) -> frozenset[str]:
        """Say what phones and board may see of an activity now."""
        sees = self.board_sees if by_board and self.board_sees is not None else self.sees
        return sees.get(activity.step or activity.stage, sees.get(activity.stage, frozenset()))

    def fields(self, state: State, activity: Activity) -> dict[str, Any]:
        """Give what this kind adds to the activity's row for every audience. Nothing hidden may be in it."""
        return {}

    def unsaid(self, activity: Activity) -> bool:
        """Whether this kind asks a question that is not in words yet: people have to hear it."""
        return self.spec.prompt_required and not activity.prompt

    def turns(self, state: State, activity: Activity) -> Sequence[tuple[str, str]]:
        """Give who has a turn at this stop, one after the other: id and name. *Next* goes through them."""
        return ()

    def taking(self, draft: Draft, activity: Activity, actor: Actor, command: Contribute) -> dict[str, Any] | None:
        """Give what is kept of a contribution beside its text. Raise Refused or BadCommand where it may not be."""
        if command.when or command.about or command.outcome:
            raise BadCommand("nothing is said here but words")
        return None

    def told(self, state: State, activity: Activity, card: Contribution, *, privately: bool) -> dict[str, Any] | None:
        """Give what is told of a card beside its words, to everyone who may see it; `privately` to consoles alone."""
        return None

    def takes_marks(self, activity: Activity) -> bool:
        """Whether marks may be given now."""
        return activity.stage == "open"

    def targets(self, state: State, activity: Activity) -> Collection[str]:
        """Give the targets that a mark may have."""
        return ()

    def check_mark(self, state: State, activity: Activity, person: Participant, target: str, value: Any) -> str:
        """Say on which target a mark is to be put. Raise Refused or BadCommand where it may not be given."""
        if target not in self.targets(state, activity):
            raise BadCommand("no such target")
        return target

    def kept(self, value: Any) -> Any:
        """What is written of a mark's value. False takes the mark away."""
        return value

    def marked(self, draft: Draft, activity: Activity, person: Participant) -> None:
        """Do what else belongs to a mark that has been given."""

    def check_count(self, state: State, activity: Activity, target: str) -> str:
        """Say on which target raised hands are counted. Raise Refused or BadCommand where they are not."""
        raise BadCommand("no hands are counted here")

    def hands(self, state: State, activity: Activity) -> dict[str, int]:
        """Give how many hands were counted, by target; none where there were none."""
        return {}

    def entering(self, draft: Draft, activity: Activity, stop: Stop, clock: int) -> None:
        """Do what belongs to reaching a stop: numbers, candidates."""

    def planned_ms(self, state: State, activity: Activity, stop: Stop) -> int | None:
        """How long the timer runs from this stop, in ms; None for no timer."""
        return activity.minutes * 60_000 if activity.minutes and stop == self.stops_of(activity)[0] else None

    def left(self, state: State, activity: Activity, person: Participant) -> int | None:
        """How many more marks a person may give, where that is limited."""
        return None

    def result(self, state: State, activity: Activity) -> dict[str, Any] | None:
        """Count what was marked. The caller asks only for audiences that may see it."""
        return None

    def shows_cards(self, state: State, activity: Activity) -> list[Contribution]:
        """Give the cards that this activity puts before people when `cards` are seen."""
        return state.cards(activity.id)

    def facts(self, state: State, activity: Activity) -> Facts:
        """Give plain facts for the minutes. Nothing that is still hidden may be in them."""
        return {
            name: getattr(activity, name)
            for name in ("id", "key", "kind", "preset", "title", "prompt", "stage", "step", "at", "minutes",
                         "opened_at", "closed_at")
        }  # fmt: skip


def people_in_room(state: State) -> int:
    """*Vi er N*: the number the facilitator has set, else those seen in the last five minutes."""
    set_by_hand = state.event.people_in_room
    return set_by_hand if set_by_hand is not None else state.recent


def give_numbers(draft: Draft, order: list[Contribution]) -> None:
    """Give each card without one the next free number of the meeting, in the order given."""
    taken = max((c.number or 0 for c in draft.state.contributions.values()), default=0)
    for contribution in order:
        if contribution.number is None:
            taken += 1
            draft.set("contribution", contribution.id, number=taken)
