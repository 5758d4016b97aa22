"""What simulated people do: a table from where the room is to a behaviour, and the behaviours.

A behaviour is a generator of wishes: how many seconds to wait, and the command to give then. It is asked for the next
one only when the last is answered, and dropped when the room goes on. A new kind of activity is a line in the table.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from facilitator.access import new_id
from facilitator.state import PARKING

if TYPE_CHECKING:
    from facilitator.rehearsal.person import Person

Row = dict[str, Any]
Command = dict[str, Any]
Wish = tuple[float, Command | None]
LATER = 1000
"""Where in the bank somebody draws who thinks of one more: behind what all have."""
Behaviour = Callable[["Person", Row], Iterator[Wish]]


def behaviour_of(me: Person, activity: Row) -> Iterator[Wish]:
    """Find what somebody does at an activity's step, else at its stage; there may be nothing."""
    kind, stage, step = activity["kind"], activity["stage"], activity["step"]
    found = BEHAVIOURS.get(f"{kind}/{step}") if step else None
    return (found or BEHAVIOURS.get(f"{kind}/{stage}", rests))(me, activity)


def rests(me: Person, activity: Row) -> Iterator[Wish]:
    """Listen, look up, or have a cup of coffee."""
    return iter(())


def lights_the_dot(me: Person, activity: Row) -> Iterator[Wish]:
    """Say: I am here. Some share their phone with the one beside them."""
    yield me.dice.uniform(2, 25), _mark(activity, "dot", True)
    if me.shares:
        yield me.dice.uniform(3, 10), _command("together", people=2)


def has_something_at_heart(me: Person, activity: Row) -> Iterator[Wish]:
    """Now and then somebody writes what has no other place."""
    if me.dice.random() < 0.07:
        yield me.dice.uniform(10, 90), _command("contribute", activity=PARKING, text=_one(me, me.bank.hearts))


def writes(me: Person, activity: Row) -> Iterator[Wish]:
    """Write one idea, two or three; mend a word, take one back, or have nothing to say."""
    wait = me.dice.uniform(6, 40) if me.quick else me.dice.uniform(15, 100)
    for n in range(me.ideas):
        text = me.bank.idea(me.first + n, activity["id"], activity["limit"])
        given = _command("contribute", activity=activity["id"], text=text)
        if me.dice.random() < 0.4:
            me.unsent = given
        yield wait, given
        yield from _thinks_again(me, activity, given)
        wait = me.dice.uniform(20, 90)


def _thinks_again(me: Person, activity: Row, given: Command) -> Iterator[Wish]:
    throw = me.dice.random()
    longer = f"{given['text']} {_one(me, me.bank.more)}"
    if throw < 0.12 and len(longer) <= activity["limit"]:
        yield me.dice.uniform(8, 30), _command("edit", target=given["id"], text=longer)
    elif throw < 0.17:
        yield me.dice.uniform(8, 30), _command("take_back", target=given["id"])


def thinks_of_one_more(me: Person, activity: Row) -> Iterator[Wish]:
    """While all read, some are reminded of something."""
    if me.dice.random() < 0.12:
        text = me.bank.idea(me.first + LATER, activity["id"], activity["limit"])
        yield me.dice.uniform(15, 90), _command("contribute", activity=activity["id"], text=text)


def gathers(me: Person, activity: Row) -> Iterator[Wish]:
    """Where tables gather, one phone in eight is the table's: it takes a stack, and lays heaps of what is alike."""
    if not activity.get("tables") or me.number % 8:
        return
    yield me.dice.uniform(4, 20), _command("deal", activity=activity["id"])
    for title in me.dice.sample(me.bank.heaps, 2):
        loose = [card for card, heap in me.mine["marks"].get(activity["id"], {}).items() if not heap]
        if loose:
            some = me.dice.sample(loose, min(len(loose), 3))
            yield me.dice.uniform(20, 60), _command("heap", activity=activity["id"], targets=some, title=title)


