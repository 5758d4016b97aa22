"""Chromium, and the screens of a meeting in it: phones on an insecure origin as in life, board and console at home."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

BOUNCE = 750
"""ms that Next takes no notice of a second press, plus a little."""
PHONE_HOST = "192.168.8.10"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--host-resolver-rules=MAP {PHONE_HOST} 127.0.0.1",
]  # fmt: skip
ROOM_MADE = ".page.writing"
"""A phone's page that has made room for the keyboard: what lies below has moved, and can be pressed now."""
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
LAPTOP = {"width": 1440, "height": 900}
BEAMER = {"width": 1920, "height": 1080}


def chromium() -> str | None:
    """Find Chromium; None where there is none. The shell is the same engine without windows, at a third of the work."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. In CI it has to be there."""
    path = chromium()
    if path is None:
        if os.environ.get("INSPIRATORIUM_CI"):
            pytest.fail("Chromium is not installed, and CI may not do without")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Screen:
    """A page with what went wrong in it."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.outside: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)
        self.page.goto(url)

    def _hear(self, message: Any) -> None:
        expected = ("WebSocket", "ERR_", "Failed to load resource")  # a lost line is no fault of the page
        if message.type == "error" and not any(word in message.text for word in expected):
            self.faults.append(message.text)

    def _watch(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", f"http://{PHONE_HOST}:", "data:", "ws://")):
            self.outside.append(request.url)

    def state(self, expression: str) -> Any:
        """Evaluate something in the page."""
        return self.page.evaluate(expression)

    def wait(self, text: str, seconds: float = 30) -> None:
        """Wait until a text can be seen."""
        self.page.get_by_text(text).first.wait_for(timeout=seconds * 1000)

    def rows(self) -> dict[str, Any]:
        """What the server would show this browser's console now."""
        asked = f"fetch('/{self.url.rstrip('/').split('/')[-2]}/view?audience=console')"
        room: dict[str, Any] = self.state(f"{asked}.then((answer) => answer.json()).then(({{room}}) => room.rows)")
        return room

    def check(self) -> None:
        """Nothing went wrong, and nothing was asked of anybody but the laptop."""
        assert self.faults == [] and self.outside == [], (self.faults, self.outside)


class Cast:
    """Everybody's screens at one server."""

    def __init__(self, browser: Browser, server: ServerProcess) -> None:
        self.browser = browser
        self.server = server
        self.screens: list[Screen] = []
        self.laptop = browser.new_context(viewport=LAPTOP, locale="da-DK")
        self._contexts = [self.laptop]

    def phone(self, viewport: Any = None, **options: Any) -> Screen:
        """A new person's phone, on the plain http of a private address."""
        context = self.browser.new_context(
            viewport=viewport or PHONE, has_touch=True, is_mobile=True, device_scale_factor=2, locale="da-DK", **options
        )
        self._contexts.append(context)
        screen = self._screen(context, f"http://{PHONE_HOST}:{self.server.port}/{self.server.event['code']}")
        if options.get("java_script_enabled", True):
            assert screen.state("isSecureContext") is False, "as on a real phone"
        return screen

    def second_tab(self, phone: Screen) -> Screen:
        """Another tab of the same person."""
        return self._screen(phone.context, phone.url)

    def console(self, viewport: Any = None) -> Screen:
        """The facilitator's console: by the link that was printed, and after that by the key it gave."""
        if self.server.key:
            for cookie in self.server.key.split("; "):
                name, _, value = cookie.partition("=")
                self.laptop.add_cookies([{"name": name, "value": value, "url": self.server.here}])
            screen = self._screen(self.laptop, self.server.event["console"])
        else:
            screen = self._screen(self.laptop, self.server.event["facilitator"])
            kept = [one for one in self.laptop.cookies(self.server.here) if one["name"].startswith("insp_key")]
            self.server.key = "; ".join(f"{one['name']}={one['value']}" for one in kept)
            screen.url = self.server.event["console"]
        assert screen.page.locator("#console").count(), "the console, and no page that says no"
        if viewport:
            screen.page.set_viewport_size(viewport)
        return screen

    def board(self, viewport: Any = None) -> Screen:
        """The projected board, in the same browser as the console."""
        screen = self._screen(self.laptop, self.server.event["board"])
        screen.page.set_viewport_size(viewport or BEAMER)
        return screen

    def _screen(self, context: BrowserContext, url: str) -> Screen:
        screen = Screen(context, url)
        self.screens.append(screen)
        return screen

    def check(self) -> None:
        """No screen had a fault."""
        for screen in self.screens:
            screen.check()

    def close(self) -> None:
        """Close every browser window."""
        for context in self._contexts:
            context.close()


