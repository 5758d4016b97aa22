"""The vote: how many votes each has, whom they count for, and what merging, hiding and closing do to them."""

from __future__ import annotations

import pytest

from facilitator.activities import KINDS
from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.meeting import Meeting
from facilitator.methods.votes import shared_ranks, votes_each
from tests.conftest import Facilitator, Person


@pytest.fixture
def ideas(facilitator: Facilitator, anna: Person, bo: Person) -> list[str]:
    """Twelve ideas, and the vote on them is open: three votes each."""
    facilitator.next(2)
    ideas = [person.writes(f"Idé {n}") for n in range(6) for person in (anna, bo)]
    facilitator.until("stemmer", "open")
    return ideas


def ranks(meeting: Meeting) -> dict[str, tuple[int, int]]:
    result = KINDS["vote"].result(meeting.state, meeting.state.activities["stemmer"])
    assert result is not None
    return {row["id"]: (row["rank"], row["votes"]) for row in result["ranks"]}


def merge(meeting: Meeting, idea: str, into: str) -> None:
    """Merge as the console will: flat, onto the card that is shown."""
    meeting.state.put("contribution", idea, {"merged_into": into})


@pytest.mark.parametrize(
    ("number", "k"),
    [(0, 1), (1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (10, 3), (12, 3), (14, 4), (18, 5), (26, 7), (300, 7)],
)  # fmt: skip
def test_it_works(number: int, k: int) -> None:
    assert votes_each(number) == k


def test_ties_share_the_best_rank() -> None:
    assert shared_ranks([5, 3, 3, 1]) == [(1, False), (2, True), (2, True), (4, False)]


def test_everyone_has_the_same_number_of_votes_and_one_a_card(meeting: Meeting, anna: Person, ideas: list[str]) -> None:
    for idea in ideas[:3]:
        assert anna.votes(idea)["ok"]
    assert anna.votes(ideas[0])["ok"], "voting again for the same is no second vote"
    refused = anna.votes(ideas[3])
    assert refused["refused"] == "refused_no_votes" and refused["args"] == {"n": 3}
    assert ranks(meeting)[ideas[0]] == (1, 1)


def test_a_vote_can_be_moved_while_the_round_is_open(meeting: Meeting, anna: Person, ideas: list[str]) -> None:
    for idea in ideas[:3]:
        anna.votes(idea)
    anna.votes(ideas[0], False)
    assert anna.votes(ideas[5])["ok"]
    assert person_view(meeting.state, anna.actor.id)["left"] == {"stemmer": 0}


def test_candidates_and_votes_each_stay_as_they_were_when_it_opened(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]
) -> None:
    anna.writes("Den kom for sent til afstemningen")
    assert set(meeting.state.activities["stemmer"].settings["candidates"]) == set(ideas)
    facilitator.ask("stage", activity="stemmer", stage="closed")
    facilitator.ask("stage", activity="stemmer", stage="open")
    assert set(meeting.state.activities["stemmer"].settings["candidates"]) == set(ideas)


def test_a_merged_card_counts_each_person_once_and_gives_the_vote_back(
    meeting: Meeting, anna: Person, bo: Person, ideas: list[str]
) -> None:
    anna.votes(ideas[0])
    anna.votes(ideas[1])
    bo.votes(ideas[1])
    merge(meeting, ideas[1], ideas[0])
    assert ranks(meeting)[ideas[0]] == (1, 2)
    assert person_view(meeting.state, anna.actor.id)["left"] == {"stemmer": 2}


def test_a_vote_for_a_merged_idea_goes_to_the_card_and_comes_off_all_of_it(
    meeting: Meeting, anna: Person, ideas: list[str]
) -> None:
    anna.votes(ideas[1])
    merge(meeting, ideas[1], ideas[0])
    anna.votes(ideas[1], False)
    assert ranks(meeting)[ideas[0]][1] == 0


