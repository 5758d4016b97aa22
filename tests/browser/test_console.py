"""The console's panels, as everybody can use them; focus that stays when others act; rounds that nobody planned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from facilitator import store
from tests.browser.conftest import LAPTOP, PHONE, SMALL_PHONE, Cast, Screen, Steering, eventually, writes
from tests.browser.test_views import SMALL_CONTROLS, TARGET, axe, widths
from tests.simulation.phone import Phone
from tests.simulation.room import Console

pytestmark = pytest.mark.browser

LOW = {"width": 1280, "height": 600}
FOCUSED = "document.activeElement.dataset.focus ?? document.activeElement.id"
TEXTS = ["Fælleshave bag museet", "Haven bag museet skal være fælles", "Ring til Birgitte på 12 34 56 78"]


def press(focus: str) -> Callable[[Screen], Any]:
    """Press the control whose name begins so."""
    return lambda screen: screen.page.locator(f'[data-focus^="{focus}"]:visible').first.click()


def several(*focuses: str) -> Callable[[Screen], Any]:
    """Press these, one after the other."""
    return lambda screen: [press(focus)(screen) for focus in focuses]


# What may be folded out, at which moment: (activity, stage, step), and the tab where it is on a phone.
PANELS: list[tuple[tuple[str, str, str | None], str, str, Callable[[Screen], Any]]] = [
    (("ideer", "open", "silent"), "now", "time", press("time")),
    (("ideer", "open", "silent"), "now", "new round", press("new-round")),
    (("ideer", "open", "silent"), "now", "menu", press("menu")),
    (("ideer", "open", "silent"), "now", "how it goes", press("health")),
    (("ideer", "open", "silent"), "now", "menu, keys", several("menu", "keys")),
    (("ideer", "open", "silent"), "now", "menu, shared phone", several("menu", "lend")),
    (("ideer", "open", "silent"), "now", "menu, helpers", several("menu", "helpers", "invite-host")),
    (("ideer", "open", "silent"), "programme", "an item", press("item-stemmer")),
    (("ideer", "open", "silent"), "room", "parking", press("parking")),
    (("ideer", "open", "review"), "ideas", "hide", press("hide-")),
    (("ideer", "open", "review"), "ideas", "edit", press("edit-")),
    (("ideer", "open", "gather"), "ideas", "merge", press("merge-")),
    (("ideer", "open", "gather"), "ideas", "menu, changes", several("menu", "changes")),
    (("stemmer", "open", None), "ideas", "hands", press("hands")),
]


def ready(cast: Cast) -> Steering:
    """Three ideas, one of them with a name and a number, and something on somebody's mind."""
    steering = Steering(cast)
    steering.bring("ideer", "open", "silent")
    writer = Phone(cast.server.port, "7K4", 1)
    for text in TEXTS:
        writer.put(do="contribute", activity="ideer", text=text)
    writer.put(do="contribute", activity="parking", text="Må hunde komme med?")
    assert writer.flush()
    eventually(lambda: steering.screen.rows()["progress"]["parked"] == 1)
    assert Console(cast.server).ask("theme", activity="ideer", title="Til gården")["ok"]
    return steering


