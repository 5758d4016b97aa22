"""Every view, as people with other eyes, hands and phones meet it: axe, 320 px, 200 % text, and controls to hit."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from facilitator.store import FILE_NAME
from tests.browser.conftest import BEAMER, LAPTOP, PHONE, SMALL_PHONE, Cast, Screen
from tests.conftest import EXAMPLE, ROOT
from tests.simulation.phone import Phone, new_id
from tests.simulation.room import Console, Room
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.browser

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TARGET = 44
LOW = {"width": 1280, "height": 600}

# Controls that are smaller than a fingertip; links within a sentence are as large as the sentence.
SMALL_CONTROLS = """(least) =>
  [...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=button]')]
  .filter((one) => one.checkVisibility({checkVisibilityCSS: true, checkOpacity: true})
    && !one.closest('p, .hidden-visually, iframe') && !one.matches('.hidden-visually, [type=hidden]'))
  .map((one) => [one.closest('label') ?? one, one])
  .map(([box, one]) => ({...box.getBoundingClientRect().toJSON(), what: one.outerHTML.slice(0, 160)}))
  .filter(({width, height}) => width > 1 && height > 1 && (height < least - 0.5 || width < least - 0.5))"""
WIDER_THAN_THE_SCREEN = "document.scrollingElement.scrollWidth - innerWidth"


MOVING = "document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime !== Infinity)"
"""What fades in has no contrast yet; a slow machine is still at it when a fast one is done."""


def axe(screen: Screen, frame: Any = None) -> list[str]:
    """Give what axe finds on a page, or in a frame of it: the rule, and where."""
    page = frame or screen.page
    if page.evaluate("!window.axe"):
        page.evaluate(f"() => {{ {AXE} }}")
    found = page.evaluate(
        f"async (rules) => {{ await Promise.race([Promise.allSettled({MOVING}.map((each) => each.finished)),"
        " new Promise((done) => setTimeout(done, 3000))]);"
        " const found = await axe.run(document, {runOnly: {type: 'tag', values: rules}});"
        " return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`); }",
        RULES,
    )
    return list(found)


QUESTIONS = ("Hvordan kom de første ti mennesker ind ad døren, og hvem tog imod dem?", "Hvad koster det om måneden?",
             "Hvem har nøglen?")  # fmt: skip
"""Examples, as the ideas of the worked example are: nobody asked them."""
STEPS = ("Vi låner en nøgle og holder åbent en aften om ugen.", "Vi ringer til boligforeningen om fælleshuset.",
         "Vi spørger tre naboer, om de vil være med.", "Jeg melder mig i koret.")  # fmt: skip


class Walk:
    """The worked example with eight people in it, moved on from place to place."""

    def __init__(self, server: ServerProcess) -> None:
        self.console = Console(server)
        self.room = Room(server, 8, seed=7)
        self.room.join()
        self.examples = tomllib.loads((EXAMPLE / "examples.toml").read_text("utf-8"))

    def places(self) -> Iterator[str]:
        """Move the meeting on, and name each place where screens look different."""
        console = self.console
        yield "planned"
        for name, place in (("welcome", ("velkomst", "open")), ("conversation", ("foerste-dans", "open"))):
            console.until(*place)
            yield name
        yield from self.talk()
        console.until("ideer", "open", "silent")
        for n, idea in enumerate(self.examples["idea"]):
            self.room.phones[n % 8].put(do="contribute", activity="ideer", text=idea["text"])
        self.room.drain()
        yield "silent"
        console.until("ideer", "open", "review")
        yield "review"
        console.until("ideer", "open", "together")
        yield "together"
        console.until("ideer", "open", "gather")
        self.gather()
        yield "gather"
        console.until("pause", "open")
        yield "break"
        console.until("stemmer", "open")
        self.vote()
        yield "vote"
        console.until("stemmer", "closed")
        yield "closed"
        console.until("stemmer", "shown")
        yield "shown"
        console.ask("screen", scene="codes")
        yield "codes"
        console.ask("screen", scene=None)
        yield from self.steps()
        console.ask("end")
        yield "ended"

    def talk(self) -> Iterator[str]:
        """Listen, ask, and have one question answered."""
        self.console.until("oplaeg-1", "open", "slides")
        for n, text in enumerate(QUESTIONS):
            self.room.phones[n].put(do="contribute", activity="oplaeg-1", text=text)
        self.room.drain()
        yield "talk"
        self.console.until("oplaeg-1", "open", "questions")
        self.room.drain()
        asked = [row["id"] for id, row in self.console.rows.items() if id.startswith("c:")]
        for phone in self.room.phones[3:]:
            phone.put(do="mark", activity="oplaeg-1", target=asked[0], value=True)
        self.room.drain()
        self.console.ask("answer", target=asked[1], value="answered")
        self.console.ask("screen", spotlight=asked[0])
        yield "questions"

    def steps(self) -> Iterator[str]:
        """Write a step for each home, say them aloud, and take one on."""
        self.console.until("naeste-skridt", "open", "write")
        for n, text in enumerate(STEPS):
            home = {"theme": f"naeste-skridt.{n + 1}"} if n < 3 else {}
            self.room.phones[n].put(do="contribute", activity="naeste-skridt", text=text, when="month", **home)
        self.room.drain()
        yield "steps"
        self.console.until("naeste-skridt", "open", "aloud")
        yield "aloud"
        self.console.until("naeste-skridt", "closed")
        self.room.drain()
        step = next(id[2:] for id, row in self.console.rows.items() if row.get("activity") == "naeste-skridt")
        self.room.phones[0].put(do="take_on", target=step, value=True)
        self.room.drain()
        yield "promised"

    def gather(self) -> None:
        """Put the ideas in the themes that the example suggests."""
        themes: dict[str, str] = {}
        for theme in self.examples["theme"]:
            themes[theme["key"]] = new_id()
            self.console.ask("theme", id=themes[theme["key"]], activity="ideer", title=theme["title"])
        self.console.hello()
        ids = {row["text"]: row["id"] for id, row in self.console.rows.items() if id.startswith("c:")}
        for idea in self.examples["idea"]:
            if idea.get("theme"):
                self.console.ask("place", target=ids[" ".join(idea["text"].split())], theme=themes[idea["theme"]])

    def vote(self) -> None:
        """Everybody puts their votes on some of the first ideas."""
        self.room.drain()
        for n, phone in enumerate(self.room.phones):
            candidates = phone.rows["a:stemmer"]["candidates"]
            for step in range(5):
                phone.put(do="mark", activity="stemmer", target=candidates[(n * 3 + step * 2) % 12], value=True)
        self.room.drain()


def test_it_works() -> None:
    digest = hashlib.sha256((ROOT / "tests" / "vendor" / "axe.min.js").read_bytes()).hexdigest()
    assert digest in (ROOT / "THIRD_PARTY.md").read_text("utf-8")


def views(cast: Cast, language: str) -> dict[str, Screen]:
    """Every kind of screen, in a language, at the sizes people have."""
    asked = f"?lang={language}"
    phone = cast.phone()
    phone.page.goto(phone.url + asked)
    large = cast.phone(LAPTOP)
    large.page.goto(large.url + asked)
    plain = cast.phone(java_script_enabled=False)
    plain.page.goto(plain.url + asked)
    found = {"phone": phone, "phone, on a laptop": large}
    for name, size in (("console", LAPTOP), ("console, on a phone", PHONE)):
        found[name] = cast.console(size)
        found[name].page.goto(cast.server.event["console"] + asked)
    found["board"] = cast.board(BEAMER)
    found["board"].page.goto(cast.server.event["board"] + asked)
    if language == "da":
        found["phone, 320 px"] = cast.phone(SMALL_PHONE)
        found["console, 320 px"] = cast.console(SMALL_PHONE)
        found["board, 320 px"] = cast.board(SMALL_PHONE)
    found["home"] = cast._screen(cast.laptop, cast.server.links["organise"])
    return found


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.long)])
def test_every_view_at_every_place_can_be_used_by_everybody(example_cast: Cast, language: str) -> None:
    walk = Walk(example_cast.server)
    screens = views(example_cast, language)
    troubles: list[str] = []
    for place in walk.places():
        walk.console.listen(0.6)
        for name, screen in screens.items():
            if name == "home" and place != "planned":
                continue
            troubles += [f"{place}, {name}: {each}" for each in axe(screen)]
            troubles += widths(screen, f"{place}, {name}")
            if "phone" in name or "console" in name:
                troubles += [f"{place}, {name}: small {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]
    assert not troubles, "\n".join(sorted(set(troubles)))
    example_cast.check()


def widths(screen: Screen, name: str) -> list[str]:
    """Nobody scrolls sideways."""
    over = screen.page.evaluate(WIDER_THAN_THE_SCREEN)
    return [f"{name}: {over} px wider than the screen"] if over > 0 else []


@pytest.mark.long
def test_twice_the_text_at_320_px_never_scrolls_sideways(example_cast: Cast) -> None:
    walk = Walk(example_cast.server)
    screens = {"phone": example_cast.phone(SMALL_PHONE), "console": example_cast.console(SMALL_PHONE)}
    troubles: list[str] = []
    for place in walk.places():
        walk.console.listen(0.4)
        for name, screen in screens.items():
            screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
            troubles += widths(screen, f"{place}, {name}")
    assert not troubles, "\n".join(sorted(set(troubles)))


SHEETS: dict[str, Callable[[Screen], Any]] = {
    name: lambda screen, name=name: screen.page.locator("dialog .row", has_text=name).first.click()  # type: ignore[misc]
    for name in ("Mine bidrag", "Se tavlen her", "Skift telefon", "Driller det?")
}


def test_what_lies_behind_more_can_be_used_by_everybody(cast: Cast) -> None:
    phone = cast.phone(SMALL_PHONE)
    phone.page.get_by_role("button", name="Mere").click()
    assert axe(phone) == [] and widths(phone, "list") == []
    for name, opens in SHEETS.items():
        opens(phone)
        assert axe(phone) == [], name
        assert phone.page.evaluate(SMALL_CONTROLS, TARGET) == [], name
        phone.page.locator("dialog button").first.click()


def test_pages_that_only_say_something_can_be_used_by_everybody(browser: Browser, cast: Cast) -> None:
    for path in ("/nope/nope", "/7K4/minutes", "/f/AAAAAAAAAAAAAAAAAAAAAA", "/?code=ZZZ"):
        screen = cast._screen(cast.browser.new_context(viewport=SMALL_PHONE), cast.server.here + path)
        assert axe(screen) == [] and widths(screen, path) == [], path


def test_pages_of_own_words_and_of_the_account_can_be_used_by_everybody(cast: Cast) -> None:
    console, writer = Console(cast.server), Phone(cast.server.port, "7K4")
    console.until("ideer", "open", "silent")
    for text in ("Et kor på torvet", "medborgerskabsorganisationernes fællesspisning under åben himmel"):
        writer.put(do="contribute", activity="ideer", text=text)
        assert writer.flush()
    troubles: list[str] = []
    for path, cookie in (("mine", writer.cookie), ("mine", ""), ("was", ""), ("reckoning", console.cookie)):
        context = cast.browser.new_context(viewport=SMALL_PHONE)
        for name, _, value in (each.partition("=") for each in cookie.split("; ") if each):
            context.add_cookies([{"name": name, "value": value, "url": cast.server.here}])
        screen = cast._screen(context, f"{cast.server.here}/7K4/{path}")
        screen.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        troubles += [f"{path}: {each}" for each in axe(screen)] + widths(screen, path)
        troubles += [f"{path}: small {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]
        screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
        troubles += widths(screen, f"{path}, twice the text")
        if path == "mine" and cookie:
            screen.page.evaluate("document.documentElement.style.fontSize = ''")
            for name in erases_while_somebody_reads(screen, cast.server.folder / FILE_NAME):
                troubles += [f"{name}: {each}" for each in axe(screen)] + widths(screen, name)
    assert not troubles, "\n".join(sorted(set(troubles)))


def erases_while_somebody_reads(screen: Screen, file: Path) -> Iterator[str]:
    """Erase all; the page says what is left, and by itself that nothing is. Give what it says."""
    reader = sqlite3.connect(file)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM contribution").fetchall()
    screen.page.get_by_role("button", name="Slet det nu").click()
    for says in ("Det er næsten slettet", "Det er slettet"):
        screen.page.get_by_role("heading", name=says, exact=True).wait_for()
        assert screen.page.title().startswith(says) and not screen.page.get_by_text("Se, om det er gjort").is_visible()
        yield says
        reader.close()


ORGANISING: dict[str, tuple[str, Callable[[Page], Any]]] = {
    "home": ("", lambda page: page.locator(".more summary").first.click()),
    "new": ("/new", lambda page: None),
    "copy": (f"/{EXAMPLE.name}/copy", lambda page: None),
    "delete": (f"/{EXAMPLE.name}/delete", lambda page: None),
    "text": (f"/{EXAMPLE.name}/plan/text", lambda page: None),
    "plan": (f"/{EXAMPLE.name}/plan", lambda page: None),
    "item": (f"/{EXAMPLE.name}/plan", lambda page: page.locator(".row .name").nth(6).click()),
    "vote": (f"/{EXAMPLE.name}/plan", lambda page: page.locator(".row .name").nth(9).click()),
    "about": (f"/{EXAMPLE.name}/plan", lambda page: page.locator(".about-row").click()),
    "palette": (f"/{EXAMPLE.name}/plan", lambda page: page.locator("[data-focus=add]").click()),
}
"""Every page for the time before a meeting, and what is done there before looking."""


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.long)])
def test_every_page_before_the_meeting_can_be_used_by_everybody(example_cast: Cast, language: str) -> None:
    screen = example_cast._screen(example_cast.laptop, example_cast.server.links["organise"])
    troubles: list[str] = []
    for name, (path, act) in ORGANISING.items():
        screen.page.set_viewport_size(LAPTOP)
        screen.page.goto(f"{example_cast.server.here}/organise{path}?lang={language}")
        for size in (LAPTOP, LOW, PHONE, SMALL_PHONE):
            screen.page.set_viewport_size(size)
            if size == LAPTOP:
                act(screen.page)
            where = f"{name}, {size['width']}"
            troubles += [f"{where}: {each}" for each in axe(screen)] if size != LOW else []
            troubles += widths(screen, where)
            troubles += [f"{where}: small {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]
        screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
        troubles += widths(screen, f"{name}, twice the text")
    assert not troubles, "\n".join(sorted(set(troubles)))
    example_cast.check()


NOTES = {
    "point": "Flere har lånt et tomt hus, men kun i få måneder ad gangen.",
    "against": "Uden krav er der måske heller ingen, der hjælper, når det brænder på.",
    "story": "En gryde suppe på en parkeringsplads\nblev til en fast torsdag i medborgerskabsorganisationernes hus.",
    "agreement": "Havnen spørger efter en nøgle inden jul.",
    "quote": "Vi manglede ikke penge. Vi manglede en nøgle.",
}


def note(console: Console, image: bytes = b"") -> None:
    """Write a note of some kinds, and a picture that lacks its line, where the meeting is."""
    for kind, text in NOTES.items():
        assert console.ask("note", text=text, kind=kind)["ok"]
    if image:
        console.request("POST", f"/{console.code}/photo?id={new_id()}", image, "image/png")


def speaker(cast: Cast, console: Console, activity: str) -> Screen:
    """The page of a speaker, who came by the code that somebody showed."""
    asked = json.dumps({"role": "speaker", "name": "Oda", "activity": activity}).encode()
    link = json.loads(console.request("POST", f"/{console.code}/helpers/invite", asked, "application/json")[2])["url"]
    path = link[link.index("/f/") :]
    context = cast.browser.new_context(viewport=PHONE)
    context.new_page().goto(f"{cast.server.here}{path}")
    return cast._screen(context, f"{cast.server.here}/{console.code}/speaker")


def flaws(screen: Screen, name: str) -> list[str]:
    """What keeps somebody from using a screen as it is, and at the smallest with twice the text."""
    page = screen.page
    found = [f"{name}: {each}" for each in axe(screen)] + widths(screen, name)
    found += [f"{name}: small {each}" for each in page.evaluate(SMALL_CONTROLS, TARGET)]
    before = page.viewport_size
    page.set_viewport_size(SMALL_PHONE)  # type: ignore[arg-type]
    found += widths(screen, f"{name}, 320 px")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found += widths(screen, f"{name}, twice the text")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(before)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.long)])
def test_whoever_takes_notes_and_whoever_is_quoted_can_use_their_pages(cast: Cast, language: str) -> None:
    first = cast.console()
    console = Console(cast.server)
    console.until("velkomst", "open")
    picture = first.page.screenshot(clip={"x": 0, "y": 0, "width": 300, "height": 200})
    note(console, picture)
    troubles: list[str] = []
    referent = cast._screen(cast.laptop, f"{cast.server.here}/7K4/referent?lang={language}")
    for size in (LAPTOP, PHONE):
        referent.page.set_viewport_size(size)  # type: ignore[arg-type]
        referent.page.locator(".note").nth(5).wait_for()
        troubles += flaws(referent, f"referent {size['width']}")
    page = referent.page
    page.locator("[data-key=N]").click()
    page.locator("[data-focus^=edit-]").last.click()
    troubles += flaws(referent, "referent, mending a picture and naming")
    page.keyboard.press("Escape")
    page.keyboard.type("Begyndt her")
    assert console.ask("stage", activity="samtale", stage="open")["ok"]
    page.locator(".where.behind").wait_for()
    cast.laptop.set_offline(True)
    page.keyboard.press("Enter")
    page.locator(".note.on_phone").wait_for()
    troubles += flaws(referent, "referent, behind and offline")
    cast.laptop.set_offline(False)
    plain = cast.browser.new_context(viewport=PHONE, storage_state=cast.laptop.storage_state())
    plain.route("**/js/referent.js", lambda route: route.abort())  # axe itself is a script
    troubles += flaws(cast._screen(plain, referent.url), "referent, plain")
    troubles += flaws(speaker(cast, console, "velkomst"), "speaker")
    first.page.bring_to_front()
    first.page.locator("#main").focus()
    first.page.keyboard.press("i")
    first.page.locator("#note").wait_for()
    troubles += flaws(first, "console, notes")
    first.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    first.page.locator("[data-focus=tab-notes]").click()
    troubles += flaws(first, "console, notes on a phone")
    plain.close()
    assert not troubles, "\n".join(sorted(set(troubles)))
    cast.check()
