"""Changing the programme while the meeting runs, through the meeting: time got back, and rounds nobody planned."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from facilitator import store, wire
from facilitator.access import new_id
from facilitator.audience import board_view, console_view, phone_view
from facilitator.changes import UNDOABLE, BadCommand
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import render
from facilitator.minutes.model import build
from facilitator.opening import Opened, open_event
from tests.conftest import SMALL_PLAN, Facilitator, Person
from tests.test_meeting import changes_of

DAY = (
    SMALL_PLAN.replace('key = "velkomst"', 'key = "velkomst"\nat = "13.00"\nminutes = 5')
    .replace('key = "ideer"', 'key = "ideer"\nat = "13.05"')
    .replace('key = "stemmer"', 'key = "stemmer"\nat = "13.20"')
    .replace('key = "samtale"', 'key = "samtale"\nat = "13.30"')
    .replace('key = "pause"', 'key = "pause"\nat = "13.35"')
)
"""Velkomst 13.00 (5), ideer 13.05 (5, and ten more before the next), stemmer 13.20, samtale 13.30 (3), pause 13.35."""

NOW = dt.datetime(2015, 12, 10, 14, 0, tzinfo=dt.UTC)


def row(meeting: Meeting, activity: str) -> dict[str, Any]:
    view = console_view(meeting.state, meeting.clock.ms())
    wire.check("console", view)
    return view[f"a:{activity}"]


def order(meeting: Meeting) -> list[str]:
    return [activity.id for activity in meeting.state.programme()]


def inserts(facilitator: Facilitator, kind: str = "conversation", preset: str = "Summe to og to", **more: Any) -> str:
    name = new_id()
    answer = facilitator.ask("insert", id=name, kind=kind, preset=preset, **more)
    assert answer["ok"], answer
    return name


def expected(meeting: Meeting, hour: int, minute: int) -> dict[str, str]:
    """What `times` says at an hour of the meeting's day; what runs began at 13.00, however long the test takes."""
    zone = ZoneInfo("Europe/Copenhagen")
    began = dt.datetime(2015, 12, 10, 13, 0, tzinfo=zone)
    now = meeting.state.now()
    assert now is not None
    meeting.state.put("activity", now.id, {"opened_at": began.astimezone(dt.UTC).isoformat()})
    clock = int(dt.datetime(2015, 12, 10, hour, minute, tzinfo=zone).timestamp() * 1000)
    view = console_view(meeting.state, clock)
    return {each.id: view[f"a:{each.id}"]["real"] for each in meeting.state.programme()}


@pytest.fixture
def event_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "events" / "2015-12-10-insp"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(DAY, encoding="utf-8")
    return folder


