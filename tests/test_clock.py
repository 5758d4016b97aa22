"""The meeting's clock goes its way, whatever happens to the laptop's."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

import pytest

from facilitator import clock
from facilitator.clock import Clock
from facilitator.opening import open_event
from tests.conftest import facilitator_of


def test_it_works() -> None:
    assert abs(Clock().ms() - time.time() * 1000) < 1000
    assert Clock.moment(1_449_748_800_000) == dt.datetime(2015, 12, 10, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("hours", [-26, -1, 1, 8760])
def test_a_laptop_whose_clock_is_set_does_not_move_the_meetings(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    ours, before, wall = Clock(), Clock().ms(), time.time
    monkeypatch.setattr(time, "time", lambda: wall() + hours * 3600)
    assert 0 <= ours.ms() - before < 1000


def test_the_time_that_the_laptop_sleeps_passes_in_the_meeting_too(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, before, awake = Clock(), Clock().ms(), clock.passed
    monkeypatch.setattr(clock, "passed", lambda: awake() + 1800)
    assert 1_800_000 <= ours.ms() - before < 1_801_000


@pytest.mark.parametrize(("minutes", "goes_on"), [(-90, True), (-23 * 60, True), (-60 * 24 * 365, False), (5, False)])
def test_a_laptop_that_starts_again_with_its_clock_set_goes_on_from_the_last_that_was_done(
    event_folder: Path, monkeypatch: pytest.MonkeyPatch, minutes: int, goes_on: bool
) -> None:
    opened = open_event(event_folder, Clock())
    assert facilitator_of(opened.meeting).ask("start")["ok"]
    left = opened.meeting.clock.ms()
    opened.close()
    wall = time.time
    monkeypatch.setattr(time, "time", lambda: wall() + minutes * 60)
    again = open_event(event_folder, Clock())
    try:
        assert abs(again.meeting.clock.ms() - left - (0 if goes_on else minutes * 60_000)) < 5_000
    finally:
        again.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="each system has its own clock for that")
def test_linux_is_asked_for_the_clock_that_goes_on_in_sleep() -> None:
    assert abs(clock.passed() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 1
