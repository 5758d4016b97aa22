#!/usr/bin/env python3
"""What it costs to write the minutes: the package of the example and of many ideas, and what a voting room feels of it.

    python bench/minutes.py [--ideas 3000] [--phones 200] [--seconds 10] [--rounds 3]

Prints how long each package takes and how large its process grows; then phones vote with and without a package being
written, in turns, and the ratio of the p95 of their answers is printed, with what the server grew by.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from measure import load, machine

from facilitator import store
from facilitator.clock import Clock
from facilitator.minutes import package
from facilitator.opening import open_event
from tests.conftest import EXAMPLE, SMALL_PLAN, arrival, facilitator_of
from tests.simulation.phone import new_id
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

TEXT = "Idé nummer {n} om noget, som mange kan være med til, når bare nogen begynder."
WRITERS = 60


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ideas", type=int, default=3000)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        events = {"the example": example(Path(folder)), f"{options.ideas} ideas": big(Path(folder), options.ideas)}
        for name, event in events.items():
            runs = [alone(event, Path(folder) / "out") for _ in range(options.rounds)]
            seconds, megabytes = (statistics.median(run[n] for run in runs) for n in (0, 1))
            print(f"package of {name}: {seconds:.2f} s, its process {megabytes:.0f} MB, median of {options.rounds}")
        ratios = []
        for _ in range(options.rounds):
            runs_ = {writing: room(Path(folder), options, writing=writing) for writing in (False, True)}
            for writing, figures in runs_.items():
                print("writing" if writing else "quiet  ", json.dumps(figures), flush=True)
            ratios.append([runs_[writing]["ack_ms"]["p95"] for writing in (False, True)])
        quiet, writing = (statistics.median(pair[n] for pair in ratios) for n in (0, 1))
        print(f"p95 of answers: {quiet} ms, and {writing} ms while a package is written: {writing / quiet:.2f} times")


def example(folder: Path) -> Path:
    """Hold the example with ideas, and give its folder."""
    event = folder / EXAMPLE.name
    shutil.copytree(EXAMPLE, event, ignore=shutil.ignore_patterns("event.db*", ".lock", "minutes"))
    return _held(event, 54)


def big(folder: Path, ideas: int) -> Path:
    """Hold a meeting with so many ideas, whose vote is open, and give its folder."""
    event = folder / "events" / "2015-12-10-insp"
    event.mkdir(parents=True)
    (event / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")
    return _held(event, ideas)


def _held(event: Path, ideas: int) -> Path:
    opened = open_event(event, Clock())
    facilitator = facilitator_of(opened.meeting)
    room = [arrival(opened.meeting) for _ in range(WRITERS)]
    facilitator.until("ideer", "open", "silent")
    for n in range(ideas):
        room[n % WRITERS].writes(TEXT.format(n=n))
    opened.meeting.state.settled = True
    facilitator.until("stemmer", "open")
    opened.close()
    return event


def alone(event: Path, out: Path) -> tuple[float, float]:
    """Write a package, and give the seconds, and the most memory (MB) that a process of it had."""
    most = [0]

    def watch() -> None:
        while not done.wait(0.02):
            for child in psutil.Process().children(recursive=True):
                try:
                    most[0] = max(most[0], child.memory_info().rss)
                except psutil.Error:
                    continue

    done = threading.Event()
    watcher = threading.Thread(target=watch)
    watcher.start()
    started = time.perf_counter()
    now = Clock().moment(Clock().ms())
    package.build(store.read(event), event, out, now)
    took = time.perf_counter() - started
    done.set()
    watcher.join()
    return took, most[0] / 2**20


@contextmanager
def _serve(folder: Path) -> Iterator[ServerProcess]:
    """Serve a copy of the meeting with many ideas."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder / "events", Path(copy) / "events", ignore=shutil.ignore_patterns(".lock", ".server"))
        with ServerProcess(Path(copy) / "events") as server:
            yield server


def room(folder: Path, options: argparse.Namespace, *, writing: bool) -> dict[str, Any]:
    """Let everybody vote, while a package is written or not; `mb_grown` is what the server grew by meanwhile."""
    with _serve(folder) as server:
        console = Console(server)
        console.listen(1)
        ideas = console.rows["a:stemmer"]["candidates"]
        mark = {"do": "mark", "activity": "stemmer", "value": True}
        asks = [["command", mark | {"id": new_id(), "target": ideas[n % 20]}] for n in range(options.phones * 5)]
        took: list[float] = []

        def write() -> None:
            time.sleep(2)  # until everybody is there
            while writing and not over.is_set():
                started = time.perf_counter()
                status, _, body = console.request("GET", "/7K4/minutes?format=zip")
                assert status == 200 and body
                took.append(round(time.perf_counter() - started, 2))

        over = threading.Event()
        writer = threading.Thread(target=write)
        writer.start()
        figures = load(server.port, server.pid, options.seconds, asks, phones=options.phones)
        over.set()
        writer.join()
        return {name: figures[name] for name in ("answered", "lost", "ack_ms", "mb_grown")} | {"packages": took}


if __name__ == "__main__":
    main()
