"""The board at every moment and on every projector: nothing cut, nothing on top of anything, nothing too small."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from facilitator import wire
from facilitator.venue import qr, wifi_text
from tests.browser.conftest import Cast, Steering, eventually
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1440, 900), (1280, 720), (1024, 768)]
CLOCK = 1_449_750_000_000
QUESTION = "Hvordan skaber vi et sted, der ikke er »nogens«, men »vores«?"
LONG = ("Hvordan kan borgere, foreninger, kommune og erhvervsliv sammen skabe nogle steder, hvor alle kan mødes på lige fod, "
        "uden at nogen bagefter kommer og siger, at det hele egentlig er deres?")  # fmt: skip
LONG = LONG + "!" * (185 - len(LONG))
COMPOUND = "medborgerskabsorganisationernesrammebetingelsesudvalgsmøder"[:58]
IDEA = "Lån de tomme bygninger ud i et helt år uden krav om resultater, så folk kan prøve sig frem sammen."
LONG_IDEA = (IDEA * 4)[:280]
TITLES = ["Mennesker før problemer", "Uden hegn", "Kommunen som medspiller", "Tomme huse", "Ingen sidder over",
          "Sådan begynder vi"]  # fmt: skip

# Everything with words of its own, with where its lines are; what is only for listening is left out.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.getElementById('board'), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('.hidden-visually, svg, noscript')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const block = element.closest('p, h1, h2, li, small') ?? element;
    const lines = [...range.getClientRects()].filter(({width}) => width > 0.5)
      .map(({left, top, right, bottom}) => ({left, top, right, bottom}));
    // the font's box is taller than its letters: keep what letters need
    const size = parseFloat(getComputedStyle(element).fontSize);
    for (const line of lines) {
      const spare = (line.bottom - line.top - size * 0.94) / 2;
      line.top += spare; line.bottom -= spare;
    }
    const foot = Boolean(element.closest('.foot'));
    found.push({text: node.data.trim(), block: [...document.querySelectorAll('*')].indexOf(block), lines, size, foot});
  }
  return found;
}"""
U = "Math.min(innerWidth / 1920, innerHeight / 1080)"


class Picture:
    """What the board is told: a moment of a meeting, to be changed in parts."""

    def __init__(self, **event: Any) -> None:
        self.rows: dict[str, Any] = {
            "event": {
                "code": "7K4", "title": "Åbent Inspiratorium på INSP!", "place": "INSP!, Roskilde",
                "date": "2015-12-10", "language": "da", "timezone": "Europe/Copenhagen", "stage": "open", "now": None,
                "starts": "13.00", "ends": "16.00", "purpose": "", "question": "Hvordan kommer vi selv i gang derhjemme?",
                "welcome": "Der er hul i hegnet.\nKom indenfor.", "minutes_at": "insp.dk/inspiratorium",
                "minutes_by": "på fredag", "hosts": [], "example": True,
            } | event,
            "progress": {"here": 40, "written": 38, "voted": 28, "people": 40, "show_people": True},
            "screen": {"scene": None, "frozen": False, "spotlight": None, "page": 0},
            "join": {
                "address": "192.168.8.10", "url": "http://192.168.8.10/7K4", "qr": qr("http://192.168.8.10/7K4"),
                "wifi": {"ssid": "Inspiratorium", "password": "kom-indenfor",
                         "qr": qr(wifi_text("Inspiratorium", "kom-indenfor"))},
            },
            "next": {"at": "here", "ends": False, "waits": None},
        }  # fmt: skip

    def now(self, kind: str, stage: str = "open", step: str | None = None, **fields: Any) -> Picture:
        """Put an activity on."""
        own: dict[str, dict[str, Any]] = {
            "ideas": {"limit": 280, "hint": 120, "late": False, "after_vote": False},
            "vote": {"k": 7, "candidates": []}, "conversation": {"form": "all"}, "break": {"after": "Passer det?"},
            "welcome": {},
        }  # fmt: skip
        self.rows["a:now"] = {
            "id": "now", "position": 1.0, "kind": kind, "preset": kind, "title": "Idérunde", "prompt": QUESTION, "short": "",
            "stage": stage, "step": step, "steps": [], "pose": "work", "minutes": 5,
            "timer": {"ends": CLOCK + 240_000}, "accepts_until": None, **own[kind], **fields,
        }  # fmt: skip
        self.rows["event"]["now"] = "now"
        return self

    def ideas(self, count: int, text: str = IDEA, themes: int = 0) -> Picture:
        """Give ideas with numbers, in themes where there are any."""
        for n in range(themes):
            self.rows[f"t:{n}"] = {
                "id": str(n), "activity": "now", "title": TITLES[n % 6], "look": n, "position": float(n),
            }  # fmt: skip
        for n in range(count):
            self.rows[f"c:{n}"] = {
                "id": str(n), "activity": "now", "number": n + 1, "text": text,
                "theme": str(n % (themes + 1)) if n % (themes + 1) < themes else None, "late": False, "also": [],
            }  # fmt: skip
        return self

    def result(self, votes: list[int]) -> Picture:
        """Show a result."""
        ranks = [
            {"id": str(n), "rank": votes.index(each) + 1, "shared": votes.count(each) > 1, "votes": each}
            for n, each in enumerate(votes)
        ]
        self.rows["r:now"] = {"activity": "now", "voted": 38, "people": 40, "k": 7, "ranks": ranks}
        return self

    def but(self, row: str, **fields: Any) -> Picture:
        """Change a row."""
        self.rows[row] = self.rows[row] | fields
        return self


