"""Cards of paper, typed in by keyboard alone, and votes counted by hand: what a room without phones runs on."""

from __future__ import annotations

import json
import os
import re
import signal
import urllib.request
from typing import Any

import pytest

from tests.browser.conftest import Cast, Screen, Steering, eventually, writes

pytestmark = pytest.mark.browser

KEY = 20
"""ms from key to key: quick, so that the suite is; a person's pace is reckoned below."""
A_MINUTE = 180
"""Characters a minute that somebody types who copies handwriting."""
CARDS = [
    "Kaffe ved døren, så man har noget i hånden", "En bænk i solen", "Fælles spisning den første torsdag",
    "Lad de unge have nøglen", "Mindre snak, mere suppe", "Et kort over de tomme huse", "Cykelværksted i porten",
    "Skriv referatet, så også naboen forstår det", "Åbent lørdag formiddag", "Spørg dem, der ikke kom",
]  # fmt: skip


def keys_for(card: str) -> int:
    """How many keys a card takes: its characters, a shift for each capital, and Enter."""
    return len(card) + sum(letter.isupper() for letter in card) + 1


def minutes(cast: Cast, name: str) -> str:
    """Read the minutes as the console downloads them."""
    address = f"{cast.server.here}/7K4/minutes?format={name}"
    asked = urllib.request.Request(address, headers={"Cookie": cast.server.key})
    with urllib.request.urlopen(asked) as answer:
        text: str = answer.read().decode()
    return text


def cards(screen: Screen) -> dict[str, int]:
    """The paper cards that the server would show the console: text -> number."""
    rows = screen.rows().values()
    return {row["text"]: row["number"] for row in rows if row.get("channel") == "paper"}


@pytest.mark.long
def test_ten_cards_go_in_by_keyboard_in_under_two_minutes(cast: Cast) -> None:
    assert 1 + sum(keys_for(card) for card in CARDS) < 2 * A_MINUTE
    steering = Steering(cast)
    console, board = steering.screen, cast.board()
    steering.bring("ideer", "open", "together")
    page = console.page
    page.bring_to_front()
    page.locator("#main").focus()
    page.locator("#paper").wait_for()
    page.keyboard.press("p")
    for card in CARDS:
        page.keyboard.type(card, delay=KEY)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "paper", "the field keeps the focus"
        assert page.evaluate("document.activeElement.value") == "", "and is ready at once"
    there = eventually(lambda: len(cards(console)) == len(CARDS) and cards(console))
    assert set(there) == set(CARDS)
    assert sorted(there.values()) == list(range(1, 11))
    last = there[CARDS[-1]]
    eventually(lambda: page.locator(".paper-said").text_content() == f"Modtaget, nr. {last}.")
    assert page.evaluate("document.activeElement.id") == "paper"
    on_board: set[str] = set()
    board.page.bring_to_front()
    for _ in range(2):
        eventually(lambda: board.page.locator(".card").count() in (4, 6))
        for card in board.page.locator(".card").all():
            on_board.add(re.sub(r"\s+", " ", card.inner_text()).strip())
        board.page.keyboard.press("ArrowDown")
        board.page.wait_for_timeout(300)
    assert on_board == {f"Nr. {number} {text}" for text, number in there.items()}
    told: Any = json.loads(minutes(cast, "json"))
    (round_,) = [item for item in told["programme"] if item["kind"] == "ideas"]
    assert {idea["text"]: idea["number"] for idea in round_["ideas"]} == there
    assert all(idea["paper"] for idea in round_["ideas"])
    cast.check()


