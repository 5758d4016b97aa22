"""Talks and next steps on real screens: questions by keyboard, a step from thumb to wall, a name and its tick."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from facilitator import store
from facilitator.clock import Clock
from facilitator.opening import open_event
from tests import test_since
from tests.browser.conftest import BEAMER, LAPTOP, PHONE, SMALL_PHONE, Cast, Screen, Steering, eventually, writes
from tests.browser.test_views import SMALL_CONTROLS, TARGET, axe, widths
from tests.conftest import EVERY_KIND
from tests.simulation.phone import Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.browser


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def test_it_works(cast: Cast) -> None:
    """A home writes on one phone, says it aloud, and somebody takes it on under a name that may be told."""
    steering, anna, bo, board = Steering(cast), cast.phone(), cast.phone(), cast.board()
    steering.bring("skridt", "open", "write")
    anna.page.get_by_role("button", name="Havnen").click()
    writes(anna, "Låner nøglen til skuret", "Send skridtet")
    anna.wait("Vælg, hvornår.")
    anna.page.locator("input[value=week]").check()
    anna.page.get_by_role("button", name="Send skridtet").click()
    board.page.locator(".homes .done", has_text="Havnen").wait_for()
    assert bo.page.get_by_text("Låner nøglen").count() == board.page.get_by_text("Låner nøglen").count() == 0
    steering.bring("skridt", "open", "aloud")
    board.wait("Låner nøglen til skuret")
    bo.wait("Kig op.")
    steering.bring("skridt", "closed")
    bo.page.get_by_role("button", name="Jeg er med").click()
    bo.page.get_by_role("button", name="Jeg tager det").click()
    bo.page.get_by_label("Mit navn må stå i referatet").check()
    bo.page.get_by_label("Dit navn").fill("Bodil Hansen")
    bo.page.locator(".taking button[type=submit]").click()
    bo.wait("Du er tovholder")
    for screen in (anna, board):
        screen.wait("Tovholder: Bodil Hansen")
        screen.wait("1 er med")
    bo.page.get_by_role("button", name="Alligevel ikke").click()
    anna.page.get_by_text("Bodil").wait_for(state="detached")
    cast.check()


def test_questions_are_shown_and_answered_by_keyboard(cast: Cast) -> None:
    steering, board, phone = Steering(cast), cast.board(), cast.phone()
    console = Console(cast.server)
    steering.bring("oplaeg", "open", "slides")
    board.wait("Anne Holm")
    writer = Phone(cast.server.port, "7K4", 1)
    for text in ("Hvem har nøglen?", "Hvad koster det?"):
        writer.put(do="contribute", activity="oplaeg", text=text)
    assert writer.flush()
    page = steering.screen.page
    page.locator("#main").focus()
    page.keyboard.press("PageDown")
    page.get_by_text("Klikkeren er låst").first.wait_for()
    assert steering.place() == ("oplaeg", "open", "slides"), "the speaker clicks, and the meeting stays"
    console.listen(0.5)
    assert console.ask("stage", activity="oplaeg", stage="open", step="questions")["ok"]
    phone.page.locator("button.asked-for", has_text="Hvad koster det?").click()
    page.locator(".questions li", has_text="1 anden vil også vide det").wait_for()
    assert phone.page.get_by_text("vil også vide det").count() == board.page.get_by_text("1 anden").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("x")
    board.page.locator("h1", has_text="Hvad koster det?").wait_for()
    page.keyboard.press("a")
    board.wait("1 spørgsmål er besvaret.")
    board.page.locator("h1", has_text="Hvad vil I gerne vide?").wait_for()
    page.locator("#questions-head").wait_for()
    page.locator(".questions li", has_text="Hvem har nøglen?").focus()
    page.keyboard.press("w")
    eventually(lambda: {(c.data or {}).get("answer") for c in store.read(cast.server.folder).given("oplaeg")} == {
        "answered", "later"})  # fmt: skip
    page.keyboard.press("u")
    eventually(lambda: sum(bool(c.data) for c in store.read(cast.server.folder).given("oplaeg")) == 1)
    cast.check()


# --- Siden sidst

events = test_since.events


@pytest.fixture
def since(browser: Browser, events: Path) -> Iterator[Cast]:
    """An event that asks what became of an earlier one's steps; the earlier one is no longer there."""
    opened = open_event(test_since.made(events, test_since.NEXT, test_since.SINCE + test_since.TALK, "8MR"), Clock())
    facilitator = test_since.steers(opened.meeting)
    facilitator.ask("start")
    facilitator.ask("lead", act="give")
    opened.close()
    shutil.rmtree(events / test_since.FIRST)
    with ServerProcess(events) as server:
        cast = Cast(browser, server)
        yield cast
        cast.close()


@pytest.mark.long
def test_what_became_of_a_step_is_told_hidden_and_shown_to_everybody(since: Cast) -> None:
    steering, phone, board = Steering(since), since.phone(), since.board(BEAMER)
    screens = {"phone": phone, "phone, 320 px": since.phone(SMALL_PHONE), "board": board,
               "console": since.console(LAPTOP), "console, on a phone": since.console(PHONE)}  # fmt: skip
    phone.page.get_by_role("button", name="Det er sket").first.click()
    phone.page.locator("textarea").fill("Skuret står åbent om lørdagen")
    assert troubles(screens) == []
    phone.page.get_by_role("button", name="Send svaret").click()
    phone.wait("Dit svar: Det er sket")
    board.wait("Låner nøglen til skuret")
    assert board.page.get_by_text("Det er sket").count() == 0
    second = phone.page.locator(".past").nth(1)
    second.get_by_role("button", name="Ikke endnu").click()
    second.locator("textarea").fill("Kun halvt")
    steering.bring("siden", "shown")
    board.wait("Det er sket")
    board.wait("Skuret står åbent om lørdagen")
    phone.page.get_by_role("button", name="Send svaret").click()
    eventually(lambda: "Kun halvt" in {c.text for c in store.read(since.server.folder).given("siden")})
    phone.wait("Kig op.")
    assert troubles(screens) == []
    since.check()


def troubles(screens: dict[str, Screen]) -> list[str]:
    """What keeps somebody from using one of them."""
    found: list[str] = []
    for name, screen in screens.items():
        screen.page.wait_for_timeout(400)
        small = [] if name == "board" else screen.page.evaluate(SMALL_CONTROLS, TARGET)
        found += [f"{name}: {each}" for each in [*axe(screen), *widths(screen, name), *small]]
    return found
