"""A meeting in which everything happens: what may be told is in every format that carries it, and the rest in none.

Every text has a word of its own, which is looked for in all that lies in a file: archives and PDFs are unpacked.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from PIL import Image

from facilitator import minutes
from facilitator.access import Actor, new_id
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import Version
from facilitator.minutes.package import PAPERS
from facilitator.opening import open_event
from tests.conftest import EVERY_KIND, Facilitator, Person, arrival, facilitator_of
from tests.reading import unpacked

NOW = dt.datetime(2015, 12, 10, 15, 5, 9, tzinfo=dt.UTC)
PLAN = EVERY_KIND.replace(
    'place = "INSP, Roskilde"',
    """place = "Stedord"
hosts = ["Værtsord"]
facilitator = "Facilitatorord"
referent = "Referentord"
purpose = "Formålsord"
question = "Dagensord"
next = "15. september 2016\"""",
)
WORDS = {"html", "docx", "pdf", "md", "json"}
ROWS = WORDS | {"xlsx"}
ALL = ROWS | {"csv"}
TOLD = {
    "Kaffeord": ALL, "Suppeord": ALL, "Sammenlagtord": ALL, "Temaord": ALL, "Pointeord": ROWS, "Forord": ROWS,
    "Modord": ROWS, "Historieord": ROWS, "Talord": ROWS, "Aftaleord": ROWS, "Navngivetord": ROWS, "Signe Holm": ROWS,
    "Navnløstord": ROWS, "Godkendtord": ROWS, "Spurgtord": ROWS, "Anne Holm": WORDS, "Skridtord": ROWS | {"ics"},
    "Havnen": ROWS | {"ics"}, "Parkeretord": ROWS, "Hjerteord": ROWS, "Vægord": WORDS, "Formålsord": ROWS,
    "Værtsord": ROWS, "Facilitatorord": ROWS, "Stedord": ROWS, "Dagensord": ROWS,
}  # fmt: skip
"""What everybody may read, and the formats it is in."""
IN_THE_HOUSE = {
    "Afventetord": ROWS, "Ventende Navn": ROWS, "Tovholder Navn": ROWS, "Genkendtord": WORDS, "Referentord": ROWS,
}  # fmt: skip
"""What the house alone may read."""
NEVER = {
    "Skjultord", "Grundord", "Uspurgtord", "Afvistord", "Skjult Navn", "Fjernetord", "Nejord", "Skjultspurgt",
    "Udkastord", "Ventetord", "Skjultskridt", "Hemmelig Tovholder",
}  # fmt: skip
"""What nobody may read."""
Files = dict[tuple[str, bool, str], str]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """All that lies in every file there is of the meeting, by paper, whether it is public, and format."""
    folder = tmp_path_factory.mktemp("events") / "2015-12-10-insp"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, "utf-8")
    opened = open_event(folder, Clock())
    _held(opened.meeting, folder)
    state = opened.meeting.state
    written = {
        (paper, public, name): unpacked(minutes.render(state, name, NOW, Version(paper, public), folder))
        for paper, names in PAPERS.items()
        for public in (False, True)
        for name in names
    }
    opened.close()
    return written


def _held(meeting: Meeting, folder: Path) -> None:
    facilitator, room = facilitator_of(meeting), [arrival(meeting) for _ in range(6)]
    _ideas(meeting, facilitator, room)
    _notes(meeting, facilitator)
    _photos(facilitator, folder)
    _questions(facilitator, room)
    _steps(facilitator, room)
    assert room[0].ask("contribute", activity="parking", text="Hjerteord")["ok"]
    assert facilitator.ask("people", count=12)["ok"] and facilitator.ask("end")["ok"]


def _ideas(meeting: Meeting, facilitator: Facilitator, room: list[Person]) -> None:
    facilitator.until("ideer", "open", "silent")
    kaffe, suppe, ogsaa, skjult = (room[0].writes(f"{w}ord") for w in ("Kaffe", "Udkast", "Sammenlagt", "Skjult"))
    assert room[0].ask("edit", target=suppe, text="Suppeord")["ok"]
    facilitator.until("ideer", "open", "gather")
    theme = new_id()
    facilitator.ask("theme", id=theme, activity="ideer", title="Temaord")
    facilitator.ask("place", target=kaffe, theme=theme)
    facilitator.ask("merge", target=ogsaa, into=suppe)
    assert facilitator.ask("hide", target=skjult, reason="Grundord")["ok"]
    facilitator.until("stemmer", "open")
    assert all(person.votes(kaffe)["ok"] for person in room)
    meeting.state.settled = True
    facilitator.until("stemmer", "shown")
    room[1].writes("Ventetord")


