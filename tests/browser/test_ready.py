"""*Klar til salen* as the facilitator meets it: ticks that come by themselves, ticks by hand, one screen for all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page

from facilitator import printing
from tests.browser.conftest import BOUNCE, LAPTOP, PHONE, PHONE_HOST, SMALL_PHONE, Cast, Screen, eventually
from tests.browser.test_views import SMALL_CONTROLS, TARGET, axe, widths
from tests.simulation.phone import Phone

pytestmark = pytest.mark.browser

LOW = {"width": 1280, "height": 600}
NAMES = {"power", "sleep", "screen", "board", "legible", "phone", "bell", "quiet", "cards", "copy"}
WITHOUT = """
    delete Navigator.prototype.wakeLock; delete Navigator.prototype.getBattery;
    delete Screen.prototype.isExtended; delete window.getScreenDetails; delete window.BroadcastChannel;
    delete window.AudioContext;
"""
"""What browsers may do without."""


@pytest.fixture
def printed(event_folder: Path) -> None:
    """Cards were printed the day before, with the address of another network."""
    printing.remember(event_folder, printing.order(event_folder, "192.168.8.99"), dt.datetime.now(dt.UTC))


def line(page: Page, name: str) -> str:
    """What a line says, after "done" or "missing"."""
    found = page.locator(f'[data-line="{name}"]')
    said = found.locator("p").inner_text().partition(":")[2].split()  # without what is only for listening
    return f"{found.get_attribute('class')}: {' '.join(said)}"


def becomes(page: Page, name: str, words: str) -> None:
    """Wait until a line says this."""
    eventually(lambda: words in line(page, name))


def press(page: Page, focus: str) -> None:
    """Press the control of this name, once it is there."""
    page.locator(f'[data-focus="{focus}"]').click()


def troubles(screen: Screen, where: str) -> list[str]:
    """What somebody could not use."""
    small = [f"{where}: small {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]
    return [f"{where}: {each}" for each in axe(screen)] + widths(screen, where) + small


def test_it_works(cast: Cast) -> None:
    console = cast.console()
    page = console.page
    page.get_by_role("heading", name="Klar til salen").wait_for()
    names = page.evaluate("[...document.querySelectorAll('[data-line]')].map((e) => e.dataset.line)")
    assert set(names) == NAMES and len(names) == len(NAMES)
    missing = page.locator("[data-line].missing").count()
    assert missing and f"{missing} ting mangler." in page.locator(".moment .aside").first.inner_text()
    page.keyboard.press("PageDown")
    eventually(lambda: console.rows()["event"]["stage"] == "open")
    page.locator('[data-line="power"]').wait_for(state="detached")
    cast.check()


def test_ticks_come_by_themselves_and_by_what_people_answer(printed: None, cast: Cast) -> None:
    console = cast.console()
    page = console.page
    eventually(lambda: "Bordkortene viser 192.168.8.99" in line(page, "cards"))
    becomes(page, "phone", "missing")
    phone = Phone(cast.server.port, "7K4", 1)
    phone.open_page()
    phone.connect(source="127.0.0.2")
    becomes(page, "phone", "done: Telefoner En telefon er nået frem.")
    becomes(page, "board", "Tavlen er ikke åben")
    with console.context.expect_page() as opening:
        page.locator('[data-line="board"] .btn').click()
    board = opening.value
    board.locator(".join").wait_for()
    becomes(page, "board", "Tavlen fylder ikke skærmen")
    board.bring_to_front()
    board.keyboard.press("f")
    becomes(page, "board", "done: Tavlen")
    page.bring_to_front()
    press(page, "ready-legible-try_lines")
    board.get_by_text("Nederste linje:").wait_for()
    before = board.evaluate("parseFloat(getComputedStyle(document.querySelector('.least')).fontSize)")
    press(page, "ready-legible-larger")
    becomes(page, "legible", "Kan du læse nederste linje nu?")
    eventually(
        lambda: board.evaluate("parseFloat(getComputedStyle(document.querySelector('.least')).fontSize)") > before
    )
    press(page, "ready-legible-readable")
    becomes(page, "legible", "done: Læseprøven")
    board.locator(".join").wait_for()
    press(page, "ready-bell-ring")
    press(page, "ready-bell-unheard")
    becomes(page, "bell", "missing: Klokken kunne ikke høres")
    press(page, "ready-bell-ring")
    press(page, "ready-bell-heard")
    becomes(page, "bell", "done")
    assert console.rows()["screen"]["larger"] is True
    board.close()
    becomes(page, "board", "Tavlen er ikke åben")
    cast.check()


def test_a_press_here_makes_the_board_fill_its_screen(cast: Cast) -> None:
    cast.laptop.add_init_script("Object.defineProperty(Screen.prototype, 'isExtended', {get: () => true})")
    page = cast.console().page
    becomes(page, "screen", "done: Skærmen Udvidet")
    with page.context.expect_page() as opening:
        press(page, "ready-board-move")
    board = opening.value
    board.locator(".join").wait_for()
    page.bring_to_front()
    press(page, "ready-board-fill")
    eventually(lambda: board.evaluate("Boolean(document.fullscreenElement)"))
    becomes(page, "board", "Tavlen ligger oven på konsollen")
    cast.check()


def test_the_laptop_is_kept_awake_where_it_can_be(cast: Cast) -> None:
    cast.laptop.add_init_script("""
        const locks = [];
        navigator.wakeLock.request = async () => {
          locks.push(Object.assign(new EventTarget(), {released: false}));
          return locks.at(-1);
        };
        window.letGo = () => { locks.at(-1).released = true; locks.at(-1).dispatchEvent(new Event('release')); };
    """)
    page = cast.console().page
    becomes(page, "sleep", "done: Dvale Computeren bliver vågen.")
    page.evaluate("letGo()")
    becomes(page, "sleep", "missing: Computeren kan gå i dvale")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    becomes(page, "sleep", "done")
    cast.check()


def test_what_a_browser_cannot_see_is_ticked_by_hand_and_stays_ticked(cast: Cast) -> None:
    cast.laptop.add_init_script(WITHOUT)
    console = cast.console()
    page = console.page
    for name in ("sleep", "screen", "board", "quiet", "cards"):
        press(page, f"ready-{name}-tick")
        becomes(page, name, "done")
        focused = page.evaluate(
            "document.activeElement.closest('.missing') !== null || document.activeElement.id === 'next'"
        )
        assert focused, "on to the next that is missing"
    page.reload()
    for name in ("sleep", "screen", "board", "quiet", "cards"):
        assert line(page, name).startswith("done")
    press(page, "ready-quiet-untick")
    becomes(page, "quiet", "missing")
    assert troubles(console, "ticked by hand") == []
    cast.check()


def test_a_console_on_another_computer_says_what_it_cannot_see(cast: Cast) -> None:
    cast.console()
    kept = [one for one in cast.laptop.cookies(cast.server.here) if one["name"].startswith("insp_key")]
    there = f"http://{PHONE_HOST}:{cast.server.port}"
    other = cast.browser.new_context(viewport=LAPTOP)
    other.add_cookies([{"name": one["name"], "value": one["value"], "url": there} for one in kept])
    console = cast._screen(other, f"{there}/7K4/console")
    assert console.state("isSecureContext") is False
    for name in ("sleep", "screen", "board"):
        assert line(console.page, name).startswith("missing")
        assert console.page.locator(f'[data-focus="ready-{name}-tick"]').count() == 1
    assert "fra en anden computer" in line(console.page, "sleep")
    cast.check()
    other.close()


def test_on_one_screen_nothing_private_is_there_but_while_it_is_held(cast: Cast) -> None:
    console = cast.console()
    page = console.page
    press(page, "ready-screen-mode")
    page.frame_locator(".one-board iframe").locator(".join").wait_for()
    assert page.locator(".private, .programme, .check-list, .peek").count() == 0
    assert abs((page.locator(".one-bar").bounding_box() or {})["height"] - 56) <= 1
    page.keyboard.press("Enter")
    eventually(lambda: console.rows()["event"]["stage"] == "open")
    page.reload()
    page.locator(".one-bar #next").wait_for()
    page.keyboard.down("d")
    page.locator(".peek").wait_for()
    page.keyboard.up("d")
    page.locator(".peek").wait_for(state="detached")
    hold = page.locator('[data-focus="peek"]')
    hold.hover()
    page.mouse.down()
    page.locator(".peek").wait_for()
    page.mouse.up()
    page.locator(".peek").wait_for(state="detached")
    for key in ("t", "y", "?", "h", "p"):
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    page.locator(".programme").first.wait_for()
    assert page.locator(".panel:visible").count() == 0, "nothing was opened unseen"
    cast.check()


def test_on_one_screen_next_keeps_its_rules(cast: Cast) -> None:
    console = cast.console()
    page = console.page
    page.keyboard.press("e")
    for _ in range(2):
        page.wait_for_timeout(BOUNCE)
        page.keyboard.press("PageDown")
    eventually(lambda: console.rows().get("a:ideer", {}).get("step") == "silent")
    page.wait_for_timeout(BOUNCE)
    page.keyboard.press("PageDown")
    page.get_by_text("Tryk igen").first.wait_for()
    assert console.rows()["a:ideer"]["step"] == "silent", "what ends something takes two"
    page.wait_for_timeout(BOUNCE)
    page.keyboard.press("PageDown")
    eventually(lambda: console.rows()["a:ideer"]["step"] == "review")
    page.wait_for_timeout(BOUNCE)
    page.keyboard.press("z")
    eventually(lambda: console.rows()["a:ideer"]["step"] == "silent")
    page.keyboard.press("e")
    page.locator(".programme").first.wait_for()
    cast.check()


@pytest.mark.parametrize("language", ["da", "en"])
def test_one_screen_can_be_used_by_everybody(cast: Cast, language: str) -> None:
    console = cast.console()
    console.page.goto(f"{cast.server.event['console']}?lang={language}")
    press(console.page, "ready-screen-mode")
    found: list[str] = []
    for size in [LAPTOP, LOW, PHONE, SMALL_PHONE] if language == "da" else [LOW]:
        console.page.set_viewport_size(size)
        console.page.wait_for_timeout(150)
        found += troubles(console, f"one screen {size['width']}")
        console.page.locator('[data-focus="peek"]').dispatch_event("click")
        console.page.locator(".peek").wait_for()
        found += troubles(console, f"held {size['width']}")
        console.page.locator('[data-focus="peek"]').dispatch_event("click")
    assert not found, "\n".join(found)
    cast.check()
