#!/usr/bin/env python3
"""How much of the laptop a vote costs: ours and a naive server in turns, so that the machine's moods hit both.

    python bench/votes.py [--phones 500] [--seconds 5] [--rounds 3] [--alone]

Prints one line per run and the ratio of the medians. The load comes from a process of its own. With --alone only ours
is run. The figures in docs/performance.md were made with it.
"""

from __future__ import annotations

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from measure import ROOT, load, machine, our_server

from tests.simulation.phone import Phone, new_id
from tests.simulation.room import Console

IDEAS = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phones", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="leave the naive server out")
    options = parser.parse_args()
    print(f"{machine()}, {options.phones} phones in {options.seconds} s")
    servers = {"ours": ours} if options.alone else {"ours": ours, "naive": naive}
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in servers}
    for _ in range(options.rounds):
        for name, measure in servers.items():
            figures = measure(options.phones, options.seconds)
            runs[name].append(figures)
            print(f"{name:6}", json.dumps(figures), flush=True)
    for name, each in runs.items():
        median = {key: statistics.median(run[key] for run in each) for key in ("cpu_ms_per_ask", "server_core")}
        print(name, "median", json.dumps(median), "ack p99", statistics.median(run["ack_ms"]["p99"] for run in each))
    if not options.alone:
        pairs = zip(runs["ours"], runs["naive"], strict=True)
        ratio = [theirs["cpu_ms_per_ask"] / own["cpu_ms_per_ask"] for own, theirs in pairs]
        print("a naive vote costs", f"{statistics.median(ratio):.1f}", "times as much server CPU")


def ours(phones: int, seconds: float) -> dict[str, Any]:
    """Open a vote in our server, and let everybody vote."""
    with our_server() as server:
        console = Console(server)
        console.until("ideer", "open", "silent")
        writer = Phone(server.port, "7K4")
        for n in range(IDEAS):
            writer.put(do="contribute", activity="ideer", text=f"Idé {n}")
        assert writer.flush()
        console.until("stemmer", "open")
        writer.hello()
        ideas = writer.rows["a:stemmer"]["candidates"]
        mark = {"do": "mark", "activity": "stemmer", "value": True}
        votes = [["command", mark | {"id": new_id(), "target": ideas[n % IDEAS]}] for n in range(phones)]
        return load(server.port, server.pid, seconds, votes, phones=phones)


def naive(phones: int, seconds: float) -> dict[str, Any]:
    """Let everybody vote at the naive server."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "bench" / "naive.py"), str(port), str(Path(folder) / "votes.db")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(port)
            votes = [["vote", {"voter": str(n), "idea": str(n % IDEAS)}] for n in range(phones)]
            return load(port, process.pid, seconds, votes, phones=phones, ours=False)
        finally:
            process.terminate()
            process.wait(10)


def wait_for(port: int) -> None:
    """Wait until something answers on a port."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the naive server did not start")


if __name__ == "__main__":
    main()
