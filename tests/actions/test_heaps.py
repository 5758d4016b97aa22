"""Gathering at the tables: stacks dealt evenly, heaps that only the console sees, themes made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator import store
from facilitator.activities import kind_of
from facilitator.activities.heaps import STACK, dealt
from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.opening import open_event
from tests.conftest import Facilitator, Person

IDEAS = 20


@pytest.fixture
def ideas(meeting: Meeting, facilitator: Facilitator, anna: Person) -> list[str]:
    """Twenty ideas, and the tables asked to gather them."""
    facilitator.next(2)
    ideas = [anna.writes(f"Idé nummer {n}") for n in range(IDEAS)]
    facilitator.until("ideer", "open", "gather")
    assert facilitator.ask("at_tables", activity="ideer", on=True)["ok"]
    return ideas


def stack(meeting: Meeting, person: Person) -> dict[str, str]:
    own: dict[str, str] = person_view(meeting.state, person.actor.id)["marks"].get("ideer", {})
    return own


def deal(person: Person) -> dict[str, Any]:
    return person.ask("deal", activity="ideer")


def heap(person: Person, targets: list[str], title: str = "Have") -> dict[str, Any]:
    return person.ask("heap", activity="ideer", targets=targets, title=title)


def heaps(meeting: Meeting) -> list[tuple[str, set[str], int]]:
    row = console_view(meeting.state, 0).get("g:ideer", {"heaps": []})
    return [(each["title"], set(each["cards"]), each["tables"]) for each in row["heaps"]]


def test_it_works(meeting: Meeting, facilitator: Facilitator, bo: Person, ideas: list[str]) -> None:
    assert phone_view(meeting.state)["a:ideer"]["tables"] and phone_view(meeting.state)["a:ideer"]["pose"] == "work"
    assert deal(bo)["ok"]
    first, second, *_ = stack(meeting, bo)
    assert heap(bo, [first, second])["ok"]
    assert heaps(meeting) == [("Have", {first, second}, 1)]
    assert facilitator.ask("adopt", id="T" * 16, activity="ideer", title="Have")["ok"]
    assert {c.id for c in meeting.state.given("ideer") if c.theme == "T" * 16} == {first, second}
    assert heaps(meeting) == [], "what has become a theme is no suggestion"


def test_each_table_gets_what_the_fewest_have(
    meeting: Meeting, arrives: Callable[[], Person], ideas: list[str]
) -> None:
    for tables in range(1, 11):
        person = arrives()
        assert deal(person)["ok"] and len(stack(meeting, person)) == STACK
        counts = dealt(meeting.state, "ideer")
        assert sum(counts.values()) == STACK * tables
        assert max(counts.values()) - min(counts.values()) <= 1


def test_a_table_may_take_more_until_there_are_none(meeting: Meeting, bo: Person, ideas: list[str]) -> None:
    for taken in (8, 16, 20):
        assert deal(bo)["ok"] and len(stack(meeting, bo)) == taken
    assert deal(bo)["refused"] == "refused_no_more_ideas"


def test_what_is_placed_or_hidden_is_not_dealt(
    meeting: Meeting, facilitator: Facilitator, bo: Person, ideas: list[str]
) -> None:
    facilitator.ask("theme", id="T" * 16, activity="ideer", title="Have")
    facilitator.ask("place", target=ideas[0], theme="T" * 16)
    facilitator.ask("place", target=ideas[1], theme=None, position=1)
    facilitator.ask("hide", target=ideas[2], reason="")
    facilitator.ask("merge", target=ideas[3], into=ideas[4])
    for _ in range(2):
        assert deal(bo)["ok"]
    assert set(stack(meeting, bo)) == set(ideas) - set(ideas[:4])


def test_heaps_of_the_same_name_are_one_suggestion(
    meeting: Meeting, anna: Person, bo: Person, ideas: list[str]
) -> None:
    for person in (anna, bo):
        for _ in range(3):
            deal(person)
    heap(anna, ideas[:2], "Fælles have")
    heap(bo, ideas[1:3], "fælles HAVE ")
    heap(bo, ideas[5:6], "Kaffe")
    assert heaps(meeting) == [("Fælles have", set(ideas[:3]), 2), ("Kaffe", {ideas[5]}, 1)]


def test_a_heap_can_be_changed_and_taken_apart(meeting: Meeting, bo: Person, ideas: list[str]) -> None:
    for _ in range(3):
        deal(bo)
    heap(bo, ideas[:3])
    heap(bo, [ideas[0]], "")
    heap(bo, [ideas[1]], "Kaffe")
    assert heaps(meeting) == [("Have", {ideas[2]}, 1), ("Kaffe", {ideas[1]}, 1)]
    assert stack(meeting, bo)[ideas[0]] == ""


def test_a_merged_idea_lies_in_its_heap_as_the_card_it_is_on(
    meeting: Meeting, facilitator: Facilitator, bo: Person, ideas: list[str]
) -> None:
    for _ in range(3):
        deal(bo)
    heap(bo, ideas[:2])
    facilitator.ask("merge", target=ideas[0], into=ideas[7])
    assert heaps(meeting) == [("Have", {ideas[1], ideas[7]}, 1)]


def test_nobody_but_the_console_sees_who_laid_what_together(meeting: Meeting, bo: Person, ideas: list[str]) -> None:
    before = phone_view(meeting.state), board_view(meeting.state, 0)
    deal(bo)
    heap(bo, list(stack(meeting, bo))[:3])
    assert (phone_view(meeting.state), board_view(meeting.state, 0)) == before


def test_a_heap_joins_the_theme_of_its_name(
    meeting: Meeting, facilitator: Facilitator, bo: Person, ideas: list[str]
) -> None:
    for _ in range(3):
        deal(bo)
    facilitator.ask("theme", id="T" * 16, activity="ideer", title="HAVE")
    heap(bo, ideas[:2])
    assert facilitator.ask("adopt", id="U" * 16, activity="ideer", title="have")["ok"]
    assert "U" * 16 not in meeting.state.themes
    assert {c.id for c in meeting.state.given("ideer") if c.theme == "T" * 16} == set(ideas[:2])


@pytest.mark.parametrize("known", [True, False])
def test_making_a_theme_of_a_heap_is_taken_back_and_done_again_whole(
    meeting: Meeting, facilitator: Facilitator, bo: Person, ideas: list[str], known: bool
) -> None:
    for _ in range(3):
        deal(bo)
    if known:
        facilitator.ask("theme", id="T" * 16, activity="ideer", title="Have")
    heap(bo, ideas[:2])
    facilitator.ask("adopt", id="U" * 16, activity="ideer", title="Have")
    assert facilitator.ask("undo")["ok"]
    assert heaps(meeting) == [("Have", set(ideas[:2]), 1)]
    assert [theme.id for theme in meeting.state.themes_of("ideer")] == (["T" * 16] if known else [])
    assert facilitator.ask("redo")["ok"]
    assert heaps(meeting) == [] and len(meeting.state.themes_of("ideer")) == 1


def test_it_is_not_taken_back_over_what_somebody_did_since(
    facilitator: Facilitator, bo: Person, ideas: list[str]
) -> None:
    for _ in range(3):
        deal(bo)
    heap(bo, ideas[:2])
    facilitator.ask("adopt", id="U" * 16, activity="ideer", title="Have")
    facilitator.ask("place", target=ideas[9], theme="U" * 16)
    (adopted, *_) = [d for d in facilitator.meeting.state.done.newest_first() if d.kind == "adopt"]
    assert facilitator.ask("undo", seq=adopted.seq)["refused"] == "refused_changed_since"


def test_tables_gather_only_when_they_are_asked(
    meeting: Meeting, facilitator: Facilitator, bo: Person, ideas: list[str]
) -> None:
    deal(bo)
    mine = list(stack(meeting, bo))
    facilitator.ask("at_tables", activity="ideer", on=False)
    assert deal(bo)["refused"] == "refused_not_at_tables"
    assert heap(bo, mine[:1])["refused"] == "refused_not_at_tables"
    facilitator.ask("at_tables", activity="ideer", on=True)
    facilitator.until("stemmer", "open")
    assert deal(bo)["refused"] == "refused_not_at_tables"


def test_nobody_lays_what_is_not_in_their_stack(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person, ideas: list[str]
) -> None:
    deal(bo)
    (not_mine, *_) = set(ideas) - stack(meeting, bo).keys()
    assert "bad" in heap(bo, [not_mine]) and "bad" in heap(anna, ideas[:1]) and "bad" in heap(bo, ["nothing"])
    assert heap(bo, list(stack(meeting, bo)), "x" * 61)["refused"] == "refused_too_long"
    assert "bad" in bo.ask("mark", activity="ideer", target=ideas[0], value="Have")
    assert "bad" in bo.ask("deal", activity="stemmer") and "bad" in bo.ask("deal", activity="nowhere")
    assert facilitator.ask("adopt", activity="ideer", title="Findes ikke")["refused"] == "refused_gone"
    assert "bad" in facilitator.ask("at_tables", activity="stemmer", on=True)


def test_it_is_all_on_disk(meeting: Meeting, bo: Person, ideas: list[str], event_folder: Any) -> None:
    deal(bo)
    heap(bo, list(stack(meeting, bo))[:2])
    kept = store.read(event_folder)
    assert console_view(kept, 0)["g:ideer"] == console_view(meeting.state, 0)["g:ideer"]
    assert person_view(kept, bo.actor.id)["marks"] == person_view(meeting.state, bo.actor.id)["marks"]


def test_a_plan_may_say_so_from_the_start(event_folder: Path) -> None:
    plan = event_folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8").replace('key = "ideer"\n', 'key = "ideer"\ntables = true\n'), "utf-8")
    opened = open_event(event_folder, Clock())
    activity = opened.meeting.state.activities["ideer"]
    assert kind_of(activity).fields(opened.meeting.state, activity)["tables"] is True
    opened.close()
