#!/usr/bin/env python3
"""Take the pictures in docs/pictures: the worked example, printed, and run from welcome to thanks, on every screen.

    python tools/pictures.py [folder]
    python tools/pictures.py minutes [folder]     only the pages of the minutes

It needs Chromium, poppler, and for Word's page LibreOffice. The ideas are the examples of the worked example; nobody
wrote them.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from facilitator import minutes, printing  # noqa: E402
from facilitator.clock import Clock  # noqa: E402
from facilitator.opening import open_event  # noqa: E402
from tests.browser.conftest import BEAMER, FLAGS, LAPTOP, PHONE, SMALL_PHONE, Cast, Screen, chromium  # noqa: E402
from tests.browser.test_views import Walk, note, speaker  # noqa: E402
from tests.conftest import EXAMPLE  # noqa: E402
from tests.simulation.room import Console  # noqa: E402
from tests.simulation.server import ServerProcess  # noqa: E402
from tests.test_minutes import NOW, a_whole_round  # noqa: E402

LOW = {"width": 1280, "height": 600}
EVERYWHERE = {"welcome", "silent", "together", "gather", "vote", "shown"}
"""The places that are taken at every size; the others at each screen's first."""
NAMES = {"welcome": "join", "silent": "write", "together": "cards", "shown": "reveal"}
UNFOLDED = {"conversation": ("time", "t"), "silent": ("new", "y"), "vote": ("hands", "o")}
"""What the console folds out at a place: the picture's name, and the key."""
DOTS_PER_INCH = 72
"""Of what is printed."""
BEAT = 6
"""Seconds until the board has said who voted, and shows for what."""
DRAFT = "Vi spiser sammen hver første mandag. Alle tager en ret med"


def main(folder: Path) -> None:
    """Walk through the meeting, and take every picture."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print_papers(folder)
    minutes_pages(folder)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        events = Path(temporary) / "events"
        shutil.copytree(EXAMPLE, events / EXAMPLE.name, ignore=shutil.ignore_patterns("event.db*", ".lock", "minutes"))
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with ServerProcess(events, "--address", "192.168.8.10", port=a_port()) as server:
            cast = Cast(browser, server)
            before(cast, folder)
            screens = the_screens(cast)
            rehearse(server, screens, folder)
            walk = Walk(server)
            for place in walk.places():
                walk.console.listen(BEAT if place == "shown" else 1.2)
                prepare(place, screens)
                for name, (screen, first) in screens.items():
                    if first or place in EVERYWHERE:
                        kind, _, size = name.partition(" ")
                        screen.page.screenshot(path=folder / f"{kind}-{NAMES.get(place, place)}-{size}.png")
                if place == "planned":
                    ready(screens, folder)
                if place == "together":
                    unfold(screens["console 1440"][0], "single", "e", folder)
                if place in UNFOLDED:
                    unfold(screens["console 1440"][0], *UNFOLDED[place], folder)
                if place == "shown":
                    those_who_write(cast, walk, folder)
            cast.close()
        browser.close()


def those_who_write(cast: Cast, walk: Walk, folder: Path) -> None:
    """Take the referent's page with invented notes and one being written, and the page of an invented speaker."""
    note(walk.console)
    page = cast._screen(cast.laptop, f"{cast.server.here}/{walk.console.code}/referent").page
    for name, size in (("1440", LAPTOP), ("390", PHONE)):
        page.set_viewport_size(size)
        page.locator("#line").fill("+ Den nye skal mødes af et menneske, ikke af en brochure #1")
        page.wait_for_timeout(600)
        page.screenshot(path=folder / f"referent-{name}.png")
    speaker(cast, walk.console, "stemmer").page.screenshot(path=folder / "speaker-390.png")


def print_papers(folder: Path) -> None:
    """Take the first page of every paper."""
    order = printing.order(EXAMPLE, "192.168.8.10")
    for paper in printing.PAPERS:
        (folder / f"print-{paper}.png").write_bytes(printing.picture(paper, order, DOTS_PER_INCH))


def minutes_pages(folder: Path) -> None:
    """Take the first pages of the minutes and of the opsamling after a whole round, and the screens around them."""
    with tempfile.TemporaryDirectory() as temporary:
        event = Path(temporary) / "events" / EXAMPLE.name
        shutil.copytree(EXAMPLE, event, ignore=shutil.ignore_patterns("event.db*", ".lock", "minutes"))
        opened = open_event(event, Clock())
        a_whole_round(opened.meeting)
        for paper, pages in (("minutes", 2), ("summary", 1)):
            pdf = Path(temporary) / f"{paper}.pdf"
            version = minutes.Version(paper)
            pdf.write_bytes(minutes.render(opened.meeting.state, "pdf", NOW, version, event))
            look = ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-l", str(pages), str(pdf), str(folder / paper)]
            subprocess.run(look, check=True)
        word = Path(temporary) / "minutes.docx"
        word.write_bytes(minutes.render(opened.meeting.state, "docx", NOW, None, event))
        opened.close()
        if shutil.which("soffice"):
            profile = f"-env:UserInstallation=file://{temporary}/profile"
            made = Path(temporary) / "word"
            told = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(made), str(word)]
            subprocess.run(told, check=True, capture_output=True)
            look = ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-l", "1", "-singlefile", str(made / "minutes.pdf")]
            subprocess.run([*look, str(folder / "minutes-word")], check=True)
        minutes_screens(event.parent, folder)


