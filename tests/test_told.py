"""A meeting in which everything happens: what may be told is in every format that carries it, and the rest in none.

Every text has a word of its own, which is looked for in all that lies in a file: archives and PDFs are unpacked.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from facilitator import minutes
from facilitator.access import Actor, new_id
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import Version, copies, edits, public, types, write_md
from facilitator.minutes.blocks import Document, Entries, Heading, Paragraph
from facilitator.minutes.copies import Copy, words
from facilitator.minutes.package import PAPERS
from facilitator.opening import open_event
from tests.conftest import EVERY_KIND, Facilitator, Person, arrival, facilitator_of
from tests.reading import unpacked
from tests.test_minutes_files import before, copied, example, first, many

__all__ = ["example"]

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
        (paper, shared, name): unpacked(minutes.render(state, name, NOW, Version(paper, shared), folder))
        for paper, names in PAPERS.items()
        for shared in (False, True)
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
    for text, shared in (("Vægord", True), ("Genkendtord", False)):
        photo = new_id()
        facilitator.ask("photo", id=photo, activity="samtale")
        assert facilitator.ask("describe", target=photo, text=text, public=shared)["ok"]
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
    for shared in (False, True):
        for word, formats in (TOLD if shared else TOLD | IN_THE_HOUSE).items():
            missing = {name for name in formats if word not in files["minutes", shared, name]}
            assert not missing, (word, shared, missing)


def test_what_nobody_may_read_is_in_no_file(files: Files) -> None:
    assert not [(word, where) for where, inside in files.items() for word in NEVER if word in inside]


def test_what_the_house_alone_may_read_is_in_nothing_that_may_be_published(files: Files) -> None:
    shared = {where: inside for where, inside in files.items() if where[1]}
    assert len(shared) == sum(map(len, PAPERS.values()))
    assert not [(word, where) for where, inside in shared.items() for word in IN_THE_HOUSE if word in inside]


def test_the_opsamling_is_of_what_people_wrote_and_said(files: Files) -> None:
    for (paper, shared, name), inside in files.items():
        if paper == "summary":
            for word in ("Formålsord", "Dagensord", "Stedord", "Anne Holm", "Forord", "Modord", "Historieord", "Vægord",
                         "Signe Holm", "Aftaleord", "Kaffeord", "Skridtord"):  # fmt: skip
                assert word in inside, (word, shared, name)


# --- meetings of every size, at every moment, in both languages


def early(told: types.Minutes) -> types.Minutes:
    """The same meeting, which ended before there was a vote."""
    told = copied(told)
    at = told.programme.index(first(told, types.Vote))
    for n, item in enumerate(told.programme[at:]):
        told.programme[at + n] = replace(item, state="planned", began=None, ended=None)
        if isinstance(item, types.Vote):
            told.programme[at + n] = replace(
                item, state="cut", counted=False, turnout=None, places=[], reached=[], without_votes=0, too_late=0
            )
    return told


def unvoted(told: types.Minutes, count: int) -> types.Minutes:
    """The same meeting with so many ideas, and no vote about them."""
    told = many(told, count)
    told.programme = [item for item in told.programme if not isinstance(item, types.Vote)]
    return told


MADE: dict[str, Callable[[types.Minutes], types.Minutes]] = {
    "example": copied, "before": before, "early": early, "many": lambda told: many(told, 300),
    "unvoted": lambda told: unvoted(told, 61),
    "empty": lambda told: replace(before(told), stage="closed", preliminary=False),
}  # fmt: skip


def written(told: types.Minutes, version: Version) -> Copy:
    """What a version of a meeting says, with nothing written over it."""
    told = replace(public.of(told) if version.public else told, language=version.language or told.language)
    return Copy(told, edits.apply(words(told, version)).document, version=version)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_meeting_is_told_in_every_paper_without_a_word_about_nothing(
    name: str, language: str, example: types.Minutes
) -> None:
    told = MADE[name](example)
    for paper, formats in PAPERS.items():
        for is_public in (False, True):
            copy = written(told, Version(paper, is_public, language))
            assert not list(empty(copy.document)), (paper, is_public)
            said = write_md.write(copy).decode()
            assert not re.search(r"(?<!nummer )(?<![\d.,|–-])\b0 [^\W\d]|None|\{", said), (paper, is_public)
            for each in set(formats) - {"docx", "pdf", "xlsx"}:  # which are held to more elsewhere
                assert minutes.FORMATS[each].write(copy), (paper, each)


def empty(document: Document) -> Iterator[str]:
    """Every heading with nothing below it."""
    for part in document.parts:
        yield from (part.title for _ in range(1) if not part.blocks)
        for block, below in zip(part.blocks, [*part.blocks[1:], None], strict=True):
            if isinstance(block, Heading) and (below is None or isinstance(below, Heading)):
                yield block.text


@pytest.mark.parametrize(("count", "away"), [(60, False), (61, True)])
def test_more_than_sixty_ideas_without_a_vote_are_in_an_annex(count: int, away: bool, example: types.Minutes) -> None:
    told = unvoted(example, count)
    document = written(told, Version()).document
    ideas = next(part for part in document.parts if part.key.startswith("ideas:"))
    assert ideas.annex is away and (document.parts[-1] is ideas) is away
    body = [part for part in document.parts if part.key.startswith("themes:")]
    assert bool(body) is away
    if away:
        said = [block.text for block in body[0].blocks if isinstance(block, Paragraph)]
        assert said[-1].endswith("61 idéer, som alle står i bilaget.")
        (themes,) = (block for block in body[0].blocks if isinstance(block, Entries))
        assert sum(int(entry.note.split()[0]) for entry in themes.items) == 61 and themes.items[-1].label == "Står selv"


def test_who_was_here_is_a_sentence_where_somebody_counted(example: types.Minutes) -> None:
    assert "## Hvem var her\n\n40 mennesker var med.\n" in write_md.write(copies.of(example)).decode()
    assert "Hvem var her" not in write_md.write(copies.of(before(example))).decode()


@pytest.mark.parametrize(
    ("title", "role", "said"),
    [
        ("Oplæg", "", "Anne Holm holdt oplæg."),
        ("Tango og naboer", "", "Anne Holm holdt oplægget »Tango og naboer«."),
        ("Oplæg", "nabo", "Anne Holm, nabo, holdt oplæg."),
    ],
)
def test_a_talk_is_told_with_what_is_known_of_it(title: str, role: str, said: str, example: types.Minutes) -> None:
    told = copied(example)
    item = first(told, types.Vote)
    talk = types.Talk(
        id="t", preset="", title=title, prompt="", state="done", planned_at=None, planned_minutes=None,
        began=item.began, ended=item.ended, notes=[], photos=[], speaker="Anne Holm", role=role, questions=[], hidden=0,
    )  # fmt: skip
    told.programme = [talk]
    assert f"\n{said}\n" in write_md.write(written(told, Version("summary"))).decode()
