"""The page where the minutes are mended, by its forms and requests. By hand: `browser/test_editor.py`."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from facilitator.access import new_id
from tests.conftest import EVERY_KIND
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


class Editor:
    """Whoever mends the minutes, at the page's own door."""

    def __init__(self, server: ServerProcess) -> None:
        self.console = Console(server)
        self.console.ask("start")

    def act(self, query: str = "paper=minutes", **fields: Any) -> dict[str, Any]:
        """Do as the script does."""
        body = json.dumps({"id": new_id()} | fields).encode()
        status, _, said = self.console.request("POST", f"/7K4/minutes/edit?{query}", body, "application/json")
        assert status == 200, status
        return dict(json.loads(said))

    def form(self, **fields: Any) -> str:
        """Press a button of the page without its script, and give where it leads."""
        body = urlencode({"id": new_id()} | fields).encode()
        status, headers, _ = self.console.request("POST", "/7K4/minutes/edit?paper=minutes", body, FORM)
        assert status == 303
        return str(headers["Location"])

    def page(self, query: str = "paper=minutes") -> str:
        status, _, body = self.console.request("GET", f"/7K4/minutes/edit?{query}")
        assert status == 200
        return body.decode()

    def sheet(self, query: str = "paper=minutes") -> str:
        status, headers, body = self.console.request("GET", f"/7K4/minutes/sheet?{query}")
        assert status == 200 and headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        return body.decode()

    def places(self, query: str = "paper=minutes") -> dict[str, str]:
        return dict(re.findall(r'data-place="([^"]+)">([^<]*)<', self.sheet(query)))


@pytest.fixture
def editor(server: ServerProcess) -> Editor:
    return Editor(server)


def test_it_works(editor: Editor) -> None:
    answer = editor.act(act="rephrase", place="in_short/more/text", seen="", text="Tre sætninger.")
    assert answer["ok"] and answer["last"]["place"] == "in_short/more/text" and answer["draft"]["draft"]
    assert editor.places()["in_short/more/text"] == "Tre sætninger."
    assert editor.places("paper=minutes&public=1")["in_short/more/text"] == "Tre sætninger."
    status, _, body = editor.console.request("GET", "/7K4/minutes?format=md")
    assert status == 200 and "Tre sætninger." in body.decode()
    assert editor.act(act="undo", seq=str(answer["last"]["seq"]))["ok"]
    assert editor.places()["in_short/more/text"] == ""


def test_what_differs_between_the_versions_is_edited_in_each(editor: Editor) -> None:
    editor.console.ask("stage", activity="skridt", stage="open", step="write")
    before = editor.places()["cover/title"]
    assert editor.act("paper=minutes&public=1", act="rephrase", place="cover/title", seen=before, text="Fælles")["ok"]
    assert editor.places()["cover/title"] == "Fælles", "both said the same there"
    editor.console.ask(
        "rephrase", paper="minutes", version="public", place="cover/title", was=before, seen=before, text="Delt"
    )
    assert editor.act("paper=minutes&public=1", act="rephrase", place="cover/title", seen="Delt", text="Delt igen")[
        "ok"
    ]
    assert editor.places()["cover/title"] == "Fælles", "told apart, they stay so"
    assert editor.places("paper=minutes&public=1")["cover/title"] == "Delt igen"


def test_parts_and_approval_work_without_the_script(editor: Editor) -> None:
    editor.console.ask("end")
    keys = re.findall(r'data-part="([^"]+)"', editor.page())
    assert "#outline" in editor.form(act="down", place=keys[0])
    assert re.findall(r'data-part="([^"]+)"', editor.page())[:2] == [keys[1], keys[0]]
    editor.form(act="leave", place=keys[0])
    assert 'class="out"' in editor.page() and "Tag med" in editor.page()
    assert "Udkast 1" in editor.page()
    editor.form(act="approve")
    assert "Godkendt, udgave 1" in editor.page() and "Gør til udkast igen" in editor.page()
    editor.form(act="leave", place=keys[0])
    assert "Udkast 2" in editor.page() and 'class="out"' not in editor.page()