def _notes(meeting: Meeting, facilitator: Facilitator) -> None:
    facilitator.until("samtale", "open")
    kinds = {"Pointe": "point", "For": "for", "Mod": "against", "Historie": "story", "Tal": "figure",
             "Aftale": "agreement", "Parkeret": "parked"}  # fmt: skip
    for word, kind in kinds.items():
        _note(facilitator, f"{word}ord", kind, "samtale")
    facilitator.ask("note_remove", target=_note(facilitator, "Fjernetord", "point", "samtale"))
    _quote(facilitator, "Navngivetord", "samtale", value="named", name="Signe Holm")
    _quote(facilitator, "Navnløstord", "samtale", value="nameless", name="Skjult Navn")
    _quote(facilitator, "Afvistord", "samtale", value="no", name="Skjult Navn")
    _note(facilitator, "Uspurgtord", "quote", "samtale")
    facilitator.ask("stage", activity="oplaeg", stage="open", step="slides")
    meeting.use_link(meeting.mint("speaker", "Oda"))
    key = next(key for key in meeting.state.keys.values() if key.role == "speaker" and key.expires_at is None)
    key.activity = "oplaeg"
    speaker = Person(meeting, Actor("speaker", key.hash, "Oda"))
    _quote(facilitator, "Afventetord", "oplaeg", value="named", name="Ventende Navn")
    for word, answer in (("Godkendtord", "yes"), ("Nejord", "no")):
        quote = _quote(facilitator, word, "oplaeg", value="nameless")
        assert speaker.ask("approve", target=quote, value=answer)["ok"]


def _note(facilitator: Facilitator, text: str, kind: str, activity: str) -> str:
    note = new_id()
    assert facilitator.ask("note", id=note, text=text, kind=kind, activity=activity)["ok"]
    return note


def _quote(facilitator: Facilitator, text: str, activity: str, **consent: str) -> str:
    quote = _note(facilitator, text, "quote", activity)
    assert facilitator.ask("consent", target=quote, **consent)["ok"]
    return quote


def _photos(facilitator: Facilitator, folder: Path) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "#14584A").save(file, "JPEG")
    (folder / "photos").mkdir()
    for text, public in (("Vægord", True), ("Genkendtord", False)):
        photo = new_id()
        facilitator.ask("photo", id=photo, activity="samtale")
        assert facilitator.ask("describe", target=photo, text=text, public=public)["ok"]
        (folder / "photos" / f"{photo}.jpg").write_bytes(file.getvalue())


def _questions(facilitator: Facilitator, room: list[Person]) -> None:
    room[0].writes("Spurgtord", "oplaeg")
    hidden = room[1].writes("Skjultspurgt", "oplaeg")
    facilitator.ask("stage", activity="oplaeg", stage="open", step="questions")
    assert facilitator.ask("hide", target=hidden)["ok"]


def _steps(facilitator: Facilitator, room: list[Person]) -> None:
    facilitator.ask("stage", activity="skridt", stage="open", step="write")
    home = next(each.id for each in facilitator.meeting.state.themes_of("skridt") if each.title == "Havnen")
    room[0].ask("home", activity="skridt", home=home)
    named, nameless, hidden = new_id(), new_id(), new_id()
    for step, text in ((named, "Skridtord"), (nameless, "Andet skridt")):
        wrote = {"id": step, "activity": "skridt", "text": text, "theme": home, "when": "2016-01-31"}
        assert room[0].ask("contribute", **wrote)["ok"]
    room[1].ask("home", activity="skridt", home="self")
    assert room[1].ask("contribute", id=hidden, activity="skridt", text="Skjultskridt")["ok"]
    facilitator.ask("stage", activity="skridt", stage="open", step="aloud")
    assert facilitator.ask("hide", target=hidden)["ok"]
    assert room[0].ask("take_on", target=named, value=True, name="Tovholder Navn", named=True)["ok"]
    assert room[1].ask("take_on", target=nameless, value=True, name="Hemmelig Tovholder")["ok"]


def test_it_works(files: Files) -> None:
    for public in (False, True):
        for word, formats in (TOLD if public else TOLD | IN_THE_HOUSE).items():
            missing = {name for name in formats if word not in files["minutes", public, name]}
            assert not missing, (word, public, missing)


def test_what_nobody_may_read_is_in_no_file(files: Files) -> None:
    assert not [(word, where) for where, inside in files.items() for word in NEVER if word in inside]


def test_what_the_house_alone_may_read_is_in_nothing_that_may_be_published(files: Files) -> None:
    shared = {where: inside for where, inside in files.items() if where[1]}
    assert len(shared) == sum(map(len, PAPERS.values()))
    assert not [(word, where) for where, inside in shared.items() for word in IN_THE_HOUSE if word in inside]


def test_the_opsamling_is_of_what_people_wrote_and_said(files: Files) -> None:
    for (paper, public, name), inside in files.items():
        if paper == "summary":
            for word in ("Formålsord", "Dagensord", "Stedord", "Anne Holm", "Forord", "Modord", "Historieord", "Vægord",
                         "Signe Holm", "Aftaleord", "Kaffeord", "Skridtord"):  # fmt: skip
                assert word in inside, (word, public, name)
