"""An event's folder: one process at a time, and the plan owns until the meeting is opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from facilitator import schema, store
from facilitator.clock import Clock
from facilitator.lock import Locked
from facilitator.opening import Opened, folders, open_event
from facilitator.store import FILE_NAME, NewerFile
from tests.conftest import Facilitator


def test_it_works(opened: Opened) -> None:
    assert [a.kind for a in opened.meeting.state.programme()] == ["welcome", "ideas", "vote", "conversation", "break"]
    assert opened.meeting.code == "7K4"


def test_two_processes_never_write_one_event(opened: Opened, event_folder: Path) -> None:
    asked = (
        "import sys; from pathlib import Path; from facilitator.clock import Clock\n"
        "from facilitator.lock import Locked; from facilitator.opening import open_event\n"
        "try: open_event(Path(sys.argv[1]), Clock())\n"
        "except Locked as held: print('held by', held.pid)"
    )
    said = subprocess.run([sys.executable, "-c", asked, str(event_folder)], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("held by")


def test_the_same_process_cannot_open_it_twice(opened: Opened, event_folder: Path) -> None:
    with pytest.raises(Locked):
        open_event(event_folder, Clock())


def test_a_changed_plan_is_read_until_the_meeting_begins(opened: Opened, event_folder: Path) -> None:
    opened.close()
    plan = event_folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8").replace("Hvad kunne vi gøre sammen?", "Hvad mangler byen?"), "utf-8")
    again = open_event(event_folder, Clock())
    assert again.meeting.state.activities["ideer"].prompt == "Hvad mangler byen?"
    again.close()


def test_an_unchanged_plan_leaves_no_trace_at_the_next_start(opened: Opened, event_folder: Path) -> None:
    seq = opened.meeting.state.seq
    opened.close()
    again = open_event(event_folder, Clock())
    assert again.meeting.state.seq == seq
    again.close()


def test_the_plan_is_left_alone_once_the_meeting_has_begun(
    opened: Opened, event_folder: Path, facilitator: Facilitator
) -> None:
    facilitator.next()
    opened.close()
    (event_folder / "plan.toml").write_text("dette er ikke en plan", "utf-8")
    again = open_event(event_folder, Clock())
    assert again.meeting.state.event.stage == "open"
    again.close()


def test_phones_are_told_when_the_file_comes_from_another_laptop(
    opened: Opened, event_folder: Path, facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.next()
    history = opened.meeting.state.event.history
    opened.close()
    same = open_event(event_folder, Clock())
    assert same.meeting.state.event.history == history
    same.close()
    monkeypatch.setattr("platform.node", lambda: "en anden laptop")
    moved = open_event(event_folder, Clock())
    assert moved.meeting.state.event.history != history
    moved.close()


def test_a_file_from_a_newer_version_is_refused(opened: Opened, event_folder: Path) -> None:
    import sqlite3

    opened.close()
    connection = sqlite3.connect(event_folder / FILE_NAME)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('inspiratorium', 'm999', 'then')"
    )
    connection.commit()
    connection.close()
    with pytest.raises(NewerFile):
        open_event(event_folder, Clock())


def test_templates_and_hidden_folders_are_no_events(event_folder: Path) -> None:
    for name in ("templates", ".server"):
        (event_folder.parent / name).mkdir()
        (event_folder.parent / name / "plan.toml").write_text("", "utf-8")
    assert folders(event_folder.parent) == [event_folder]


def test_a_file_of_the_first_release_is_read_as_it_is_and_brought_up_to_date_with_a_copy_kept(
    event_folder: Path,
) -> None:
    open_event(event_folder, Clock()).close()
    path = event_folder / "event.db"
    file = Database(path)
    schema.drop_views(file)
    for column in schema.STEERING:
        table, _, _, name = column.split(" ")[:4]
        file.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    file.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_steering'")
    file.conn.commit()
    file.close()
    assert store.read(event_folder).event.phones == 1
    assert not path.with_name("event.before-m002_steering.db").exists()
    opened = open_event(event_folder, Clock())
    assert opened.meeting.state.event.lead is None
    opened.close()
    assert path.with_name("event.before-m002_steering.db").exists()
