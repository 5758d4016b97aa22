"""What the facilitator puts on the board: scenes, one idea alone, pages, a frozen picture, a locked clicker."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator import store, wire
from facilitator.audience import board_view, console_view, phone_view
from facilitator.meeting import Meeting
from facilitator.opening import Opened
from tests.conftest import Facilitator, Person


def board(meeting: Meeting) -> dict[str, dict[str, Any]]:
    view = board_view(meeting.state, meeting.clock.ms())
    wire.check("board", view)
    return view


def texts(meeting: Meeting) -> list[str]:
    """The ideas that the board is told."""
    rows = [row for id, row in board(meeting).items() if id.startswith("c:")]
    return [row["text"] for row in sorted(rows, key=lambda row: row["number"])]


def pages(meeting: Meeting) -> int:
    view = console_view(meeting.state, meeting.clock.ms())
    wire.check("console", view)
    return int(view["screen"]["pages"])


def written(meeting: Meeting, facilitator: Facilitator, person: Person, count: int = 13) -> list[str]:
    """So many ideas, read together."""
    facilitator.until("ideer", "open", "silent")
    ideas = [person.writes(f"Idé {n}") for n in range(count)]
    facilitator.until("ideer", "open", "together")
    return ideas


def result(meeting: Meeting, facilitator: Facilitator, person: Person, *, shown: bool = True) -> list[str]:
    ideas = written(meeting, facilitator, person)
    facilitator.until("stemmer", "open")
    assert person.votes(ideas[3])["ok"] and person.votes(ideas[5])["ok"]
    meeting.state.settled = True
    facilitator.until("stemmer", "shown" if shown else "closed")
    return ideas


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    written(meeting, facilitator, anna)
    facilitator.until("pause", "open")
    assert not texts(meeting)
    assert facilitator.ask("screen", scene="cards")["ok"]
    assert len(texts(meeting)) == 13 and pages(meeting) == 3
    assert facilitator.ask("screen", scene="round")["ok"]
    rows = board(meeting)
    assert rows[f"a:{rows['screen']['about']}"]["kind"] == "vote", "the round that ran last"


def test_scene_cards_shows_nothing_that_is_still_secret(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.until("ideer", "open", "silent")
    anna.writes("Hemmelig")
    facilitator.ask("screen", scene="cards")
    assert texts(meeting) == [] and pages(meeting) == 1
    facilitator.ask("stage", activity="ideer", stage="closed")
    facilitator.ask("screen", scene="cards")
    assert texts(meeting) == [], "closed without having been shown"


def test_scene_cards_shows_nothing_while_people_vote(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    written(meeting, facilitator, anna)
    facilitator.until("stemmer", "open")
    facilitator.ask("screen", scene="cards")
    assert texts(meeting) == []


def test_a_hidden_idea_leaves_every_scene_at_once(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    ideas = result(meeting, facilitator, anna)
    for fields in ({"scene": "cards"}, {"scene": "top"}, {"scene": None, "spotlight": ideas[3]}):
        facilitator.ask("screen", **fields)
        assert "Idé 3" in texts(meeting)
        facilitator.ask("hide", target=ideas[3])
        assert "Idé 3" not in texts(meeting)
        assert all(rank["id"] != ideas[3] for rank in board(meeting).get("r:stemmer", {"ranks": []})["ranks"])
        facilitator.ask("show", target=ideas[3])


def test_the_top_list_comes_from_the_latest_vote_that_was_shown(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    result(meeting, facilitator, anna)
    facilitator.until("pause", "open")
    assert facilitator.ask("screen", scene="top")["ok"]
    rows = board(meeting)
    assert rows["screen"]["about"] == "stemmer" and rows["r:stemmer"]["ranks"][0]["votes"] == 1
    assert "Idé 3" in texts(meeting)


@pytest.mark.parametrize("stage", ["open", "closed"])
def test_there_is_no_top_list_before_the_result_is_shown(
    meeting: Meeting, facilitator: Facilitator, anna: Person, stage: str
) -> None:
    written(meeting, facilitator, anna)
    facilitator.until("stemmer", stage)
    assert facilitator.ask("screen", scene="top") == {"ok": False, "refused": "refused_no_top", "args": {}}


def test_a_top_list_goes_when_its_result_is_taken_back(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    result(meeting, facilitator, anna)
    facilitator.next()
    facilitator.ask("screen", scene="top")
    facilitator.ask("stage", activity="stemmer", stage="closed")
    assert "r:stemmer" not in board(meeting) and not texts(meeting)


def test_moving_on_ends_a_scene_and_so_does_the_end(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    written(meeting, facilitator, anna)
    for end in (facilitator.next, lambda: facilitator.ask("end")):
        facilitator.ask("screen", scene="cards")
        facilitator.ask("screen", page=2)
        end()
        assert (meeting.state.screen.scene, meeting.state.screen.page) == (None, 0)


def test_an_idea_stands_alone_over_scenes_and_gives_the_board_back(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    ideas = written(meeting, facilitator, anna)
    facilitator.ask("screen", scene="cards")
    facilitator.ask("screen", page=1)
    facilitator.ask("screen", spotlight=ideas[0])
    assert meeting.state.screen.scene == "cards", "it comes back when the idea is taken off"
    facilitator.ask("screen", scene="blank")
    facilitator.ask("screen", spotlight=ideas[1])
    assert meeting.state.screen.scene is None, "what is asked for is seen"
    facilitator.ask("screen", scene="cards")
    assert meeting.state.screen.spotlight is None, "and so it is the other way round"


def test_a_merged_idea_is_found_on_the_card_it_is_shown_on(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    first, second, *_ = written(meeting, facilitator, anna)
    facilitator.ask("merge", target=second, into=first)
    assert facilitator.ask("screen", spotlight=second)["ok"]
    row = board(meeting)[f"c:{first}"]
    assert meeting.state.screen.spotlight == first and row["also"] == [meeting.state.contributions[second].number]
    facilitator.ask("hide", target=first)
    assert facilitator.ask("screen", spotlight=first)["refused"] == "refused_gone"


def test_a_frozen_board_keeps_its_picture_whatever_happens(
    opened: Opened, meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    ideas = result(meeting, facilitator, anna)
    facilitator.ask("screen", spotlight=ideas[3])
    before = board(meeting)
    facilitator.ask("screen", frozen=True)
    facilitator.ask("screen", spotlight=None)
    facilitator.ask("screen", scene="codes")
    facilitator.next()
    for state in (meeting.state, store.read(opened.folder)):
        frozen = board_view(state, meeting.clock.ms())
        changed = {name for name in before if frozen[name] != before[name]} - {"next", "join"}
        assert changed == {"screen"} and frozen["screen"] == before["screen"] | {"frozen": True}
    facilitator.ask("hide", target=ideas[3])
    assert f"c:{ideas[3]}" not in board(meeting), "what is hidden goes from a frozen board as well"
    facilitator.ask("screen", frozen=False)
    assert board(meeting)["event"]["now"] == "samtale"


def test_a_lock_on_the_clicker_is_told_and_is_not_on_disk(
    opened: Opened, meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.next()
    for locked in (True, False):
        assert facilitator.ask("screen", locked=locked)["ok"]
        view = console_view(meeting.state, meeting.clock.ms())
        assert view["screen"]["locked"] is board(meeting)["screen"]["locked"] is locked
    facilitator.ask("screen", locked=True)
    facilitator.ask("screen", frozen=True)
    assert board(meeting)["screen"]["locked"], "of a frozen board too"
    assert facilitator.next()["ok"], "everything else works"
    assert store.read(opened.folder).rows == meeting.state.rows


def test_phones_are_asked_to_look_up_for_twenty_seconds_of_the_meetings_clock(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    result(meeting, facilitator, anna, shown=False)
    assert phone_view(meeting.state)["a:stemmer"]["look_until"] is None
    clock = meeting.clock.ms()
    facilitator.next()
    row = phone_view(meeting.state)["a:stemmer"]
    assert 19_000 <= row["look_until"] - clock <= 21_000 and row["timer"] is None
    facilitator.next()
    assert phone_view(meeting.state)["a:stemmer"]["look_until"] is None
    conversation = phone_view(meeting.state)["a:samtale"]
    assert conversation["after_vote"], "what is missing is asked right after a result"
    facilitator.next(2)
    assert meeting.state.event.now == "pause"


def test_a_second_press_is_told_who_closed(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    written(meeting, facilitator, anna)
    facilitator.until("stemmer", "open")
    at = console_view(meeting.state, meeting.clock.ms())["next"]["at"]
    assert facilitator.ask("next", at=at)["ok"]
    late = facilitator.ask("next", at=at)
    assert (late["refused"], late["args"]) == ("refused_already_closed", {"name": "Mette"})


def test_an_idea_that_came_after_the_vote_says_so(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    meeting.state.activities["ideer"].settings["after_vote"] = True
    idea = written(meeting, facilitator, anna)[0]
    for view in (phone_view(meeting.state), board(meeting), console_view(meeting.state, 0)):
        assert view[f"c:{idea}"]["after_vote"]
