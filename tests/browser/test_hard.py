"""Long and many on phone and console: nothing cut, pushed out, on top of something else, or too small to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from facilitator import commands as c
from facilitator.access import Actor, hash_of, new_id, new_token
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.opening import open_event
from tests.browser.conftest import LAPTOP, PHONE, SMALL_PHONE, Cast, Screen
from tests.browser.pictures import COMPOUND, LONG, LONG_IDEA
from tests.browser.test_views import SMALL_CONTROLS, TARGET
from tests.conftest import ROOT, Facilitator, Person
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

pytestmark = pytest.mark.browser

PEOPLE = IDEAS = 300
VOTES = 40
MANY = 40
"""So many questions, and so many steps."""
ZOOMED = {"width": 720, "height": 450}
"""What a browser at 200 % leaves of a laptop's 1440 x 900."""
LOW_LAPTOP = {"width": 1280, "height": 600}
IDEAS_OF_ALL_KINDS = [LONG_IDEA, f"{COMPOUND} {COMPOUND}", "M" * 280, "MØDOMMÅ " * 34, "Kaffe", "æ", "Hvad " * 50]
THEMES = ["Mennesker før problemer", COMPOUND, f"{COMPOUND[:30]} {COMPOUND[:29]}", *(f"Tema {n}" for n in range(9))]
KINDS = f"""
[[activity]]
kind = "talk"
key = "oplaeg"
title = "{LONG[:60]}"
speaker = "{COMPOUND}"
role = "{LONG[:80]}"

[[activity]]
kind = "steps"
key = "skridt"
title = "{COMPOUND}"
prompt = "{LONG}"
short = "Hvad gør I først?"
homes = {[f"{COMPOUND[:50]} {n}" for n in range(30)]}
"""
PLAN = (
    f"""
[event]
title = "{COMPOUND}"
date = 2015-12-10
place = "{COMPOUND} i {COMPOUND}"
starts = "13.00"
ends = "16.00"
code = "7K4"
question = "{LONG[:110]}"

[[activity]]
kind = "welcome"
key = "velkomst"
title = "{COMPOUND}"

[[activity]]
kind = "ideas"
key = "ingen"
title = "{COMPOUND}"
prompt = "{LONG}"
short = "Hvordan skaber vi steder for alle?"

[[activity]]
kind = "ideas"
key = "en"
title = "Én idé"
prompt = "Hvad kan {COMPOUND} gøre?"

[[activity]]
kind = "ideas"
key = "mange"
title = "Mange idéer"
prompt = "{LONG}"
short = "Hvordan skaber vi steder for alle?"
say = ["{LONG}", "{COMPOUND} {COMPOUND}"]

[[activity]]
kind = "conversation"
key = "samtale"
title = "Samtale"
prompt = "{LONG}"
short = "Hvordan skaber vi steder for alle?"
"""
    + KINDS
    + "".join(
        f'\n[[activity]]\nkind = "vote"\nkey = "stem-{n}"\ntitle = "Stemmerunde nummer {n}"\nsources = ["mange"]\n'
        f'prompt = "{LONG}"\nshort = "Hvor vil du helst lægge dine kræfter?"\n'
        for n in range(1, VOTES + 1)
    )
)

TROUBLES = (ROOT / "tests" / "browser" / "geometry.js").read_text("utf-8")
MAIN_BUTTON = """(selector) => [...document.querySelectorAll(selector)].map((e) => e.getBoundingClientRect())
  .some((r) => r.width && r.left >= 0 && r.right <= innerWidth + 1 && r.top >= 0 && r.bottom <= innerHeight + 1)"""