def test_a_split_may_leave_somebody_above_and_then_they_must_take_one_off_first(
    meeting: Meeting, anna: Person, ideas: list[str]
) -> None:
    anna.votes(ideas[0])
    anna.votes(ideas[1])
    merge(meeting, ideas[1], ideas[0])
    anna.votes(ideas[2])
    anna.votes(ideas[3])
    meeting.state.put("contribution", ideas[1], {"merged_into": None})
    assert sum(votes for _, votes in ranks(meeting).values()) == 4
    assert person_view(meeting.state, anna.actor.id)["left"] == {"stemmer": -1}
    assert anna.votes(ideas[4])["refused"] == "refused_no_votes"


def test_a_hidden_idea_leaves_the_result_and_gives_its_votes_back(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]
) -> None:
    anna.votes(ideas[0])
    facilitator.ask("hide", target=ideas[0], reason="")
    assert ideas[0] not in ranks(meeting)
    assert person_view(meeting.state, anna.actor.id)["left"] == {"stemmer": 3}
    assert anna.votes(ideas[0])["refused"] == "refused_gone"


def test_nobody_but_the_console_knows_the_result_before_it_is_shown(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]
) -> None:
    anna.votes(ideas[0])
    for stage in ("open", "closed"):
        assert not any(id.startswith("r:") for id in phone_view(meeting.state))
        assert not any(id.startswith("r:") for id in board_view(meeting.state, 0))
        on_console = any(id.startswith("r:") for id in console_view(meeting.state, 0))
        assert on_console == (stage == "closed")
        facilitator.next() if stage == "open" else None
    meeting.state.settled = True
    facilitator.next()
    assert phone_view(meeting.state)["r:stemmer"]["ranks"][0]["votes"] == 1


def test_a_vote_on_its_way_when_the_round_closes_counts_and_one_much_later_does_not(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person, ideas: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    facilitator.next()
    assert anna.votes(ideas[0])["ok"]
    later = meeting.clock.ms() + 10_001
    monkeypatch.setattr(meeting.clock, "ms", lambda: later)
    assert bo.votes(ideas[0]) == {"ok": False, "refused": "refused_closed", "args": {}, "mine": bo_mine(meeting, bo)}
    assert ranks(meeting)[ideas[0]] == (1, 1)
    assert meeting.state.activities["stemmer"].late_marks == 1


def bo_mine(meeting: Meeting, bo: Person) -> dict[str, object]:
    return person_view(meeting.state, bo.actor.id)


def test_a_late_vote_is_counted_as_late_once_however_often_it_is_repeated(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.next()
    later = meeting.clock.ms() + 10_001
    monkeypatch.setattr(meeting.clock, "ms", lambda: later)
    for _ in range(3):
        answer = anna.ask("mark", id="A" * 16, activity="stemmer", target=ideas[0], value=True)
        assert answer["refused"] == "refused_closed"
    assert meeting.state.activities["stemmer"].late_marks == 1


def test_the_reveal_waits_for_what_is_on_its_way(
    meeting: Meeting, facilitator: Facilitator, anna: Person, ideas: list[str]
) -> None:
    meeting.presence.come("a socket", anna.actor.id)
    facilitator.next()
    refused = facilitator.ask("stage", activity="stemmer", stage="shown")
    assert refused["refused"] == "refused_wait" and 0 < refused["args"]["n"] <= 10
    meeting.presence.paid("a socket")
    meeting.count_people()
    assert facilitator.ask("stage", activity="stemmer", stage="shown")["ok"]


def test_turnout_is_never_less_than_those_who_voted(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person, ideas: list[str]
) -> None:
    facilitator.ask("people", count=1)
    anna.votes(ideas[0])
    bo.votes(ideas[0])
    result = KINDS["vote"].result(meeting.state, meeting.state.activities["stemmer"])
    assert result is not None and (result["voted"], result["people"]) == (2, 2)


@pytest.mark.parametrize("value", [1, "true", 3])
def test_a_vote_is_yes_or_no(anna: Person, ideas: list[str], value: object) -> None:
    assert "bad" in anna.ask("mark", activity="stemmer", target=ideas[0], value=value)


def test_a_vote_for_what_is_no_candidate_is_broken(anna: Person, ideas: list[str]) -> None:
    assert "bad" in anna.ask("mark", activity="stemmer", target="dot", value=True)
