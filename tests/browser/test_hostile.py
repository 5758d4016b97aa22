"""Hostile and unusual text on every real screen: it stands there as it was written, and does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from facilitator.commands import clean
from tests.browser.conftest import Cast, Screen, Steering
from tests.simulation.phone import Phone, new_id
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess
from tests.test_minutes import AWKWARD

pytestmark = pytest.mark.browser

TEXTS = [clean(text) for text in dict.fromkeys([
    *AWKWARD,
    "<img src=x onerror=\"window.pwned = 1\">", "</script><script>window.pwned = 1</script>", "<!-- <script>", "]]>",
    "'); DROP TABLE contribution; --", "{{7*7}} ${7*7} <%= 7*7 %>", "javascript:window.pwned=1",
    "\" onclick=\"alert(1)",
    "[klik](javascript:window.pwned=1)", "👩‍👩‍👧‍👦 Fælles 🇩🇰 madklub 🥕",
    "مرحبا بكم في القاعة", "ברוכים הבאים", "欢迎大家一起来", "Ласкаво просимо",
    "Skjult \u202evej\u202c rundt", "to\u0000 nuller\u0007", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳",
])]  # fmt: skip
PLAN = """
[event]
title = "<script>window.pwned = 1</script> & 'venner'"
date = 2015-12-10
place = "</title><img src=x onerror='window.pwned = 1'>"
starts = "13.00"
ends = "16.00"
code = "7K4"

[[activity]]
kind = "ideas"
key = "ideer"
title = "<b>Idéer</b>"
prompt = "Hvad nu </script><script>window.pwned = 1</script>?"

[[activity]]
kind = "vote"
key = "stemmer"
title = "{{7*7}}"
"""
THEME = "<i onclick='window.pwned = 1'>Tema</i>"


@pytest.fixture
def cast(browser: Browser, tmp_path: Path) -> Iterator[Cast]:
    folder = tmp_path / "events" / "2015-12-10-insp"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(PLAN, "utf-8")
    with ServerProcess(folder.parent) as server:
        cast = Cast(browser, server)
        yield cast
        cast.close()


def test_what_people_write_stands_as_written_on_every_screen(cast: Cast) -> None:
    server = cast.server
    steering, board, phone = Steering(cast), cast.board(), cast.phone()
    console = Console(server)
    console.until("ideer", "open", "silent")
    ids = {}
    writer = Phone(server.port, "7K4")
    for text in TEXTS:
        ids[writer.put(do="contribute", activity="ideer", text=text)] = text
        assert writer.flush() and not writer.refused, (text, writer.refused)
    plain = cast.phone(java_script_enabled=False)
    console.until("ideer", "open", "review")
    shows_all(steering.screen, TEXTS)
    console.until("ideer", "open", "together")
    more = phone.page.get_by_role("button", name="Vis")
    more.wait_for()
    for _ in TEXTS:
        if not more.count():
            break
        more.click()
        phone.page.wait_for_timeout(100)
    shows_all(phone, TEXTS)
    plain.page.reload()
    shows_all(plain, TEXTS)
    pages_of_board_show_all(console, board, TEXTS)
    console.until("ideer", "open", "gather")
    theme = new_id()
    assert console.ask_raw("command", {"do": "theme", "id": theme, "activity": "ideer", "title": THEME})["ok"]
    for each in ids:
        assert console.ask("place", target=each, theme=theme)["ok"]
    for screen in (board, steering.screen):
        shows_all(screen, [THEME])
    console.until("stemmer", "open")
    shows_all(phone, [*TEXTS, THEME])
    plain.page.reload()
    shows_all(plain, TEXTS)
    console.until("stemmer", "shown")
    minutes = cast.laptop.new_page()
    minutes.set_content(steering.screen.page.request.get(f"{server.here}/7K4/minutes?format=html").text())
    said = minutes.locator("body").text_content() or ""
    assert [text for text in [*TEXTS, THEME] if text not in said] == []
    for page in (board.page, phone.page, steering.screen.page, minutes):
        assert harmless(page)
    assert "<script>window.pwned = 1</script>" in words(phone.page)
    cast.check()


def words(page: Page) -> str:
    """Every word of a page, also those that are not on the screen just now."""
    return page.evaluate("""() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let said = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (!node.parentElement.closest('script, style')) said += node.data;
      return said;
    }""")  # type: ignore[no-any-return]


def shows_all(screen: Screen, texts: list[str]) -> None:
    """Wait until all texts stand on a screen."""
    missing: list[str] = []
    for _ in range(50):
        said = words(screen.page)
        missing = [text for text in texts if text not in said]
        if not missing:
            return
        screen.page.wait_for_timeout(100)
    raise AssertionError(f"not shown as written: {missing}")


def pages_of_board_show_all(console: Console, board: Screen, texts: list[str]) -> None:
    """Turn the board's pages until all texts have been on it."""
    seen = ""
    for page in range(20):
        assert console.ask("screen", page=page)["ok"]
        board.page.wait_for_timeout(400)
        seen += words(board.page)
        if all(text in seen for text in texts):
            return
    assert [text for text in texts if text not in seen] == []


def harmless(page: Page) -> bool:
    """Whether nothing that was written has become part of the page, or run."""
    return bool(page.evaluate("!window.pwned && !document.querySelector('[onerror], [onclick], img[src=x]')"))