@pytest.fixture(scope="module")
def hard(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """A server with as many people, ideas, themes and votes as there may ever be."""
    folder = tmp_path_factory.mktemp("hard") / "events" / "2015-12-10-insp"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(PLAN, "utf-8")
    fill(folder)
    with ServerProcess(folder.parent) as server:
        cast = Cast(browser, server)
        yield cast
        cast.close()


def fill(folder: Path) -> None:
    """Let three hundred people write in the meeting, and gather what they wrote."""
    opened = open_event(folder, Clock())
    meeting = opened.meeting
    entered = meeting.use_link(meeting.mint("facilitator", "Mette"))
    assert entered is not None
    actor = meeting.holder_of(entered[0])
    assert actor is not None
    facilitator = Facilitator(meeting, actor)
    facilitator.ask("people", count=PEOPLE)
    facilitator.ask("start")
    for key, count in (("en", 1), ("mange", IDEAS)):
        facilitator.ask("stage", activity=key, stage="open", step="silent")
        for n in range(count):
            arrives(meeting).writes(IDEAS_OF_ALL_KINDS[n % len(IDEAS_OF_ALL_KINDS)], key)
    themes = [new_id() for _ in THEMES]
    for theme, title in zip(themes, THEMES, strict=True):
        assert meeting.ask(actor, c.parse({"do": "theme", "id": theme, "activity": "mange", "title": title}))["ok"]
    cards = list(meeting.state.given("mange"))
    for n, card in enumerate(cards[:200]):
        facilitator.ask("place", target=card.id, theme=themes[n % len(themes)])
    facilitator.ask("stage", activity="oplaeg", stage="open", step="questions")
    for n in range(MANY):
        arrives(meeting).writes(IDEAS_OF_ALL_KINDS[n % len(IDEAS_OF_ALL_KINDS)][:160], "oplaeg")
    facilitator.ask("stage", activity="skridt", stage="open", step="write")
    for n in range(MANY):
        text = IDEAS_OF_ALL_KINDS[n % len(IDEAS_OF_ALL_KINDS)][:140]
        arrives(meeting).ask("contribute", activity="skridt", text=text, theme=f"skridt.{n % 30 + 1}", when="week")
    facilitator.ask("stage", activity="ingen", stage="open", step="silent")
    facilitator.ask("lead", act="give")
    opened.close()


def arrives(meeting: Meeting) -> Person:
    token = new_token()
    return Person(meeting, Actor("participant", meeting.arrive(token), device=hash_of(token)), token)


PLACES: list[tuple[str, str, str | None]] = [
    ("ingen", "open", "silent"), ("ingen", "open", "together"), ("ingen", "open", "gather"),
    ("en", "open", "together"), ("en", "open", "gather"),
    ("mange", "open", "silent"), ("mange", "open", "review"), ("mange", "open", "together"),
    ("mange", "open", "gather"), ("samtale", "open", None),
    ("oplaeg", "open", "slides"), ("oplaeg", "open", "buzz"), ("oplaeg", "open", "questions"),
    ("skridt", "open", "write"), ("skridt", "open", "aloud"), ("skridt", "closed", None),
    ("stem-40", "open", None), ("stem-40", "closed", None), ("stem-40", "shown", None),
]  # fmt: skip


def goes(console: Console, activity: str, stage: str, step: str | None) -> None:
    """Bring the meeting to a place, whatever was before."""
    for _ in range(30):
        answer = console.ask("stage", activity=activity, stage=stage, **({"step": step} if step else {}))
        if answer["ok"]:
            return
        assert answer.get("refused") == "refused_wait", answer
        console.listen(0.5)
    raise AssertionError(f"never came to {activity} {stage} {step}")


def troubles(screen: Screen, least: float) -> list[str]:
    """What is wrong with a screen, once it has settled."""
    found: list[str] = []
    for _ in range(4):
        found = screen.page.evaluate(TROUBLES, least)
        found += [f"small: {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]
        if not found:
            return []
        screen.page.wait_for_timeout(200)
    return found


def larger(page: Page) -> None:
    """Twice the text, as a person may have set it."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")


@pytest.mark.long
def test_phone_and_console_at_the_hardest_moments(hard: Cast) -> None:
    steering = Console(hard.server)
    writer = hard.phone(PHONE)
    goes(steering, "mange", "open", "silent")
    writer.page.locator("form.field textarea").first.focus()
    writer.page.locator(".page.writing").wait_for()  # the bar has folded away, and nothing moves any more
    for text in IDEAS_OF_ALL_KINDS:
        writer.page.locator("form.field textarea").first.fill(text)
        writer.page.get_by_role("button", name="Send idéen").first.click()
    writer.page.locator(".own .card").nth(len(IDEAS_OF_ALL_KINDS) - 1).wait_for()
    phones = {"390": writer, "320": hard.phone(SMALL_PHONE), "390, 200 %": hard.phone(PHONE)}
    consoles = {"1440": hard.console(LAPTOP), "1280": hard.console(LOW_LAPTOP), "390": hard.console(PHONE),
                "1440, 200 %": hard.console(ZOOMED)}  # fmt: skip
    wrong: list[str] = []
    for place in PLACES:
        steering = Console(hard.server)
        goes(steering, *place)
        steering.listen(0.3)
        for name, screen in {**{f"phone {n}": s for n, s in phones.items()},
                             **{f"console {n}": s for n, s in consoles.items()}}.items():  # fmt: skip
            if name == "phone 390, 200 %":
                larger(screen.page)
            found = troubles(screen, 14 if "phone" in name else 12)
            if "console" in name and not screen.page.evaluate(MAIN_BUTTON, "#next, .next"):
                found.append("Next is not on the screen")
            wrong += [f"{place}, {name}: {each}" for each in found]
    assert not wrong, "\n".join(wrong)
    hard.check()
