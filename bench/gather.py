#!/usr/bin/env python3
"""What a move costs the console with 300 ideas at a quarter of the processor: python bench/gather.py.

A key places the idea on top of the pile in a theme. Counted is the time of the main thread, by the thread's own
ticks, from the key until the screen has settled, suggestions included. Prints the median of 30.
"""

from __future__ import annotations

import statistics
import sys
from typing import Any

from measure import machine, our_server
from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browser.conftest import FLAGS, LAPTOP, Cast, chromium
from tests.simulation.phone import new_id
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

IDEAS, THEMES, MOVES, SLOWER = 300, 6, 30, 4
SETTLED_MS = 900
"""So long after a key nothing more is drawn because of it."""


def main() -> None:
    """Measure and print."""
    with our_server() as server, sync_playwright() as playwright:
        fill(server)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        cast = Cast(browser, server)
        page = cast.console(LAPTOP).page
        page.locator(".big-card").wait_for()
        page.wait_for_timeout(3000)
        costs = moves(page)
        cast.close()
        browser.close()
    print(f"{machine()}: {IDEAS} ideas, {THEMES} themes, processor {SLOWER} times slower")
    print(f"a move: median {statistics.median(costs):.0f} ms of main thread, worst {max(costs):.0f} ms of {len(costs)}")


def fill(server: ServerProcess) -> None:
    """Three hundred ideas, none of them gathered, and six themes."""
    console = Console(server)
    console.until("ideer", "open", "silent")
    for n in range(IDEAS):
        text = f"Idé {n}: " + " ".join(["fælles", "værksted", "have", "spisning", "lokaler"][n % 5 :]) * (1 + n % 4)
        assert console.ask("contribute", activity="ideer", text=text)["ok"]
    console.until("ideer", "open", "gather")
    for n in range(THEMES):
        assert console.ask("theme", id=new_id(), activity="ideer", title=f"Tema {n}")["ok"]


def moves(page: Page) -> list[float]:
    """Place thirty ideas by key, and give the milliseconds that each took the main thread."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    idle = spent(session, page, "")
    costs = []
    for n in range(MOVES):
        before = page.locator(".big-card").get_attribute("data-card")
        costs.append(spent(session, page, str(1 + n % THEMES)) - idle)
        if page.locator(".big-card").get_attribute("data-card") == before:
            sys.exit("the key did nothing")
    return costs


def spent(session: CDPSession, page: Page, key: str) -> float:
    """Milliseconds of main thread from a key, or from nothing, until the screen has settled."""
    started = ticks(session)
    if key:
        page.keyboard.press(key)
    page.wait_for_timeout(SETTLED_MS)
    return ticks(session) - started


def ticks(session: CDPSession) -> float:
    """Milliseconds the main thread has worked."""
    answer: Any = session.send("Performance.getMetrics")
    return 1000 * float({each["name"]: each["value"] for each in answer["metrics"]}["TaskDuration"])


if __name__ == "__main__":
    main()
