"""The minutes are mended by hand: a text is pressed, written over and received, also by a laptop that was away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import LAPTOP, PHONE, Cast, Screen
from tests.browser.test_views import SMALL_CONTROLS, TARGET, axe, widths
from tests.simulation.room import Console

pytestmark = pytest.mark.browser

MORE = '[data-place="in_short/more/text"]'


def editor(cast: Cast, query: str = "", size: Any = LAPTOP) -> Screen:
    """The page, opened by somebody who may write."""
    cast.console().page.close()
    screen = cast._screen(cast.laptop, f"{cast.server.here}/7K4/minutes/edit?{query}")
    screen.page.set_viewport_size(size)
    screen.page.frame_locator("#sheet").locator(f'{MORE}[contenteditable], [data-part="why"]').first.wait_for()
    return screen


def test_it_works(cast: Cast) -> None:
    console = Console(cast.server)
    console.ask("start")
    console.ask("end")
    screen = editor(cast)
    page = screen.page
    text = page.frame_locator("#sheet").locator(MORE)
    text.click()
    page.keyboard.type("Vi mødtes, og der kom idéer.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Gemt", exact=True).wait_for()
    cast.server.kill()
    text.click()
    page.keyboard.press("End")
    page.keyboard.type(" Tre sætninger.")
    page.keyboard.press("Control+Enter")
    screen.wait("Ikke gemt endnu")
    cast.server.start()
    page.get_by_text("Gemt", exact=True).wait_for()
    page.reload()
    text.filter(has_text="Vi mødtes, og der kom idéer. Tre sætninger.").wait_for()
    page.get_by_role("button", name="Fortryd").click()
    text.filter(has_not_text="Tre").wait_for()
    page.get_by_role("button", name="Godkend").click()
    page.get_by_text("Godkendt, udgave 1").wait_for()
    assert axe(screen) + axe(screen, page.frames[1]) == []


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.long)])
def test_everybody_can_use_it_on_every_screen(cast: Cast, language: str) -> None:
    Console(cast.server).ask("start")
    for query in (f"lang={language}", f"paper=summary&public=1&lang={language}"):
        screen = editor(cast, query)
        for size in (LAPTOP, {"width": 1280, "height": 600}, PHONE, {"width": 320, "height": 640}):
            screen.page.set_viewport_size(size)
            assert widths(screen, query) + screen.page.evaluate(SMALL_CONTROLS, TARGET) == [], size
        assert axe(screen) + axe(screen, screen.page.frames[1]) == []
        screen.page.close()


@pytest.fixture
def listed(event_folder: Path) -> Path:
    """A plan with a list for those who want the minutes by mail."""
    file = event_folder / "plan.toml"
    file.write_text(file.read_text("utf-8").replace("[event]", "[event]\nmail_list = true", 1), encoding="utf-8")
    return event_folder


def test_whoever_wants_the_minutes_by_mail_can_say_so(listed: Path, cast: Cast) -> None:
    console = Console(cast.server)
    console.ask("start")
    console.ask("end")
    phone = cast.phone({"width": 320, "height": 640})
    phone.page.get_by_role("link", name="Få referatet på mail").click()
    assert axe(phone) + widths(phone, "mail") + phone.page.evaluate(SMALL_CONTROLS, TARGET) == []
    phone.page.get_by_label("Din mailadresse").fill("nogen@example.dk")
    phone.page.get_by_label("Referatet fra i dag").check()
    phone.page.get_by_role("button", name="Skriv mig op").click()
    phone.wait("nogen@example.dk er skrevet op")
    assert (listed / "mailliste.txt").exists() and axe(phone) == []