def votes(me: Person, activity: Row) -> Iterator[Wish]:
    """Put one's votes, most of them, on what many like; the fickle move one."""
    liked = sorted(activity["candidates"], key=lambda card: _liking(me, card), reverse=True)
    count = (activity["k"] or 0) * (2 if me.shares else 1)
    count = count if me.dice.random() < 0.6 else me.dice.randint(0, count)
    wait = me.dice.uniform(1, 5) if me.quick else me.dice.uniform(8, 50)
    for card in liked[:count]:
        yield wait, _mark(activity, card, True)
        wait = me.dice.uniform(1, 8)
    if me.fickle and 0 < count < len(liked):
        yield me.dice.uniform(5, 30), _mark(activity, liked[0], False)
        yield me.dice.uniform(2, 6), _mark(activity, liked[count], True)


def _liking(me: Person, card: str) -> float:
    """How much somebody likes a card: what all feel for its words, and one's own taste."""
    words = me.rows.get(f"c:{card}", {}).get("text", card)
    shared = random.Random(f"{me.seed} {words}").random()
    return float(me.dice.random() ** (1 / (0.05 + shared**3)))


def asks(me: Person, activity: Row) -> Iterator[Wish]:
    """While somebody speaks, one in four thinks of a question."""
    if me.dice.random() < 0.25:
        text = _one(me, me.bank.questions)
        yield me.dice.uniform(20, 240), _command("contribute", activity=activity["id"], text=text)


def wants_to_know(me: Person, activity: Row) -> Iterator[Wish]:
    """Say which of the others' questions one would like to hear answered too."""
    for _ in range(me.dice.choice((0, 1, 1, 2))):
        yield me.dice.uniform(4, 40), None  # reads what there is
        if others := _others(me, activity):
            liked = max(others, key=lambda card: _liking(me, card))
            yield me.dice.uniform(1, 4), _mark(activity, liked, True)


def takes_a_step(me: Person, activity: Row) -> Iterator[Wish]:
    """One in three writes down what comes first at home, and when."""
    if me.dice.random() < 0.35:
        homes = [home["id"] for home in activity.get("homes", ())]
        where = {"theme": homes[me.number % len(homes)]} if homes else {}
        when = me.dice.choice(("week", "month", "next"))
        step = _command("contribute", activity=activity["id"], text=_one(me, me.bank.steps), when=when, **where)
        yield me.dice.uniform(20, 150), step


def joins_a_step(me: Person, activity: Row) -> Iterator[Wish]:
    """Say that one is with somebody else's step."""
    yield me.dice.uniform(5, 40), None
    if me.dice.random() < 0.4 and (others := _others(me, activity)):
        yield me.dice.uniform(1, 10), _mark(activity, me.dice.choice(others), True)


def tells_what_became(me: Person, activity: Row) -> Iterator[Wish]:
    """Tell how it went with a step that was written last time."""
    cards = _cards(me, activity)
    if cards and me.number < 2 * len(cards):
        outcome = me.dice.choice(("done", "underway", "underway", "not_yet", "dropped"))
        told = {"about": cards[me.number % len(cards)], "outcome": outcome, "text": ""}
        yield me.dice.uniform(10, 60), _command("contribute", activity=activity["id"], **told)


BEHAVIOURS: dict[str, Behaviour] = {
    "welcome/open": lights_the_dot,
    "conversation/open": has_something_at_heart,
    "break/open": has_something_at_heart,
    "ideas/silent": writes,
    "ideas/review": rests,
    "ideas/together": thinks_of_one_more,
    "ideas/gather": gathers,
    "vote/open": votes,
    "talk/slides": asks,
    "talk/questions": wants_to_know,
    "steps/write": takes_a_step,
    "steps/closed": joins_a_step,
    "steps/answer": tells_what_became,
}
"""`kind/step`, or `kind/stage` for what is done at all its steps."""


def _command(do: str, **fields: Any) -> Command:
    return {"do": do, "id": new_id(), **fields}


def _mark(activity: Row, target: str, value: bool | int | str) -> Command:
    return _command("mark", activity=activity["id"], target=target, value=value)


def _one(me: Person, texts: list[str]) -> str:
    """One of many texts, another for each person."""
    return texts[me.number % len(texts)]


def _others(me: Person, activity: Row) -> list[str]:
    """What others gave to an activity."""
    own = {each["id"] for each in me.mine["contributions"]}
    return [card for card in _cards(me, activity) if card not in own]


def _cards(me: Person, activity: Row) -> list[str]:
    """The contributions of an activity that phones show now."""
    return [row["id"] for id, row in me.rows.items() if id.startswith("c:") and row["activity"] == activity["id"]]
