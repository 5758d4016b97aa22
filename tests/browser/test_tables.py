"""The third way of gathering: a phone for each table makes heaps, the facilitator makes themes of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from facilitator import store
from tests.browser.conftest import LAPTOP, PHONE, SMALL_PHONE, Cast, Screen, Steering, eventually
from tests.browser.test_views import SMALL_CONTROLS, TARGET, axe, widths
from tests.simulation.phone import Phone

pytestmark = pytest.mark.browser

IDEAS = ["Fælleshave bag museet", "Højbede ved skolen", "Kaffe ved døren", "Suppe om torsdagen", "En bænk i solen"]
PLACES = [(PHONE, "da"), (SMALL_PHONE, "en")]


def ready(cast: Cast) -> Steering:
    """Five ideas to gather, and *Ved bordene* chosen on the console."""
    steering = Steering(cast)
    steering.bring("ideer", "open", "silent")
    writer = Phone(cast.server.port, "7K4", 1)
    for text in IDEAS:
        writer.put(do="contribute", activity="ideer", text=text)
    assert writer.flush()
    steering.bring("ideer", "open", "gather")
    steering.screen.page.locator("select.way").select_option("tables")
    return steering


def lay(page: Page, texts: list[str], name: str) -> None:
    """Choose ideas by tapping them, and give the heap a name."""
    for text in texts:
        page.locator("button.idea", has_text=text).tap()
    page.locator("#heap").fill(name)
    page.get_by_role("button", name="Læg i en bunke").tap()


def usable(screen: Screen, name: str) -> list[str]:
    """What would keep somebody from using this screen."""
    small = [f"{name}: small {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]
    return [f"{name}: {each}" for each in axe(screen)] + widths(screen, name) + small


def test_a_table_makes_heaps_and_the_facilitator_makes_themes_of_them(cast: Cast) -> None:
    steering = ready(cast)
    console, board, phone = steering.screen, cast.board(), cast.phone()
    phone.page.get_by_role("button", name="Vi samler her").tap()
    eventually(lambda: phone.page.locator("button.idea").count() == len(IDEAS))
    lay(phone.page, IDEAS[:2], "Grønne steder")
    lay(phone.page, IDEAS[2:4], "Mad")
    eventually(lambda: phone.page.locator("button.idea").count() == 1)
    phone.page.locator(".heap", has_text="Mad").get_by_role("button", name="Tag ud").first.tap()
    eventually(lambda: phone.page.locator("button.idea").count() == 2)
    board.page.bring_to_front()
    board.wait("Nu samler vi ved bordene")
    assert "Grønne" not in board.page.inner_text("#board"), "heaps are for the facilitator"
    page = console.page
    page.bring_to_front()
    page.locator(".heaps li", has_text="Grønne steder").get_by_role("button", name="Lav et tema").click()
    page.locator(".theme", has_text="Grønne steder").locator("li").nth(1).wait_for()
    page.locator(".heaps", has_text="Grønne steder").wait_for(state="detached")
    state = store.read(cast.server.folder)
    (theme,) = state.themes_of("ideer")
    assert {c.text for c in state.given("ideer") if c.theme == theme.id} == set(IDEAS[:2])
    page.locator("#main").focus()
    page.keyboard.press("u")
    page.locator(".heaps li", has_text="Grønne steder").wait_for()
    page.locator("select.way").select_option("break")
    phone.wait("Kig op")
    cast.check()


@pytest.mark.long
def test_it_can_be_used_by_everybody(cast: Cast) -> None:
    steering = ready(cast)
    wrong: list[str] = []
    for size, language in PLACES:
        phone, plain = cast.phone(size), cast.phone(size, java_script_enabled=False)
        for screen in (phone, plain):
            screen.page.goto(f"{screen.url}?lang={language}")
        wrong += usable(phone, f"invited, {language}")
        button = {"da": "Vi samler her", "en": "We gather here"}[language]
        phone.page.get_by_role("button", name=button).tap()
        phone.page.locator("button.idea").nth(4).wait_for()
        for n in (0, 1):
            phone.page.locator("button.idea").nth(n).tap()
        phone.page.locator("#heap").fill("Medborgerskabsorganisationernes haver")
        wrong += usable(phone, f"naming, {language}")
        phone.page.locator(".naming .main").tap()
        phone.page.locator(".heap").wait_for()
        wrong += usable(phone, f"heaps, {language}")
        plain.page.get_by_role("button", name=button).tap()
        for n in (0, 1):
            plain.page.locator("input[name=targets]").nth(n).check()
        plain.page.locator("#heap").fill("Uden script")
        plain.page.locator("form", has=plain.page.locator("#heap")).get_by_role("button").tap()
        plain.page.get_by_text("»Uden script«").first.wait_for()
    page = steering.screen.page
    page.bring_to_front()
    for size in (LAPTOP, PHONE, SMALL_PHONE):
        page.set_viewport_size(size)
        if size != LAPTOP:
            page.locator('[data-focus="tab-ideas"]:visible').click()
        page.locator(".heaps li").first.wait_for()
        wrong += usable(steering.screen, f"console, {size['width']}")
    assert not wrong, "\n".join(sorted(set(wrong)))
    cast.check()
