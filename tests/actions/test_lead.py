"""One leads. The others help, see who it is, and get the lead when they ask and nobody says no."""

from __future__ import annotations

import pytest

from facilitator import store
from facilitator.access import handle
from facilitator.actions.lead import ASKED_MS
from facilitator.audience import console_view
from facilitator.meeting import Meeting
from facilitator.opening import Opened
from tests.conftest import Facilitator


@pytest.fixture
def anne(meeting: Meeting) -> Facilitator:
    """A second facilitator."""
    entered = meeting.use_link(meeting.mint("facilitator", "Anne"))
    assert entered is not None
    actor = meeting.holder_of(entered[0])
    assert actor is not None
    return Facilitator(meeting, actor)


def leads(meeting: Meeting) -> str:
    return str(console_view(meeting.state, 0)["lead"]["name"])


def at(meeting: Meeting) -> str:
    return str(console_view(meeting.state, meeting.clock.ms())["next"]["at"])


def later(meeting: Meeting, monkeypatch: pytest.MonkeyPatch, ms: int) -> None:
    """Let time pass on the meeting's clock."""
    now = meeting.clock.ms
    monkeypatch.setattr(meeting.clock, "ms", lambda: now() + ms)


def test_it_works(meeting: Meeting, facilitator: Facilitator, anne: Facilitator) -> None:
    assert leads(meeting) == ""
    facilitator.next()
    assert leads(meeting) == "Mette"
    row = console_view(meeting.state, 0)["lead"]
    assert row["id"] == handle(facilitator.actor.id) != facilitator.actor.id, "no screen learns the key's hash"
    answer = anne.ask("next", at=at(meeting))
    assert answer["refused"] == "refused_not_lead" and answer["args"] == {"name": "Mette"}


@pytest.mark.parametrize("do", ["back", "stage", "end", "undo"])
def test_only_the_one_who_leads_takes_steps(
    meeting: Meeting, facilitator: Facilitator, anne: Facilitator, do: str
) -> None:
    facilitator.next(2)
    view = console_view(meeting.state, meeting.clock.ms())
    fields = {"back": {"at": view["back"].get("at")}, "stage": {"activity": "stemmer", "stage": "open"},
              "undo": {"seq": view["undo"].get("seq")}}.get(do, {})  # fmt: skip
    before = store.State().rows | meeting.state.rows
    assert anne.ask(do, **fields)["refused"] == "refused_not_lead"
    assert meeting.state.rows == before


def test_others_help(meeting: Meeting, facilitator: Facilitator, anne: Facilitator) -> None:
    facilitator.next(2)
    for do, fields in (
        ("timer", {"activity": "ideer", "act": "add", "minutes": 1}), ("people", {"count": 40}),
        ("screen", {"frozen": True}), ("contribute", {"activity": "ideer", "text": "Et kort"}),
        ("theme", {"activity": "ideer", "title": "Have"}),
    ):  # fmt: skip
        assert anne.ask(do, **fields)["ok"], do


def test_a_second_press_is_told_who_was_first_and_not_who_leads(
    meeting: Meeting, facilitator: Facilitator, anne: Facilitator
) -> None:
    old = at(meeting)
    facilitator.next()
    assert anne.ask("next", at=old)["refused"] == "refused_already"


def test_whoever_asks_gets_it_when_nobody_says_no(
    meeting: Meeting, facilitator: Facilitator, anne: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.next()
    anne.ask("lead", act="take")
    wanted = console_view(meeting.state, 0)["lead"]["wanted"]
    assert wanted["name"] == anne.actor.name and 0 < wanted["until"] - meeting.clock.ms() <= ASKED_MS
    anne.ask("lead", act="take")
    assert leads(meeting) == "Mette", "asking twice at once is asking once"
    later(meeting, monkeypatch, ASKED_MS)
    anne.ask("lead", act="take")
    assert leads(meeting) == anne.actor.name and console_view(meeting.state, 0)["lead"]["wanted"] is None
    assert anne.ask("next", at=at(meeting))["ok"]
    assert facilitator.ask("next", at=at(meeting))["refused"] == "refused_not_lead"


def test_the_one_who_leads_may_say_no_or_give_it_at_once(
    meeting: Meeting, facilitator: Facilitator, anne: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.next()
    anne.ask("lead", act="take")
    facilitator.ask("lead", act="keep")
    later(meeting, monkeypatch, ASKED_MS)
    anne.ask("lead", act="take")
    assert leads(meeting) == "Mette", "the no holds; this is a new question"
    facilitator.ask("lead", act="give")
    assert leads(meeting) == anne.actor.name


def test_nobody_answers_for_the_one_who_leads(meeting: Meeting, facilitator: Facilitator, anne: Facilitator) -> None:
    facilitator.next()
    for act in ("give", "keep"):
        assert anne.ask("lead", act=act)["refused"] == "refused_not_lead"


def test_given_to_nobody_it_is_for_the_next_who_steers(
    meeting: Meeting, facilitator: Facilitator, anne: Facilitator
) -> None:
    facilitator.next()
    facilitator.ask("lead", act="give")
    anne.next()
    assert leads(meeting) == anne.actor.name


def test_a_key_that_is_revoked_leads_no_more(meeting: Meeting, facilitator: Facilitator, anne: Facilitator) -> None:
    facilitator.next()
    meeting.state.keys[facilitator.actor.id].revoked_at = "2015-12-10T12:00:00.000Z"
    anne.next()
    assert leads(meeting) == anne.actor.name


def test_taking_back_a_step_leaves_who_leads(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.next()
    assert facilitator.ask("undo", seq=console_view(meeting.state, meeting.clock.ms())["undo"]["seq"])["ok"]
    assert meeting.state.event.stage == "planned" and leads(meeting) == "Mette"


def test_it_is_on_disk(opened: Opened, facilitator: Facilitator) -> None:
    facilitator.next()
    assert store.read(opened.folder).event.lead == facilitator.actor.id
