"""Thirty notes at talking speed while the facilitator goes on: each lands where it belongs, line or no line."""

from __future__ import annotations

import base64
import contextlib
import sqlite3
from typing import Any

import pytest

from tests.browser.conftest import LAPTOP, PHONE, Cast, Screen, eventually
from tests.simulation.room import Console

pytestmark = pytest.mark.browser

NOTES = 30
PREFIXES = ("", "+ ", "/ ", "* ", "! ")
PLACES = ("ideer", "stemmer", "samtale", "pause", "samtale")


def referent(cast: Cast, size: Any = LAPTOP) -> Screen:
    """The referent's page, opened by somebody who may write."""
    cast.console().page.close()
    screen = cast._screen(cast.laptop, f"{cast.server.here}/7K4/referent")
    screen.page.set_viewport_size(size)
    screen.page.locator("#line").wait_for()
    return screen


def written(cast: Cast) -> dict[str, str]:
    """What is on disk: the text of each note, and where it is."""
    path = f"{(cast.server.folder / 'event.db').absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(path, uri=True)) as file:
        rows = file.execute("SELECT text, activity FROM note WHERE NOT removed").fetchall()
    assert len(rows) == len(dict(rows)), "none is there twice"
    return dict(rows)


def goes_on(console: Console, screen: Screen, activity: str) -> None:
    """The facilitator opens an activity, and the referent's page says so."""
    assert console.ask("stage", activity=activity, stage="open")["ok"]
    screen.page.locator(".runs b", has_text=console.rows[f"a:{activity}"]["title"]).wait_for()


def test_it_works(cast: Cast) -> None:
    screen = referent(cast)
    console = Console(cast.server)
    console.until("velkomst", "open")
    screen.page.locator("#where", has_text="Skrives ved Velkommen").wait_for()
    screen.page.keyboard.type("% 38 er kommet")
    assert screen.page.get_by_role("button", name="tal", exact=True).get_attribute("aria-pressed") == "true"
    screen.page.keyboard.press("Shift+Enter")
    screen.page.keyboard.type("og to er på vej")
    screen.page.keyboard.press("Enter")
    eventually(lambda: written(cast) == {"38 er kommet\nog to er på vej": "velkomst"})
    screen.wait("Alt er modtaget")
    cast.check()


def test_thirty_notes_land_where_they_were_begun(cast: Cast) -> None:
    screen, console = referent(cast), Console(cast.server)
    console.until("velkomst", "open")
    page, now = screen.page, "velkomst"
    wished: dict[str, str] = {}
    for n in range(NOTES):
        wished[f"Note nummer {n}"] = now
        page.keyboard.type(f"{PREFIXES[n % 5]}Note ")
        if n % 6 == 1:  # the meeting goes on in the middle of a sentence
            now = PLACES[n // 6]
            goes_on(console, screen, now)
            page.locator(".where.behind").wait_for()
        if n == 8:
            screen.context.set_offline(True)
        if n == 12:
            screen.context.set_offline(False)
        if n == 20:
            page.reload()
            page.locator("#line").wait_for()
        if n == 26:
            cast.server.kill()
        page.keyboard.type(f"nummer {n}")
        page.keyboard.press("Enter")
    assert "Ligger her" in page.content() or "Sender" in page.content()
    cast.server.start()
    eventually(lambda: written(cast) == wished, 20)
    screen.wait("Alt er modtaget")
    eventually(lambda: page.locator(".note").count() == NOTES)


def test_a_quote_is_asked_about_afterwards_by_key(cast: Cast) -> None:
    screen, console = referent(cast), Console(cast.server)
    console.until("velkomst", "open")
    page = screen.page
    for text in ("Vi manglede en nøgle", "Ikke penge", "Sagt i fortrolighed"):
        page.keyboard.type(f'"{text}"')
        page.keyboard.press("Enter")
    page.locator(".answers [data-key]").nth(8).wait_for()
    page.keyboard.press("Escape")  # from the line to the latest question
    page.keyboard.press("m")
    page.keyboard.press("Alt+u")
    page.keyboard.press("Alt+n")
    page.keyboard.type("Met")
    assert console.ask("note", text="Fra en anden imens")["ok"]
    page.get_by_text("Fra en anden imens").wait_for()
    page.keyboard.type("te")
    page.keyboard.press("Enter")
    page.get_by_text("Må bruges med navn").wait_for()
    page.get_by_text("Mette", exact=True).wait_for()
    page.get_by_text("Må bruges uden navn").wait_for()
    page.get_by_text("Må ikke bruges, og").wait_for()
    page.keyboard.type("- og straks videre")
    assert page.locator("#line").input_value() == "- og straks videre", "the line has the focus again"
    cast.check()


def test_a_note_is_moved_mended_taken_away_and_brought_back_on_a_phone(cast: Cast) -> None:
    screen, console = referent(cast, PHONE), Console(cast.server)
    console.until("velkomst", "open")
    page = screen.page
    goes_on(console, screen, "ideer")
    page.keyboard.type("Sagt for lidt siden")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Flyt til forrige punkt, Velkommen: pointe").click()
    eventually(lambda: written(cast) == {"Sagt for lidt siden": "velkomst"})
    page.get_by_role("button", name="Ret: pointe").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("! Sagt af alle")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Slet: aftale").click()
    eventually(lambda: written(cast) == {})
    page.get_by_role("button", name="Fortryd").click()
    eventually(lambda: written(cast) == {"Sagt af alle": "velkomst"})
    cast.check()


def test_a_picture_is_made_smaller_sent_and_described(cast: Cast) -> None:
    screen = referent(cast)
    Console(cast.server).until("velkomst", "open")
    page = screen.page
    data = page.evaluate(
        "() => { const c = document.createElement('canvas'); c.width = 3000; c.height = 1000;"
        " c.getContext('2d').fillRect(0, 0, 99, 99); return c.toDataURL('image/png').split(',')[1]; }"
    )
    picture = {"name": "væg.png", "mimeType": "image/png", "buffer": base64.b64decode(data)}
    page.locator("input[type=file]").set_input_files(picture)  # type: ignore[arg-type]
    page.locator(".mend textarea").wait_for()
    page.keyboard.type("Væggen med alle idéer")
    page.locator(".tick input").check()
    page.locator(".mend textarea").press("Enter")
    page.locator("figcaption", has_text="Væggen med alle idéer").wait_for()
    page.locator("figcaption", has_text="Må vises for alle").wait_for()
    assert page.locator("figure img").evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 2000
    cast.check()