Open = Callable[..., Page]


@pytest.fixture
def board(browser: Browser, server: ServerProcess) -> Any:
    """Open the server's own board with a picture in place of its rows, and no line that would change it."""
    contexts = []

    def show(picture: Picture, size: tuple[int, int] = SIZES[0], query: str = "?preview=1", clock: bool = False) -> Page:
        wire.check("board", picture.rows)
        room = {"epoch": "e", "version": 1, "history": "h", "clock": CLOCK, "rows": picture.rows}
        block = json.dumps(room).replace("<", "\\u003c")

        def instead(route: Route) -> None:
            answer = route.fetch()
            found = re.compile(r'(<script type="application/json" id="room">).*?(</script>)', re.DOTALL)
            route.fulfill(response=answer, body=found.sub(lambda m: m[1] + block + m[2], answer.text()))

        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
        page.route("**/board*", instead)
        page.route("**/view?*", lambda route: route.fulfill(status=304))
        page.route_web_socket("**/*", lambda socket: None)
        if clock:
            page.clock.install()
        page.goto(server.event["board"] + query)
        page.evaluate("document.fonts.ready.then(() => 1)")
        page.clock.run_for(300) if clock else page.wait_for_timeout(80)
        assert page.faults == []  # type: ignore[attr-defined]
        return page

    yield show
    for context in contexts:
        context.close()


def troubles(page: Page, least: float = 0) -> list[str]:
    """What is outside the picture, under the foot, on top of something else, or (in u) smaller than `least`."""
    found: list[str] = []
    texts = page.evaluate(TEXTS)
    width, height, u = page.evaluate(f"[innerWidth, innerHeight, {U}]")
    foot = page.evaluate("document.querySelector('.foot')?.getBoundingClientRect().top ?? innerHeight")
    assert texts
    for one in texts:
        for line in one["lines"]:
            floor = height if one["foot"] else foot
            if line["left"] < -1 or line["top"] < -1 or line["right"] > width + 1 or line["bottom"] > floor + 1:
                found.append(f"outside: {one['text'][:40]} {line}")
        if not one["foot"] and one["size"] < least * u - 0.1:
            found.append(f"{one['size'] / u:.0f}u: {one['text'][:40]}")
    for n, one in enumerate(texts):
        for other in texts[n + 1 :]:
            if one["block"] != other["block"] and any(_meet(a, b) for a in one["lines"] for b in other["lines"]):
                found.append(f"{one['text'][:30]} / {other['text'][:30]}")
    cut = page.evaluate(
        "[...document.querySelectorAll('.card, .rank, .theme, .one-words, .foot, .main')]"
        ".filter((e) => e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2)"
        ".map((e) => e.className + ' ' + e.textContent.trim().slice(0, 30))"
    )
    return found + [f"cut: {each}" for each in cut]


