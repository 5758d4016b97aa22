"""The plan's editor in a browser: from nothing to a programme, by keyboard and by mouse, while the file changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from facilitator import plan as plans
from facilitator.activities import SPECS
from tests.browser.conftest import Cast, Screen, eventually
from tests.conftest import SMALL_PLAN

pytestmark = pytest.mark.browser

LEAVING = "!dispatchEvent(new Event('beforeunload', {cancelable: true}))"
NAME = "2015-12-10-insp"


@pytest.fixture
def home(cast: Cast) -> Screen:
    """The organiser's home."""
    return cast._screen(cast.laptop, cast.server.links["organise"])


def editor(home: Screen, name: str = NAME) -> Page:
    """The editor of an event."""
    home.page.goto(f"{home.url.partition('/t/')[0]}/organise/{name}/plan")
    home.page.get_by_role("button", name="Gem").wait_for()
    return home.page


def order(page: Page) -> list[str]:
    """The programme as it is listed."""
    return page.locator(".row .name b").all_inner_texts()


def saved(page: Page) -> None:
    """Save, and see it said."""
    page.keyboard.press("Control+s")
    expect(page.locator(".kept")).to_contain_text("Gemt i plan.toml")


def test_it_works(cast: Cast, home: Screen) -> None:
    page = home.page
    page.get_by_role("link", name="Nyt møde").click()
    page.get_by_role("radio", name="1-2-4-Alle").check()
    page.get_by_label("Titel").fill("Hvem har nøglen?")
    page.get_by_label("Sted", exact=True).fill("Maskinhallen")
    page.get_by_label("Dato").fill("2027-01-14")
    page.get_by_role("button", name="Lav mødet").click()
    page.get_by_role("button", name="Gem").wait_for()
    assert order(page)[:2] == ["Velkommen", "1: Alene"]
    page.get_by_role("button", name="1: Alene").and_(page.locator(".name")).click()
    page.get_by_label("Spørgsmål", exact=True).fill("Hvad er der bag døren?")
    page.get_by_label("Minutter", exact=True).fill("3")
    assert page.locator(".row .at").all_inner_texts()[:4] == ["13.00", "13.03", "13.06", "13.08"], "the rest follows"
    expect(page.locator(".checks-pane")).to_contain_text("Slutter kl. 13.22, 2 minutter for sent.")
    page.get_by_role("button", name="Tilføj").click()
    page.get_by_role("button", name="Pause 15 min.").click()
    page.keyboard.type("Kaffe")
    saved(page)
    plan = plans.read(cast.server.events / "2027-01-14-maskinhallen" / "plan.toml", SPECS)
    found = {one.key: one for one in plan.activities}
    assert (found["alene"].prompt, found["alene"].minutes) == ("Hvad er der bag døren?", 3)
    assert [one.title for one in plan.activities][:3] == ["Velkommen", "1: Alene", "Kaffe"]
    home.check()


def test_the_programme_is_moved_by_keys_and_by_mouse_and_taken_back(cast: Cast, home: Screen) -> None:
    page = editor(home)
    before = order(page)
    page.get_by_role("button", name="Flyt Pause").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert order(page) == [*before[:2], "Pause", *before[2:4]]
    expect(page.get_by_role("button", name="Flyt Pause")).to_be_focused()
    drag(page, page.locator(".grip").first, page.locator(".row").nth(3))
    assert order(page) == [before[1], "Pause", before[2], before[0], before[3]]
    page.get_by_role("button", name="Slet", exact=True).click()
    assert len(order(page)) == 4
    for _ in range(4):
        page.get_by_role("button", name="Fortryd").first.click()
    assert order(page) == before
    page.get_by_role("button", name="Gentag").click()
    saved(page)
    file = cast.server.folder / "plan.toml"
    assert [one.key for one in plans.read(file, SPECS).activities][3:] == ["pause", "samtale"]
    home.check()


def drag(page: Page, source: Any, target: Any) -> None:
    """Carry something to just below something else, as a hand does."""
    start, end = source.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(start["x"] + 20, start["y"] + 20 + (end["y"] + end["height"] - 4 - start["y"] - 20) * step / 5)
    page.mouse.up()


def test_what_cannot_be_saved_says_where_and_nothing_typed_is_lost(cast: Cast, home: Screen) -> None:
    page = editor(home)
    page.get_by_role("button", name="Idérunde").and_(page.locator(".name")).click()
    page.get_by_label("Spørgsmål", exact=True).fill("Hvad? " * 30)
    expect(page.locator("#f-prompt-said")).to_contain_text("tegn er for langt til tavlen")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("alert")).to_contain_text("Planen er ikke gemt. Ét felt skal rettes først.")
    page.get_by_role("alert").get_by_role("button", name="Gå til").click()
    expect(page.locator("#f-prompt")).to_be_focused()
    assert (cast.server.folder / "plan.toml").read_text("utf-8") == SMALL_PLAN
    assert page.evaluate(LEAVING), "leaving now would ask first"
    page.get_by_label("Kort udgave til tavlen").fill("Hvad?")
    saved(page)
    assert not page.evaluate(LEAVING)
    home.check()


def test_an_edit_by_hand_is_taken_in_or_asked_about(cast: Cast, home: Screen) -> None:
    page = editor(home)
    file = cast.server.folder / "plan.toml"
    write(file, SMALL_PLAN.replace('title = "Pause"', 'title = "Kaffe"'))
    expect(page.get_by_role("alert")).to_contain_text("Planen blev ændret i filen.")
    assert "Kaffe" in order(page)
    page.get_by_role("button", name="Velkommen").and_(page.locator(".name")).click()
    page.get_by_label("Navn i programmet").fill("Kom ind")
    write(file, file.read_text("utf-8").replace('title = "Samtale"', 'title = "Snak"'))
    expect(page.get_by_role("alert")).to_contain_text("Intet er overskrevet.")
    page.get_by_role("button", name="Læg mine rettelser oveni").click()
    assert {"Kom ind", "Snak", "Kaffe"} <= set(order(page))
    saved(page)
    assert {"Kom ind", "Snak", "Kaffe"} <= {one.title for one in plans.read(file, SPECS).activities}
    home.check()


def write(file: Path, text: str) -> None:
    """Edit by hand."""
    file.write_text(text, encoding="utf-8")


def test_a_plan_that_changed_can_be_fetched_on_the_console(cast: Cast, home: Screen) -> None:
    console = cast.console()
    console.page.locator("#next").click()
    eventually(lambda: console.rows()["event"]["stage"] == "open")
    page = editor(home)
    expect(page.get_by_role("alert")).to_contain_text("Programmet ændres nu i konsollen.")
    page.get_by_role("button", name="Pause").and_(page.locator(".name")).click()
    page.get_by_label("Navn i programmet").fill("Kaffe")
    saved(page)
    console.page.get_by_text("Hent det ene punkt, der ikke er begyndt?").first.wait_for()
    console.page.get_by_role("button", name="Hent", exact=True).click()
    eventually(lambda: console.rows()["a:pause"]["title"] == "Kaffe")
    console.page.get_by_text("Programmet følger planen igen.").first.wait_for()
    cast.check()
