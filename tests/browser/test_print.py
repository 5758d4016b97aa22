"""The page of papers: for everybody, at every size, in both languages, and by keyboard alone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import LAPTOP, PHONE, SMALL_PHONE, Cast, Screen
from tests.browser.test_views import SMALL_CONTROLS, TARGET, axe, widths


def papers(cast: Cast, query: str = "") -> Screen:
    """The page, in the organiser's browser."""
    screen = cast._screen(cast.laptop, cast.server.links["organise"])
    screen.page.goto(f"{cast.server.here}/organise/{cast.server.folder.name}/print{query}")
    return screen


def test_it_works(cast: Cast) -> None:
    """Answer by keyboard, and take a paper home."""
    page = papers(cast).page
    page.get_by_label("Antal borde").focus()
    for key in ("Shift+Tab", "Space", "Enter"):
        page.keyboard.press(key)
    page.locator("#shown").wait_for()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent PDF Bordkort").press("Enter")
    assert fetched.value.suggested_filename == "bordkort.pdf"
    cast.check()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_of_papers_can_be_used_by_everybody(cast: Cast, language: str) -> None:
    troubles: list[str] = []
    screen = papers(cast)
    for query in ("", "&known=0", "&known=1&address=127.0.0.1"):
        screen.page.goto(f"{cast.server.here}/organise/{cast.server.folder.name}/print?lang={language}{query}")
        for size in (LAPTOP, PHONE, SMALL_PHONE):
            screen.page.set_viewport_size(size)  # type: ignore[arg-type]
            troubles += [f"{query}: {each}" for each in axe(screen)] + widths(screen, query)
            troubles += [f"{query}: small {each}" for each in screen.page.evaluate(SMALL_CONTROLS, TARGET)]
        screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
        troubles += widths(screen, f"{query}, twice the text")
    assert not troubles, "\n".join(sorted(set(troubles)))
