"""The worked example run wholly by keyboard, again with one thumb on a phone, and again with a clicker and a mouse.

Every step is taken on the console's real page. What happened is then read from the file and from the minutes.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from facilitator import store
from tests.browser.conftest import BOUNCE, LAPTOP, PHONE, Cast, eventually
from tests.conftest import EXAMPLE
from tests.simulation.phone import Phone

pytestmark = pytest.mark.browser

EXAMPLES = tomllib.loads((EXAMPLE / "examples.toml").read_text("utf-8"))
IDEAS = [" ".join(idea["text"].split()) for idea in EXAMPLES["idea"]]
THEME_OF = {" ".join(idea["text"].split()): idea.get("theme") for idea in EXAMPLES["idea"]}
PHONES = 6
HELD = 700  # ms: longer than a finger must rest on what ends something


class Hands:
    """What a facilitator does, by whatever hands. Subclasses say how each is done."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.page = self.open()
        self.page.locator("#next").wait_for()

    def open(self) -> Page:
        """Open the console on the device that these hands use."""
        return self.cast.console(LAPTOP).page

    def rows(self) -> dict[str, Any]:
        """What this page was told."""
        return self.cast.screens[0].rows()

    def press(self, focus: str) -> None:
        """Press the control that has this name."""
        self.use(self.page.locator(f'[data-focus="{focus}"]:visible').first)

    def use(self, control: Locator) -> None:
        """Press a control."""
        raise NotImplementedError

    def key(self, key: str, focus: str) -> None:
        """Do what a key does; hands without keys press the control beside it."""
        self.press(focus)

    def pass_on(self, ends: bool) -> None:
        """Press Next, twice where it ends something for people: by the key that a clicker has too, or the space bar
        where a speaker has the clicker."""
        key = "PageDown"
        if self.rows()["screen"]["locked"]:
            key = "Space"
            self.page.locator("#main").focus()
        self.page.keyboard.press(key)
        if ends:
            self.page.wait_for_timeout(BOUNCE)
            self.page.keyboard.press(key)

    def place(self, index: int, theme: str) -> None:
        """Put the idea on top of the pile in a theme."""
        raise NotImplementedError

    def see_ideas(self) -> None:
        """Turn to the ideas, where they are not in sight."""

    def see_now(self) -> None:
        """Turn back to what runs."""

    # --- the same for all hands -------------------------------------------------------------

    def next(self) -> None:
        """Press Next, and see the meeting move."""
        before = eventually(lambda: (row := self.rows()["next"]) and not _waits(self.page) and row, 15)
        for _ in range(5):
            self.pass_on(before["ends"])
            for _ in range(15):
                if self.rows()["next"].get("at") != before["at"]:
                    self.page.wait_for_timeout(BOUNCE)
                    return
                self.page.wait_for_timeout(60)
        raise AssertionError(f"Next did nothing at {before}")

    def until(self, activity: str, stage: str, step: str | None = None) -> None:
        """Go on until the meeting is there."""
        for _ in range(60):
            rows = self.rows()
            now = rows.get(f"a:{rows['event']['now']}", {})
            if (now.get("id"), now.get("stage"), now.get("step")) == (activity, stage, step):
                return
            self.next()
        raise AssertionError(f"never came to {activity} {stage} {step}")

    def type(self, text: str) -> None:
        """Type into the field that has the focus, and Enter."""
        eventually(lambda: self.page.evaluate("document.activeElement.matches('input, textarea')"))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def card(self, text: str) -> dict[str, Any]:
        """An idea as it is now."""
        row: dict[str, Any]
        (row,) = (row for id, row in self.rows().items() if id.startswith("c:") and row["text"] == text)
        return row

    def top(self) -> str:
        """The idea on top of the pile."""
        return str(self.page.locator(".big-card").get_attribute("data-card"))


class Keyboard(Hands):
    """Nothing but keys. Where a control has no key of its own, Tab has to come to it."""

    def use(self, control: Locator) -> None:
        name = control.get_attribute("data-focus") or control.get_attribute("id")
        for _ in range(250):
            if self.page.evaluate(
                "(n) => [document.activeElement.dataset.focus, document.activeElement.id].includes(n)", name
            ):
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {name}")

    def key(self, key: str, focus: str) -> None:
        self.page.keyboard.press(key)

    def place(self, index: int, theme: str) -> None:
        self.page.keyboard.press(str(index + 1))