def _meet(a: dict[str, float], b: dict[str, float]) -> bool:
    wide = min(a["right"], b["right"]) - max(a["left"], b["left"])
    high = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
    return wide > 2 and high > 2


def shown(count: int, votes: list[int], text: str = IDEA, themes: int = 6) -> Picture:
    """A vote's result."""
    return Picture().now("vote", "shown", title="Stemmerunde").ideas(count, text, themes).result(votes)


SCENES: dict[str, Callable[[], Picture]] = {
    "planned": lambda: Picture(stage="planned"),
    "welcome": lambda: Picture().now("welcome"),
    "welcome, 90": lambda: Picture().now("welcome").but("progress", here=90),
    "welcome, 91": lambda: Picture().now("welcome").but("progress", here=91),
    "welcome, no wi-fi": lambda: Picture().now("welcome").but("join", wifi=None),
    "silent": lambda: Picture().now("ideas", step="silent"),
    "silent, last minute": lambda: Picture().now("ideas", step="silent", timer={"ends": CLOCK + 40_000}),
    "silent, over": lambda: Picture().now("ideas", step="silent", timer={"ends": CLOCK - 1}),
    "review": lambda: Picture().now("ideas", step="review"),
    "together, none": lambda: Picture().now("ideas", step="together"),
    "together, 1": lambda: Picture().now("ideas", step="together").ideas(1),
    "together, 2": lambda: Picture().now("ideas", step="together").ideas(2),
    "together, 5": lambda: Picture().now("ideas", step="together").ideas(5, themes=2),
    "together, 54": lambda: Picture().now("ideas", step="together").ideas(54),
    "together, 300": lambda: Picture().now("ideas", step="together").ideas(300),
    "gather, no theme": lambda: Picture().now("ideas", step="gather").ideas(54),
    "gather, 6": lambda: Picture().now("ideas", step="gather").ideas(54, themes=6),
    "gather, 12": lambda: Picture().now("ideas", step="gather").ideas(54, themes=12),
    "gather, 14": lambda: Picture().now("ideas", step="gather").ideas(54, themes=14),
    "gather, one": lambda: Picture().now("ideas", step="gather").ideas(54, themes=6).but("screen", spotlight="3"),
    "collecting": lambda: Picture().now("ideas", "closed"),
    "vote": lambda: Picture().now("vote", title="Stemmerunde"),
    "vote, not counted": lambda: Picture().now("vote").but("progress", show_people=False),
    "closed": lambda: Picture().now("vote", "closed", accepts_until=CLOCK + 9000),
    "reveal": lambda: shown(54, [21, 19, 17, 17, 15, 15, 12] + [3] * 20 + [0] * 27),
    "reveal, last page": lambda: shown(54, [21, 19, 17, 17, 15, 15] + [0] * 48).but("screen", page=1),
    "reveal, 200 votes": lambda: shown(54, [200, 100, 9, 1, 1] + [0] * 49),
    "reveal, none": lambda: shown(54, [0] * 54),
    **{f"conversation, {form}": lambda form=form: Picture().now("conversation", form=form)  # type: ignore[misc]
       for form in ("two", "four", "table", "all")},
    "winding": lambda: Picture().now("conversation", step="winding"),
    "break": lambda: Picture().now("break"),
    "break, open end": lambda: Picture().now("break", timer=None),
    "break, over": lambda: Picture().now("break", timer={"ends": CLOCK - 1}),
    "ended": lambda: Picture(stage="closed"),
    "codes": lambda: Picture().now("vote").but("screen", scene="codes"),
    "codes, no wi-fi": lambda: Picture().now("vote").but("screen", scene="codes").but("join", wifi=None),
    "clock": lambda: Picture().now("vote").but("screen", scene="clock"),
    "spotlight": lambda: shown(54, [1] * 54).but("screen", spotlight="4"),
    "frozen": lambda: Picture().now("ideas", step="together").ideas(54).but("screen", frozen=True),
}  # fmt: skip

