"""Those without a phone of their own: hands that are counted, several on one phone, and a meeting without phones."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from facilitator.activities import KINDS
from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.broadcast import Broadcast
from facilitator.meeting import Answer, Meeting
from tests.conftest import Facilitator, Person


@pytest.fixture
def ideas(facilitator: Facilitator, anna: Person, bo: Person) -> list[str]:
    """Twelve ideas, and the vote on them is open: three votes each."""
    facilitator.next(2)
    ideas = [person.writes(f"Idé {n}") for n in range(6) for person in (anna, bo)]
    facilitator.until("stemmer", "open")
    return ideas


def count(facilitator: Facilitator, idea: str, people: int) -> Answer:
    """Say how many hands are up for an idea."""
    return facilitator.ask("count", activity="stemmer", target=idea, people=people)


def result_of(meeting: Meeting) -> dict[str, Any]:
    result = KINDS["vote"].result(meeting.state, meeting.state.activities["stemmer"])
    assert result is not None
    return result


def votes(meeting: Meeting) -> dict[str, tuple[int, int]]:
    """Votes of each card, and how many of them were hands."""
    return {row["id"]: (row["votes"], row["hands"]) for row in result_of(meeting)["ranks"] if row["votes"]}


def left(meeting: Meeting, person: Person) -> int:
    left: int = person_view(meeting.state, person.actor.id)["left"]["stemmer"]
    return left


# --- hands --------------------------------------------------------------------------------------


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]) -> None:
    anna.votes(ideas[0])
    assert count(facilitator, ideas[0], 9)["ok"] and count(facilitator, ideas[1], 4)["ok"]
    assert votes(meeting) == {ideas[0]: (10, 9), ideas[1]: (4, 4)}
    result = result_of(meeting)
    assert (result["voted"], result["hands"], result["people"]) == (10, 9, 10)


@pytest.mark.parametrize(
    ("hands", "by_phone", "in_room", "voted", "people"),
    [
        ([], 0, None, 0, 0),
        ([9], 1, None, 10, 10),
        ([9, 4, 0], 1, None, 10, 10),
        ([3, 3, 3], 0, 40, 3, 40),
        ([12, 5], 1, 8, 13, 13),
    ],
)
def test_turnout_takes_the_most_hands_for_one_idea_and_is_never_less_than_those_who_voted(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str],
    hands: list[int], by_phone: int, in_room: int | None, voted: int, people: int,
) -> None:  # fmt: skip
    if in_room is not None:
        facilitator.ask("people", count=in_room)
    if by_phone:
        anna.votes(ideas[5])
    for idea, number in zip(ideas, hands, strict=False):
        count(facilitator, idea, number)
    result = result_of(meeting)
    assert (result["voted"], result["people"], result["hands"]) == (voted, people, max(hands, default=0))


def test_counting_again_replaces_and_nought_takes_away(
    meeting: Meeting, facilitator: Facilitator, ideas: list[str]
) -> None:
    for people in (9, 7, 0, 0):
        assert count(facilitator, ideas[0], people)["ok"]
        assert votes(meeting) == ({ideas[0]: (people, people)} if people else {})


def test_hands_are_counted_from_when_the_round_opens_and_mended_after_the_result(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    ideas = [anna.writes("Et"), anna.writes("To")]
    assert count(facilitator, ideas[0], 3)["refused"] == "refused_not_yet"
    for stage in ("open", "closed", "shown"):
        meeting.state.settled = True
        facilitator.until("stemmer", stage)
        assert count(facilitator, ideas[0], len(stage))["ok"], stage
    assert phone_view(meeting.state)["r:stemmer"]["ranks"][0]["hands"] == len("shown")
    facilitator.ask("end")
    assert count(facilitator, ideas[0], 2)["ok"], "also when the meeting has ended"
    meeting.state.event.sealed_at = "2015-12-24T00:00:00.000Z"
    assert count(facilitator, ideas[0], 3)["refused"] == "refused_sealed"


def test_hands_are_counted_on_candidates_that_can_be_seen(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]
) -> None:
    assert "bad" in count(facilitator, "nothing", 3)
    assert "bad" in facilitator.ask("count", activity="velkomst", target="dot", people=3)
    assert "bad" in facilitator.ask("count", activity="nowhere", target=ideas[0], people=3)
    count(facilitator, ideas[0], 3)
    facilitator.ask("hide", target=ideas[0], reason="")
    assert count(facilitator, ideas[0], 4)["refused"] == "refused_gone"
    assert votes(meeting) == {} and result_of(meeting)["hands"] == 0
    facilitator.ask("show", target=ideas[0])
    assert votes(meeting) == {ideas[0]: (3, 3)}


def test_merged_ideas_have_the_higher_of_their_hands_and_get_their_own_back(
    meeting: Meeting, facilitator: Facilitator, ideas: list[str]
) -> None:
    count(facilitator, ideas[0], 5)
    count(facilitator, ideas[1], 8)
    facilitator.ask("merge", target=ideas[1], into=ideas[0])
    assert votes(meeting) == {ideas[0]: (8, 8)}, "no one is counted twice"
    facilitator.ask("split", target=ideas[1])
    assert votes(meeting) == {ideas[0]: (5, 5), ideas[1]: (8, 8)}


def test_a_count_of_a_merged_card_is_that_of_the_whole_card(
    meeting: Meeting, facilitator: Facilitator, ideas: list[str]
) -> None:
    count(facilitator, ideas[1], 8)
    facilitator.ask("merge", target=ideas[1], into=ideas[0])
    count(facilitator, ideas[1], 6)
    assert votes(meeting) == {ideas[0]: (6, 6)}


def test_hands_are_seen_by_nobody_but_the_console_before_the_result(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]
) -> None:
    for stage in ("open", "closed"):
        facilitator.until("stemmer", stage)
        before = (phone_view(meeting.state), board_view(meeting.state, 0))
        assert count(facilitator, ideas[0], 7 + len(stage))["ok"]
        assert (phone_view(meeting.state), board_view(meeting.state, 0)) == before
        view = console_view(meeting.state, 0)
        assert view["h:stemmer"]["hands"] == {ideas[0]: 7 + len(stage)}
        assert view["progress"]["hands"] == 7 + len(stage)


def test_a_correction_of_a_result_reaches_the_phones(
    meeting: Meeting, facilitator: Facilitator, ideas: list[str]
) -> None:
    meeting.state.settled = True
    facilitator.until("stemmer", "shown")
    broadcast = Broadcast(meeting, lambda *_: None)
    try:
        count(facilitator, ideas[0], 7)
        assert broadcast.up_to_date("phone").room()["rows"]["r:stemmer"]["hands"] == 7
    finally:
        broadcast.stop()


# --- several on one phone -----------------------------------------------------------------------


def test_a_shared_phone_has_votes_for_each_and_one_of_each_on_a_card(
    meeting: Meeting, anna: Person, ideas: list[str]
) -> None:
    assert anna.ask("together", people=3)["ok"] and left(meeting, anna) == 9
    assert anna.ask("mark", activity="stemmer", target=ideas[0], value=3)["ok"]
    refused = anna.ask("mark", activity="stemmer", target=ideas[1], value=4)
    assert (refused["refused"], refused["args"]) == ("refused_one_each", {"n": 3})
    for idea, value in ((ideas[1], 3), (ideas[2], 2), (ideas[3], True)):
        assert anna.ask("mark", activity="stemmer", target=idea, value=value)["ok"]
    assert left(meeting, anna) == 0
    assert anna.votes(ideas[4])["refused"] == "refused_no_votes"
    assert votes(meeting) == {ideas[0]: (3, 0), ideas[1]: (3, 0), ideas[2]: (2, 0), ideas[3]: (1, 0)}
    assert result_of(meeting)["voted"] == 3, "as many as share the phone have voted"
    assert console_view(meeting.state, 0)["progress"]["voted"] == 3


@pytest.mark.parametrize(("people", "value", "taken"), [
    (1, True, 1), (2, True, 1), (2, 2, 2), (2, 1, 1), (2, 0, 0), (2, False, 0), (12, 12, 12),
])  # fmt: skip
def test_a_vote_says_how_many_of_them_wish_it(
    meeting: Meeting, anna: Person, ideas: list[str], people: int, value: int, taken: int
) -> None:
    anna.ask("together", people=people)
    assert anna.ask("mark", activity="stemmer", target=ideas[0], value=value)["ok"]
    assert votes(meeting).get(ideas[0], (0, 0)) == (taken, 0)
    own = person_view(meeting.state, anna.actor.id)["marks"].get("stemmer", {})
    assert own == ({ideas[0]: True if taken == 1 else taken} if taken else {})


@pytest.mark.parametrize("people", [0, 13, -1, True, "3", None, 2.5])
def test_at_least_one_and_at_most_twelve_share_a_phone(facilitator: Facilitator, anna: Person, people: object) -> None:
    with pytest.raises(Exception, match="people"):
        anna.ask("together", people=people)


@pytest.mark.parametrize("value", [-1, "2", "true"])
def test_a_shared_phone_cannot_vote_with_anything_else(anna: Person, ideas: list[str], value: object) -> None:
    anna.ask("together", people=3)
    assert "bad" in anna.ask("mark", activity="stemmer", target=ideas[0], value=value)


def test_fewer_on_the_phone_take_nothing_that_was_given(meeting: Meeting, anna: Person, ideas: list[str]) -> None:
    anna.ask("together", people=3)
    for idea in ideas[:3]:
        anna.ask("mark", activity="stemmer", target=idea, value=3)
    assert anna.ask("together", people=1)["ok"]
    assert votes(meeting) == dict.fromkeys(ideas[:3], (3, 0)) and left(meeting, anna) == -6
    assert result_of(meeting)["voted"] == 3
    assert anna.votes(ideas[3])["refused"] == "refused_no_votes"
    assert anna.votes(ideas[0])["ok"], "lowering is always allowed"
    assert votes(meeting)[ideas[0]] == (1, 0)


def test_a_result_stays_when_others_take_the_phone(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]
) -> None:
    anna.ask("together", people=4)
    anna.votes(ideas[0])
    meeting.state.settled = True
    facilitator.until("stemmer", "shown")
    before = result_of(meeting)
    anna.ask("together", people=1)
    assert result_of(meeting) == before and before["voted"] == 4


def test_a_merged_card_counts_a_shared_phone_by_the_most_it_gave(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person, ideas: list[str]
) -> None:
    anna.ask("together", people=3)
    anna.ask("mark", activity="stemmer", target=ideas[0], value=3)
    anna.ask("mark", activity="stemmer", target=ideas[1], value=2)
    bo.votes(ideas[1])
    facilitator.ask("merge", target=ideas[0], into=ideas[1])
    assert votes(meeting) == {ideas[1]: (4, 0)} and left(meeting, anna) == 6
    assert person_view(meeting.state, anna.actor.id)["marks"]["stemmer"] == {ideas[1]: 3}
    anna.ask("mark", activity="stemmer", target=ideas[1], value=1)
    assert votes(meeting) == {ideas[1]: (2, 0)}, "what is said of the card holds for all of it"


def test_people_here_are_counted_when_a_phone_is_shared(meeting: Meeting, anna: Person) -> None:
    meeting.presence.see(anna.actor.id)
    meeting.count_people()
    anna.ask("together", people=5)
    meeting.count_people()
    assert meeting.state.here == 5


def test_nobody_can_vote_under_the_name_that_shared_phones_are_counted_by(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]
) -> None:
    anna.ask("together", people=3)
    anna.votes(ideas[0])
    assert "bad" in anna.ask("mark", activity="stemmer", target="people", value=12)
    assert "bad" in count(facilitator, "people", 12)
    assert person_view(meeting.state, anna.actor.id)["marks"]["stemmer"] == {ideas[0]: True}


# --- all of it together -------------------------------------------------------------------------


class Recount:
    """A room that counts by itself, from what it was told was accepted."""

    def __init__(self, ideas: list[str]) -> None:
        self.on = dict(zip(ideas, ideas, strict=True))
        self.given: dict[tuple[object, str], int] = {}

    def card(self, idea: str) -> list[str]:
        return [text for text, shown_on in self.on.items() if shown_on == self.on[idea]]

    def gives(self, who: object, idea: str, number: int) -> None:
        for text in self.card(idea):
            before = self.given.get((who, text), 0)
            self.given[who, text] = number if text == self.on[idea] else min(before, number)

    def merges(self, idea: str, into: str) -> None:
        for text in self.card(idea) if self.on[idea] == idea else [idea]:
            self.on[text] = self.on[into]

    def splits(self, idea: str) -> None:
        self.on[idea] = idea

    def votes(self, who: object) -> dict[str, int]:
        cards = {shown_on: self.card(shown_on) for shown_on in self.on.values()}
        return {card: max(self.given.get((who, text), 0) for text in texts) for card, texts in cards.items()}


@pytest.mark.parametrize("seed", range(8))
def test_in_any_order_the_result_is_what_a_room_would_count(
    meeting: Meeting, facilitator: Facilitator, arrives: Callable[[], Person], ideas: list[str], seed: int
) -> None:
    dice, people = random.Random(seed), [arrives() for _ in range(4)]
    ideas, recount = ideas[:6], Recount(ideas)
    shared = dict.fromkeys(people, 1)
    for _ in range(150):
        person, idea, other, number = dice.choice(people), dice.choice(ideas), dice.choice(ideas), dice.randrange(6)
        do = dice.choice(["count", "together", "mark", "mark", "mark", "merge", "split"])
        if do == "count" and count(facilitator, idea, number)["ok"]:
            recount.gives("hands", idea, number)
        elif do == "together":
            assert person.ask("together", people=number + 1)["ok"]
            shared[person] = number + 1
        elif do == "mark":
            value = number if shared[person] > 1 else bool(number)
            before = recount.votes(person)[recount.on[idea]]
            if person.ask("mark", activity="stemmer", target=idea, value=value)["ok"]:
                recount.gives(person, idea, int(value))
                assert value <= before or value <= shared[person]
                assert value <= before or sum(recount.votes(person).values()) <= 3 * shared[person]
        elif do == "merge" and facilitator.ask("merge", target=idea, into=other)["ok"]:
            recount.merges(idea, other)
        elif do == "split" and facilitator.ask("split", target=idea)["ok"]:
            recount.splits(idea)
        hands, phones = recount.votes("hands"), [recount.votes(person) for person in people]
        expected = {c: (sum(each[c] for each in phones) + hands[c], hands[c]) for c in set(recount.on.values())}
        assert votes(meeting) == {card: pair for card, pair in expected.items() if pair[0]}
        result = result_of(meeting)
        assert result["hands"] == max(hands.values())
        assert all(row["votes"] <= result["voted"] <= result["people"] for row in result["ranks"])
        for one, spent in zip(people, phones, strict=True):
            assert left(meeting, one) == 3 * shared[one] - sum(spent.values())


# --- without phones -----------------------------------------------------------------------------


def test_a_meeting_can_go_on_without_phones_and_with_them_again(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    before = (phone_view(meeting.state), board_view(meeting.state, 0))
    assert facilitator.ask("phones", on=False)["ok"]
    assert board_view(meeting.state, 0)["screen"]["phones"] is False
    assert console_view(meeting.state, 0)["screen"]["phones"] is False
    assert phone_view(meeting.state) == before[0], "phones show what they always show"
    assert anna.ask("contribute", activity="ideer", text="Jeg kom igennem alligevel")["ok"]
    facilitator.ask("phones", on=True)
    assert board_view(meeting.state, 0)["screen"] == before[1]["screen"]


def test_a_frozen_board_takes_the_codes_off_at_once(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    facilitator.ask("screen", frozen=True)
    facilitator.ask("phones", on=False)
    assert board_view(meeting.state, 0)["screen"]["phones"] is False


def test_the_console_counts_paper_and_hands(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    facilitator.ask("phones", on=False)
    cards = [facilitator.writes(text) for text in ("Et kort", "Et kort til", "Og et")]
    assert console_view(meeting.state, 0)["progress"]["paper"] == 3
    facilitator.until("stemmer", "open")
    count(facilitator, cards[0], 14)
    assert console_view(meeting.state, 0)["progress"]["hands"] == 14