class Steering:
    """Presses the console's own *Next*, as often as it asks for."""

    def __init__(self, cast: Cast) -> None:
        self._server = cast.server
        self.screen = cast.console()
        self.button = self.screen.page.locator("#next")
        self.button.wait_for()

    def place(self) -> tuple[str | None, str | None, str | None]:
        """Where the meeting is: activity, stage, step."""
        rows = self.screen.rows()
        now = rows.get(f"a:{rows['event']['now']}", {})
        return now.get("id"), now.get("stage"), now.get("step")

    def next(self) -> None:
        """Press, twice where it asks for two presses, and see the meeting move."""
        before = self.screen.rows()["next"]
        self.screen.page.bring_to_front()
        for _ in range(20):
            self.button.click()
            if before["ends"]:
                self.screen.page.wait_for_timeout(BOUNCE)
                self.button.click()
            for _ in range(10):
                if self.screen.rows()["next"].get("at") != before["at"]:
                    self.screen.page.wait_for_timeout(BOUNCE)
                    return
                self.screen.page.wait_for_timeout(100)
        raise AssertionError("Next did nothing")

    def until(self, activity: str, stage: str, step: str | None = None) -> None:
        """Go on until the meeting is there."""
        for _ in range(60):
            if self.place() == (activity, stage, step):
                return
            self.next()
        raise AssertionError(f"never came to {activity} {stage} {step}")

    def bring(self, activity: str, stage: str, step: str | None = None) -> None:
        """Bring the meeting there at once, as the same facilitator's other window would."""
        console = Console(self._server)
        console.until(activity, stage, step)
        console.drop()
        eventually(lambda: self.place() == (activity, stage, step))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to what failed what stood on the screens then: a busy machine does not do it again for whoever looks."""
    report = yield
    shown = [each for each in getattr(item, "funcargs", {}).values() if isinstance(each, Cast)] if report.failed else []
    for screen in (screen for cast in shown for screen in cast.screens):
        with contextlib.suppress(Error):
            report.sections.append((screen.url, screen.page.inner_text("body", timeout=1000)[:1500]))
            report.sections.append(("kept", str(screen.state("Object.entries(localStorage)"))[:1500]))
    return report


@pytest.fixture
def cast(browser: Browser, server: ServerProcess) -> Iterator[Cast]:
    """Everybody's screens at the small event."""
    cast = Cast(browser, server)
    yield cast
    cast.close()


@pytest.fixture
def example_cast(browser: Browser, example_server: ServerProcess) -> Iterator[Cast]:
    """Everybody's screens at the worked example."""
    cast = Cast(browser, example_server)
    yield cast
    cast.close()


def writes(phone: Screen, text: str, button: str = "Send idéen") -> None:
    """Type something and press the button."""
    phone.page.locator("form.field textarea").first.fill(text)
    phone.page.locator(ROOM_MADE).wait_for()
    phone.page.get_by_role("button", name=button).first.click()


def eventually(holds: Callable[[], Any], seconds: float = 30) -> Any:
    """Wait until something holds, and give it. Raise AssertionError."""
    until = time.monotonic() + seconds
    while True:
        value = holds()
        if value:
            return value
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.05)