def test_the_page_says_what_to_think_of_first(editor: Editor) -> None:
    editor.console.ask("stage", activity="samtale", stage="open")
    agreed = new_id()
    for id_, text, kind in (
        (new_id(), "Uspurgt", "quote"), (new_id(), "Vi ringede til Bodil Hansen", "point"),
        (agreed, "Vi ses i april", "agreement"),
        (new_id(), "Kaffe 你", "point"),
    ):  # fmt: skip
        asked = {"do": "note", "id": id_, "text": text, "kind": kind, "activity": "samtale"}
        assert editor.console.ask_raw("command", asked)["ok"]
    editor.console.ask("photo")
    page = editor.page()
    assert "Ét citat venter" in page and "Ét billede mangler" in page
    assert "bliver til en firkant: 你" in page
    assert "<q>Bodil Hansen</q>" in page and "ligner et navn" in page
    place = next(place for place, text in editor.places().items() if text == "Vi ses i april")
    editor.act(act="rephrase", place=place, seen="Vi ses i april", text="Vi ses igen i april")
    editor.console.ask("note_edit", target=agreed, text="Vi ses i maj", kind="agreement")
    assert "Her er noget ændret" in editor.page() and "Vi ses i maj" in editor.page()
    editor.form(act="keep", place=place)
    assert "Her er noget ændret" not in editor.page() and editor.places()[place] == "Vi ses igen i april"
    editor.console.ask("note_edit", target=agreed, text="Vi ses i maj!", kind="agreement")
    editor.console.ask("note_edit", target=agreed, text="Vi ses i maj", kind="agreement")
    assert "Her er noget ændret" not in editor.page(), "it says again what somebody kept the edit over"
    editor.console.ask("note_edit", target=agreed, text="Vi ses til maj", kind="agreement")
    editor.form(act="take", place=place)
    assert "Her er noget ændret" not in editor.page() and editor.places()[place] == "Vi ses til maj"
    editor.act(act="rephrase", place=place, seen="Vi ses til maj", text="Vi ses en dag")
    editor.console.ask("note_remove", target=agreed)
    assert "har ikke længere et sted" in editor.page() and "Vi ses en dag" in editor.page()
    editor.form(act="forget", place=place)
    assert "Vi ses en dag" not in editor.page()


def test_a_quote_that_its_speaker_said_yes_to_is_nothing_to_ask_about(editor: Editor) -> None:
    editor.console.ask("stage", activity="samtale", stage="open")
    quote = new_id()
    asked = {"do": "note", "id": quote, "text": "Nøglen mangler", "kind": "quote", "activity": "samtale"}
    assert editor.console.ask_raw("command", asked)["ok"]
    assert editor.console.ask("consent", target=quote, value="named", name="Bodil Hansen")["ok"]
    page = editor.page()
    assert "<q>Bodil Hansen</q>" not in page and "Ét citat venter" not in page
    assert "Bodil Hansen" in editor.sheet("paper=minutes&public=1")


def test_what_was_written_last_is_said_with_who_and_when(editor: Editor) -> None:
    answer = editor.act(act="rephrase", place="in_short/more/text", seen="", text="Tre sætninger.")
    assert answer["last"]["said"].startswith("Kort fortalt, ") and answer["last"]["said"] in editor.page()


def test_figures_and_times_have_no_place_to_write(editor: Editor) -> None:
    sheet = editor.sheet()
    assert re.search(r'<td class="time"><bdi>', sheet) and not re.search(
        r'<td class="(time|number|name)"><bdi data-', sheet
    )


def test_the_opsamling_asks_for_what_is_missing(editor: Editor) -> None:
    page = editor.page("paper=summary")
    assert "Hvad tog folk med hjem?" in page and "(tom)" in page
    assert editor.act("paper=summary", act="rephrase", place="home/added/text", seen="", text="En nøgle.")["ok"]
    assert "En nøgle." in editor.sheet("paper=summary") and "En nøgle." not in editor.sheet()


def test_nonsense_is_answered_and_changes_nothing(editor: Editor) -> None:
    before = editor.sheet()
    for fields in ({"act": "rephrase", "place": "", "text": "x"}, {"act": "undo", "seq": "9" * 40}, {"act": "fly"}, {},
                   {"act": "rephrase", "place": "in_short/more/text", "seen": "", "text": "x" * 4001}):  # fmt: skip
        assert not editor.act(**fields)["ok"], fields
    assert re.sub(r"kl\. [\d.]+", "", editor.sheet()) == re.sub(r"kl\. [\d.]+", "", before)
    assert editor.console.request("GET", "/7K4/minutes/edit?paper=novel")[0] == 404
