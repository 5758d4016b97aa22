#!/usr/bin/env python3
"""What phones that stop reading cost the others: a room with and without them in turns.

    python bench/readers.py [--phones 200] [--share 0.05] [--seconds 30] [--rounds 3]

Ideas are written in the open, ten a second, so that every phone is told all the time. Some phones read no more. Prints
the others' answers, what the server's memory grew by, when it had let go of how many connections, and the ratio of the
medians.
"""

from __future__ import annotations

import argparse
import json
import statistics
from typing import Any

from measure import load, machine, our_server

from tests.simulation.phone import new_id
from tests.simulation.room import Console

A_SECOND = 10
TEXT = "Vi laver noget sammen, som ingen af os kunne have fundet på alene, og som alle kan se, når de går forbi. "


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--share", type=float, default=0.05)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    stalled = round(options.phones * options.share)
    print(f"{machine()}, {options.phones} phones, {stalled} of them read no more for {options.seconds} s")
    ratios = []
    for _ in range(options.rounds):
        runs = {n: room(options.phones, options.seconds, n) for n in (0, stalled)}
        for n, figures in runs.items():
            print(f"{n:3} stalled", json.dumps(figures), flush=True)
        ratios.append(runs[stalled]["ack_ms"]["p50"] / runs[0]["ack_ms"]["p50"])
    print(f"the others' median answer takes {statistics.median(ratios):.2f} times as long")


def room(phones: int, seconds: float, stalled: int) -> dict[str, Any]:
    """Run one room, and measure it."""
    with our_server() as server:
        Console(server).until("ideer", "open", "together")
        idea = {"do": "contribute", "activity": "ideer", "text": TEXT}
        asks = [["command", idea | {"id": new_id()}] for _ in range(round(A_SECOND * seconds))]
        return load(server.port, server.pid, seconds, asks, phones=phones, stalled=stalled)


if __name__ == "__main__":
    main()
