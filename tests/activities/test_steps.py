"""Next steps: two for each home, said aloud one home at a time; who sees to one is asked for a name, and may say no."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import copies, write_html, write_json, write_md
from facilitator.minutes.model import build
from facilitator.minutes.types import Minutes
from tests.conftest import EVERY_KIND, Facilitator, Person

HARBOUR, WOOD = "skridt.1", "skridt.2"


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


@pytest.fixture(autouse=True)
def writing(facilitator: Facilitator) -> None:
    """People write."""
    facilitator.ask("start")
    facilitator.ask("stage", activity="skridt", stage="open")


def gives(person: Person, text: str, home: str | None = HARBOUR, when: str | None = "week") -> dict[str, Any]:
    fields = {name: value for name, value in (("theme", home), ("when", when)) if value}
    return person.ask("contribute", activity="skridt", text=text, **fields)


def step_of(meeting: Meeting, text: str) -> str:
    return next(card.id for card in meeting.state.given("skridt") if card.text == text)


def row(meeting: Meeting) -> dict[str, Any]:
    return phone_view(meeting.state)["a:skridt"]


def said(meeting: Meeting) -> Minutes:
    return build(meeting.state, Clock.moment(meeting.clock.ms()))


def steps_in(meeting: Meeting) -> Any:
    return next(item for item in said(meeting).programme if item.id == "skridt")


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person) -> None:
    assert [(home["title"], home["done"]) for home in row(meeting)["homes"]] == [("Havnen", False), ("Skoven", False)]
    assert anna.ask("home", activity="skridt", home=HARBOUR)["ok"]
    assert gives(anna, "Låner nøglen til skuret")["ok"]
    assert [home["done"] for home in row(meeting)["homes"]] == [True, False]
    facilitator.next()
    assert (row(meeting)["step"], row(meeting)["turn"]) == ("aloud", HARBOUR)
    facilitator.next()
    step = step_of(meeting, "Låner nøglen til skuret")
    assert bo.ask("mark", activity="skridt", target=step, value=True)["ok"]
    assert anna.ask("take_on", target=step, value=True, name="Anne", named=True)["ok"]
    (given,) = steps_in(meeting).steps
    assert (given.what, given.home, given.when, given.by, given.keeper, given.kept, given.joined) == (
        "Låner nøglen til skuret", "Havnen", "week", "2015-12-17", "Anne", True, 1,
    )  # fmt: skip


# --- homes


def test_the_first_person_there_writes_the_home(meeting: Meeting, anna: Person, bo: Person) -> None:
    anna.ask("home", activity="skridt", title="  Mosen ")
    bo.ask("home", activity="skridt", title="MOSEN")
    assert [home["title"] for home in row(meeting)["homes"]] == ["Havnen", "Skoven", "Mosen"]
    at = [person_view(meeting.state, p.actor.id)["marks"]["skridt"]["home"] for p in (anna, bo)]
    assert at[0] == at[1] == row(meeting)["homes"][2]["id"]


def test_a_home_that_is_not_there_cannot_be_chosen(anna: Person) -> None:
    assert "bad" in anna.ask("home", activity="skridt", home="ideer")
    assert "bad" in anna.ask("home", activity="ideer", title="Havnen")
    assert anna.ask("home", activity="skridt", title=" ")["refused"] == "refused_empty"


def test_there_is_room_for_so_many_homes(anna: Person) -> None:
    answers = [anna.ask("home", activity="skridt", title=f"Hjem {n}") for n in range(39)]
    assert all(answer["ok"] for answer in answers[:38]) and answers[38]["refused"] == "refused_many_homes"


def test_reopening_makes_no_home_twice(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.ask("drop_theme", theme=HARBOUR)
    facilitator.ask("stage", activity="samtale", stage="open")
    facilitator.ask("stage", activity="skridt", stage="open")
    assert [home["title"] for home in row(meeting)["homes"]] == ["Skoven"]


# --- steps


def test_a_home_has_two_steps_and_whoever_has_none_two_of_their_own(anna: Person, bo: Person) -> None:
    for person, home in ((anna, HARBOUR), (anna, WOOD), (anna, None), (bo, None)):
        assert [gives(person, f"{n}", home)["ok"] for n in range(3)] == [True, True, False]
    assert gives(bo, "et til", HARBOUR)["refused"] == "refused_home_full"


def test_what_is_hidden_takes_no_place(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    for text in ("et", "to"):
        gives(anna, text)
    facilitator.ask("hide", target=step_of(meeting, "et"), reason="")
    assert gives(anna, "tre")["ok"]


@pytest.mark.parametrize(
    ("when", "by"),
    [("week", "2015-12-17"), ("month", "2016-01-10"), ("next", None), ("2016-02-29", "2016-02-29"), (None, None)],
)
def test_when_is_a_day_where_it_can_be(
    meeting: Meeting, facilitator: Facilitator, anna: Person, when: str | None, by: str | None
) -> None:
    assert gives(anna, "Et skridt", when=when)["ok"]
    facilitator.next(2)
    (step,) = steps_in(meeting).steps
    assert (step.when, step.by) == (when, by)


@pytest.mark.parametrize("when", ["soon", "2016-13-01", "<b>", "tomorrow"])
def test_when_is_nothing_else(anna: Person, when: str) -> None:
    assert "bad" in gives(anna, "Et skridt", when=when)


@pytest.mark.parametrize("when", ["2015-12-09", "2031-01-01"])
def test_a_day_before_the_meeting_or_long_after_is_refused(anna: Person, when: str) -> None:
    assert gives(anna, "Et skridt", when=when)["refused"] == "refused_date"


def test_nobody_sees_a_step_before_it_is_said_aloud(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    gives(anna, "Hemmeligt")
    step = step_of(meeting, "Hemmeligt")
    assert "Hemmeligt" not in json.dumps([phone_view(meeting.state), board_view(meeting.state, 0)], ensure_ascii=False)
    assert "bad" in bo.ask("take_on", target=step, value=True)
    assert "bad" in bo.ask("mark", activity="skridt", target=step, value=True)
    assert steps_in(meeting).steps == []
    facilitator.next()
    assert f"c:{step}" in phone_view(meeting.state)


# --- aloud, a home at a time


def test_next_goes_from_home_to_home_and_back(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    gives(anna, "Skovens", WOOD)
    gives(bo, "Mit eget", None)
    facilitator.next()
    assert row(meeting)["turn"] == WOOD, "a home without a step is not called"
    view = console_view(meeting.state, 0)
    assert (view["next"]["key"], view["next"]["ends"]) == ("console_next_turn_self", False)
    at = view["next"]["at"]
    facilitator.next()
    assert row(meeting)["turn"] == "self" and row(meeting)["timer"]
    assert facilitator.ask("next", at=at)["refused"].startswith("refused_already"), "two presses go one home on"
    facilitator.ask("back", at=console_view(meeting.state, 0)["back"]["at"])
    assert row(meeting)["turn"] == WOOD
    facilitator.next(2)
    assert (row(meeting)["stage"], row(meeting)["pose"]) == ("closed", "work")
    facilitator.ask("undo", seq=console_view(meeting.state, meeting.clock.ms())["undo"]["seq"])
    assert row(meeting)["turn"] == "self"


def test_without_a_step_next_goes_past(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next()
    assert (row(meeting)["step"], row(meeting)["turn"]) == ("aloud", None)
    facilitator.next()
    assert row(meeting)["stage"] == "closed"


# --- who sees to it


@pytest.fixture
def step(meeting: Meeting, facilitator: Facilitator, anna: Person) -> str:
    """A step that all may see."""
    gives(anna, "Låner nøglen")
    facilitator.next(2)
    return step_of(meeting, "Låner nøglen")


def everything_said(meeting: Meeting, *people: Person) -> str:
    views = [phone_view(meeting.state), board_view(meeting.state, 0), console_view(meeting.state, 0)]
    mine = [person_view(meeting.state, person.actor.id) for person in people]
    minutes = said(meeting)
    texts = [part.write(copies.of(minutes)).decode() for part in (write_md, write_html, write_json)]
    return json.dumps([views, mine], ensure_ascii=False) + "".join(texts)


def test_a_name_without_consent_is_not_even_kept(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person, step: str
) -> None:
    assert bo.ask("take_on", target=step, value=True, name="Bodil Hansen", named=False)["ok"]
    assert "Bodil" not in everything_said(meeting, anna, bo)
    assert "Bodil" not in json.dumps(meeting.store.query("SELECT * FROM mark"), default=str)
    assert "Bodil" not in json.dumps(meeting.store.query("SELECT * FROM change"), default=str)
    assert "En tovholder er fundet" in write_md.write(copies.of(said(meeting))).decode()
    assert (
        phone_view(meeting.state)[f"c:{step}"]["more"] | {"kept": True, "keeper": ""}
        == (phone_view(meeting.state)[f"c:{step}"]["more"])
    )


def test_a_name_with_consent_is_in_the_minutes_until_it_is_taken_back(meeting: Meeting, bo: Person, step: str) -> None:
    bo.ask("take_on", target=step, value=True, name=" Bodil  Hansen ", named=True)
    assert "Bodil Hansen" in write_md.write(copies.of(said(meeting))).decode()
    bo.ask("take_on", target=step, value=False)
    assert "Bodil" not in everything_said(meeting, bo)
    bo.ask("take_on", target=step, value=True)
    assert steps_in(meeting).steps[0].kept and not steps_in(meeting).steps[0].keeper


def test_one_step_has_one_who_sees_to_it(meeting: Meeting, anna: Person, bo: Person, step: str) -> None:
    assert anna.ask("take_on", target=step, value=True)["ok"]
    assert bo.ask("take_on", target=step, value=True)["refused"] == "refused_taken"
    assert bo.ask("take_on", target=step, value=False)["ok"]
    assert steps_in(meeting).steps[0].kept


@pytest.mark.parametrize(
    ("fields", "refused"),
    [({"named": True}, "refused_no_name"), ({"named": True, "name": "x" * 61}, "refused_too_long")],
)
def test_a_name_that_is_to_be_told_is_there_and_short(
    bo: Person, step: str, fields: dict[str, Any], refused: str
) -> None:
    assert bo.ask("take_on", target=step, value=True, **fields)["refused"] == refused


def test_others_join_and_leave_also_when_all_have_spoken(
    meeting: Meeting, arrives: Callable[[], Person], step: str
) -> None:
    people = [arrives() for _ in range(3)]
    for person in people:
        assert person.ask("mark", activity="skridt", target=step, value=True)["ok"]
    people[0].ask("mark", activity="skridt", target=step, value=False)
    assert phone_view(meeting.state)[f"c:{step}"]["more"]["joined"] == 2
    assert "bad" in people[1].ask("mark", activity="skridt", target=step, value="måske")


def test_after_the_meeting_nobody_joins(facilitator: Facilitator, bo: Person, step: str) -> None:
    facilitator.ask("end")
    assert bo.ask("take_on", target=step, value=True)["refused"] == "refused_ended"
    assert bo.ask("mark", activity="skridt", target=step, value=True)["refused"] == "refused_closed"


# --- the minutes, and what a facilitator does


def test_the_table_stands_on_the_first_page(meeting: Meeting, bo: Person, step: str) -> None:
    text = write_md.write(copies.of(said(meeting))).decode()
    assert text.index("## Kort fortalt") < text.index("## Næste skridt") < text.index("## Det")
    assert "| Hvad | Hjem | Tovholder | Hvornår |" in text and "**1** hjem med et første skridt" in text


def test_steps_that_were_never_said_aloud_are_in_the_minutes_of_an_ended_meeting(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    gives(anna, "Nåede vi ikke at sige")
    facilitator.ask("end")
    assert [each.what for each in steps_in(meeting).steps] == ["Nåede vi ikke at sige"]


def test_a_facilitator_types_mends_and_moves_steps_with_undo(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    assert gives(facilitator, "Fra papir", WOOD)["ok"]
    step = step_of(meeting, "Fra papir")
    facilitator.ask("edit", target=step, text="Fra papiret")
    facilitator.ask("place", target=step, theme=HARBOUR)
    assert [home["done"] for home in row(meeting)["homes"]] == [True, False]
    facilitator.ask("undo")
    assert [home["done"] for home in row(meeting)["homes"]] == [False, True]
