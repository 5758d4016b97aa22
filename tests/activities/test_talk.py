"""A talk: the clicker is the speaker's, questions stay hidden until they are read, and figures are for facilitators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import copies, write_md
from facilitator.minutes.model import build
from facilitator.opening import open_event
from tests.conftest import EVERY_KIND, Facilitator, Person


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


@pytest.fixture(autouse=True)
def slides(facilitator: Facilitator) -> None:
    """Somebody speaks."""
    facilitator.ask("start")
    facilitator.ask("stage", activity="oplaeg", stage="open")


def asks(person: Person, text: str) -> str:
    return person.writes(text, "oplaeg")


def wants(person: Person, question: str, value: Any = True) -> dict[str, Any]:
    return person.votes(question, value, "oplaeg")


def cards(view: dict[str, Any]) -> dict[str, Any]:
    return {id: row for id, row in view.items() if id.startswith("c:")}


def talk_in(meeting: Meeting) -> Any:
    minutes = build(meeting.state, Clock.moment(meeting.clock.ms()))
    return next(item for item in minutes.programme if item.id == "oplaeg")


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person) -> None:
    row = phone_view(meeting.state)["a:oplaeg"]
    assert (row["step"], row["pose"], row["speaker"], row["limit"]) == ("slides", "work", "Anne Holm", 160)
    question = asks(anna, "Hvordan kom de første ti ind ad døren?")
    facilitator.next()
    assert phone_view(meeting.state)["a:oplaeg"]["pose"] == "put_down"
    facilitator.next()
    assert wants(bo, question)["ok"]
    facilitator.ask("screen", spotlight=question)
    assert cards(board_view(meeting.state, 0)).keys() == {f"c:{question}"}
    facilitator.ask("answer", target=question, value="answered")
    assert board_view(meeting.state, 0)["a:oplaeg"]["answered"] == 1
    facilitator.next()
    (said,) = talk_in(meeting).questions
    assert (said.text, said.answer, said.others) == ("Hvordan kom de første ti ind ad døren?", "answered", 1)


def test_each_step_has_its_own_minutes(meeting: Meeting, facilitator: Facilitator) -> None:
    for minutes in (10, 2, 3):
        ends = meeting.state.activities["oplaeg"].ends
        assert ends is not None and ends - meeting.clock.ms() <= minutes * 60_000 < ends - meeting.clock.ms() + 5_000
        facilitator.next()


def test_the_buzz_is_left_out_where_it_has_no_minutes(meeting: Meeting, facilitator: Facilitator) -> None:
    activity = meeting.state.activities["oplaeg"]
    activity.settings = activity.settings | {"buzz": 0}
    facilitator.next()
    assert activity.step == "questions"


# --- the clicker


def locked(meeting: Meeting) -> bool:
    return bool(board_view(meeting.state, 0)["screen"]["locked"])


def test_the_clicker_locks_itself_while_slides_are_on(meeting: Meeting, facilitator: Facilitator) -> None:
    assert locked(meeting)
    facilitator.next()
    assert not locked(meeting)


def test_the_clicker_comes_back_when_the_talk_is_left(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.ask("stage", activity="samtale", stage="open")
    assert not locked(meeting)


def test_the_clicker_comes_back_when_a_talk_that_nobody_answered_is_stepped_back_from(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    back = console_view(meeting.state, meeting.clock.ms())["back"]
    assert facilitator.ask("back", at=back["at"])["ok"]
    assert meeting.state.activities["oplaeg"].stage == "planned" and not locked(meeting)


def test_the_clicker_comes_back_when_the_talk_is_closed_or_the_meeting_ends(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.ask("stage", activity="oplaeg", stage="closed")
    assert not locked(meeting)
    facilitator.ask("stage", activity="oplaeg", stage="open")
    assert locked(meeting)
    facilitator.ask("end")
    assert not locked(meeting)
    facilitator.ask("reopen")
    assert locked(meeting)


def test_the_clicker_can_be_unlocked_and_stays_so(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.ask("screen", locked=False)
    facilitator.ask("timer", activity="oplaeg", act="add", minutes=1)
    assert not locked(meeting)


def test_a_clicker_that_somebody_locked_stays_locked_where_nobody_speaks(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.ask("stage", activity="samtale", stage="open")
    facilitator.ask("screen", locked=True)
    facilitator.next()
    assert locked(meeting)


def test_taking_back_the_step_gives_the_speaker_the_clicker_again(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next()
    facilitator.ask("undo", seq=console_view(meeting.state, meeting.clock.ms())["undo"]["seq"])
    assert meeting.state.activities["oplaeg"].step == "slides" and locked(meeting)


def test_a_laptop_that_starts_again_in_the_middle_of_slides_leaves_the_clicker_alone(
    meeting: Meeting, opened: Any, event_folder: Path
) -> None:
    opened.close()
    again = open_event(event_folder, Clock())
    try:
        assert locked(again.meeting)
    finally:
        again.close()


# --- who sees what


@pytest.mark.parametrize("step", ["slides", "buzz"])
def test_nobody_sees_anothers_question_before_they_are_read(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person, step: str
) -> None:
    question = asks(anna, "Hemmeligt spørgsmål")
    facilitator.until("oplaeg", "open", step)
    facilitator.ask("screen", spotlight=question)
    facilitator.ask("answer", target=question, value="answered")
    assert not cards(phone_view(meeting.state)) and not cards(board_view(meeting.state, 0))
    assert phone_view(meeting.state)["a:oplaeg"]["answered"] == 0
    assert "bad" in wants(bo, question), "what one may not see cannot be marked"
    assert talk_in(meeting).questions == []


def test_how_many_want_to_know_is_told_to_consoles_alone(
    meeting: Meeting, facilitator: Facilitator, anna: Person, arrives: Callable[[], Person]
) -> None:
    question = asks(anna, "Hvad kostede det?")
    facilitator.until("oplaeg", "open", "questions")
    before = phone_view(meeting.state), board_view(meeting.state, 0)
    people = [arrives() for _ in range(13)]
    for person in people:
        assert wants(person, question)["ok"]
    meeting.state.here = 0
    assert phone_view(meeting.state) == before[0]
    assert board_view(meeting.state, 0) | {"progress": None} == before[1] | {"progress": None}
    assert console_view(meeting.state, 0)[f"c:{question}"]["more"]["others"] == 13
    assert person_view(meeting.state, people[0].actor.id)["marks"]["oplaeg"] == {question: True}
    assert "others" not in str(person_view(meeting.state, anna.actor.id)), "not even for whoever asked"
    assert talk_in(meeting).questions[0].others == 0, "not in the minutes either while it runs"
    wants(people[0], question, False)
    facilitator.ask("stage", activity="samtale", stage="open")
    assert talk_in(meeting).questions[0].others == 12
    assert "12 andre ville også vide det." in write_md.write(copies.of(build(meeting.state, Clock.moment(0)))).decode()


def test_one_may_not_mark_ones_own_question(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    question = asks(anna, "Mit eget")
    facilitator.until("oplaeg", "open", "questions")
    assert "bad" in wants(anna, question)


@pytest.mark.parametrize("value", ["ja", 2, 0])
def test_a_mark_is_yes_or_no(facilitator: Facilitator, anna: Person, bo: Person, value: Any) -> None:
    question = asks(anna, "Hvorfor?")
    facilitator.until("oplaeg", "open", "questions")
    assert "bad" in wants(bo, question, value)


def test_whoever_asked_the_same_counts_as_another_once(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    first, second = asks(anna, "Hvad koster det?"), asks(bo, "Prisen?")
    facilitator.until("oplaeg", "open", "questions")
    wants(bo, first)
    facilitator.ask("merge", target=second, into=first)
    assert console_view(meeting.state, 0)[f"c:{first}"]["more"]["others"] == 1


# --- what becomes of a question


def test_questions_get_no_numbers_and_are_no_ideas(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    question = asks(anna, "Hvorfor?")
    facilitator.until("oplaeg", "open", "questions")
    view = console_view(meeting.state, 0)
    assert view[f"c:{question}"]["number"] is None and view["progress"]["ideas"] == 0
    facilitator.ask("screen", scene="cards")
    assert not cards(board_view(meeting.state, 0)), "they are not among all the ideas"


def test_answered_and_taken_along_can_be_taken_back(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    question = asks(anna, "Hvorfor?")
    facilitator.until("oplaeg", "open", "questions")

    def became() -> Any:
        return phone_view(meeting.state)[f"c:{question}"]["more"]["answer"]

    facilitator.ask("answer", target=question, value="later")
    assert became() == "later"
    facilitator.ask("undo")
    assert became() is None
    facilitator.ask("redo")
    assert became() == "later"
    facilitator.ask("answer", target=question, value=None)
    assert became() is None


def test_only_a_question_can_be_answered(facilitator: Facilitator, anna: Person) -> None:
    facilitator.ask("stage", activity="ideer", stage="open")
    assert "bad" in facilitator.ask("answer", target=anna.writes("En idé"), value="answered")


def test_a_question_that_comes_too_late_waits(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.ask("stage", activity="samtale", stage="open")
    answer = anna.ask("contribute", activity="oplaeg", text="Nåede det ikke")
    assert answer["note"] == "phone_note_late" and talk_in(meeting).questions == []


@pytest.mark.parametrize(("text", "ok"), [("x" * 160, True), ("x" * 161, False)])
def test_a_question_has_a_limit(anna: Person, text: str, ok: bool) -> None:
    assert anna.ask("contribute", activity="oplaeg", text=text)["ok"] is ok


def test_what_was_asked_is_in_the_minutes_also_where_there_was_no_time_for_it(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    asks(anna, "Uden svar")
    hidden = asks(anna, "Skjult")
    facilitator.ask("hide", target=hidden, reason="")
    facilitator.ask("stage", activity="samtale", stage="open")
    said = talk_in(meeting)
    assert [(q.text, q.answer) for q in said.questions] == [("Uden svar", None)] and said.hidden == 1
    text = write_md.write(copies.of(build(meeting.state, Clock.moment(0)))).decode()
    assert "Anne Holm" in text and "Uden svar (Nåede vi ikke.)" in text and "Skjult" not in text
