"""What was written on a phone arrives once, whatever becomes of the page, its storage, the line or the laptop."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from facilitator import opening, store
from tests.browser.conftest import Cast, Screen, eventually, writes
from tests.browser.test_journey import open_sheet, texts_in_file
from tests.conftest import SMALL_PLAN, event_in
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.browser

FILL = """(left) => {
  let size = 1 << 22, n = 0;
  while (size >= 1) { try { localStorage.setItem(`filled:${n++}`, 'x'.repeat(size)); } catch { size >>= 1; } }
}"""
EMPTY = """() => Object.keys(localStorage).filter((key) => key.startsWith('filled:'))
  .forEach((key) => localStorage.removeItem(key))"""
FORBIDDEN = """Object.defineProperty(window, 'localStorage',
  {get() { throw new DOMException('no', 'SecurityError'); }})"""
NOT_KEPT = "Telefonen kan ikke gemme noget nu"
LIES = "Ligger på din telefon"


@pytest.fixture(scope="module")
def writing(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """A meeting where everybody writes; what one test leaves there is nothing to the others."""
    folder = event_in(tmp_path_factory.mktemp("outbox"), SMALL_PLAN)
    with ServerProcess(folder.parent) as server:
        Console(server).until("ideer", "open", "silent")
        cast = Cast(browser, server)
        yield cast
        cast.check()
        cast.close()


def ready(cast: Cast, **options: Any) -> Screen:
    """A phone on which one can write."""
    phone = cast.phone(**options)
    phone.page.locator("form.field textarea").wait_for()
    return phone


def received(phone: Screen, text: str) -> None:
    phone.page.locator(".own .card", has_text=text).locator(".state", has_text="Modtaget").wait_for(timeout=20_000)


def arrived_once(cast: Cast, *texts: str) -> None:
    eventually(lambda: set(texts) <= set(texts_in_file(cast.server.folder)))
    assert all(texts_in_file(cast.server.folder).count(text) == 1 for text in texts)


def comes_from_a_new_page(cast: Cast, phone: Screen, text: str) -> None:
    """Close the page, open another with a line: what waited is sent from there."""
    phone.page.close()
    phone.context.set_offline(False)
    received(cast.second_tab(phone), text)
    arrived_once(cast, text)


def test_it_works(writing: Cast) -> None:
    phone = ready(writing)
    writes(phone, "Skrevet på en god dag")
    received(phone, "Skrevet på en god dag")
    arrived_once(writing, "Skrevet på en god dag")


def test_a_page_that_is_reloaded_while_it_sends(writing: Cast) -> None:
    phone = ready(writing)
    os.kill(writing.server.pid, signal.SIGSTOP)  # it hears, and does not answer
    try:
        writes(phone, "Sendt og genindlæst")
        phone.page.locator(".own .card").wait_for()
        phone.page.evaluate("() => { setTimeout(() => location.reload(), 50); }")
        phone.page.wait_for_timeout(400)
    finally:
        os.kill(writing.server.pid, signal.SIGCONT)
    received(phone, "Sendt og genindlæst")
    arrived_once(writing, "Sendt og genindlæst")


def test_a_page_that_is_closed_while_it_waits(writing: Cast) -> None:
    phone = ready(writing)
    phone.context.set_offline(True)
    writes(phone, "Lukket ned i lommen")
    phone.wait(LIES)
    comes_from_a_new_page(writing, phone, "Lukket ned i lommen")


def test_a_phone_that_sleeps_with_something_unsent_and_wakes(writing: Cast) -> None:
    phone = ready(writing)
    sleep = phone.context.new_cdp_session(phone.page)
    phone.context.set_offline(True)
    writes(phone, "Skrevet før den sov")
    phone.wait(LIES)
    sleep.send("Page.setWebLifecycleState", {"state": "frozen"})
    phone.context.set_offline(False)
    other = ready(writing)
    writes(other, "Skrevet imens")
    received(other, "Skrevet imens")
    sleep.send("Page.setWebLifecycleState", {"state": "active"})
    received(phone, "Skrevet før den sov")
    arrived_once(writing, "Skrevet før den sov", "Skrevet imens")


def test_a_phone_whose_storage_is_full(writing: Cast) -> None:
    phone = ready(writing)
    phone.state(FILL)
    phone.context.set_offline(True)
    writes(phone, "Der var ikke plads")
    phone.page.locator(".own .card", has_text="Der var ikke plads").wait_for()
    assert phone.state("() => !JSON.stringify(Object.values(localStorage)).includes('Der var ikke plads')")
    phone.context.set_offline(False)
    received(phone, "Der var ikke plads")
    arrived_once(writing, "Der var ikke plads")
    phone.context.set_offline(True)
    writes(phone, "Heller ikke til den her")
    phone.page.locator(".own .card", has_text="Heller ikke til den her").wait_for()
    phone.state(EMPTY)
    eventually(lambda: "Heller ikke" in phone.state("JSON.stringify(Object.values(localStorage))"))
    comes_from_a_new_page(writing, phone, "Heller ikke til den her")


def test_a_phone_that_may_store_nothing_says_so_and_sends_all_the_same(writing: Cast) -> None:
    phone = ready(writing)
    phone.context.add_init_script(FORBIDDEN)
    phone.page.reload()
    phone.page.locator("form.field textarea").wait_for()
    assert not phone.page.get_by_text(NOT_KEPT).count(), "there is nothing yet that could be lost"
    writes(phone, "Uden noget at gemme på")
    received(phone, "Uden noget at gemme på")
    os.kill(writing.server.pid, signal.SIGSTOP)
    try:
        writes(phone, "Kun i hovedet")
        phone.wait(NOT_KEPT)
    finally:
        os.kill(writing.server.pid, signal.SIGCONT)
    received(phone, "Kun i hovedet")
    phone.page.get_by_text(NOT_KEPT).wait_for(state="detached")
    arrived_once(writing, "Uden noget at gemme på", "Kun i hovedet")


def test_two_tabs_that_both_wait_and_one_that_is_closed(writing: Cast) -> None:
    first = ready(writing)
    second = writing.second_tab(first)
    second.page.locator("form.field textarea").wait_for()
    first.context.set_offline(True)
    writes(first, "Fra den første fane")
    first.page.locator(".own .card", has_text="Fra den første fane").wait_for()
    writes(second, "Fra den anden fane")
    second.page.locator(".own .card", has_text="Fra den anden fane").wait_for()
    first.page.close()
    second.context.set_offline(False)
    for text in ("Fra den første fane", "Fra den anden fane"):
        received(second, text)
    arrived_once(writing, "Fra den første fane", "Fra den anden fane")


def test_what_waits_on_the_old_phone_comes_when_the_person_has_a_new_one(writing: Cast) -> None:
    old = ready(writing)
    writes(old, "Det første")
    received(old, "Det første")
    mine = next(c for c in store.read(writing.server.folder).contributions.values() if c.text == "Det første")
    old.context.set_offline(True)
    writes(old, "Det sidste på den gamle")
    old.wait(LIES)
    new = ready(writing)
    open_sheet(new.page, "Skift telefon")
    code = store.read(writing.server.folder).participants[mine.participant].return_code
    new.page.locator("dialog form input").fill(code)
    new.page.locator("dialog form button[type=submit]").click()
    new.page.keyboard.press("Escape")
    new.wait("Det første")
    old.context.set_offline(False)
    received(old, "Det sidste på den gamle")
    received(new, "Det sidste på den gamle")
    arrived_once(writing, "Det første", "Det sidste på den gamle")


def test_what_a_restored_copy_lacks_is_offered_again(cast: Cast) -> None:
    server = cast.server
    Console(server).until("ideer", "open", "silent")
    phone = ready(cast)
    writes(phone, "Før kopien")
    received(phone, "Før kopien")
    server.stop()
    copy = server.events.parent / "copy.db"
    shutil.copy(server.folder / "event.db", copy)
    server.start()
    writes(phone, "Efter kopien")
    received(phone, "Efter kopien")
    server.stop()
    opening.restore(server.folder, copy)
    assert texts_in_file(server.folder) == ["Før kopien"]
    server.start()
    arrived_once(cast, "Før kopien", "Efter kopien")
    received(phone, "Efter kopien")
    phone.page.reload()
    assert phone.page.locator(".own .card").count() == 2
    cast.check()


def test_a_laptop_that_is_gone_for_long_is_said_calmly_and_what_to_do(cast: Cast) -> None:
    Console(cast.server).until("ideer", "open", "silent")
    phone = cast.phone()
    phone.page.clock.install()
    phone.page.reload()
    phone.page.locator("form.field textarea").wait_for()
    cast.server.kill()
    writes(phone, "Skrevet til en død laptop")
    phone.page.clock.run_for(8_000)
    phone.wait("Ingen forbindelse til computeren her i huset.")
    phone.page.clock.run_for(30_000)
    phone.wait("svarer stadig ikke")
    phone.page.get_by_role("button", name="Driller det?").click()
    phone.wait("Slå mobildata og VPN fra.")
    phone.page.keyboard.press("Escape")
    cast.server.start()
    for _ in range(20):
        phone.page.clock.run_for(2_000)
        phone.page.wait_for_timeout(100)
        if texts_in_file(cast.server.folder):
            break
    phone.page.get_by_text("svarer stadig ikke").wait_for(state="detached")
    arrived_once(cast, "Skrevet til en død laptop")
