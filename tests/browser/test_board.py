"""The board at every moment and on every projector: nothing cut, nothing on top of anything, nothing too small."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from facilitator import wire
from tests.browser.conftest import Cast, Steering, eventually
from tests.browser.pictures import CLOCK, HARD, QUESTION, SCENES, Picture
from tests.conftest import SMALL_PLAN
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1440, 900), (1280, 720), (1024, 768)]
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


class Open:
    """Opens the server's own board with a picture in place of its rows, and no line that would change it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.pages: list[Page] = []
        self.faults: list[str] = []

    def __call__(self, picture: Picture, query: str = "?preview=1", *, clock: bool = False) -> Page:
        wire.check("board", picture.rows)
        room = {"epoch": "e", "version": 1, "history": "h", "clock": CLOCK, "rows": picture.rows}
        block = json.dumps(room).replace("<", "\\u003c")

        def instead(route: Route) -> None:
            answer = route.fetch()
            found = re.compile(r'(<script type="application/json" id="room">).*?(</script>)', re.DOTALL)
            route.fulfill(response=answer, body=found.sub(lambda m: m[1] + block + m[2], answer.text()))

        page = self.context.new_page()
        self.pages.append(page)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.route("**/board*", instead)
        page.route("**/view?*", lambda route: route.fulfill(status=304))
        page.route_web_socket("**/*", lambda socket: None)
        if clock:
            page.clock.install()
        page.goto(self.address + query)
        page.evaluate("document.fonts.ready.then(() => 1)")
        if clock:
            page.clock.run_for(300)
        return page


@pytest.fixture(scope="module")
def still(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """One server and one browser window for all pictures."""
    folder = tmp_path_factory.mktemp("board") / "events" / "2015-12-10-insp"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")
    context = browser.new_context(reduced_motion="reduce")
    with ServerProcess(folder.parent) as server:
        yield Open(context, server.event["board"])
    context.close()


@pytest.fixture
def board(still: Open) -> Iterator[Open]:
    """The same, with nothing left open from one test to the next."""
    yield still
    while still.pages:
        still.pages.pop().close()
    assert still.faults == []


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


def at_every_size(page: Page, least: float = 0, sizes: list[tuple[int, int]] = SIZES) -> list[str]:
    """The same on every projector."""
    found: list[str] = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for _ in range(30):  # a busy machine may draw later; what stays wrong is wrong
            page.wait_for_timeout(100)
            wrong = troubles(page, least)
            if not wrong:
                break
        found += [f"{width}x{height} {each}" for each in wrong]
    return found


def test_it_works(board: Open) -> None:
    page = board(Picture().now("ideas", step="silent"))
    assert page.get_by_role("heading", level=1).inner_text() == QUESTION
    assert "192.168.8.10/7K4" in page.locator(".foot").inner_text()


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_fits_every_projector(board: Open, name: str) -> None:
    assert at_every_size(board(SCENES[name]()), 36) == []


@pytest.mark.parametrize("name", HARD)
def test_long_words_and_many_of_them_are_never_cut(board: Open, name: str) -> None:
    assert at_every_size(board(HARD[name]())) == []


LARGER = SCENES | {f"{name}, hard": HARD[name] for name in HARD}
TIGHTEST = SIZES[:1]


@pytest.mark.parametrize("name", LARGER)
def test_what_is_made_larger_for_the_last_row_still_fits(board: Open, name: str) -> None:
    page = board(LARGER[name]().but("screen", larger=True))
    assert at_every_size(page, 36 if name in SCENES else 0, TIGHTEST) == []


@pytest.mark.parametrize("larger", [False, True])
def test_the_last_row_is_asked_with_the_sizes_that_the_board_has(board: Open, larger: bool) -> None:
    page = board(SCENES["legible"]().but("screen", larger=larger))
    page.set_viewport_size({"width": 1920, "height": 1080})
    sizes = page.evaluate(
        "[...document.querySelectorAll('.legible > *')].map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert sizes == pytest.approx([size * (1.2 if larger else 1) for size in (74, 52, 36)], abs=0.1)


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
    assert "Pause" in page.locator(".foot").inner_text()
    page.clock.run_for(60_000)
    assert page.locator(".card .number").first.inner_text().split()[-1] == "1"


def test_the_codes_come_with_q_and_go_after_half_a_minute(board: Open) -> None:
    page = board(Picture().now("vote"), query="", clock=True)
    page.keyboard.press("q")
    page.clock.run_for(200)
    assert page.locator(".codes .qr").count() == 2
    box, screen = page.locator(".codes .qr").first.bounding_box(), page.viewport_size
    assert box and screen and box["width"] >= 0.3 * screen["width"], "large enough for the last row"
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
    board.page.locator(".turnout").wait_for()
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


@pytest.mark.waits
def test_without_the_line_the_last_picture_stays(cast: Cast) -> None:
    steering, board = Steering(cast), cast.board()
    steering.until("ideer", "open", "silent")
    board.wait("Hvad kunne vi gøre sammen?")
    cast.server.stop()
    board.page.get_by_text("Et øjeblik").wait_for(timeout=15_000)
    board.wait("Hvad kunne vi gøre sammen?")


# --- a rehearsal

FRAMED = ["welcome", "silent", "together, 54", "gather, 12", "reveal", "codes", "cards, 300", "ended"]


@pytest.mark.parametrize("name", FRAMED)
def test_the_frame_of_a_rehearsal_covers_nothing_on_any_projector(board: Open, name: str) -> None:
    page = board(SCENES[name]().but("event", rehearsal=True))
    assert at_every_size(page, 33) == []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        band, picture = page.locator("#rehearsal").bounding_box(), page.locator("#board > *").first.bounding_box()
        assert band and picture and band["y"] == 0 and round(band["y"] + band["height"]) == round(picture["y"])
        assert picture["x"] > 5 and picture["x"] + picture["width"] < width - 5, "the hatching is beside it"
        assert picture["y"] + picture["height"] < height - 5, "and below it"
        size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('#rehearsal p')).fontSize)")
        assert size >= 36 * min(width / 1920, height / 1080) - 0.1
        assert page.locator("#rehearsal p").inner_text() == "Generalprøve. Alt forsvinder, når mødet begynder."