@pytest.mark.long
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_panel_can_be_used_by_everybody(cast: Cast, language: str) -> None:
    steering = ready(cast)
    screen = steering.screen
    screen.page.goto(f"{cast.server.event['console']}?lang={language}")
    screen.page.locator("#next").wait_for()
    sizes = [LAPTOP, PHONE, SMALL_PHONE] if language == "da" else [LOW]
    wrong: list[str] = []
    for place, tab, name, opens in PANELS:
        steering.bring(*place)
        for size in sizes:
            screen.page.set_viewport_size(size)
            if size["width"] < 500:
                press(f"tab-{tab}")(screen)
            opens(screen)
            screen.page.wait_for_timeout(150)
            where = f"{name}, {size['width']}, {language}"
            wrong += [f"{where}: {each}" for each in axe(screen)] + widths(screen, where)
            wrong += [f"{where}: small {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]
            for _ in range(3):
                screen.page.keyboard.press("Escape")
            screen.page.reload()
            screen.page.locator("#next").wait_for()
    assert not wrong, "\n".join(sorted(set(wrong)))
    cast.check()


def test_the_focus_stays_when_others_act(cast: Cast) -> None:
    steering = ready(cast)
    steering.bring("ideer", "open", "gather")
    page, other = steering.screen.page, Console(cast.server)
    page.bring_to_front()
    theme = "T" * 16
    assert other.ask("theme", id=theme, activity="ideer", title="Have")["ok"]
    put = page.locator(f'[data-focus="put-{theme}"]')
    put.focus()
    cards = [row["id"] for row in steering.screen.rows().values() if row.get("text") in TEXTS]
    for card in cards[:2]:
        assert other.ask("place", target=card, theme=theme)["ok"]
        page.wait_for_timeout(250)
        assert page.evaluate(FOCUSED) == f"put-{theme}"
    grip = f"move-{cards[0]}"
    page.locator(f'[data-focus="{grip}"]').focus()
    assert other.ask("theme", id="U" * 16, activity="ideer", title="Mad")["ok"]
    assert other.ask("place", target=cards[0], theme="U" * 16)["ok"]
    eventually(lambda: page.locator(f'[data-theme="{"U" * 16}"] [data-focus="{grip}"]').count())
    page.wait_for_timeout(250)
    assert page.evaluate(FOCUSED) == grip, "it follows its card to another theme"
    assert other.ask("hide", target=cards[0], reason="")["ok"]
    eventually(lambda: not page.locator(f'[data-focus="{grip}"]').count())
    eventually(lambda: page.evaluate(FOCUSED) == "main")
    field = page.locator("#new-theme")
    field.fill("Halvt skrev")
    other.ask("retitle", theme=theme, title="Haver")
    other.ask("people", count=44)
    page.wait_for_timeout(400)
    assert page.evaluate(FOCUSED) == "new-theme" and field.input_value() == "Halvt skrev"
    cast.check()


def test_a_round_that_nobody_planned_takes_two_clicks_and_its_question_comes_later(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("velkomst", "open")
    page, phone, board = steering.screen.page, cast.phone(), cast.board()
    page.bring_to_front()
    page.get_by_role("button", name="Ny runde").click()
    page.locator(".presets .btn", has_text="Idérunde").click()
    page.locator("#words:focus").wait_for()
    phone.wait("Hør spørgsmålet")
    writes(phone, "Vi kan begynde i morgen")
    phone.wait("Modtaget")
    board.page.bring_to_front()
    board.wait("Hør spørgsmålet")
    page.bring_to_front()
    page.keyboard.type("Hvad gør vi i morgen?")
    page.keyboard.press("Enter")
    phone.wait("Hvad gør vi i morgen?")
    board.page.bring_to_front()
    board.wait("Hvad gør vi i morgen?")
    assert [c.text for c in store.read(cast.server.folder).contributions.values()] == ["Vi kan begynde i morgen"]
    cast.check()


def test_where_people_are_at_work_a_new_round_waits_for_next(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("stemmer", "open")
    page = steering.screen.page
    page.locator("#main").focus()
    page.keyboard.press("y")
    page.locator(".presets .btn", has_text="Summe to og to").click()
    steering.screen.wait("Summe to og to er det næste punkt")
    assert steering.place() == ("stemmer", "open", None), "nobody is interrupted"
    rows = steering.screen.rows()
    after = sorted((row["position"], row["title"]) for id, row in rows.items() if id.startswith("a:"))
    titles = [title for _, title in after]
    assert titles[titles.index("Stemmerunde") + 1] == "Summe to og to"
    cast.check()


def test_from_a_result_one_press_leads_to_what_is_missing(cast: Cast) -> None:
    steering = Steering(cast)
    assert Console(cast.server).ask("start")["ok"]
    assert Console(cast.server).ask("skip", activity="samtale", value=True)["ok"]
    steering.bring("stemmer", "shown")
    page = steering.screen.page
    assert page.locator('[data-focus="after-talk"]').count() == 1
    page.locator('[data-focus="after-more"]').click()
    eventually(lambda: steering.place()[1:] == ("open", "silent"))
    state = store.read(cast.server.folder)
    now = state.now()
    assert now is not None and now.preset == "Mangler der noget?" and now.settings["after_vote"]
    cast.check()


def test_who_types_on_at_once_types_into_the_field_that_the_key_leads_to(cast: Cast) -> None:
    steering = Steering(cast)
    page = steering.screen.page
    steering.bring("ideer", "open", "silent")
    page.locator("#paper").wait_for()
    page.evaluate("void (window.requestAnimationFrame = window.setTimeout = () => 0)")  # a laptop that draws late
    page.wait_for_timeout(300)  # what was to be drawn before is
    page.locator("#main").focus()
    page.keyboard.press("i")
    page.keyboard.type("Kaffen er varm")
    assert page.evaluate("document.activeElement.value") == "Kaffen er varm"
    assert steering.place() == ("ideer", "open", "silent")


def test_time_is_gained_and_the_end_follows_at_once(cast: Cast) -> None:
    steering = Steering(cast)
    steering.bring("velkomst", "open")
    page = steering.screen.page
    page.locator("#main").focus()
    page.keyboard.press("t")
    panel = page.locator("#time-panel")
    panel.locator('[data-focus="shorter-2-pause"]').click()
    eventually(lambda: steering.screen.rows()["a:pause"]["minutes"] == 13)
    panel.locator('[data-focus="skip-samtale"]').click()
    eventually(lambda: steering.screen.rows()["a:samtale"]["skipped"])
    panel.locator('[data-focus="later-ideer"]').click()
    order = ["velkomst", "stemmer", "ideer", "samtale", "pause"]

    def programme() -> list[str]:
        rows = [row for id, row in steering.screen.rows().items() if id.startswith("a:")]
        return [row["id"] for row in sorted(rows, key=lambda row: row["position"])]

    eventually(lambda: programme() == order)
    page.keyboard.press("Escape")
    eventually(lambda: page.evaluate(FOCUSED) == "time")
    page.keyboard.press("u")
    eventually(lambda: programme() == ["velkomst", "ideer", "stemmer", "samtale", "pause"])
    assert steering.screen.rows()["next"]["activity"] == "ideer"
    cast.check()