def test_a_card_that_is_refused_is_not_lost_and_none_is_there_twice(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("ideer", "open", "together")
    page = steering.screen.page
    page.bring_to_front()
    field = page.locator("#paper")
    field.fill("x" * 281)
    field.press("Enter")
    eventually(lambda: field.input_value() == "x" * 281)
    field.fill("Fællesspisning")
    field.press("Enter")
    field.fill("Fællesspisning")
    field.press("Enter")
    eventually(lambda: field.input_value() == "" and len(steering.screen.rows()) and _given(steering.screen) == 2)
    cast.check()


def _given(screen: Screen) -> int:
    return sum(row.get("channel") == "paper" for row in screen.rows().values())


def test_hands_are_counted_by_keyboard_number_and_hands(cast: Cast) -> None:
    steering = Steering(cast)
    page = steering.screen.page
    steering.bring("ideer", "open", "silent")
    page.bring_to_front()
    page.locator("#main").focus()
    page.locator("#paper").wait_for()
    page.keyboard.press("p")
    for card in CARDS[:5]:
        page.keyboard.type(card)
        page.keyboard.press("Enter")
    eventually(lambda: len(cards(steering.screen)) == 5)
    steering.bring("stemmer", "open")
    page.locator("#main").focus()
    page.locator(".hands-open").wait_for()
    page.keyboard.press("o")
    page.locator("#hands-find:focus").wait_for()
    for number, hands in ((3, "12"), (1, "4"), (3, "11")):
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
        page.keyboard.type(hands)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "hands-find"
    number_of = {number: text for text, number in cards(steering.screen).items()}

    def counted() -> dict[str, int]:
        rows = steering.screen.rows()
        return {rows[f"c:{id}"]["text"]: n for id, n in rows.get("h:stemmer", {"hands": {}})["hands"].items()}

    eventually(lambda: counted() == {number_of[3]: 11, number_of[1]: 4})
    fewer = page.get_by_role("button", name="En hånd færre til nr. 1", exact=True)
    fewer.click()
    fewer.click()
    eventually(lambda: counted()[number_of[1]] == 2)
    page.keyboard.press("Escape")
    page.locator(".hands").wait_for(state="detached")
    cast.check()


def test_what_is_being_typed_stays_while_the_laptop_is_slow(cast: Cast) -> None:
    steering = Steering(cast)
    page = steering.screen.page
    steering.bring("ideer", "open", "silent")
    page.locator("#paper").fill("Suppe")
    page.locator("#paper").press("Enter")
    eventually(lambda: len(cards(steering.screen)) == 1)
    steering.bring("stemmer", "open")
    page.locator("#main").focus()
    page.locator(".hands-open").wait_for()
    page.keyboard.press("o")
    page.locator("#hands-find:focus").wait_for()
    pid = cast.server.pid
    os.kill(pid, signal.SIGSTOP)
    try:
        for keys in ("1", "12", "1"):
            page.keyboard.type(keys)
            page.keyboard.press("Enter")
        page.keyboard.type("1")
        page.wait_for_timeout(1200)  # the console is drawn each second
        page.keyboard.type("1")
        assert page.evaluate("document.activeElement.value") == "11"
        page.keyboard.press("Enter")
    finally:
        os.kill(pid, signal.SIGCONT)
    eventually(lambda: steering.screen.rows()["progress"]["hands"] == 11)
    cast.check()


def test_a_board_without_phones_shows_no_way_in_and_a_vote_by_hand_runs_to_its_end(cast: Cast) -> None:
    steering = Steering(cast)
    console, board, phone = steering.screen, cast.board(), cast.phone()
    page = console.page

    def shown() -> str:
        return str(board.page.inner_text("#board"))

    eventually(lambda: "/7K4" in shown())
    page.bring_to_front()
    page.get_by_role("button", name="Mere", exact=True).click()
    page.get_by_role("button", name="Kør uden telefoner").click()
    page.keyboard.press("Escape")
    for place in (
        ("velkomst", "open"),
        ("ideer", "open", "silent"),
        ("ideer", "open", "together"),
        ("stemmer", "open"),
    ):
        steering.bring(*place)
        if place == ("ideer", "open", "silent"):
            page.locator("#paper").fill("Suppe")
            page.locator("#paper").press("Enter")
            writes(phone, "Jeg kom igennem")
            eventually(lambda: len([r for r in console.rows().values() if r.get("standing") == "shown"]) == 2)
        board.page.bring_to_front()
        board.page.wait_for_timeout(400)
        assert "/7K4" not in shown() and board.page.locator(".qr").count() == 0, place
        assert "har skrevet" not in shown() and "er med" not in shown(), place
    assert "Ræk hånden op" in shown()
    page.bring_to_front()
    assert page.locator(".hands").count() == 1, "what there is to do is folded out"
    number = cards(console)["Suppe"]
    page.locator("#hands-find").fill(str(number))
    page.locator("#hands-find").press("Enter")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    eventually(lambda: console.rows()["progress"]["hands"] == 9)
    steering.bring("stemmer", "shown")
    eventually(lambda: "mindst 9 med hånden" in shown())
    assert "Suppe" in shown() and "/7K4" not in shown()
    page.bring_to_front()
    page.get_by_role("button", name="Mere", exact=True).click()
    page.get_by_role("button", name="Brug telefonerne igen").click()
    eventually(lambda: "/7K4" in shown())
    cast.check()
