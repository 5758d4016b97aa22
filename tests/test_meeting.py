"""The one writer: decided once, on disk before it is answered, and the same after any stop."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gevent
import pytest

from facilitator import store
from facilitator.access import new_id, new_token
from facilitator.audience import person_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.opening import Opened, open_event
from tests.conftest import Facilitator, Person


def changes_of(folder: Path) -> list[dict[str, Any]]:
    connection = sqlite3.connect(folder / store.FILE_NAME)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute("SELECT * FROM change ORDER BY seq")]
    connection.close()
    return rows


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.next(2)
    idea = anna.writes("En fælles højbed-dag")
    assert meeting.state.contributions[idea].text == "En fælles højbed-dag"


def test_what_is_answered_is_on_disk(
    opened: Opened, event_folder: Path, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    idea = anna.writes("Fællesspisning på havnen")
    assert store.read(event_folder).contributions[idea].text == "Fællesspisning på havnen"


def test_a_repeated_command_gets_the_first_answer_and_is_done_once(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    name = new_id()
    first = anna.ask("contribute", id=name, activity="ideer", text="Cykelværksted")
    again = anna.ask("contribute", id=name, activity="ideer", text="Noget helt andet")
    assert first["ok"] and again["ok"]
    assert [c.text for c in meeting.state.given("ideer")] == ["Cykelværksted"]


def test_a_repeat_gets_the_first_answer_also_after_a_restart(
    opened: Opened, event_folder: Path, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    name = new_id()
    anna.ask("contribute", id=name, activity="ideer", text="Byttebibliotek")
    opened.close()
    again = open_event(event_folder, Clock())
    anna.meeting = again.meeting
    assert anna.ask("contribute", id=name, activity="ideer", text="Byttebibliotek")["ok"]
    assert len(list(again.meeting.state.given("ideer"))) == 1
    again.close()


def test_a_command_that_changed_nothing_is_not_done_later_when_it_is_repeated(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    idea = anna.writes("Sang i gården")
    facilitator.until("stemmer", "open")
    anna.votes(idea)
    second = new_id()
    anna.ask("mark", id=second, activity="stemmer", target=idea, value=True)
    anna.votes(idea, False)
    anna.ask("mark", id=second, activity="stemmer", target=idea, value=True)
    assert person_view(meeting.state, anna.actor.id)["marks"].get("stemmer", {}) == {}


def test_a_refused_command_leaves_no_trace(
    opened: Opened, event_folder: Path, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    before = len(changes_of(event_folder))
    assert anna.ask("contribute", activity="ideer", text="x" * 281)["refused"] == "refused_too_long"
    assert len(changes_of(event_folder)) == before


def test_another_persons_id_is_no_way_to_overwrite(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    facilitator.next(2)
    idea = anna.writes("Fælles værksted")
    assert "bad" in bo.ask("contribute", id=idea, activity="ideer", text="Overskrevet")
    assert meeting.state.contributions[idea].text == "Fælles værksted"


def test_the_state_read_from_disk_is_the_state_in_memory(
    opened: Opened, event_folder: Path, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play_a_meeting(facilitator, anna, bo)
    on_disk = store.read(event_folder)
    assert on_disk.rows == opened.meeting.state.rows
    assert on_disk.answered == opened.meeting.state.answered
    assert on_disk.seq == opened.meeting.state.seq


def test_the_changes_replayed_are_the_tables(
    opened: Opened, event_folder: Path, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play_a_meeting(facilitator, anna, bo)
    assert store.replay(changes_of(event_folder)).rows == opened.meeting.state.rows


def test_the_numbers_of_changes_have_no_gaps(
    opened: Opened, event_folder: Path, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play_a_meeting(facilitator, anna, bo)
    numbers = [row["seq"] for row in changes_of(event_folder)]
    assert numbers == list(range(1, len(numbers) + 1))


def play_a_meeting(facilitator: Facilitator, anna: Person, bo: Person) -> None:
    """Something of everything that can be done."""
    facilitator.next(2)
    first, second, third = anna.writes("Et"), bo.writes("To"), bo.writes("Tre")
    anna.ask("edit", target=first, text="Et, med mere")
    bo.ask("take_back", target=third)
    facilitator.until("ideer", "open", "gather")
    theme = new_id()
    facilitator.ask("theme", id=theme, activity="ideer", title="Byen")
    facilitator.ask("place", target=first, theme=theme)
    facilitator.ask("hide", target=second, reason="Nævner en person")
    facilitator.ask("show", target=second)
    facilitator.ask("people", count=12)
    facilitator.until("stemmer", "open")
    anna.votes(first)
    bo.votes(second)
    bo.votes(second, False)
    facilitator.ask("screen", frozen=True)
    facilitator.ask("timer", activity="stemmer", act="pause")


def test_many_who_ask_at_once_are_all_answered_in_one_go(
    meeting: Meeting, facilitator: Facilitator, arrives: Callable[[], Person]
) -> None:
    facilitator.next(2)
    people = [arrives() for _ in range(40)]
    asked = [gevent.spawn(person.writes, f"Idé {n}") for n, person in enumerate(people)]
    gevent.joinall(asked, raise_error=True)
    assert len(list(meeting.state.given("ideer"))) == 40


@pytest.mark.parametrize("error", [sqlite3.OperationalError("database or disk is full"), OSError(28, "No space left")])
def test_a_full_disk_is_told_and_nothing_uncommitted_is_ever_seen(
    opened: Opened, facilitator: Facilitator, anna: Person, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    meeting = opened.meeting
    facilitator.next(3)
    facilitator.until("ideer", "open", "together")
    seen: list[bool] = []

    def fail(*_: Any) -> None:
        raise error

    def look() -> None:
        gevent.sleep(0)
        with meeting.turn:
            seen.append(any(id.startswith("c:") for id in phone_view(meeting.state)))

    monkeypatch.setattr(meeting.store, "_write", fail)
    watcher = gevent.spawn(look)
    name = new_id()
    answer = anna.ask("contribute", id=name, activity="ideer", text="Går den tabt?")
    watcher.join()
    assert answer["refused"] == "refused_disk" and answer["again"] and not answer["ok"]
    assert seen == [False]
    assert name not in meeting.state.contributions
    monkeypatch.undo()
    assert anna.ask("contribute", id=name, activity="ideer", text="Går den tabt?")["ok"]
    assert meeting.state.contributions[name].text == "Går den tabt?"


def test_a_disk_that_takes_its_time_is_waited_for_and_shared(
    opened: Opened, facilitator: Facilitator, arrives: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.next(2)
    people = [arrives() for _ in range(30)]
    writes = 0
    write = opened.meeting.store._write

    def slow(*what: Any) -> None:
        nonlocal writes
        writes += 1
        time.sleep(0.2)
        write(*what)

    monkeypatch.setattr(opened.meeting.store, "_write", slow)
    asked = [gevent.spawn(person.writes, f"Idé {n}") for n, person in enumerate(people)]
    gevent.joinall(asked, raise_error=True)
    assert len(list(opened.meeting.state.given("ideer"))) == 30
    assert writes <= 3, "whoever comes while the disk works is written together"


def test_a_file_that_may_not_be_written_is_told_and_the_meeting_goes_on_when_it_may(
    opened: Opened, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    store = opened.meeting.store
    store.run(lambda: store._db.conn.execute("PRAGMA query_only=ON"))
    answer = anna.ask("contribute", id=(name := new_id()), activity="ideer", text="Kan ikke gemmes")
    assert answer["refused"] == "refused_disk" and answer["again"]
    assert name not in opened.meeting.state.contributions
    store.run(lambda: store._db.conn.execute("PRAGMA query_only=OFF"))
    assert anna.ask("contribute", id=name, activity="ideer", text="Kan ikke gemmes")["ok"]


def test_a_fault_in_one_command_does_not_stop_the_writer(
    meeting: Meeting, facilitator: Facilitator, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.next(2)
    with monkeypatch.context() as broken:
        broken.setattr("facilitator.actions.contribute.clean", lambda text: 1 / 0)
        answer = anna.ask("contribute", activity="ideer", text="Hov")
    assert answer["refused"] == "refused_fault" and answer["again"]
    anna.writes("Nu går det igen")


def test_one_phone_is_one_person_however_often_it_arrives(meeting: Meeting) -> None:
    token = new_token()
    came = [gevent.spawn(meeting.arrive, token) for _ in range(5)]
    gevent.joinall(came, raise_error=True)
    assert len({each.value for each in came}) == 1
    assert len(meeting.state.participants) == 1


def test_a_link_works_once_and_its_key_until_revoked(meeting: Meeting) -> None:
    link = meeting.mint("facilitator", "Mette")
    entered = meeting.use_link(link)
    assert entered is not None and meeting.holder_of(entered[0]) is not None
    assert meeting.use_link(link) is None
    assert meeting.holder_of(link) is None, "the link itself is no key"


def test_a_link_that_is_too_old_does_not_work(meeting: Meeting) -> None:
    assert meeting.use_link(meeting.mint("facilitator", "Mette", minutes=0)) is None


def test_no_secret_is_in_the_file(opened: Opened, event_folder: Path) -> None:
    meeting = opened.meeting
    token, link = new_token(), meeting.mint("facilitator", "Mette")
    meeting.arrive(token)
    entered = meeting.use_link(link)
    assert entered is not None
    everything = b"".join(path.read_bytes() for path in event_folder.iterdir())
    for secret in (token, link, entered[0]):
        assert secret.encode() not in everything
