"""*Siden sidst*: the steps of one event go to the next, in another folder, and what became of them into its minutes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator import wire
from facilitator.access import Actor, hash_of, new_token
from facilitator.activities.since import EARLIER
from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import copies, write_html, write_json, write_md
from facilitator.minutes.model import build
from facilitator.opening import Opened, open_event
from facilitator.store import FILE_NAME, read
from tests.conftest import Facilitator, Person

FIRST, NEXT = "2015-12-10-insp", "2016-03-10-insp"
EVENT = """
[event]
title = "Åbent Inspiratorium"
date = {date}
place = "INSP, Roskilde"
starts = "13.00"
ends = "16.00"
code = "{code}"
"""
STEPS = '\n[[activity]]\npreset = "Næste skridt"\nkey = "skridt"\nhomes = ["Havnen", "Skoven"]\n'
SINCE = '\n[[activity]]\npreset = "Siden sidst"\nkey = "siden"\n'
TALK = '\n[[activity]]\npreset = "Alle sammen"\nkey = "snak"\nprompt = "Hvad nu?"\n'


@pytest.fixture
def opened() -> Iterator[list[Opened]]:
    """What the tests open, to be closed after them."""
    found: list[Opened] = []
    yield found
    for each in found:
        if not each.meeting.closing:
            each.close()


def made(events: Path, name: str, activities: str, code: str = "7K4") -> Path:
    folder = events / name
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(EVENT.format(date=name[:10], code=code) + activities, "utf-8")
    return folder


def comes(meeting: Meeting) -> Person:
    token = new_token()
    return Person(meeting, Actor("participant", meeting.arrive(token), device=hash_of(token)), token)


def steers(meeting: Meeting) -> Facilitator:
    entered = meeting.use_link(meeting.mint("facilitator", "Mette"))
    assert entered is not None
    actor = meeting.holder_of(entered[0])
    assert actor is not None
    return Facilitator(meeting, actor)


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """A folder of events in which the first was held: three steps, one hidden, two who see to theirs."""
    folder = made(tmp_path / "events", FIRST, STEPS)
    held = open_event(folder, Clock())
    facilitator, anna, bo = steers(held.meeting), comes(held.meeting), comes(held.meeting)
    facilitator.ask("start")
    steps = [
        (anna, "Låner nøglen til skuret", {"theme": "skridt.1", "when": "week"}),
        (anna, "Spørger naboerne", {"theme": "skridt.1", "when": "next"}),
        (bo, "Åbner stien", {"theme": "skridt.2", "when": "2016-01-15"}),
        (bo, "Nævner sagsbehandleren", {"theme": "skridt.2"}),
    ]
    ids = []
    for n, (person, text, fields) in enumerate(steps):
        ids.append(f"{n:016d}")
        assert person.ask("contribute", id=ids[-1], activity="skridt", text=text, **fields)["ok"]
    facilitator.ask("hide", target=ids[3], reason="Nævner en person")
    facilitator.until("skridt", "closed")
    anna.ask("take_on", target=ids[0], value=True, name="Anne Holm", named=True)
    bo.ask("take_on", target=ids[2], value=True, name="Bodil Hansen", named=False)
    facilitator.ask("end")
    held.close()
    return folder.parent


def opens(opened: list[Opened], folder: Path) -> Opened:
    opened.append(open_event(folder, Clock()))
    return opened[-1]


def carried(opening: Opened) -> Any:
    return (opening.meeting.state.event.plan.get(EARLIER) or {}).get("siden")


def since_in(meeting: Meeting) -> Any:
    minutes = build(meeting.state, Clock.moment(meeting.clock.ms()))
    return next(item for item in minutes.programme if item.id == "siden")


def test_it_works(events: Path, opened: list[Opened]) -> None:
    """Two real folders: the first is over, the second is run and exported, and stands alone."""
    second = opens(opened, made(events, NEXT, SINCE + TALK, "8MR"))
    assert second.warnings == ()
    meeting = second.meeting
    facilitator, cleo, dan = steers(meeting), comes(meeting), comes(meeting)
    facilitator.ask("start")
    steps = {row["text"]: row for id, row in phone_view(meeting.state).items() if id.startswith("c:")}
    assert list(steps) == ["Låner nøglen til skuret", "Spørger naboerne", "Åbner stien"]
    tells(cleo, steps["Låner nøglen til skuret"], "underway", "Vi har fået nøglen")
    tells(dan, steps["Låner nøglen til skuret"], "done", "Skuret står åbent om lørdagen")
    tells(cleo, steps["Spørger naboerne"], "not_yet")
    facilitator.ask("stage", activity="snak", stage="open")
    facilitator.ask("end")
    second.close()
    shutil.rmtree(events / FIRST)
    minutes = build(read(events / NEXT), Clock.moment(0))
    data = json.loads(write_json.write(copies.of(minutes)))
    (item,) = (item for item in data["programme"] if item["kind"] == "since")
    assert item["earlier"] == {"folder": FIRST, "title": "Åbent Inspiratorium", "date": "2015-12-10"}
    assert [(s["what"], s["home"], s["keeper"], s["kept"], s["outcome"], s["said"]) for s in item["steps"]] == [
        ("Låner nøglen til skuret", "Havnen", "Anne Holm", True, "done",
         ["Vi har fået nøglen", "Skuret står åbent om lørdagen"]),
        ("Spørger naboerne", "Havnen", "", False, "not_yet", []),
        ("Åbner stien", "Skoven", "", True, None, []),
    ]  # fmt: skip
    text = write_md.write(copies.of(minutes)).decode()
    assert text.index("## Siden sidst") < text.index("## Kort fortalt"), "it goes first"
    for word in ("Det er sket", "Ikke endnu", "Det ved vi ikke", "Skuret står åbent om lørdagen", "Anne Holm"):
        assert word in text and word in write_html.write(copies.of(minutes)).decode()


def tells(person: Person, step: dict[str, Any], outcome: str, text: str = "") -> dict[str, Any]:
    answer = person.ask("contribute", activity="siden", text=text, about=step["id"], outcome=outcome)
    assert answer["ok"], answer
    return answer


# --- what is carried


def test_a_hidden_step_and_a_name_without_consent_never_reach_the_new_folder(
    events: Path, opened: list[Opened]
) -> None:
    second = opens(opened, made(events, NEXT, SINCE, "8MR"))
    steers(second.meeting).ask("start")
    second.close()
    for file in (events / NEXT).iterdir():
        for word in ("Bodil", "sagsbehandler"):
            assert word.encode() not in file.read_bytes(), file
    assert b"Anne Holm" in (events / NEXT / FILE_NAME).read_bytes()


def test_the_earlier_event_is_only_read(events: Path, opened: list[Opened]) -> None:
    before = (events / FIRST / FILE_NAME).read_bytes()
    opens(opened, made(events, NEXT, SINCE, "8MR"))
    assert (events / FIRST / FILE_NAME).read_bytes() == before


def test_an_event_that_does_not_ask_carries_nothing(events: Path, opened: list[Opened]) -> None:
    second = opens(opened, made(events, NEXT, TALK, "8MR"))
    assert EARLIER not in second.meeting.state.event.plan
    presets = console_view(second.meeting.state, 0)["presets"]["all"]
    assert "Siden sidst" not in {each["name"] for each in presets}
    assert {"Oplæg", "Næste skridt"} <= {each["name"] for each in presets}


def test_the_programme_may_ask_again_under_way(events: Path, opened: list[Opened]) -> None:
    meeting = opens(opened, made(events, NEXT, SINCE + TALK, "8MR")).meeting
    facilitator = steers(meeting)
    facilitator.ask("start")
    facilitator.ask("insert", id="I" * 16, kind="steps", preset="Siden sidst")
    facilitator.until("I" * 16, "open", "answer")
    assert sum(row.activity == "I" * 16 for row in meeting.state.contributions.values()) == 3


# --- which event it is


@pytest.mark.parametrize("named", [FIRST, "7K4", "7k4"])
def test_the_earlier_event_can_be_named(events: Path, opened: list[Opened], named: str) -> None:
    made(events, "2016-01-01-andet", STEPS)
    second = opens(opened, made(events, NEXT, f'{SINCE}from = "{named}"\n', "8MR"))
    assert carried(second)["folder"] == FIRST


def test_without_a_name_it_is_the_newest_before_this_one_that_has_steps(events: Path, opened: list[Opened]) -> None:
    for name in ("2015-11-01-foer", "2016-05-01-efter"):
        shutil.copytree(events / FIRST, events / name)
    for name in ("2015-11-01-foer", "2016-05-01-efter"):
        moved = events / name
        (moved / "plan.toml").unlink()
        set_date(moved, name[:10])
    made(events, "2016-02-01-uden", TALK, "9XY")
    opens(opened, events / "2016-02-01-uden").close()
    assert carried(opens(opened, made(events, NEXT, SINCE, "8MR")))["date"] == "2015-12-10"


def set_date(folder: Path, date: str) -> None:
    import sqlite3

    with sqlite3.connect(folder / FILE_NAME) as connection:
        connection.execute("UPDATE event SET date = ?, id = ?", (date, folder.name))


@pytest.mark.parametrize("named", ["", "findes-ikke", "../..", FIRST])
def test_where_there_is_nothing_to_ask_about_a_warning_says_so(
    tmp_path: Path, opened: list[Opened], named: str
) -> None:
    folder = made(tmp_path / "events", NEXT, SINCE + (f'from = "{named}"\n' if named else "") + TALK, "8MR")
    if named == FIRST:
        (folder.parent / FIRST).mkdir()
        (folder.parent / FIRST / FILE_NAME).write_bytes(b"this is no such file" * 100)
    second = opens(opened, folder)
    (warning,) = second.warnings
    assert "»Siden sidst«" in warning and (named in warning)
    facilitator = steers(second.meeting)
    facilitator.ask("start")
    assert phone_view(second.meeting.state)["a:siden"]["earlier"] is None
    facilitator.next(2)
    assert second.meeting.state.event.now == "snak"


def test_what_happens_in_the_earlier_event_is_read_anew_until_this_one_begins(
    events: Path, opened: list[Opened]
) -> None:
    folder = made(events, NEXT, SINCE, "8MR")
    opens(opened, folder).close()
    first = opens(opened, events / FIRST)
    facilitator = steers(first.meeting)
    facilitator.ask("reopen")
    facilitator.ask("edit", target=f"{0:016d}", text="Låner begge nøgler")
    first.close()
    second = opens(opened, folder)
    assert carried(second)["steps"][0]["what"] == "Låner begge nøgler"
    steers(second.meeting).ask("start")
    second.close()
    shutil.rmtree(events / FIRST)
    assert carried(opens(opened, folder))["steps"][0]["what"] == "Låner begge nøgler"


# --- telling


@pytest.fixture
def asked(events: Path, opened: list[Opened]) -> Meeting:
    """The next event asks what became of the steps."""
    meeting = opens(opened, made(events, NEXT, SINCE + TALK, "8MR")).meeting
    steers(meeting).ask("start")
    return meeting


def first_step(meeting: Meeting) -> dict[str, Any]:
    return phone_view(meeting.state)["c:siden.1"]


def test_what_is_told_is_hidden_until_it_is_shown(asked: Meeting) -> None:
    facilitator, cleo = steers(asked), comes(asked)
    before = phone_view(asked.state), board_view(asked.state, 0)
    tells(cleo, first_step(asked), "dropped", "Hemmelig grund")
    assert phone_view(asked.state) == before[0]
    assert board_view(asked.state, 0) | {"progress": None} == before[1] | {"progress": None}
    assert since_in(asked).steps == []
    (own,) = person_view(asked.state, cleo.actor.id)["contributions"]
    assert (own["text"], own["about"], own["outcome"]) == ("Hemmelig grund", "siden.1", "dropped")
    assert console_view(asked.state, 0)["c:siden.1"]["more"]["outcome"] == "dropped"
    facilitator.ask("lead", act="take")
    asked.state.event.lead = None
    facilitator.next()
    more = board_view(asked.state, 0)["c:siden.1"]["more"]
    assert (more["outcome"], more["said"]) == ("dropped", ["Hemmelig grund"])
    for audience, view in (("phone", phone_view(asked.state)), ("board", board_view(asked.state, 0)),
                           ("console", console_view(asked.state, 0))):  # fmt: skip
        wire.check(audience, view)


def test_whoever_tells_again_has_changed_their_mind(asked: Meeting) -> None:
    cleo, dan = comes(asked), comes(asked)
    tells(cleo, first_step(asked), "not_yet", "Måske")
    tells(dan, first_step(asked), "underway", "Det går")
    tells(cleo, first_step(asked), "done", "Jo")
    more = console_view(asked.state, 0)["c:siden.1"]["more"]
    assert (more["outcome"], more["said"]) == ("done", ["Det går", "Jo"])
    last = person_view(asked.state, cleo.actor.id)["contributions"]
    assert [one["text"] for one in last] == ["Jo"]
    cleo.ask("take_back", target=last[0]["id"])
    assert console_view(asked.state, 0)["c:siden.1"]["more"]["outcome"] == "underway"


def test_what_a_facilitator_hides_counts_for_nothing(asked: Meeting) -> None:
    facilitator, cleo = steers(asked), comes(asked)
    tells(cleo, first_step(asked), "done", "Nævner nogen")
    told = person_view(asked.state, cleo.actor.id)["contributions"][0]["id"]
    facilitator.ask("hide", target=told, reason="Nævner en person")
    assert console_view(asked.state, 0)["c:siden.1"]["more"]["outcome"] is None
    assert tells(facilitator, first_step(asked), "underway", "Sagt højt")
    assert console_view(asked.state, 0)["c:siden.1"]["more"]["said"] == ["Sagt højt"]


@pytest.mark.parametrize(
    "fields",
    [{}, {"about": "siden.1"}, {"outcome": "done"}, {"about": "snak", "outcome": "done"},
     {"about": "siden.1", "outcome": "done", "when": "week"}],
)  # fmt: skip
def test_nothing_else_is_told(asked: Meeting, fields: dict[str, Any]) -> None:
    assert "bad" in comes(asked).ask("contribute", activity="siden", text="Noget", **fields)


def test_nobody_takes_back_or_mends_an_earlier_step(asked: Meeting) -> None:
    cleo = comes(asked)
    assert "bad" in cleo.ask("take_back", target="siden.1")
    assert "bad" in cleo.ask("edit", target="siden.1", text="Noget andet")
    assert "bad" in cleo.ask("take_on", target="siden.1", value=True)


@pytest.mark.parametrize(("length", "ok"), [(140, True), (141, False)])
def test_what_is_told_has_a_limit(asked: Meeting, length: int, ok: bool) -> None:
    answer = comes(asked).ask("contribute", activity="siden", text="x" * length, about="siden.1", outcome="done")
    assert answer["ok"] is ok
