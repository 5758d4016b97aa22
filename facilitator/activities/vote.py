"""Vote: each puts a few votes where their heart is; figures are hidden until the round is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from facilitator.activities.ideas import theme_of
from facilitator.activities.kind import Facts, Kind, Stop, give_numbers, people_in_room
from facilitator.changes import BadCommand, Refused
from facilitator.methods.order import in_order
from facilitator.methods.votes import shared_ranks, votes_each
from facilitator.plan import KindSpec, Preset
from facilitator.state import Activity, Contribution, Draft, Mark, Participant, State

GRACE_MS = 10_000
LOOK_MS = 20_000
"""A result is first looked at together; phones draw it then, or when somebody asks them to."""
SHARED = "people"
"""The target under which a shared phone's number of people is kept beside its votes; none can be voted on under it."""


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """`sources`: keys of the idea rounds that are voted on (all earlier ones when empty). `votes`: how many
    each has (by the rule of the craft when left out)."""

    sources: list[str] = []
    votes: int | None = None

    def __post_init__(self) -> None:
        if self.votes is not None and not 1 <= self.votes <= 20:
            raise ValueError("votes: 1-20")


class Vote(Kind):
    """One vote on a card, to be moved until the round closes. Candidates and k are fixed when it first opens."""

    name = "vote"
    spec = KindSpec(
        kind="vote",
        settings=Settings,
        presets=(Preset("Stemmerunde", "vote", "Stemmerunde", "Hvor vil du helst lægge dine kræfter?", None, {}),),
        prompt_required=False,
        refers={"sources": "ideas"},
        at_phone=None,
    )
    stops = (
        Stop("open", None, "console_next_open_vote", False, "console_phones_vote", "console_board_vote", "work"),
        Stop("closed", None, "console_next_close_vote", True, "console_phones_look_up", "console_board_wait",
             "look_up"),
        Stop("shown", None, "console_next_reveal", True, "console_phones_result", "console_board_reveal",
             "look_up"),
    )  # fmt: skip
    sees: ClassVar = {
        "open": frozenset({"cards"}),
        "closed": frozenset({"cards"}),
        "shown": frozenset({"cards", "result"}),
    }
    board_sees: ClassVar = {"shown": frozenset({"cards", "result"})}

    def entering(self, draft: Draft, activity: Activity, stop: Stop, clock: int) -> None:
        """Fix candidates and k at the first opening; closing keeps ten seconds for what is on its way."""
        if stop.stage == "open" and "candidates" not in activity.settings:
            cards = {card.id: card for source in sources(draft.state, activity) for card in draft.state.cards(source)}
            order = in_order(activity.id, draft.state.event.history, cards)
            give_numbers(draft, [cards[each] for each in order])
            k = activity.settings.get("votes") or votes_each(len(cards))
            draft.set("activity", activity.id, settings=activity.settings | {"candidates": order, "k": k})
        if stop.stage == "open":
            draft.set("activity", activity.id, accepts_until=None)
        elif stop.stage == "closed" and activity.stage == "open":
            draft.set("activity", activity.id, accepts_until=clock + GRACE_MS)

    def planned_ms(self, state: State, activity: Activity, stop: Stop) -> int | None:
        """Two minutes and five seconds for each idea, unless the plan says otherwise."""
        if stop.stage != "open":
            return LOOK_MS if stop.stage == "shown" else None
        if activity.minutes:
            return activity.minutes * 60_000
        return 120_000 + 5_000 * len(activity.settings.get("candidates", ()))

    def fields(self, state: State, activity: Activity) -> dict[str, Any]:
        """How many votes each has, and what is voted on."""
        if activity.stage == "planned":
            return {"k": None, "candidates": [], "look_until": None}
        return {
            "k": activity.settings.get("k", 0),
            "candidates": [card.id for card in self.shows_cards(state, activity)],
            "look_until": activity.ends if activity.stage == "shown" else None,
        }

    def shows_cards(self, state: State, activity: Activity) -> list[Contribution]:
        """The candidates that still are cards: not hidden, not merged into another since."""
        candidates = (state.contributions.get(each) for each in activity.settings.get("candidates", ()))
        return [c for c in candidates if c and c.standing == "shown" and not c.merged_into and not c.removed]

    def targets(self, state: State, activity: Activity) -> tuple[str, ...]:
        """The candidates."""
        return tuple(activity.settings.get("candidates", ()))

    def check_mark(self, state: State, activity: Activity, person: Participant, target: str, value: Any) -> str:
        """Refuse a vote on what is gone and one vote too many; a merged card's vote goes to the card shown."""
        if not isinstance(value, bool) and (person.people == 1 or not isinstance(value, int) or value < 0):
            raise BadCommand("a vote is true or false; on a phone that several share also how many of them")
        card = self.check_count(state, activity, target)
        before = self.spent(state, activity, person.id).get(card, 0)
        if value > before:
            if value > person.people:
                raise Refused("refused_one_each", n=person.people)
            left = self.left(state, activity, person)
            if left is not None and left < value - before:
                raise Refused("refused_no_votes", n=activity.settings["k"] * person.people)
        return card

    def check_count(self, state: State, activity: Activity, target: str) -> str:
        """Give the card that a candidate is shown on."""
        card = state.contributions.get(target)
        if card is None or target not in self.targets(state, activity):
            raise BadCommand("no such candidate")
        if card.merged_into:
            card = state.contributions[card.merged_into]
        if card.standing != "shown" or card.removed:
            raise Refused("refused_gone")
        return card.id

    def kept(self, value: Any) -> bool | int:
        """True for one vote, the number for the several of those who share a phone."""
        return bool(value) if value in (0, 1) else int(value)

    def marked(self, draft: Draft, activity: Activity, person: Participant) -> None:
        """Keep with the votes how many shared the phone when it voted: they may be fewer at the next round."""
        key = (activity.id, SHARED, person.id)
        if key in draft.state.rows["mark"]:
            draft.set("mark", key, value=person.people, given_at=draft.at)
        elif person.people > 1:
            draft.make("mark", Mark(activity.id, SHARED, person.id, person.people, draft.at))

    def spent(self, state: State, activity: Activity, voter: str) -> dict[str, int]:
        """How many votes a phone has on each card on the screen, directly or through a merged one."""
        spent: dict[str, int] = {}
        for (where, target), mark in state.marks_by_voter.get(voter, {}).items():
            contribution = state.contributions.get(target)
            if where == activity.id and contribution is not None and not mark.removed:
                root = state.contributions[contribution.merged_into] if contribution.merged_into else contribution
                if root.standing == "shown" and not root.removed:
                    spent[root.id] = max(spent.get(root.id, 0), int(mark.value))
        return spent

    def left(self, state: State, activity: Activity, person: Participant) -> int | None:
        """Votes left: k for each of the people on this phone, less what is on cards."""
        if activity.stage == "planned":
            return None
        spent = self.spent(state, activity, person.id)
        return int(activity.settings.get("k", 0)) * person.people - sum(spent.values())

    def supports(self, state: State, activity: Activity) -> dict[str, dict[str, int]]:
        """For each card on the screen, how many on each phone have a live vote on it.

        Of votes on several of what was merged the most on one counts: the same people may have given them all.
        """
        supports: dict[str, dict[str, int]] = {card.id: {} for card in self.shows_cards(state, activity)}
        for target, by_voter in state.marks_by_activity.get(activity.id, {}).items():
            contribution = state.contributions.get(target)
            card = supports.get(contribution.merged_into or target) if contribution else None
            if card is not None:
                for voter, mark in by_voter.items():
                    if not mark.removed:
                        card[voter] = max(card.get(voter, 0), int(mark.value))
        return supports

    def hands(self, state: State, activity: Activity) -> dict[str, int]:
        """For each card on the screen that has any, the hands counted on it.

        Of hands on several of what was merged the highest number counts: a sum would count those twice who raised
        a hand for both.
        """
        on_screen = {card.id for card in self.shows_cards(state, activity)}
        hands: dict[str, int] = {}
        for (where, target), count in state.rows["count"].items():
            card = state.contributions[target].merged_into or target
            if where == activity.id and card in on_screen and count.people:
                hands[card] = max(hands.get(card, 0), count.people)
        return hands

    def voters(self, state: State, activity: Activity) -> int:
        """How many people have voted by phone on a card that is on the screen: all who share a phone that has."""
        most = _most(self.supports(state, activity).values())
        shared = state.marks_by_activity.get(activity.id, {}).get(SHARED, {})
        return sum(max(votes, int(shared[voter].value) if voter in shared else 1) for voter, votes in most.items())

    def result(self, state: State, activity: Activity) -> dict[str, Any]:
        """Cards by falling votes, ties sharing a rank and ordered by number; turnout beside.

        `hands` of a card are in its votes; `hands` of the whole are the most on one card, the fewest people they can
        have been, and in `voted`.
        """
        cards = self.shows_cards(state, activity)
        supports, hands = self.supports(state, activity), self.hands(state, activity)
        votes = {card: sum(by_voter.values()) + hands.get(card, 0) for card, by_voter in supports.items()}
        cards.sort(key=lambda card: (-votes[card.id], card.number or 0, card.id))
        ranks = shared_ranks([votes[card.id] for card in cards])
        raised = max(hands.values(), default=0)
        voted = self.voters(state, activity) + raised
        return {
            "activity": activity.id,
            "voted": voted,
            "hands": raised,
            "people": max(people_in_room(state), voted),
            "k": activity.settings.get("k", 0),
            "ranks": [
                {"id": card.id, "rank": rank, "shared": shared, "votes": votes[card.id], "hands": hands.get(card.id, 0)}
                for card, (rank, shared) in zip(cards, ranks, strict=True)
            ],
        }

    def facts(self, state: State, activity: Activity) -> Facts:
        """The result when the round is closed; before that only that a vote is planned or running."""
        facts = super().facts(state, activity) | {
            "state": {"planned": "planned", "open": "running"}.get(activity.stage, "done")
        }
        if facts["state"] != "done":
            return facts
        result = self.result(state, activity)
        cards = {card.id: card for card in self.shows_cards(state, activity)}
        reached = self._reached(state, activity)
        in_programme = sorted(reached, key=lambda theme: state.themes[theme].position)
        return facts | {
            "k": result["k"],
            "candidates": len(cards),
            "voted": result["voted"],
            "hands": result["hands"],
            "people": result["people"],
            "people_source": "seen" if state.event.people_in_room is None else "set",
            "ranks": [
                row
                | {
                    "number": cards[row["id"]].number,
                    "text": cards[row["id"]].text,
                    "theme": theme_of(state, cards[row["id"]]),
                }
                for row in result["ranks"]
            ],
            "zero": sum(row["votes"] == 0 for row in result["ranks"]),
            "late_marks": activity.late_marks,
            "theme_voters": [
                {"theme": theme, "title": state.themes[theme].title, "people": reached[theme]} for theme in in_programme
            ],
        }

    def _reached(self, state: State, activity: Activity) -> dict[str, int]:
        """By theme, how many different people voted for something in it: the fewest it can have been."""
        supports, hands = self.supports(state, activity), self.hands(state, activity)
        in_theme: dict[str, list[str]] = {}
        for card in self.shows_cards(state, activity):
            theme = theme_of(state, card)
            if theme:
                in_theme.setdefault(theme, []).append(card.id)
        return {
            theme: sum(_most(supports[card] for card in cards).values()) + max(hands.get(card, 0) for card in cards)
            for theme, cards in in_theme.items()
        }


def sources(state: State, activity: Activity) -> list[str]:
    """The idea rounds that a vote is about: those the plan names, else all earlier ones."""
    named = activity.settings.get("sources") or []
    return [
        each.id
        for each in state.programme()
        if each.kind == "ideas" and (each.key in named if named else each.position < activity.position)
    ]


def _most(supports: Iterable[dict[str, int]]) -> dict[str, int]:
    """Of each phone the most votes it has on one of these cards."""
    most: dict[str, int] = {}
    for by_voter in supports:
        for voter, votes in by_voter.items():
            most[voter] = max(most.get(voter, 0), votes)
    return most
