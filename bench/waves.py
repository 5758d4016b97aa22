#!/usr/bin/env python3
"""How long whom waits when a whole room comes at once, as after a power cut.

    python bench/waves.py [--phones 150] [--rounds 3]

So many phones come back, as many new ones come, and a console a tenth of a second after them all. Prints when each kind
had its picture of the meeting, and the console's wait as a share of the whole wave.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable

from measure import machine, our_server

from tests.simulation.phone import Client, Phone
from tests.simulation.room import Console, Room

TEXT = "Vi laver noget sammen, som ingen af os kunne have fundet på alene. "
LATE = 0.1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phones", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"{machine()}, {options.phones} phones come back, {options.phones} are new")
    shares = []
    for _ in range(options.rounds):
        came = wave(options.phones)
        for who, seconds in came.items():
            first, middle, last = seconds[0], statistics.median(seconds), seconds[-1]
            print(f"{who:8} first {first:.2f} s, median {middle:.2f} s, last {last:.2f} s")
        shares.append((came["console"][0] - LATE) / max(seconds[-1] for seconds in came.values()))
    print(f"the console waits {statistics.median(shares):.0%} of the time that the wave takes")


def wave(phones: int) -> dict[str, list[float]]:
    """Let everybody come at once; give when each had its picture, in seconds after the first could come."""
    came: defaultdict[str, list[float]] = defaultdict(list)
    with our_server() as server:
        room, console = Room(server, phones, 1), Console(server)
        console.until("ideer", "open", "together")
        room.each(writes)
        new = [Phone(server.port, room.code) for _ in range(phones)]
        start = time.monotonic() + 2

        def comes(who: str, client: Client, way: Callable[[], object], late: float = 0) -> None:
            client.patience, client.epoch = 60, ""
            client.drop()
            time.sleep(max(0, start + late - time.monotonic()))
            way()
            client.connect()
            came[who].append(time.monotonic() - start)

        comers = [("new", phone, phone.open_page, 0.0) for phone in new]
        comers += [("back", phone, lambda: None, 0.0) for phone in room.phones]
        comers += [("console", console, lambda: None, LATE)]
        threads = [threading.Thread(target=comes, args=each) for each in comers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return {who: sorted(seconds) for who, seconds in came.items()}


def writes(phone: Phone) -> None:
    """Give one idea, so that there is something to come back to."""
    phone.put(do="contribute", activity="ideer", text=TEXT)
    assert phone.flush(60)


if __name__ == "__main__":
    main()
