"""Ideas: silent first, then together; late is never lost; words stand once people vote on them."""

from __future__ import annotations

import pytest

from facilitator.audience import board_view, person_view, phone_view
from facilitator.meeting import Meeting
from tests.conftest import Facilitator, Person


@pytest.fixture(autouse=True)
def silent(facilitator: Facilitator) -> None:
    """People are writing, each for themselves."""
    facilitator.next(2)


def cards(meeting: Meeting) -> dict[str, object]:
    return {id: row["number"] for id, row in phone_view(meeting.state).items() if id.startswith("c:")}


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    idea = anna.writes("  En   bænk\nved åen ")
    facilitator.until("ideer", "open", "together")
    assert phone_view(meeting.state)[f"c:{idea}"]["text"] == "En bænk ved åen"


@pytest.mark.parametrize("step", ["silent", "review"])
def test_until_together_no_phone_and_no_board_sees_anybodys_idea(
    meeting: Meeting, facilitator: Facilitator, anna: Person, step: str
) -> None:
    anna.writes("Hemmelig")
    facilitator.until("ideer", "open", step)
    assert not cards(meeting)
    assert not any(id.startswith("c:") for id in board_view(meeting.state, 0))
    assert person_view(meeting.state, anna.actor.id)["contributions"][0]["number"] is None


def test_numbers_are_given_at_the_reveal_and_kept(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    for n in range(5):
        anna.writes(f"Anna {n}")
    facilitator.until("ideer", "open", "together")
    numbers = cards(meeting)
    assert sorted(numbers.values()) == [1, 2, 3, 4, 5]  # type: ignore[type-var]
    late = bo.writes("Kom til undervejs")
    assert cards(meeting) == numbers | {f"c:{late}": 6}


def test_an_idea_that_comes_too_late_waits_for_the_facilitator(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.until("samtale", "open")
    answer = anna.ask("contribute", activity="ideer", text="Jeg nåede det ikke")
    assert answer["ok"] and answer["note"] == "phone_note_late"
    (given,) = meeting.state.given("ideer")
    assert given.standing == "waiting" and given.late and not cards(meeting)
    facilitator.ask("show", target=given.id)
    assert len(cards(meeting)) == 1


def test_an_idea_that_comes_after_the_meeting_waits_too(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.ask("end")
    assert anna.ask("contribute", activity="ideer", text="På vej hjem kom jeg i tanker om …")["ok"]


def test_nothing_can_be_written_before_the_round(meeting: Meeting, anna: Person, facilitator: Facilitator) -> None:
    facilitator.ask("back", at="ideer/open/silent")
    assert anna.ask("contribute", activity="ideer", text="For tidligt")["refused"] == "refused_not_yet"


def test_ones_own_can_be_changed_and_taken_back_until_a_vote_on_it_opens(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    kept, gone = anna.writes("Kor på torvet"), anna.writes("Fortrudt")
    assert anna.ask("edit", target=kept, text="Kor på Stændertorvet")["ok"]
    assert anna.ask("take_back", target=gone)["ok"]
    facilitator.until("stemmer", "open")
    assert anna.ask("edit", target=kept, text="Noget helt andet")["refused"] == "refused_in_vote"
    assert anna.ask("take_back", target=kept)["refused"] == "refused_in_vote"
    assert [c.text for c in meeting.state.given("ideer")] == ["Kor på Stændertorvet"]


def test_nobody_can_touch_what_is_anothers(meeting: Meeting, anna: Person, bo: Person) -> None:
    idea = anna.writes("Annas")
    for do, fields in (("edit", {"text": "Bos"}), ("take_back", {})):
        assert "bad" in bo.ask(do, target=idea, **fields)
    assert meeting.state.contributions[idea].text == "Annas"


def test_the_writer_of_a_hidden_idea_sees_why_and_can_rephrase_it(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    idea = anna.writes("Om en bestemt person")
    facilitator.until("ideer", "open", "together")
    facilitator.ask("hide", target=idea, reason="Nævner en person")
    assert not cards(meeting)
    own = person_view(meeting.state, anna.actor.id)["contributions"][0]
    assert (own["standing"], own["reason"]) == ("hidden", "Nævner en person")
    assert anna.ask("edit", target=idea, text="Om noget alment")["ok"]
    assert person_view(meeting.state, anna.actor.id)["contributions"][0]["standing"] == "waiting"
    assert not cards(meeting), "the facilitator looks at it before the room does"


def test_a_paper_card_has_no_person_and_stands_beside_the_others(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    anna.writes("Fra en telefon")
    card = facilitator.writes("Fra et kort")
    facilitator.until("ideer", "open", "together")
    assert len(cards(meeting)) == 2
    row = meeting.state.contributions[card]
    assert (row.channel, row.participant) == ("paper", None)
    assert meeting.state.writers("ideer") == 1


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", "refused_empty"),
        (" \n ", "refused_empty"),
        ("\u202e\u200b", "refused_empty"),
        ("x" * 281, "refused_too_long"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_and_never_cut(anna: Person, text: str, refused: str) -> None:
    assert anna.ask("contribute", activity="ideer", text=text)["refused"] == refused


def test_length_is_what_people_count(meeting: Meeting, anna: Person) -> None:
    idea = anna.writes("😀" * 280)
    assert len(meeting.state.contributions[idea].text) == 280
    composed = anna.writes("a\u030a" * 280)
    assert meeting.state.contributions[composed].text == "å" * 280