HARD: dict[str, Callable[[], Picture]] = {
    "welcome": lambda: Picture(title=LONG[:120], welcome=LONG[:100], question=LONG).now("welcome"),
    "silent": lambda: Picture().now("ideas", step="silent", prompt=LONG, title="T" * 60),
    "silent, compound": lambda: Picture().now("ideas", step="silent", prompt=f"Hvad kan {COMPOUND} gøre?"),
    "together": lambda: Picture().now("ideas", step="together", prompt=LONG).ideas(54, LONG_IDEA),
    "together, 6": lambda: Picture().now("ideas", step="together", prompt=LONG).ideas(6, LONG_IDEA, 2),
    "together, 1": lambda: Picture().now("ideas", step="together", prompt=LONG).ideas(1, LONG_IDEA, 1),
    "together, compounds": lambda: Picture().now("ideas", step="together").ideas(300, f"{COMPOUND} {COMPOUND}", 1),
    "together, capitals": lambda: Picture().now("ideas", step="together").ideas(54, "MØDOMMÅ " * 35),
    "together, one word": lambda: Picture().now("ideas", step="together").ideas(54, "M" * 280),
    "gather": lambda: Picture().now("ideas", step="gather", prompt=LONG).ideas(300, themes=6),
    "gather, 300 alone": lambda: Picture().now("ideas", step="gather").ideas(300, themes=1),
    "gather, 12": lambda: Picture().now("ideas", step="gather", prompt=LONG).ideas(300, themes=12),
    "gather, one": lambda: Picture().now("ideas", step="gather").ideas(9, LONG_IDEA, 8).but("screen", spotlight="1"),
    "gather, long title": lambda: Picture().now("ideas", step="gather").ideas(54, themes=6).but("t:2", title=COMPOUND * 2),
    "vote": lambda: Picture().now("vote", prompt=LONG).but("progress", voted=300, people=300),
    "closed": lambda: Picture().now("vote", "closed", prompt=LONG, accepts_until=CLOCK + 9000),
    "reveal": lambda: shown(9, [300, 299, 12, 12, 12, 1, 1, 1, 1], LONG_IDEA).but("a:now", prompt=LONG),
    "reveal, compounds": lambda: shown(9, [9] * 9, f"{COMPOUND} {COMPOUND}"),
    "spotlight": lambda: shown(9, [9] * 9, "M" * 280).but("screen", spotlight="4"),
    **{f"conversation, {form}": lambda form=form: Picture().now("conversation", form=form, prompt=LONG)  # type: ignore[misc]
       for form in ("two", "four", "table", "all")},
    "winding": lambda: Picture().now("conversation", step="winding", prompt=LONG),
    "break": lambda: Picture().now("break", after=LONG[:120]),
    "ended": lambda: Picture(stage="closed", minutes_at=("https://" + "insp" * 30)[:120], minutes_by=LONG[:60]),
    "wi-fi": lambda: Picture().now("ideas", step="silent").but(
        "join", wifi=Picture().rows["join"]["wifi"] | {"ssid": "W" * 32, "password": "w" * 63}),
    "wi-fi, join": lambda: Picture(stage="planned").but(
        "join", url="http://192.168.100.100:54321/7K4Q",
        wifi=Picture().rows["join"]["wifi"] | {"ssid": "W" * 32, "password": "w" * 63}),
    "wi-fi, codes": lambda: Picture(stage="planned").but("screen", scene="codes").but(
        "join", url="http://192.168.100.100:54321/7K4Q",
        wifi=Picture().rows["join"]["wifi"] | {"ssid": "W" * 32, "password": "w" * 63}),
    "wi-fi, break": lambda: Picture().now("break").but(
        "join", url="http://192.168.100.100:54321/7K4Q",
        wifi=Picture().rows["join"]["wifi"] | {"ssid": "W" * 32, "password": "w" * 63}),
}  # fmt: skip


def test_it_works(board: Open) -> None:
    page = board(Picture().now("ideas", step="silent"))
    assert page.get_by_role("heading", level=1).inner_text() == QUESTION
    assert "192.168.8.10/7K4" in page.locator(".foot").inner_text()


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_fits_every_projector(board: Open, name: str) -> None:
    page = board(SCENES[name]())
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(60)
        assert troubles(page, 36) == [], (name, width, height)


