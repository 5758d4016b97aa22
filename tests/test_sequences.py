"""Meetings made up from every command there is: whatever people ask, in whatever order, the meeting stays sound.

A finding goes into `tests/corpus/sequences/`, one file each, before it is mended.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from facilitator import minutes, store
from facilitator.arrivals import host_view
from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import Version
from facilitator.opening import open_event
from facilitator.referent import referent_view
from facilitator.state import State
from facilitator.texts import Texts
from tests.conftest import EVERY_KIND, ROOT, event_in
from tests.sequences import Cast, Step, sequence, shortest
from tests.simulation.agreement import still

CORPUS = ROOT / "tests" / "corpus" / "sequences"
NOW = dt.datetime(2015, 12, 10, 14, 5, 9, tzinfo=dt.UTC)
FAULTS = ("refused_fault", "refused_disk")
"""What no order of commands may lead to; `refused_offline` is what whoever is erased is told, and comes back as new."""


def plays(steps: list[Step]) -> Counter[str]:
    """Hold the meeting, look at it from everywhere, and count what was taken."""
    with tempfile.TemporaryDirectory() as place:
        folder = event_in(Path(place), EVERY_KIND)
        opened = open_event(folder, Clock())
        try:
            played = Cast(opened.meeting).plays(steps)
            for step, answer in played:
                assert answer["ok"] or answer.get("bad") or Texts("da")(answer["refused"], **answer["args"])
                assert answer.get("refused") not in FAULTS, (step, answer)
            for (step, first), (again, second) in pairwise(played):
                if first["ok"] and again["asked"]["id"] == step["asked"]["id"]:
                    assert second["ok"], "what was taken once is taken, however often it is asked"
            is_sound(folder, opened.meeting)
        finally:
            opened.close()
    return Counter(step["do"] for step, answer in played if answer["ok"])


def is_sound(folder: Path, meeting: Meeting) -> None:
    """File, log and memory say the same, every screen can be shown, and the minutes can be written."""
    state = meeting.state
    on_disk, log = store.read_with_log(folder)
    assert on_disk.rows == state.rows
    replayed = store.replay(log)
    if state.event.sealed_at:  # who voted for what stands in the log no longer
        replayed.rows["mark"] = state.rows["mark"]
    assert replayed.rows == state.rows
    on_disk.locked, on_disk.greeted_at = state.locked, state.greeted_at  # what is on no disk
    afresh, along = views(on_disk), views(state)
    for name, view in along.items():
        assert afresh[name] == view, f"{name}: what is counted along the way is what is counted afresh"
    for public in (False, True):
        minutes.render(state, "json", NOW, Version(public=public))
        minutes.render(state, "html", NOW, Version("summary", public=public))


def views(state: State) -> dict[str, object]:
    people = {f"mine of {id}": person_view(state, id) for id in state.participants}
    shown = {
        "phone": phone_view(state), "board": board_view(state, 0), "console": console_view(state, 0),
        "host": host_view(state, 0), "referent": referent_view(state),
    }  # fmt: skip
    return people | {name: still(view) for name, view in shown.items()}


def test_it_works() -> None:
    assert plays([{"do": "start", "who": "first", "again": 0, "fields": {}}]) == {"start": 1}
    assert plays([{"do": "start", "who": "anna", "again": 1, "fields": {}}]) == {}


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.stem)
def test_a_kept_meeting_stays_sound(path: Path) -> None:
    plays(json.loads(path.read_text("utf-8")))


def test_whatever_people_ask_the_meeting_stays_sound(pytestconfig: pytest.Config) -> None:
    taken = Counter[str]()
    for seed in range(1500 if pytestconfig.getoption("--long") else 12):
        steps = sequence(seed)
        if fails(steps):
            found = shortest(steps, fails)
            print(f"seed {seed}, shortest:", json.dumps(found, ensure_ascii=False, indent=1))
            plays(found)
        taken += plays(steps)
    assert len(taken) > 35, "most of what can be asked was taken at least once"


def fails(steps: list[Step]) -> bool:
    """Whether a meeting does not stay sound."""
    try:
        plays(steps)
    except Exception:
        return True
    return False
