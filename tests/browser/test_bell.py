"""The laptop's bell: heard when a conversation is wound up, kept quiet where somebody turned it off."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, Cast, Screen, Steering, eventually

pytestmark = pytest.mark.browser

EAR = """
window.heard = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.heard += 1; return start.apply(this, when); };
"""
PARTIALS = 3


def rings(screen: Screen) -> int:
    """How often the bell was heard on this page."""
    return int(screen.state("window.heard")) // PARTIALS


def test_it_works(cast: Cast) -> None:
    cast.laptop.add_init_script(EAR)
    steering = Steering(cast)
    screen = steering.screen
    steering.bring("samtale", "open")
    assert rings(screen) == 0
    steering.next()
    eventually(lambda: rings(screen) == 1)
    page = screen.page
    page.locator("#main").focus()
    page.keyboard.press("g")
    page.reload()
    page.locator("#next").wait_for()
    page.get_by_role("button", name="Mere", exact=True).click()
    assert page.locator('[data-focus="bell"]').get_attribute("aria-pressed") == "false", "a reload keeps it off"
    page.get_by_role("button", name="Prøv klokken").click()
    assert rings(screen) == 1, "who asks to hear it, does"
    page.keyboard.press("Escape")
    page.locator('[data-focus="back"]').click()
    eventually(lambda: steering.place() == ("samtale", "open", None))
    steering.next()
    page.wait_for_timeout(600)
    assert rings(screen) == 1, "turned off, it stays silent"
    screen.check()


def test_a_helpers_phone_stays_silent(cast: Cast) -> None:
    cast.laptop.add_init_script(EAR)
    steering = Steering(cast)
    steering.bring("samtale", "open")
    small = cast.console(PHONE)
    small.page.locator("#next").wait_for()
    small.page.locator("#main").click(position={"x": 2, "y": 2})
    steering.next()
    eventually(lambda: rings(steering.screen) == 1)
    small.page.wait_for_timeout(600)
    assert rings(small) == 0
    cast.check()
