"""A rehearsal on everybody's screens: it comes and goes by itself, in words too, and leaves phones as they were."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, SMALL_PHONE, Cast, Screen, eventually, writes
from tests.browser.test_hard import TROUBLES
from tests.browser.test_views import SMALL_CONTROLS, TARGET, axe, widths
from tests.simulation.room import Console

pytestmark = pytest.mark.browser

WORDS = "Generalprøve. Alt forsvinder, når mødet begynder."
KEPT = "Object.keys(localStorage).filter((key) => key.includes('+') || key.startsWith('d:'))"


def press(console: Screen, name: str) -> None:
    """Press a button of the console's page, or of its menu."""
    console.page.bring_to_front()
    button = console.page.get_by_role("button", name=name)
    if not button.count():
        console.page.locator("[data-focus=menu]").click()
    button.first.click()


def framed(screen: Screen) -> bool:
    """Whether a screen says that it rehearses, where it can be read."""
    band = screen.page.locator("#rehearsal p")
    return bool(band.is_visible() and band.inner_text() == WORDS)


def troubles(screen: Screen, name: str) -> list[str]:
    """What keeps somebody from reading or pressing something."""
    found = [f"{name}: {each}" for each in [*axe(screen), *screen.page.evaluate(TROUBLES, 12)]] + widths(screen, name)
    return found + [f"{name}: small {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]


def test_it_works(cast: Cast) -> None:
    screens = {
        "phone": cast.phone(), "phone, 320 px": cast.phone(SMALL_PHONE), "console": cast.console(),
        "console, on a phone": cast.console(PHONE), "console, 320 px": cast.console(SMALL_PHONE), "board": cast.board(),
    }  # fmt: skip
    assert not any(framed(screen) for screen in screens.values())
    press(screens["console"], "Hold generalprøve")
    for screen in screens.values():
        eventually(lambda screen=screen: framed(screen))  # type: ignore[misc]
    console = Console(cast.server)
    found: list[str] = []
    for place in (("velkomst", "open"), ("ideer", "open", "silent")):
        console.until(*place)
        console.listen(1.2)
        for name, screen in screens.items():
            found += troubles(screen, f"{place[0]}, {name}") if name != "board" else axe(screen)
    screens["console"].page.bring_to_front()
    screens["console"].page.locator("[data-focus=menu]").click()
    found += [*axe(screens["console"]), *screens["console"].page.evaluate(SMALL_CONTROLS, TARGET)]
    screens["console"].page.locator("[data-focus=pace-pause-menu]").click()
    eventually(lambda: screens["console"].page.locator("[data-focus=pace-pause-menu][aria-pressed=true]").count())
    for screen in screens.values():
        screen.page.emulate_media(forced_colors="active")
        assert framed(screen), "in words also where colours are the system's"
    assert not found, "\n".join(sorted(set(found)))
    screens["console"].page.locator("[data-focus=rehearse-end-menu]").click()
    for screen in screens.values():
        eventually(lambda screen=screen: not framed(screen))  # type: ignore[misc]
    cast.check()


def test_a_phone_comes_back_from_a_rehearsal_as_nobody_with_nothing(cast: Cast) -> None:
    steering = cast.console()
    press(steering, "Hold generalprøve")
    eventually(lambda: framed(steering))
    console = Console(cast.server)
    console.until("ideer", "open", "silent")
    phone = cast.phone()
    writes(phone, "Øvelse")
    phone.wait("Modtaget")
    phone.page.locator("textarea").fill("Halvt skrevet")
    press(steering, "Slut generalprøven")
    phone.wait("Ikke begyndt endnu")
    console.connect()
    assert (console.rows["event"]["rehearsal"], console.rows["progress"]["joined"]) == (False, 0)
    assert phone.state(KEPT) == []
    console.until("ideer", "open", "silent")
    phone.page.locator("textarea").wait_for()
    assert phone.page.locator("textarea").input_value() == "", "no draft of the rehearsal is offered"
    assert phone.page.get_by_text("Øvelse").count() == 0
    writes(phone, "For alvor")
    phone.wait("Modtaget")
    eventually(lambda: steering.rows()["progress"]["ideas"] == 1)
    cast.check()
