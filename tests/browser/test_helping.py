"""The helpers' own pages in a browser: how they are asked in, the host at the door, and being let out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import PHONE, PHONE_HOST, SMALL_PHONE, Cast, Screen, eventually
from tests.browser.test_views import SMALL_CONTROLS, TARGET, axe, widths
from tests.simulation.phone import Phone
from tests.simulation.room import Console
from tests.test_helping import helper, invite

pytestmark = pytest.mark.browser


def usable(screen: Screen) -> list[str]:
    """What keeps somebody from using a page, at both sizes of phone and with twice the text."""
    troubles = axe(screen)
    for size in (PHONE, SMALL_PHONE):
        screen.page.set_viewport_size(size)
        troubles += widths(screen, str(size["width"])) + screen.page.evaluate(SMALL_CONTROLS, TARGET)
    screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    troubles += widths(screen, "twice the text")
    screen.page.evaluate("document.documentElement.style.fontSize = ''")
    screen.page.set_viewport_size(PHONE)
    return troubles


def at_the_door(cast: Cast, **options: Any) -> Screen:
    """A phone of somebody who is no participant, with an invitation to be host on it."""
    context = cast.browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="da-DK", **options)
    path = invite(Console(cast.server), "host")
    return cast._screen(context, f"http://{PHONE_HOST}:{cast.server.port}{path}")


def test_a_host_comes_in_by_a_code_and_greets(cast: Cast) -> None:
    host = at_the_door(cast)
    assert usable(host) == []
    host.page.get_by_label("Hvad hedder du?").fill("Vera")
    host.page.get_by_role("button", name="Jeg hjælper").click()
    host.wait("Ingen nye lige nu.")
    for n in range(3):
        assert Phone(cast.server.port, "7K4", n).flush()
    host.wait("3 er lige kommet.")
    assert usable(host) == []
    host.page.get_by_role("button", name="Jeg har hilst på dem").click()
    host.wait("Ingen nye lige nu.")
    host.page.goto(f"{host.page.url}?lang=en")
    host.wait("Nobody new right now.")
    assert usable(host) == []
    cast.check()


def test_the_host_needs_no_script(cast: Cast) -> None:
    host = at_the_door(cast, java_script_enabled=False)
    host.page.get_by_label("Hvad hedder du?").fill("Vera")
    host.page.get_by_role("button", name="Jeg hjælper").click()
    assert Phone(cast.server.port, "7K4", 1).flush()
    host.page.get_by_role("link", name="Hent nyt").click()
    host.wait("1 er lige kommet.")
    host.page.get_by_role("button", name="Jeg har hilst på dem").click()
    host.wait("Ingen nye lige nu.")


def test_whoever_is_let_out_sees_how_to_come_back(cast: Cast) -> None:
    console = Console(cast.server)
    ida = helper(cast.server, console, "facilitator")
    context = cast.browser.new_context(viewport=PHONE, locale="da-DK")
    name, _, value = ida.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": cast.server.here}])
    screen = cast._screen(context, cast.server.event["console"])
    screen.page.locator("#next").wait_for()
    code = screen.state("JSON.parse(document.getElementById('page').textContent).back")
    console.listen(0.3)
    one = next(each["id"] for each in console.rows["helpers"]["all"] if each["name"] == "Ida")
    assert console.ask("revoke", key=one)["ok"]
    screen.wait("Siden er for dem, der hjælper")
    assert usable(screen) == []
    screen.page.get_by_label("Din kode").fill(code)
    screen.page.get_by_role("button", name="Kom tilbage").click()
    screen.wait("Den kode kender vi ikke")
    screen.page.get_by_label("Din kode").fill(code_of_facilitator(cast))
    screen.page.get_by_role("button", name="Kom tilbage").click()
    screen.page.locator("#next").wait_for()
    eventually(lambda: screen.rows()["event"])
    context.close()


def code_of_facilitator(cast: Cast) -> str:
    """The code of the laptop's own console."""
    console = cast.console()
    return str(console.state("JSON.parse(document.getElementById('page').textContent).back"))
