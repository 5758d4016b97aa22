"""The worked example from welcome to minutes, on real screens: three phones, the board and the console."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from facilitator import store
from tests.browser.conftest import ROOM_MADE, Cast, Screen, Steering, eventually, writes

pytestmark = pytest.mark.browser


def votes(phone: Screen, text: str) -> None:
    """Tap an idea in the ballot."""
    phone.page.locator("button.idea", has_text=text).click()


def texts_in_file(folder: Path) -> list[str]:
    return [c.text for c in store.read(folder).contributions.values() if not c.removed]


def test_it_works(example_cast: Cast) -> None:
    cast = example_cast
    folder = cast.server.folder
    steering, board = Steering(cast), cast.board()
    anna, bo = cast.phone(), cast.phone()
    plain = cast.phone(java_script_enabled=False)
    board.wait("7K4")
    steering.until("velkomst", "open")
    anna.page.get_by_role("button", name="Tryk").click()

    steering.until("ideer", "open", "silent")
    for phone, text in ((anna, "Fællesspisning hver måned"), (bo, "Et værktøjsbibliotek i kælderen")):
        phone.page.locator("form.field textarea").wait_for()
        writes(phone, text)
        phone.wait("Modtaget")
    plain.page.reload()
    plain.page.locator("textarea").first.fill("Skrevet helt uden JavaScript")
    plain.page.get_by_role("button", name="Send idéen").click()
    plain.wait("Modtaget")
    assert board.page.get_by_text("Fællesspisning").count() == 0, "silent writing is silent on the board too"
    assert bo.page.get_by_text("Fællesspisning").count() == 0

    steering.until("ideer", "open", "together")
    for screen in (bo, board):
        screen.wait("Fællesspisning hver måned")
        screen.wait("Skrevet helt uden JavaScript")

    steering.until("stemmer", "open")
    latecomer = cast.phone()
    for phone in (anna, bo, latecomer):
        phone.page.locator("button.idea").first.wait_for()
        votes(phone, "Fællesspisning hver måned")
        phone.wait("Dine stemmer er modtaget")
    plain.page.reload()
    plain.page.locator("button.idea", has_text="værktøjsbibliotek").click()
    plain.wait("Dine stemmer er modtaget")
    eventually(lambda: steering.screen.rows()["progress"]["voted"] == 4)
    assert anna.page.get_by_text("3 af").count() == 0, "nobody sees a figure while the vote is open"

    steering.until("stemmer", "shown")
    board.wait("Fællesspisning hver måned")
    steering.until("naeste-skridt", "open", "write")
    while steering.screen.rows()["event"]["stage"] == "open":
        steering.next()
    anna.wait("Tak for i dag")

    minutes = json.loads(steering.screen.page.request.get(f"{cast.server.here}/7K4/minutes?format=json").text())
    said = json.dumps(minutes, ensure_ascii=False)
    for text in texts_in_file(folder):
        assert text in said
    for name in ("md", "html"):
        body = steering.screen.page.request.get(f"{cast.server.here}/7K4/minutes?format={name}").text()
        assert all(text in body for text in texts_in_file(folder)), name
    assert sorted(row.value for row in store.read(folder).rows["mark"].values() if row.target != "dot") == [True] * 4
    cast.check()


@pytest.mark.waits
def test_a_phone_whose_sockets_are_blocked_takes_part_all_the_same(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("ideer", "open", "silent")
    context_phone = cast.phone()
    blocked = context_phone.page.context.new_page()
    blocked.route_web_socket("**/*", lambda socket: socket.close())
    blocked.goto(context_phone.url)
    context_phone.page.close()
    blocked.locator("form.field textarea").wait_for()
    blocked.locator("form.field textarea").first.fill("Sendt uden WebSocket")
    blocked.locator(ROOM_MADE).wait_for()
    blocked.get_by_role("button", name="Send idéen").first.click()
    blocked.get_by_text("Modtaget").first.wait_for(timeout=20_000)
    assert texts_in_file(cast.server.folder) == ["Sendt uden WebSocket"]
    steering.bring("ideer", "open", "review")
    blocked.get_by_text("Kig op").first.wait_for(timeout=20_000)


@pytest.mark.waits
def test_an_idea_sent_into_a_lost_network_arrives_once(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("ideer", "open", "silent")
    phone = cast.phone()
    phone.page.locator("form.field textarea").wait_for()
    phone.context.set_offline(True)
    writes(phone, "Skrevet i en elevator")
    phone.wait("Ligger på din telefon")
    time.sleep(10)
    phone.context.set_offline(False)
    phone.page.locator(".state", has_text="Modtaget").wait_for(timeout=20_000)
    assert texts_in_file(cast.server.folder) == ["Skrevet i en elevator"]
    assert phone.page.locator(".own .card").count() == 1


def test_what_waits_on_the_phone_survives_a_reload_and_a_killed_server(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("ideer", "open", "silent")
    phone = cast.phone()
    phone.page.locator("form.field textarea").wait_for()
    cast.server.kill()
    writes(phone, "Skrevet mens laptoppen var død")
    phone.wait("Ligger på din telefon")
    cast.server.start()
    phone.page.reload()
    phone.page.locator(".state", has_text="Modtaget").wait_for(timeout=20_000)
    assert texts_in_file(cast.server.folder) == ["Skrevet mens laptoppen var død"]


def test_two_tabs_of_one_person_agree(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("ideer", "open", "silent")
    first = cast.phone()
    first.page.locator("form.field textarea").wait_for()
    second = cast.second_tab(first)
    writes(first, "Skrevet i den ene fane")
    second.wait("Skrevet i den ene fane")
    second.page.get_by_role("button", name="Tag tilbage").first.click()
    first.page.locator(".own .card").wait_for(state="detached", timeout=10_000)
    writes(first, "Det eneste, der bliver")
    second.wait("Det eneste, der bliver")
    steering.bring("stemmer", "open")
    votes(first, "Det eneste, der bliver")
    second.page.locator('button.idea[aria-pressed="true"]').wait_for()
    assert len(texts_in_file(cast.server.folder)) == 1


def test_a_half_written_idea_survives_a_reload_and_the_end_of_the_round(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("ideer", "open", "silent")
    phone = cast.phone()
    area = phone.page.locator("form.field textarea").first
    area.wait_for()
    area.fill("Kun halvt fær")
    phone.page.reload()
    eventually(lambda: phone.page.locator("form.field textarea").first.input_value() == "Kun halvt fær")
    steering.bring("ideer", "open", "review")
    phone.page.get_by_role("button", name="Send den").first.or_(
        phone.page.get_by_role("button", name="Send")
    ).first.click()
    eventually(lambda: texts_in_file(cast.server.folder) == ["Kun halvt fær"])


def test_another_phone_comes_back_as_the_same_person(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("ideer", "open", "silent")
    old = cast.phone()
    old.page.locator("form.field textarea").wait_for()
    writes(old, "Skrevet på den gamle telefon")
    old.wait("Modtaget")
    code = next(iter(store.read(cast.server.folder).participants.values())).return_code
    new = cast.phone()
    open_sheet(new.page, "Skift telefon")
    new.page.locator("dialog form input").fill(code)
    new.page.locator("dialog form button[type=submit]").click()
    new.page.keyboard.press("Escape")
    new.wait("Skrevet på den gamle telefon")


def open_sheet(page: Page, name: str) -> None:
    page.get_by_role("button", name="Mere").click()
    page.locator("dialog .row", has_text=name).first.click()
