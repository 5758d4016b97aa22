"""What may be published and what is for the house, and the opsamling, in every format there is."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from facilitator import minutes
from facilitator.access import Actor, new_id
from facilitator.meeting import Meeting
from facilitator.minutes import Version, copies, public, summary, types, write_md
from facilitator.minutes.blocks import Table
from tests.conftest import EVERY_KIND, Facilitator, Person
from tests.reading import unpacked

NOW = dt.datetime(2015, 12, 10, 14, 5, 9, tzinfo=dt.UTC)
HOUSE = Version()
PUBLIC = Version(public=True)


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def everything(meeting: Meeting, version: Version) -> dict[str, str]:
    """All that lies in a copy, by format."""
    return {name: unpacked(minutes.render(meeting.state, name, NOW, version)) for name in minutes.FORMATS}


def spoken(meeting: Meeting, facilitator: Facilitator, anna: Person) -> dict[str, str]:
    """Somebody is quoted with a name, without one, without an answer, and by a speaker who has not answered."""
    facilitator.ask("start")
    facilitator.ask("stage", activity="samtale", stage="open")
    said = {
        "named": "Navngivne ord", "nameless": "Navnløse ord", "unasked": "Uspurgte ord", "refused": "Afviste ord"
    }  # fmt: skip
    for kind, text in said.items():
        note = new_id()
        facilitator.ask("note", id=note, text=text, kind="quote", activity="samtale")
        if kind == "named":
            facilitator.ask("consent", target=note, value="named", name="Signe Holm")
        if kind in ("nameless", "refused"):
            facilitator.ask("consent", target=note, value="nameless" if kind == "nameless" else "no")
    return said


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    said = spoken(meeting, facilitator, anna)
    for version in (HOUSE, PUBLIC, Version("summary"), Version("summary", public=True)):
        for name, inside in everything(meeting, version).items():
            assert said["unasked"] not in inside and said["refused"] not in inside, name
    for version in (HOUSE, PUBLIC):
        text = everything(meeting, version)["md"]
        assert "»Navngivne ord« – Signe Holm" in text and "»Navnløse ord«" in text


def test_a_quote_whose_speaker_has_not_answered_is_for_the_house_alone(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.ask("start")
    facilitator.ask("stage", activity="oplaeg", stage="open", step="slides")
    meeting.use_link(meeting.mint("speaker", "Oda"))
    key = next(key for key in meeting.state.keys.values() if key.role == "speaker" and key.expires_at is None)
    key.activity = "oplaeg"
    quote = new_id()
    facilitator.ask("note", id=quote, text="Endnu ikke mine ord", kind="quote", activity="oplaeg")
    facilitator.ask("consent", target=quote, value="nameless")
    assert "(ikke godkendt endnu)" in everything(meeting, HOUSE)["md"]
    assert not [n for n, inside in everything(meeting, PUBLIC).items() if "Endnu ikke mine ord" in inside]
    Person(meeting, Actor("speaker", key.hash, "Oda")).ask("approve", target=quote, value="yes")
    assert "Endnu ikke mine ord" in everything(meeting, PUBLIC)["md"]


def test_who_sees_to_a_step_is_named_in_the_house_alone(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.ask("start")
    facilitator.ask("stage", activity="skridt", stage="open", step="write")
    anna.ask("home", activity="skridt", home="self")
    step = anna.writes("Låner nøglen", "skridt")
    facilitator.ask("stage", activity="skridt", stage="open", step="aloud")
    anna.ask("take_on", target=step, value=True, name="Bodil Hansen", named=True)
    told = copies.told(meeting.state, NOW, HOUSE)
    item = next(each for each in told.programme if isinstance(each, types.Steps))
    item.steps[0].joined = 3
    shown = public.of(told)
    assert item.steps[0].keeper == "Bodil Hansen", "what is given is left as it was"
    texts = [write_md.write(copies.of(each)).decode() for each in (told, shown)]
    assert "Bodil Hansen" in texts[0] and "3 er med" in texts[0]
    assert "Bodil" not in texts[1] and "En tovholder er fundet" in texts[1] and "er med)" not in texts[1]


@pytest.mark.parametrize(("voted", "told"), [(4, False), (5, True)])
def test_fewer_than_five_are_no_group(voted: int, told: bool) -> None:
    turnout = types.Turnout(voted, 0, 40, "set")
    place = types.Place(1, False, 3, 1, "i1", 1, "Kaffe", None, None, None)
    vote = types.Vote(
        id="v", preset="", title="Stemmer", prompt="Hvad?", state="done", planned_at=None, planned_minutes=None,
        began=None, ended=None, notes=[], photos=[], sources=[], counted=True, votes_each=3, turnout=turnout,
        places=[place], without_votes=0, too_late=0, reached=[types.Reached("t", "Byen", 0, 4)], too_few=False,
    )  # fmt: skip
    shown = public._vote(vote)
    assert bool(shown.places) is bool(shown.turnout) is told and shown.reached == []
    assert [each.hands for each in shown.places] == ([0] if told else []), "nor one hand among phones"


@pytest.mark.parametrize(("people", "told"), [(4, 0), (5, 5)])
def test_fewer_than_five_people_are_not_counted(people: int, told: int, meeting: Meeting) -> None:
    house = copies.told(meeting.state, NOW, HOUSE)
    house.people = types.People(people, "set", people, False)
    for item in house.programme:
        if isinstance(item, types.Ideas):
            item.counts = types.Counts(writers=people, hidden=1, merged=2, paper=3, late=4, waiting=1)
        if isinstance(item, types.Talk):
            item.state, item.questions = "done", [types.Question("Hvem har nøglen?", "later", people)]
        if isinstance(item, types.Steps):
            item.steps = [types.Step("Låner nøglen", "Havnen", None, None, True, "", people)]
    shown = public.of(house)
    kinds = {type(item): item for item in shown.programme}
    assert (shown.people.count, shown.people.phones) == (told, told)
    assert kinds[types.Ideas].counts == types.Counts(told, 1, 2, 3, 4, 1), "texts are counted, however few"
    assert kinds[types.Talk].questions[0].others == kinds[types.Steps].steps[0].joined == told
    workbook = unpacked(minutes.FORMATS["xlsx"].write(copies.of(shown)))
    assert ("Deltagere, talt af facilitatoren" in workbook) is bool(told), "nothing is said of nobody"


def test_a_vote_of_four_is_told_without_numbers(meeting: Meeting, facilitator: Facilitator, arrives: object) -> None:
    person: Person = arrives()  # type: ignore[operator]
    facilitator.ask("start")
    facilitator.ask("stage", activity="ideer", stage="open", step="silent")
    ideas = [person.writes(f"Idé {n}") for n in range(3)]
    facilitator.until("stemmer", "open")
    person.votes(ideas[0])
    meeting.state.settled = True
    facilitator.until("stemmer", "shown")
    house, shared = (everything(meeting, version)["md"] for version in (HOUSE, PUBLIC))
    assert "1 af 1" in house and "Idéer med flest stemmer" in house
    assert "Færre end fem stemte" in shared and "1 af 1" not in shared and "Idé 0" in shared


def test_a_copy_says_for_whom_it_is(meeting: Meeting) -> None:
    assert "Til internt brug." in everything(meeting, HOUSE)["md"]
    assert "Må deles." in everything(meeting, PUBLIC)["md"] and '"public": true' in everything(meeting, PUBLIC)["json"]
    names = [minutes.file_name(meeting.state, "pdf", v) for v in (HOUSE, PUBLIC, Version("summary", public=True))]
    assert names == [
        "referat-2015-12-10-insp.pdf", "referat-2015-12-10-insp-offentlig.pdf",
        "opsamling-2015-12-10-insp-offentlig.pdf",
    ]  # fmt: skip


# --- the opsamling


def test_the_opsamling_is_told_of_what_people_wrote_and_has_no_tables(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    spoken(meeting, facilitator, anna)
    for kind, text in (("for", "Et tomt hus"), ("against", "Hvem hjælper så?"), ("agreement", "Vi mødes igen")):
        facilitator.ask("note", id=new_id(), text=text, kind=kind, activity="samtale")
    facilitator.ask("people", count=40)
    copy = copies.make(meeting.state, NOW, Version("summary"))
    text = write_md.write(copy).decode()
    assert not [b for part in copy.document.parts for b in part.blocks if isinstance(b, Table)]
    assert re.findall(r"^## (.*)$", text, re.M) == ["Stedet", "Hvem var her", "Det talte vi om", "Det tog vi med hjem"]
    assert "40 mennesker var med." in text and "For: Et tomt hus." in text and "Imod: Hvem hjælper så?\n" in text
    assert "Det blev vi enige om: Vi mødes igen." in text and "– Signe Holm" in text
    assert text.startswith("Opsamling · ")


def test_a_part_of_the_opsamling_with_nothing_in_it_is_there_for_its_editor_alone(meeting: Meeting) -> None:
    told = copies.told(meeting.state, NOW, Version("summary"))
    assert [part.key for part in summary.build(told).parts] == [
        "why",
        "place",
        "who",
        "talks",
        "talked",
        "home",
        "next",
    ]
    assert [part.key for part in copies.make(meeting.state, NOW, Version("summary")).document.parts] == ["place"]


@pytest.mark.parametrize("name", ["html", "docx", "pdf", "md"])
def test_the_opsamling_is_written_in_every_format_for_readers(meeting: Meeting, name: str) -> None:
    for language, word in (("da", "Stedet"), ("en", "The place")):
        inside = unpacked(minutes.render(meeting.state, name, NOW, Version("summary", language=language)))
        assert word in inside