def test_it_works(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    assert row(meeting, "samtale")["planned"] == {"at": "13.30", "minutes": 3, "slot": 5}
    assert facilitator.ask("replan", activity="samtale", minutes=2)["ok"]
    assert row(meeting, "samtale")["minutes"] == 2, "what holds now"
    assert row(meeting, "samtale")["planned"]["minutes"] == 3, "the plan stands"
    assert row(meeting, "samtale")["takes"] == 4, "its slot in the plan, less what was taken from it"


def test_a_shorter_activity_gets_the_shorter_timer_when_it_is_opened(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.next(2)
    facilitator.ask("replan", activity="samtale", minutes=2)
    facilitator.ask("stage", activity="samtale", stage="open")
    ends = meeting.state.activities["samtale"].ends
    assert ends is not None and 110_000 < ends - meeting.clock.ms() <= 120_000


def test_a_timer_that_runs_is_not_touched(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    ends = meeting.state.activities["ideer"].ends
    assert facilitator.ask("replan", activity="ideer", minutes=1)["ok"]
    assert meeting.state.activities["ideer"].ends == ends


def test_what_is_over_keeps_its_length(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    assert facilitator.ask("replan", activity="velkomst", minutes=3)["refused"] == "refused_closed"
    assert "bad" in facilitator.ask("replan", activity="nope", minutes=3)


def test_next_passes_over_what_is_skipped(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.until("ideer", "open", "gather")
    facilitator.ask("skip", activity="stemmer", value=True)
    assert row(meeting, "stemmer")["skipped"] is True and row(meeting, "stemmer")["real"] is None
    facilitator.next()
    assert meeting.state.event.now == "samtale"
    facilitator.ask("skip", activity="pause", value=True)
    facilitator.next()
    assert console_view(meeting.state, 0)["next"]["key"] == "console_next_end", "the last that is left leads to the end"
    facilitator.ask("skip", activity="pause", value=False)
    assert console_view(meeting.state, 0)["next"]["activity"] == "pause", "and it may be taken in again"


def test_opening_what_was_skipped_takes_it_in_again(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    facilitator.ask("skip", activity="samtale", value=True)
    facilitator.ask("stage", activity="samtale", stage="open")
    assert meeting.state.activities["samtale"].skipped == 0


def test_the_break_says_what_is_not_skipped(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    brk = inserts(facilitator, "break", "Pause")
    facilitator.ask("skip", activity="stemmer", value=True)
    facilitator.ask("stage", activity=brk, stage="open")
    assert phone_view(meeting.state)[f"a:{brk}"]["after"] == "Samtale"


def test_what_runs_or_is_over_is_neither_skipped_nor_moved(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    for begun in ("velkomst", "ideer"):
        assert facilitator.ask("skip", activity=begun, value=True)["refused"] == "refused_begun"
        assert facilitator.ask("later", activity=begun, after="samtale")["refused"] == "refused_begun"
        assert facilitator.ask("later", activity="samtale", after=begun)["refused"] == "refused_begun"
    assert "bad" in facilitator.ask("later", activity="samtale", after="samtale")
    assert "bad" in facilitator.ask("skip", activity="nope", value=True)


def test_later_changes_one_row(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    before = {each.id: each.position for each in meeting.state.programme()}
    facilitator.ask("later", activity="stemmer", after="samtale")
    assert order(meeting) == ["velkomst", "ideer", "samtale", "stemmer", "pause"]
    moved = {each.id for each in meeting.state.programme() if each.position != before[each.id]}
    assert moved == {"stemmer"}
    facilitator.ask("later", activity="stemmer", after="pause")
    assert order(meeting)[-1] == "stemmer"
    facilitator.ask("later", activity="pause", after="samtale")
    assert order(meeting)[2:] == ["samtale", "pause", "stemmer"], "between two that were moved there is still room"


def test_nothing_is_changed_before_the_meeting_begins_or_after_it_ends(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    asked: dict[str, dict[str, Any]] = {
        "replan": {"activity": "samtale", "minutes": 2},
        "skip": {"activity": "samtale", "value": True},
        "later": {"activity": "stemmer", "after": "samtale"},
        "insert": {"kind": "conversation", "preset": "Summe to og to"},
        "reword": {"activity": "samtale", "prompt": "Hvad nu?"},
    }
    for do, fields in asked.items():
        assert facilitator.ask(do, **fields)["refused"] == "refused_not_begun", "the plan file still owns"
    facilitator.next(2)
    facilitator.ask("end")
    for do, fields in asked.items():
        assert facilitator.ask(do, **fields)["refused"] == "refused_ended"


def test_what_is_to_come_begins_when_what_is_before_it_is_over(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next()
    on_time = {"velkomst": "13.00", "ideer": "13.05", "stemmer": "13.20", "samtale": "13.30", "pause": "13.35"}
    assert expected(meeting, 13, 4) == on_time, "the plan's own gaps are kept"
    late = {"velkomst": "13.00", "ideer": "13.11", "stemmer": "13.26", "samtale": "13.36", "pause": "13.41"}
    assert expected(meeting, 13, 11) == late
    facilitator.ask("replan", activity="ideer", minutes=3)
    assert expected(meeting, 13, 11)["stemmer"] == "13.24"
    facilitator.ask("skip", activity="stemmer", value=True)
    assert expected(meeting, 13, 11)["samtale"] == "13.24", "what is skipped takes no time"
    facilitator.ask("later", activity="samtale", after="pause")
    assert expected(meeting, 13, 11)["pause"] == "13.24"
    inserts(facilitator, minutes=4)
    assert expected(meeting, 13, 11)["ideer"] == "13.15", "what was added takes its time"


def test_a_round_that_nobody_planned_comes_right_after_what_runs(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    first = inserts(facilitator)
    second = inserts(facilitator, "ideas", "Mangler der noget?")
    assert order(meeting)[1:4] == ["ideer", second, first]
    activity = meeting.state.activities[second]
    assert (activity.title, activity.prompt, activity.minutes) == ("Mangler der noget?", "Mangler der noget?", 2)
    assert activity.settings == {"after_vote": True, "steps": ["silent", "together"], "tables": False}
    assert activity.stage == "planned", "and waits"
    assert phone_view(meeting.state).get(f"a:{second}") is None
    facilitator.until(second, "open", "silent")
    facilitator.until(first, "open")


def test_a_round_that_nobody_planned_may_be_opened_at_once(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    name = inserts(facilitator, "ideas", "Idérunde", prompt="  Hvad\nmed maden? ", minutes=4)
    assert facilitator.ask("stage", activity=name, stage="open")["ok"]
    assert meeting.state.event.now == name
    assert meeting.state.activities[name].prompt == "Hvad med maden?"
    ends = meeting.state.activities[name].ends
    assert ends is not None and 230_000 < ends - meeting.clock.ms() <= 240_000
    anna.writes("Suppe", activity=name)


def test_only_a_kinds_own_presets_can_be_added(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    for kind, preset in (("ideas", "Pause"), ("nope", "Pause"), ("ideas", "nope")):
        assert "bad" in facilitator.ask("insert", kind=kind, preset=preset)
    with pytest.raises(BadCommand):
        facilitator.ask("insert", kind="break", preset="Pause", minutes=241)
    taken = inserts(facilitator)
    other = Facilitator(meeting, facilitator.actor.__class__("organiser", "another"))
    assert "bad" in other.ask("insert", id=taken, kind="break", preset="Pause"), "that id is taken"
    offered = console_view(meeting.state, 0)["presets"]["all"]
    for each in offered:
        assert facilitator.ask("insert", kind=each["kind"], preset=each["name"])["ok"]
    assert "Velkomst" not in {each["name"] for each in offered}, "people are in already"


def test_a_programme_has_an_end(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    while len(meeting.state.activities) < 60:
        last = inserts(facilitator)
        assert order(meeting)[1:3] == ["ideer", last], "there is always room for one more between two"
    assert facilitator.ask("insert", kind="break", preset="Pause")["refused"] == "refused_programme_full"


def test_the_question_may_come_later(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    name = inserts(facilitator)
    facilitator.ask("stage", activity=name, stage="open")
    for view in (phone_view(meeting.state), board_view(meeting.state, 0), console_view(meeting.state, 0)):
        assert view[f"a:{name}"]["unsaid"] is True and view[f"a:{name}"]["prompt"] == ""
    assert facilitator.ask("reword", activity=name, prompt=" Hvad hørte I? ")["ok"]
    assert board_view(meeting.state, 0)[f"a:{name}"]["prompt"] == "Hvad hørte I?"
    assert board_view(meeting.state, 0)[f"a:{name}"]["unsaid"] is False


def test_a_question_has_two_hundred_characters_at_most_and_one_at_least(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.next(2)
    assert facilitator.ask("reword", activity="samtale", prompt="é" * 200)["ok"], "also while it is planned"
    assert facilitator.ask("reword", activity="samtale", prompt="e\u0301" * 200)["ok"], "counted as people see them"
    answer = facilitator.ask("reword", activity="samtale", prompt="x" * 201)
    assert (answer["refused"], answer["args"]) == ("refused_too_long", {"n": 1})
    assert facilitator.ask("reword", activity="samtale", prompt=" \n ")["refused"] == "refused_empty"
    answer = facilitator.ask("insert", kind="conversation", preset="Alle sammen", prompt="x" * 203)
    assert answer["args"] == {"n": 3}


def test_a_short_form_goes_with_the_words_it_was_made_for(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    settings = meeting.state.activities["samtale"].settings | {"short": "Kort"}
    meeting.state.put("activity", "samtale", {"settings": settings})
    facilitator.ask("reword", activity="samtale", prompt="Noget helt andet?")
    assert row(meeting, "samtale")["short"] == ""
    facilitator.ask("undo")
    assert row(meeting, "samtale")["short"] == "Kort"


def test_each_of_them_is_taken_back_and_done_again(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    asked: list[tuple[str, dict[str, Any]]] = [
        ("replan", {"activity": "samtale", "minutes": 1}),
        ("skip", {"activity": "samtale", "value": True}),
        ("later", {"activity": "stemmer", "after": "samtale"}),
        ("reword", {"activity": "samtale", "prompt": "Hvad nu?"}),
    ]

    def programme() -> list[tuple[Any, ...]]:
        return [(each.id, each.minutes, each.skipped, each.prompt) for each in meeting.state.programme()]

    for do, fields in asked:
        assert do in UNDOABLE
        before = programme()
        facilitator.ask(do, **fields)
        after = programme()
        line = console_view(meeting.state, 0)["history"]["changes"][0]
        assert (line["kind"], line["number"]) == (do, None) and line["text"] in ("Samtale", "Stemmerunde")
        assert facilitator.ask("undo")["ok"] and programme() == before
        assert facilitator.ask("redo")["ok"] and programme() == after
        assert facilitator.ask("undo", seq=line["seq"])["ok"] and programme() == before
        wire.check("console", console_view(meeting.state, 0))


def test_an_undone_round_is_passed_over_and_the_minutes_know_nothing_of_it(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.next(2)
    name = inserts(facilitator)
    facilitator.ask("undo")
    assert meeting.state.activities[name].skipped == 1
    assert name not in {each.id for each in build(meeting.state, NOW).programme}
    facilitator.ask("redo")
    assert name in {each.id for each in build(meeting.state, NOW).programme}
    facilitator.ask("skip", activity="samtale", value=True)
    said = {each.id: each.state for each in build(meeting.state, NOW).programme}
    assert said["samtale"] == "planned", "what was planned and skipped was not reached"


def test_what_was_said_of_an_activity_is_not_taken_back_once_it_has_begun(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.next(2)
    facilitator.ask("skip", activity="samtale", value=True)
    facilitator.ask("skip", activity="samtale", value=False)
    facilitator.ask("later", activity="samtale", after="pause")
    facilitator.ask("stage", activity="samtale", stage="open")
    for _ in range(2):
        assert facilitator.ask("undo")["refused"] == "refused_changed_since"
    assert meeting.state.activities["samtale"].skipped == 0


def test_a_step_to_what_was_skipped_can_be_taken_back(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next(2)
    facilitator.ask("skip", activity="samtale", value=True)
    facilitator.ask("stage", activity="samtale", stage="open")
    facilitator.ask("undo", seq=console_view(meeting.state, meeting.clock.ms())["undo"]["seq"])
    activity = meeting.state.activities["samtale"]
    assert (activity.stage, activity.skipped, meeting.state.event.now) == ("planned", 1, "ideer")


def test_the_log_gives_the_tables_and_the_plan_file_is_never_written(
    event_folder: Path, opened: Opened, facilitator: Facilitator
) -> None:
    meeting = opened.meeting
    facilitator.next(2)
    name = inserts(facilitator)
    facilitator.ask("reword", activity=name, prompt="Hvad hørte I?")
    facilitator.ask("replan", activity="samtale", minutes=2)
    facilitator.ask("later", activity="stemmer", after="samtale")
    facilitator.ask("skip", activity="pause", value=True)
    facilitator.ask("stage", activity=name, stage="open")
    facilitator.ask("undo")
    before = order(meeting)
    assert store.replay(changes_of(event_folder)).rows == meeting.state.rows
    assert (event_folder / "plan.toml").read_text("utf-8") == DAY
    opened.close()
    again = open_event(event_folder, Clock())
    assert order(again.meeting) == before and again.meeting.state.activities[name].prompt == "Hvad hørte I?"
    again.close()


def test_the_minutes_tell_of_an_unplanned_round_like_of_any_other(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    name = inserts(facilitator, "ideas", "Idérunde", prompt="Hvad med maden?")
    facilitator.ask("stage", activity=name, stage="open")
    anna.writes("Suppe til alle", activity=name)
    facilitator.until(name, "open", "together")
    text = render(meeting.state, "md", NOW).decode()
    assert "Hvad med maden?" in text and "Suppe til alle" in text
