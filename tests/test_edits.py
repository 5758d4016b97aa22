"""What people write over the minutes: it survives every new copy, and changes nothing that anybody gave."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator import minutes, store
from facilitator.access import Actor, new_id
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.minutes import Version, copies, edits
from facilitator.minutes.blocks import Cover, Document
from facilitator.minutes.edits import Edit, Edits
from facilitator.opening import open_event
from facilitator.store import replay
from tests.conftest import EVERY_KIND, Facilitator, Person, arrival, facilitator_of

NOW = dt.datetime(2015, 12, 10, 14, 5, 9, tzinfo=dt.UTC)
ACTS = ("edit", "edit", "give", "hide", "merge", "note", "arrange", "approve", "undo", "reveal")
KEPT = ("contribution", "note", "activity", "theme", "mark", "event")


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def words(meeting: Meeting, version: Version | None = None) -> Document:
    version = version or Version()
    return copies.words(copies.told(meeting.state, NOW, version), version)


def shown(meeting: Meeting, version: Version | None = None) -> edits.Edited:
    """What the editor has before it."""
    return edits.show(words(meeting, version), copies.written_over(meeting.state, version or Version()))


def text_of(meeting: Meeting, version: Version | None = None, name: str = "md") -> str:
    return minutes.render(meeting.state, name, NOW, version).decode()


def writes(
    who: Person, place: str, text: str, version: str = "both", paper: str = "minutes", seen: str | None = None
) -> Any:
    """Write over a text as the page does: over what is read there now."""
    of = Version(paper, public=version == "public")  # type: ignore[arg-type]
    given = shown(who.meeting, of).given[place]
    there = copies.written_over(who.meeting.state, of).texts.get(place)
    now = there.text if there else given
    return who.ask(
        "rephrase", paper=paper, version=version, place=place, was=given, seen=now if seen is None else seen, text=text
    )


def kept(meeting: Meeting) -> str:
    """Everything that was given in the meeting, as it lies in the file."""
    rows = {table: meeting.store.query(f"SELECT * FROM {table}") for table in KEPT}
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)


def test_it_works(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.next(2)
    anna.writes("Et tomt hus")
    before = kept(meeting)
    assert writes(facilitator, "in_short/more/text", "Vi mødtes, og der kom idéer.")["ok"]
    assert writes(facilitator, "cover/title", "Hvem har nøglen?")["ok"]
    for name in ("md", "html"):
        text = text_of(meeting, name=name)
        assert "Vi mødtes, og der kom idéer." in text and "Hvem har nøglen?" in text
    assert "Vi mødtes, og der kom idéer." in text_of(meeting, Version(public=True))
    assert "Vi mødtes, og der kom idéer." not in text_of(meeting, Version("summary"))
    assert kept(meeting) == before


def test_an_edit_stands_when_the_minutes_would_say_something_else_by_now(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.ask("start")
    facilitator.ask("stage", activity="samtale", stage="open")
    note = new_id()
    facilitator.ask("note", id=note, text="Vi mødes igen i april", kind="agreement", activity="samtale")
    place = next(place for place, text in shown(meeting).given.items() if text == "Vi mødes igen i april")
    writes(facilitator, place, "Vi ses igen i april")
    assert "Vi ses igen i april" in text_of(meeting) and "Vi mødes igen" not in text_of(meeting)
    facilitator.ask("note_edit", target=note, text="Vi mødes igen i maj", kind="agreement")
    told = shown(meeting)
    assert "Vi ses igen i april" in text_of(meeting), "what somebody wrote stands"
    assert told.stale == {place} and told.given[place] == "Vi mødes igen i maj", "and says what it hides"
    facilitator.ask("note_remove", target=note)
    told = shown(meeting)
    assert "Vi ses igen i april" not in text_of(meeting)
    assert told.unplaced == {place: Edit("Vi mødes igen i april", "Vi ses igen i april")}, "kept, with nowhere to stand"


def test_the_same_text_again_takes_an_edit_back(meeting: Meeting, facilitator: Facilitator) -> None:
    once = words(meeting)
    writes(facilitator, "cover/title", "Noget andet")
    writes(facilitator, "cover/title", "INSP!")
    given = shown(meeting).given["cover/title"]
    writes(facilitator, "cover/title", given)
    assert copies.written_over(meeting.state, Version()).texts == {} and words(meeting) == once


def test_who_writes_over_what_another_wrote_meanwhile_is_told(meeting: Meeting, facilitator: Facilitator) -> None:
    other = Facilitator(meeting, Actor("facilitator", "another", "Bo"))
    writes(facilitator, "cover/title", "Mettes titel")
    given = shown(meeting).given["cover/title"]
    answer = writes(other, "cover/title", "Bos titel", seen=given)
    assert answer["refused"] == "refused_rephrased" and answer["args"] == {"text": "Mettes titel"}
    assert writes(other, "cover/title", "Mettes titel", seen=given)["ok"], "both wrote the same"
    assert writes(other, "cover/title", "Bos titel")["ok"]


def test_an_edit_of_one_version_is_in_no_other(meeting: Meeting, facilitator: Facilitator) -> None:
    writes(facilitator, "in_short/more/text", "Kun til os: Bodil har nøglen.", version="house")
    writes(facilitator, "in_short/more/text", "Nøglen er fundet.", version="public")
    house, public = text_of(meeting), text_of(meeting, Version(public=True))
    assert "Bodil" in house and "Bodil" not in public and "Nøglen er fundet" in public
    english = minutes.render(meeting.state, "md", NOW, Version(language="en")).decode()
    assert "Bodil" not in english, "what was written in one language is not put into another"


def test_parts_are_put_in_another_order_and_left_out(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.next(2)
    facilitator.ask("note", id=new_id(), text="Vi mødes igen", kind="agreement")
    facilitator.ask("note", id=new_id(), text="Vi tager kaffe med", kind="agreement")
    line = next(edits.line_of(place) for place, text in shown(meeting).given.items() if text == "Vi tager kaffe med")
    facilitator.ask("arrange", paper="minutes", parts=["day", "agreed", "in_short"], left_out=["not_reached", line])
    parts = copies.make(meeting.state, NOW).document.parts
    keys = [part.key for part in parts]
    assert keys.index("day") < keys.index("agreed") < keys.index("in_short") and "not_reached" not in keys
    assert "Vi mødes igen" in text_of(meeting) and "Vi tager kaffe med" not in text_of(meeting)
    facilitator.ask("note", id=new_id(), text="Parkeret", kind="parked")
    keys = [part.key for part in copies.make(meeting.state, NOW).document.parts]
    assert "parked" in keys, "a new part finds its place"
    assert "not_reached" in [part.key for part in shown(meeting).document.parts], "the editor still shows it"


def test_a_copy_is_a_draft_until_somebody_approves_and_again_when_it_is_changed(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.next(2)
    facilitator.ask("end")
    assert "**Udkast**" in text_of(meeting) and "udkast 1" in text_of(meeting)
    facilitator.ask("approve_minutes", paper="minutes")
    assert "Udkast" not in text_of(meeting) and "udgave 1" in text_of(meeting)
    assert "**Udkast**" in text_of(meeting, Version("summary")), "each paper by itself"
    assert minutes.render(meeting.state, "json", NOW).count(b'"draft": false') == 1
    writes(facilitator, "in_short/more/text", "Mere")
    assert "udkast 2" in text_of(meeting)
    facilitator.ask("approve_minutes", paper="minutes")
    facilitator.ask("approve_minutes", paper="minutes", on=False)
    assert "udkast 3" in text_of(meeting)


def test_an_edit_is_taken_back_by_its_number_and_never_by_u_in_the_room(
    meeting: Meeting, facilitator: Facilitator, anna: Person
) -> None:
    facilitator.next(2)
    idea = anna.writes("Et tomt hus")
    facilitator.ask("hide", target=idea)
    writes(facilitator, "cover/title", "Noget andet")
    seq = meeting.state.seq
    assert facilitator.ask("undo")["ok"]
    assert meeting.state.contributions[idea].standing == "shown" and "Noget andet" in text_of(meeting)
    facilitator.ask("undo", seq=seq)
    assert "Noget andet" not in text_of(meeting)
    assert facilitator.ask("redo")["ok"]
    assert meeting.state.contributions[idea].standing == "hidden", "redo is of the room as well"


def test_what_is_taken_back_never_leaves_an_approval_that_nobody_gave(
    meeting: Meeting, facilitator: Facilitator
) -> None:
    facilitator.next(2)
    facilitator.ask("end")
    writes(facilitator, "cover/title", "Den første")
    first = meeting.state.seq
    facilitator.ask("approve_minutes", paper="minutes")
    approved = text_of(meeting)
    writes(facilitator, "cover/subtitle", "Den anden")
    second = meeting.state.seq
    assert facilitator.ask("undo", seq=second)["ok"] and text_of(meeting) == approved, "as it was approved"
    writes(facilitator, "cover/subtitle", "Den tredje")
    third = meeting.state.seq
    writes(facilitator, "in_short/more/text", "Den fjerde")
    assert facilitator.ask("undo", seq=third)["ok"] and "**Udkast**" in text_of(meeting), "the fourth stands"
    facilitator.ask("approve_minutes", paper="minutes")
    assert "**Udkast**" not in text_of(meeting)
    assert facilitator.ask("undo", seq=first)["ok"]
    assert "Den første" not in text_of(meeting) and "**Udkast**" in text_of(meeting)


def test_edits_are_in_the_file_and_in_what_is_read_from_it(meeting: Meeting, facilitator: Facilitator) -> None:
    writes(facilitator, "cover/title", "Hvem har nøglen?")
    facilitator.ask("arrange", paper="minutes", parts=["day"], left_out=["about"])
    again = store.read(meeting.store.path.parent)
    assert minutes.render(again, "md", NOW) == minutes.render(meeting.state, "md", NOW)
    replayed = replay(meeting.store.query("SELECT * FROM change ORDER BY seq"))
    assert replayed.wordings == meeting.state.wordings and replayed.papers == meeting.state.papers


def test_no_two_texts_share_a_place(meeting: Meeting, facilitator: Facilitator, anna: Person) -> None:
    facilitator.ask("start")
    facilitator.ask("stage", activity="samtale", stage="open")
    for kind in ("point", "point", "for", "against", "story", "agreement"):
        facilitator.ask("note", id=new_id(), text="Det samme", kind=kind, activity="samtale")
    for version in (Version(), Version("summary")):
        places = list(shown(meeting, version).given)
        assert places and not [place for place in places if place.endswith("+") and "/row/" not in place]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_that_is_edited_is_lost_and_nothing_given_is_changed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Edit, contribute, hide, arrange, undo and write copies in any order."""
    folder = tmp_path_factory.mktemp("events") / "2015-12-10-insp"
    folder.mkdir()
    (folder / "plan.toml").write_text(EVERY_KIND, encoding="utf-8")
    opened = open_event(folder, Clock())
    meeting = opened.meeting
    facilitator, anna = facilitator_of(meeting), arrival(meeting)
    facilitator.ask("start")
    facilitator.ask("stage", activity="ideer", stage="open", step="silent")
    ideas = [anna.writes("Et tomt hus")]
    written: dict[str, str] = {}
    for step in range(data.draw(st.integers(3, 10))):
        do = data.draw(
            st.sampled_from(["edit", "edit", "give", "hide", "merge", "note", "arrange", "approve", "undo", "reveal"])
        )
        before = kept(meeting)
        if do == "edit":
            place = data.draw(st.sampled_from(sorted(shown(meeting).given)))
            text = f"Rettet {step}"
            assert writes(facilitator, place, text)["ok"]
            written[place] = text
        elif do == "arrange":
            keys = [part.key for part in shown(meeting).document.parts]
            out = data.draw(st.lists(st.sampled_from(keys), max_size=2))
            facilitator.ask("arrange", paper="minutes", parts=data.draw(st.permutations(keys)), left_out=out)
        elif do == "approve":
            facilitator.ask("approve_minutes", paper="minutes")
        elif do == "undo":
            was = text_of(meeting)
            place = data.draw(st.sampled_from(sorted(shown(meeting).given)))
            writes(facilitator, place, "Tages tilbage")
            assert facilitator.ask("undo", seq=meeting.state.seq)["ok"]
            assert text_of(meeting) == was
        else:
            if do == "give":
                ideas.append(anna.writes(f"Idé {step}"))
            elif do == "hide":
                facilitator.ask("hide", target=data.draw(st.sampled_from(ideas)))
            elif do == "merge":
                facilitator.ask("merge", target=ideas[-1], into=ideas[0])
            elif do == "note":
                facilitator.ask("note", id=new_id(), text=f"Sagt {step}", kind="agreement")
            else:
                facilitator.ask(
                    "stage", activity="ideer", stage="open", step=data.draw(st.sampled_from(["silent", "together"]))
                )
            before = ""
        assert not before or kept(meeting) == before, "an edit touches nothing that was given"
        told = shown(meeting)
        stand = {place: edit.text for place, edit in copies.written_over(meeting.state, Version()).texts.items()}
        assert written == stand, "every edit is kept"
        assert set(stand) == {place for place in stand if place in told.given} | set(told.unplaced)
        assert text_of(meeting) == text_of(meeting) and text_of(meeting, name="html") == text_of(meeting, name="html")
    opened.close()


def test_what_nobody_edited_is_the_document_itself() -> None:
    cover = Cover("Referat", "Titel", "", (), ())
    doc = Document("da", cover, (), "Fod", ("Side", "af"), "2015-12-10T15:05:09+01:00", "")
    assert edits.apply(doc, Edits()).document == doc