class Clicker(Hands):
    """A clicker's two keys and a mouse that also drags. A keyboard is there for words alone."""

    def use(self, control: Locator) -> None:
        control.click()

    def place(self, index: int, theme: str) -> None:
        if index % 2:
            self.press(f"put-{theme}")
            return
        from_, to = (
            self.page.locator(each).bounding_box() for each in (".big-card .big-words", f'[data-theme="{theme}"]')
        )
        assert from_ and to
        self.page.mouse.move(from_["x"] + 20, from_["y"] + 12)
        self.page.mouse.down()
        self.page.mouse.move(to["x"] + 60, to["y"] + 20, steps=4)
        self.page.mouse.up()


class Thumb(Hands):
    """A phone in one hand: touch alone, and a finger that rests where something ends."""

    def open(self) -> Page:
        self.cast.console(LAPTOP)
        context = self.cast.browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="da-DK")
        context.add_cookies(self.cast.laptop.cookies(self.cast.server.here))  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(self.cast.server.event["console"])
        self.touch = context.new_cdp_session(page)
        return page

    def use(self, control: Locator) -> None:
        control.scroll_into_view_if_needed()
        control.tap()

    def pass_on(self, ends: bool) -> None:
        if not ends:
            self.page.locator("#next").tap()
            return
        box = self.page.locator("#next").bounding_box()
        assert box
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        self.touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        self.page.wait_for_timeout(HELD)
        self.touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def place(self, index: int, theme: str) -> None:
        self.press(f"place-{theme}")

    def see_ideas(self) -> None:
        self.press("tab-ideas")

    def see_now(self) -> None:
        self.press("tab-now")


def _waits(page: Page) -> bool:
    return page.locator("#next[aria-disabled]").count() > 0


@pytest.mark.long
@pytest.mark.parametrize("hands", [Keyboard, Thumb, Clicker])
def test_the_example_is_run_from_welcome_to_minutes(example_cast: Cast, hands: type[Hands]) -> None:
    server = example_cast.server
    me = hands(example_cast)
    phones = [Phone(server.port, server.event["code"], n) for n in range(PHONES)]
    me.until("ideer", "open", "silent")
    for n, text in enumerate(IDEAS):
        phones[n % PHONES].put(do="contribute", activity="ideer", text=text)
    assert all(phone.flush() for phone in phones)

    look_through(me)
    me.until("ideer", "open", "gather")
    themes = gather(me)
    merge_and_split(me)
    mend_and_take_back(me)

    me.see_now()
    me.until("stemmer", "open")
    favourite = me.card("Borgerne skal selv eje begyndelsen")
    for phone in phones:
        phone.put(do="mark", activity="stemmer", target=favourite["id"], value=True)
        assert phone.flush()
    me.until("stemmer", "closed")
    for phone in phones:
        phone.hello()  # nothing is on its way any more
    me.until("stemmer", "shown")
    me.next()
    late(me, phones[0])
    while me.rows()["event"]["stage"] == "open":
        me.next()

    check(me, themes, favourite)
    example_cast.check()


def look_through(me: Hands) -> None:
    """Hide what names a telephone number, with a reason; what was hidden is not on the wall."""
    me.until("ideer", "open", "review")
    me.see_ideas()
    number = next(text for text in IDEAS if sum(c.isdigit() for c in text) >= 8)
    id = me.card(number)["id"]
    me.press(f"hide-{id}")
    me.use(me.page.locator(f"#reason-{id}"))
    eventually(lambda: me.card(number)["standing"] == "hidden")
    me.see_now()