def minutes_screens(events: Path, folder: Path) -> None:
    """Take the page where the minutes are mended, and what console and phone say of them when the meeting is over."""
    with ServerProcess(events, "--address", "192.168.8.10", port=a_port()) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        cast = Cast(browser, server)
        console, phone = cast.console(LAPTOP), cast.phone(PHONE)
        console.wait("Det hele ligger", 60)
        console.page.screenshot(path=folder / "console-ended-1440.png")
        phone.page.screenshot(path=folder / "phone-ended-390.png")
        screen = cast._screen(cast.laptop, f"{server.here}/{server.event['code']}/minutes/edit")
        for name, size in (("1440", LAPTOP), ("1280", LOW), ("390", PHONE)):
            screen.page.set_viewport_size(size)
            screen.page.wait_for_timeout(800)
            screen.page.screenshot(path=folder / f"minutes-edit-{name}.png")
        cast.close()
        browser.close()


def ready(screens: dict[str, tuple[Screen, bool]], folder: Path) -> None:
    """Take *Klar til salen* in the middle: some of it ticked, the test for the last row on the board."""
    for name in ("console 1440", "console 1280"):
        page = screens[name][0].page
        page.bring_to_front()
        for tick in ("sleep", "quiet", "cards", "copy"):
            wanted = page.locator(f'[data-focus="ready-{tick}-tick"]')
            if wanted.count():
                wanted.click()
        if name == "console 1440":
            page.locator('[data-focus="ready-legible-try_lines"]').click()
        page.wait_for_timeout(800)
        page.screenshot(path=folder / f"console-ready-{name[-4:]}.png")
    screens["board 1920"][0].page.screenshot(path=folder / "board-legible-1920.png")
    screens["console 1440"][0].page.locator('[data-focus="ready-legible-readable"]').click()


def before(cast: Cast, folder: Path) -> None:
    """Take the pages for the time before a meeting."""
    screen = cast._screen(cast.browser.new_context(viewport=LAPTOP, locale="da-DK"), cast.server.links["organise"])
    plan = f"{cast.server.here}/organise/{EXAMPLE.name}/plan"
    for name, url, press in (
        ("home", f"{cast.server.here}/organise", ""), ("new", f"{cast.server.here}/organise/new", ""),
        ("plan-about", plan, ".about-row"), ("plan-add", plan, "[data-focus=add]"),
        ("plan-item", plan, ".row:nth-child(7) .name"),
    ):  # fmt: skip
        screen.page.set_viewport_size(LAPTOP)
        screen.page.goto(url)
        if press:
            screen.page.locator(press).click()
        for size in (LAPTOP, LOW, PHONE) if name == "plan-item" else (LAPTOP,):
            screen.page.set_viewport_size(size)
            screen.page.wait_for_timeout(500)
            screen.page.screenshot(path=folder / f"{name}-{size['width']}.png")
    screen.context.close()


def rehearse(server: ServerProcess, screens: dict[str, tuple[Screen, bool]], folder: Path) -> None:
    """Take board and phone in a rehearsal, before the meeting begins."""
    console = Console(server)
    console.request("POST", f"/organise/{console.code}/rehearse?pace=20", b"")
    console.connect()
    console.until("velkomst", "open")
    console.listen(6)
    screens["board 1920"][0].page.screenshot(path=folder / "board-rehearsal-1920.png")
    console.until("ideer", "open", "silent")
    console.listen(4)
    screens["phone 390"][0].page.screenshot(path=folder / "phone-rehearsal-390.png")
    screens["console 1440"][0].page.screenshot(path=folder / "console-rehearsal-1440.png")
    console.request("POST", f"/organise/{console.code}/rehearse/end", b"")
    screens["console 1440"][0].page.wait_for_timeout(2000)


def unfold(console: Screen, name: str, key: str, folder: Path) -> None:
    """Take what a key folds out, and fold it away again."""
    page = console.page
    page.locator("#main").focus()
    page.keyboard.press(key)
    page.wait_for_timeout(600)
    page.screenshot(path=folder / f"console-{name}-1440.png")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def a_port() -> int:
    """Give the web's own port where it can be had, so that addresses in the pictures are as short as in a room."""
    for port in (80, 8080):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    return 0


def the_screens(cast: Cast) -> dict[str, tuple[Screen, bool]]:
    """Open every screen at its sizes; the first of each is taken at every place."""
    return {
        "console 1440": (cast.console(LAPTOP), True),
        "console 1280": (cast.console(LOW), False),
        "console 390": (cast.console(PHONE), False),
        "board 1920": (cast.board(BEAMER), True),
        "board 1440": (cast.board(LAPTOP), False),
        "phone 390": (cast.phone(PHONE), True),
        "phone 320": (cast.phone(SMALL_PHONE), False),
    }


def prepare(place: str, screens: dict[str, tuple[Screen, bool]]) -> None:
    """Let the person on the phone do what people do there."""
    for name in ("phone 390", "phone 320"):
        page = screens[name][0].page
        if place == "silent":
            page.locator("form.field textarea").first.fill(DRAFT)
            page.locator("form.field button[type=submit]").first.click()
            page.get_by_text("Modtaget").first.wait_for()
            page.locator("form.field textarea").first.blur()
        elif place == "vote":
            for number in (0, 2, 5):
                page.locator("button.idea").nth(number).click()
            page.get_by_text("Dine stemmer er modtaget").first.wait_for()
            page.evaluate("scrollTo(0, 0)")
        elif place == "shown":
            page.get_by_role("button", name="Vis her").click()
    screens["phone 390"][0].page.wait_for_timeout(400)


if __name__ == "__main__":
    only = sys.argv[1:2] == ["minutes"]
    named = sys.argv[2:] if only else sys.argv[1:]
    (minutes_pages if only else main)(Path(named[0]) if named else ROOT / "docs" / "pictures")
