"""A long meeting: people come, write, vote, fall asleep and come back, and the server holds no more than it did."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.simulation.phone import Client, NoLine, Phone, new_id

REMEMBERED = 300
"""Bytes that one command takes which was answered with a yes: it gets the same answer however often it comes again.
They are what a meeting may grow by, and no more: people here ask a hundred times as much as in a real one."""
WARM = 0.25
"""What happens in so much of the time is not looked at: everything is made for the first time."""


@pytest.mark.waits
def test_three_minutes_with_pings_sixteen_times_as_often(event_folder: Path) -> None:
    soak(event_folder, seconds=180, ping=1.5, phones=30)


@pytest.mark.long
def test_seventy_minutes(event_folder: Path) -> None:
    soak(event_folder, seconds=70 * 60, ping=25, phones=60)


def soak(folder: Path, seconds: float, ping: float, phones: int) -> None:
    command = [sys.executable, "-m", "tests.simulation.soaked", str(folder.parent), str(ping)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        links = json.loads(process.stdout.readline())
        held: list[dict[str, Any]] = []
        reader = threading.Thread(target=lambda: held.extend(json.loads(line) for line in process.stdout or ()))
        reader.start()
        people_live(links, seconds, phones)
    finally:
        process.terminate()
        process.wait(10)
    reader.join(10)
    look_at(held[int(len(held) * WARM) : -1], phones)


def people_live(links: dict[str, Any], seconds: float, phones: int) -> None:
    console = Client(links["port"], "7K4", "console")
    console.request("GET", links["events"][0]["facilitator"].removeprefix(links["here"]))
    console.connect()
    for _ in range(20):
        now = console.rows.get("a:ideer")
        if now and now["step"] == "silent":
            break
        console.ask_raw("command", {"do": "next", "id": new_id(), "at": console.rows["next"]["at"]})
        console.listen(0.2)
    until = time.monotonic() + seconds
    faults: list[BaseException] = []

    def live(phone: Phone) -> None:
        try:
            one_person(phone, until)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=live, args=(Phone(links["port"], "7K4", n),)) for n in range(phones)]
    for thread in threads:
        thread.start()
    while time.monotonic() < until:
        try:
            console.listen(0.5)
        except NoLine:
            console.connect()
    for thread in threads:
        thread.join(20)
    assert not faults, faults[:2]


def one_person(phone: Phone, until: float) -> None:
    """Write the same idea anew now and then, lose the line now and then; at last be there like everybody."""
    dice: random.Random = phone.random
    idea = phone.put(do="contribute", activity="ideer", text="En bænk")
    while time.monotonic() < until:
        try:
            phone.flush()
            phone.listen(dice.uniform(0.2, 1.5))
            if dice.random() < 0.3:
                phone.put(do="edit", target=idea, text=f"En bænk med plads til {dice.randrange(2, 9)}")
            if dice.random() < 0.03:
                phone.drop()  # without a word, as a phone that is put away
        except NoLine:
            time.sleep(0.1)
    assert phone.acknowledged and not phone.refused


def look_at(held: list[dict[str, Any]], phones: int) -> None:
    """Compare the first third of what was held with the last."""
    third = len(held) // 3
    assert third >= 5
    for each in held:
        each["mb"] -= each["remembered"] * REMEMBERED / 2**20
    print(f"{held[0]['remembered']} commands -> {held[-1]['remembered']}")
    for what, more in (("mb", 8.0), ("sockets", phones * 0.3 + 3), ("files", phones * 0.3 + 3), ("greenlets", phones)):
        first, last = (statistics.median(each[what] for each in part) for part in (held[:third], held[-third:]))
        print(f"{what}: {first:.0f} -> {last:.0f}")
        assert last <= first + more, f"{what} grew from {first:.1f} to {last:.1f}"
