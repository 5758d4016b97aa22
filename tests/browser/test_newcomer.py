"""Somebody new, from nothing to a meeting that was rehearsed, run and closed: by mouse alone, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from facilitator import store
from tests.browser.conftest import BOUNCE, LAPTOP, Screen, eventually
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.browser

THINKS, POINTS, PRESSES = 1.35, 1.1, 0.28
"""Seconds of the keystroke-level model (Card, Moran and Newell 1980): to get ready, to point, to press a key."""
TEN_MINUTES = 600
FOCUSED = """(() => {
  const {activeElement: it} = document;
  return [it.getAttribute('aria-label'), it.labels?.[0]?.innerText, it.innerText, it.value].filter(Boolean).join(' ');
})()"""


class Mouse:
    """A hand on a mouse; what it does is reckoned in a person's seconds."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seconds = 0.0

    def press(self, role: str, name: str, *, exact: bool = False) -> None:
        """Press a control by the name it says."""
        self.seconds += THINKS + POINTS + PRESSES
        self._find(role, name, exact=exact).click()

    def write(self, label: str, text: str, *, exact: bool = False) -> None:
        """Fill in a field."""
        self.seconds += THINKS + POINTS + PRESSES * (len(text) + 1)
        self.page.get_by_label(label, exact=exact).first.fill(text)

    def go_on(self) -> None:
        """Press the big button, again where it asks for that."""
        self.seconds += THINKS + POINTS + 2 * PRESSES
        self.page.locator("#next").click()

    def _find(self, role: str, name: str, *, exact: bool) -> Locator:
        return self.page.get_by_role(role, name=name, exact=exact).first  # type: ignore[arg-type]


class Keyboard(Mouse):
    """Two hands on the keys: Tab to what is wanted, then Enter, Space or the text."""

    def press(self, role: str, name: str, *, exact: bool = False) -> None:
        self._reach(self._find(role, name, exact=exact))
        self._key("Space" if role == "radio" else "Enter")

    def write(self, label: str, text: str, *, exact: bool = False) -> None:
        field = self.page.get_by_label(label, exact=exact).first
        self._reach(field)
        self.seconds += PRESSES * len(text)
        if field.get_attribute("type") == "date":
            field.fill(text)  # which keys fill it in is the browser's own affair
        else:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(text)

    def go_on(self) -> None:
        self._key("PageDown")

    def _reach(self, wanted: Locator) -> None:
        """Press Tab until the focus is there; in a group of choices, the arrows."""
        wanted.wait_for()
        self.seconds += THINKS
        for _ in range(160):
            if wanted.evaluate("(it) => it === document.activeElement"):
                return
            choosing = self.page.evaluate("document.activeElement.type") == "radio"
            same = choosing and wanted.evaluate("(it) => it.name === document.activeElement.name")
            self._key("ArrowDown" if same else "Tab")
        raise AssertionError(f"Tab never came there; it is at {self.page.evaluate(FOCUSED)!r}")

    def _key(self, key: str) -> None:
        self.seconds += PRESSES
        self.page.keyboard.press(key)


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[ServerProcess]:
    """The program, with no event at all."""
    (tmp_path / "events").mkdir()
    with ServerProcess(tmp_path / "events") as process:
        yield process


@pytest.mark.long
@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_from_nothing_to_a_meeting_that_was_held(browser: Browser, nothing: ServerProcess, hand: type[Mouse]) -> None:
    context = browser.new_context(viewport=LAPTOP, locale="da-DK")
    screen = Screen(context, nothing.links["organise"])
    does = hand(screen.page)
    plan(does)
    does.press("button", "Hold generalprøve")
    screen.page.locator("#rehearsal p").wait_for()
    for _ in range(3):
        go_on(does)
    does.press("button", "Mere", exact=True)
    does.press("button", "Slut generalprøven")
    expect(screen.page.locator("#rehearsal p")).to_be_hidden()
    expect(screen.page.locator("#next")).to_contain_text("Begynd mødet")
    folder = nothing.events / "2027-01-14-maskinhallen"
    assert not store.read(folder).participants, "nothing of the rehearsal is left"
    for _ in range(60):
        if store.read(folder).event.stage == "closed":
            break
        go_on(does)
    state = store.read(folder)
    assert state.event.stage == "closed"
    assert any(each.prompt == "Hvad er der bag døren?" and each.opened_at for each in state.programme())
    assert does.seconds < TEN_MINUTES, "so long it takes somebody who knows what they want"
    screen.check()
    context.close()


def plan(does: Mouse) -> None:
    """Make a meeting from a template, and give it a question of one's own."""
    does.press("link", "Nyt møde")
    does.press("radio", "1-2-4-Alle")
    does.write("Titel", "Hvem har nøglen?")
    does.write("Dato", "2027-01-14")
    does.write("Sted", "Maskinhallen", exact=True)
    does.press("button", "Lav mødet")
    does.press("button", "1: Alene")
    does.write("Spørgsmål", "Hvad er der bag døren?", exact=True)
    does.press("button", "Gem", exact=True)
    expect(does.page.locator(".kept")).to_contain_text("Gemt i plan.toml")


def go_on(does: Mouse) -> None:
    """Take one step, with as many presses as it takes."""
    button = does.page.locator("#next")
    before = button.inner_text()
    for _ in range(30):
        does.go_on()
        does.page.wait_for_timeout(BOUNCE)
        if not button.count() or button.inner_text() != before:
            words = button.inner_text() if button.count() else ""
            if "igen" not in words:
                return
    eventually(lambda: not button.count() or button.inner_text() != before)