@pytest.mark.parametrize("name", HARD)
def test_long_words_and_many_of_them_are_never_cut(board: Open, name: str) -> None:
    page = board(HARD[name]())
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(60)
        assert troubles(page) == [], (name, width, height)


# --- what it does by itself, and what its keys do


def on_the_wall(page: Page) -> str:
    return page.locator("#board").inner_text()


def test_pages_turn_by_themselves_every_fifteen_seconds_and_stand_when_asked_to(board: Open) -> None:
    page = board(Picture().now("ideas", step="together").ideas(20), query="", clock=True)
    first = page.locator(".card .number").first
    assert first.inner_text().split()[-1] == "1"
    page.clock.run_for(15_500)
    assert first.inner_text().split()[-1] == "7"
    page.keyboard.press("p")
    page.clock.run_for(40_000)
    assert first.inner_text().split()[-1] == "7" and "Bladrer ikke" in on_the_wall(page)
    page.keyboard.press("ArrowDown")
    page.clock.run_for(200)
    assert first.inner_text().split()[-1] == "13"


def test_a_frozen_board_turns_no_pages_and_says_that_it_pauses(board: Open) -> None:
    page = board(Picture().now("ideas", step="together").ideas(20).but("screen", frozen=True), clock=True)
    page.clock.run_for(60_000)
    assert page.locator(".card .number").first.inner_text().split()[-1] == "1"
    assert "Pause" in page.locator(".foot").inner_text()


def test_the_codes_come_with_q_and_go_after_half_a_minute(board: Open) -> None:
    page = board(Picture().now("vote"), query="", clock=True)
    page.keyboard.press("q")
    page.clock.run_for(200)
    assert page.locator(".codes .qr").count() == 2
    page.clock.run_for(30_000)
    assert page.locator(".codes").count() == 0


def test_a_preview_has_no_keys_and_says_nothing(board: Open) -> None:
    page = board(Picture().now("vote"))
    page.keyboard.press("q")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(200)
    assert page.locator(".codes").count() == 0 and page.locator("#status").inner_text() == ""


def test_what_ends_something_for_people_takes_two_presses_of_the_clicker(cast: Cast) -> None:
    steering, board = Steering(cast), cast.board()
    steering.until("stemmer", "open")
    board.wait("Hvor vil du helst")
    for key in ("PageDown", "PageDown"):
        board.page.keyboard.press(key)
        board.page.wait_for_timeout(100)
    board.wait("Tryk igen")
    assert steering.place() == ("stemmer", "open", None), "a bounce is not a second press"
    board.page.wait_for_timeout(800)
    board.page.keyboard.press("PageDown")
    eventually(lambda: steering.place() == ("stemmer", "closed", None))
    board.page.wait_for_timeout(800)
    board.page.keyboard.press("PageUp")
    eventually(lambda: steering.place() == ("stemmer", "open", None))


def test_a_board_that_may_not_steer_says_so_quietly(cast: Cast) -> None:
    steering = Steering(cast)
    steering.until("velkomst", "open")
    outside = cast.browser.new_context(viewport={"width": 1280, "height": 720})
    board = cast._screen(outside, cast.server.event["board"])
    board.page.locator(".join").wait_for()
    board.page.wait_for_timeout(800)
    for _ in range(2):
        board.page.keyboard.press("PageDown")
        board.page.wait_for_timeout(900)
    assert "styres fra en anden skærm" in board.page.locator("#status").inner_text()
    assert steering.place() == ("velkomst", "open", None)
    outside.close()


def test_without_the_line_the_last_picture_stays(cast: Cast) -> None:
    steering, board = Steering(cast), cast.board()
    steering.until("ideer", "open", "silent")
    board.wait("Hvad kunne vi gøre sammen?")
    cast.server.stop()
    board.page.get_by_text("Et øjeblik").wait_for(timeout=15_000)
    board.wait("Hvad kunne vi gøre sammen?")