def gather(me: Hands) -> dict[str, str]:
    """Name six themes and place all ideas, one after the other; those of no theme stand by themselves."""
    me.see_ideas()
    me.page.locator(".big-card").wait_for()
    for theme in EXAMPLES["theme"]:
        top = me.top()
        me.key("n", "theme")
        me.type(theme["title"])
        eventually(lambda top=top: me.top() != top)
    rows = me.rows()
    themes = {row["title"]: row["id"] for id, row in rows.items() if id.startswith("t:")}
    assert list(themes) == [theme["title"] for theme in EXAMPLES["theme"]]
    keys = [theme["key"] for theme in EXAMPLES["theme"]]
    for _ in range(len(IDEAS)):
        if not me.page.locator(".big-card").count():
            break
        top = me.top()
        theme = THEME_OF[rows[f"c:{top}"]["text"]]
        me.page.evaluate("document.activeElement.blur()")
        if theme is None:
            me.key("s", "alone")
        else:
            me.place(keys.index(theme), themes[EXAMPLES["theme"][keys.index(theme)]["title"]])
        eventually(lambda top=top: not me.page.locator(f'.big-card[data-card="{top}"]').count())
    me.page.get_by_text("Alle idéer er lagt").first.wait_for()
    return themes


def merge_and_split(me: Hands) -> None:
    """Put an idea on another's card by its number, and a third; let the third stand alone again."""
    texts = ("Borgerne skal selv eje begyndelsen", "Lad borgerne eje begyndelsen.", "Ingen skemaer i døren.")
    into, same, other = (me.card(text) for text in texts)
    for card in (same, other):
        me.press(f"move-{card['id']}")
        me.press(f"merge-of-{card['id']}")
        me.type(str(into["number"]))
        eventually(lambda card=card: card["number"] in me.card(into["text"])["also"])
    me.press(f"merged-{into['id']}")
    me.press(f"split-{other['id']}")
    eventually(lambda: me.card(into["text"])["also"] == [same["number"]])


def mend_and_take_back(me: Hands) -> None:
    """Mend a typo; move an idea and take that back; do it again, and take it back again."""
    card = me.card("spis sammen inden mødet")
    me.press(f"move-{card['id']}")
    me.press(f"edit-of-{card['id']}")
    me.type("Spis sammen inden mødet.")
    eventually(lambda: me.rows()[f"c:{card['id']}"]["edited"])
    me.press(f"move-{card['id']}")
    me.press(f"back-of-{card['id']}")
    eventually(lambda: me.rows()[f"c:{card['id']}"]["theme"] is None)
    me.page.locator(f'.big-card[data-card="{card["id"]}"]').wait_for()
    me.page.evaluate("document.activeElement.blur()")
    me.key("u", "take-back")
    eventually(lambda: me.rows()[f"c:{card['id']}"]["theme"] == card["theme"])


def late(me: Hands, phone: Phone) -> None:
    """Somebody's best idea comes after the round; it waits, and is taken in."""
    phone.put(do="contribute", activity="ideer", text="Det kom jeg først på i pausen")
    assert phone.flush()
    me.see_ideas()
    me.press("late-all")
    eventually(lambda: me.card("Det kom jeg først på i pausen")["standing"] == "shown")
    me.see_now()


def check(me: Hands, themes: dict[str, str], favourite: dict[str, Any]) -> None:
    """File and minutes say what was done."""
    state = store.read(me.cast.server.folder)
    given = list(state.given("ideer"))
    assert sorted(c.text for c in given if c.text != "Spis sammen inden mødet.") == sorted(
        text for text in [*IDEAS, "Det kom jeg først på i pausen"] if text != "spis sammen inden mødet"
    )
    assert sum(c.standing == "hidden" for c in given) == 1 and sum(bool(c.merged_into) for c in given) == 1
    assert state.event.closed_at is not None
    cookie = "; ".join(f"{each['name']}={each['value']}" for each in me.cast.laptop.cookies(me.cast.server.here))
    answer = me.page.request.get(f"{me.cast.server.here}/{me.cast.server.event['code']}/minutes?format=json",
                                 headers={"Cookie": cookie})  # fmt: skip
    minutes = json.loads(answer.text())
    (vote,) = (item for item in minutes["programme"] if item["kind"] == "vote")
    assert (vote["places"][0]["number"], vote["places"][0]["votes"]) == (favourite["number"], PHONES)
    (ideas,) = (item for item in minutes["programme"] if item["id"] == "ideer")
    assert [theme["title"] for theme in ideas["themes"]] == list(themes)
    assert any(idea["text"] == "Det kom jeg først på i pausen" for idea in ideas["ideas"])
