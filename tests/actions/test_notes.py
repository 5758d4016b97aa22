"""Notes: each stays with what it is about, quotes are answered for, and what was done can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.access import new_id
from facilitator.audience import board_view, console_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Answer, Meeting
from facilitator.opening import Opened, open_event
from facilitator.referent import referent_view
from facilitator.rows import Note
from tests.conftest import Facilitator, Person


@pytest.fixture
def referent(meeting: Meeting) -> Person:
    """Anne, who takes the minutes."""
    return helper(meeting, "referent", "Anne")


@pytest.fixture
def speaker(meeting: Meeting) -> Person:
    """Oda, whose talk is at *samtale*."""
    return helper(meeting, "speaker", "Oda", "samtale")


def helper(meeting: Meeting, role: str, name: str, activity: str | None = None) -> Person:
    """Let somebody in by a link."""
    entered = meeting.use_link(meeting.mint(role, name))
    assert entered is not None
    actor = meeting.holder_of(entered[0])
    assert actor is not None
    meeting.state.keys[actor.id].activity = activity
    return Person(meeting, actor, entered[0])


def writes(person: Person, text: str, kind: str = "point", **fields: Any) -> Note:
    """Write a note, and give it as it is kept."""
    name = new_id()
    answer = person.ask("note", id=name, text=text, kind=kind, **fields)
    assert answer["ok"], answer
    return person.meeting.state.notes[name]


def test_it_works(meeting: Meeting, facilitator: Facilitator, referent: Person) -> None:
    facilitator.next(2)
    note = writes(referent, "  Flere har   lånt\net tomt hus ")
    assert (note.activity, note.kind, note.text) == ("ideer", "point", "Flere har lånt\net tomt hus")
    row = referent_view(meeting.state)[f"n:{note.id}"]
    assert (row["writer"], row["text"], row["link"]) == ("Anne", note.text, None)
    assert console_view(meeting.state, meeting.clock.ms())["progress"]["notes"] == 1


def test_a_note_lands_at_what_it_was_begun_at_while_the_meeting_moves_on(
    facilitator: Facilitator, referent: Person
) -> None:
    facilitator.next(2)
    facilitator.until("samtale", "open")
    assert writes(referent, "Sagt to minutter før", activity="stemmer").activity == "stemmer"
    assert writes(referent, "Sagt nu").activity == "samtale"


def test_a_note_moves_to_any_activity_that_has_begun(facilitator: Facilitator, referent: Person) -> None:
    facilitator.next(2)
    note = writes(referent, "En pointe")
    assert referent.ask("note_move", target=note.id, activity="velkomst")["ok"]
    assert note.activity == "velkomst"
    assert referent.ask("note_move", target=note.id, activity="pause")["refused"] == "refused_not_yet"
    assert "bad" in referent.ask("note_move", target=note.id, activity="parking")


@pytest.mark.parametrize(("letters", "refused"), [(0, "refused_empty"), (4000, None), (4001, "refused_too_long")])
def test_a_note_has_a_limit_and_is_never_cut(
    facilitator: Facilitator, referent: Person, letters: int, refused: str | None
) -> None:
    facilitator.next(2)
    assert referent.ask("note", text="å" * letters).get("refused") == refused


def test_nothing_is_written_before_the_meeting_and_still_after_it(facilitator: Facilitator, referent: Person) -> None:
    assert referent.ask("note", text="For tidligt")["refused"] == "refused_not_begun"
    facilitator.next(2)
    assert referent.ask("note", text="For tidligt", activity="pause")["refused"] == "refused_not_yet"
    facilitator.ask("end")
    assert writes(referent, "Sagt i døren").activity == "ideer"


# --- ideas that a note is about -----------------------------------------------------------------


def number(meeting: Meeting, idea: str) -> int:
    found = meeting.state.contributions[idea].number
    assert found is not None
    return found


def test_a_note_is_about_an_idea_that_everybody_sees(
    meeting: Meeting, facilitator: Facilitator, referent: Person, anna: Person
) -> None:
    facilitator.next(2)
    seen, hidden, merged = (anna.writes(text) for text in ("Et hus", "Nævner Bo", "Et andet hus"))
    facilitator.until("ideer", "open", "together")
    facilitator.ask("merge", target=merged, into=seen)
    facilitator.ask("hide", target=hidden)
    first, second = (writes(referent, "Ja", link=number(meeting, idea)).id for idea in (seen, merged))

    def link(note: str) -> int | None:
        wanted: int | None = referent_view(meeting.state)[f"n:{note}"]["link"]
        return wanted

    assert (link(first), link(second)) == (number(meeting, seen), number(meeting, merged))
    facilitator.ask("hide", target=seen)
    assert link(first) is None, "gone from the screen with the idea"


def test_a_number_that_nobody_sees_stays_in_the_text(
    meeting: Meeting, facilitator: Facilitator, referent: Person, anna: Person
) -> None:
    facilitator.next(2)
    hidden = anna.writes("Nævner Bo")
    facilitator.until("ideer", "open", "together")
    facilitator.ask("hide", target=hidden)
    for wanted in (number(meeting, hidden), 99):
        name = new_id()
        answer = referent.ask("note", id=name, text="Om den", link=wanted)
        assert answer == {"ok": True, "note": "referent_note_no_idea"}
        assert (meeting.state.notes[name].text, meeting.state.notes[name].link) == (f"Om den #{wanted}", None)


def test_the_referent_sees_no_more_ideas_than_a_phone(
    meeting: Meeting, facilitator: Facilitator, referent: Person, anna: Person
) -> None:
    facilitator.next(2)
    anna.writes("Endnu stille")
    view, phone = referent_view(meeting.state), phone_view(meeting.state)
    assert not any(id.startswith("c:") for id in view)
    assert view.keys() - phone.keys() <= {f"n:{note}" for note in meeting.state.notes}


# --- quotes -------------------------------------------------------------------------------------


def test_a_quote_is_asked_about_and_with_a_name_there_is_one(facilitator: Facilitator, referent: Person) -> None:
    facilitator.next(2)
    note = writes(referent, "Vi manglede en nøgle", "quote")
    assert note.consent is None
    assert referent.ask("consent", target=note.id, value="named")["refused"] == "refused_no_name"
    assert referent.ask("consent", target=note.id, value="named", name=" Mette  H. ")["ok"]
    assert (note.consent, note.name) == ("named", "Mette H.")
    referent.ask("consent", target=note.id, value="nameless")
    assert (note.consent, note.name) == ("nameless", None), "no name is kept that nobody wants"
    assert "bad" in referent.ask("consent", target=writes(referent, "En pointe").id, value="no")


@pytest.mark.parametrize("way", ["consent", "approval"])
def test_a_no_is_not_got_round_by_calling_the_quote_something_else(
    facilitator: Facilitator, referent: Person, speaker: Person, way: str
) -> None:
    facilitator.until("samtale", "open")
    note = writes(referent, "Sagt i fortrolighed", "quote")
    if way == "consent":
        referent.ask("consent", target=note.id, value="no")
    else:
        speaker.ask("approve", target=note.id, value="no")
    assert referent.ask("note_edit", target=note.id, text=note.text, kind="point")["refused"] == "refused_said_no"
    referent.ask("note_edit", target=note.id, text="Sagt ellers", kind="quote")
    assert "no" in (note.consent, note.approval)


def test_the_speaker_answers_for_own_quotes(facilitator: Facilitator, referent: Person, speaker: Person) -> None:
    facilitator.until("samtale", "open")
    one, two, three = (writes(referent, text, "quote") for text in ("Et", "To", "Tre"))
    assert speaker.ask("approve", target=one.id, value="yes")["ok"]
    assert (one.approval, one.consent, one.name) == ("yes", "named", "Oda"), "nobody had asked: a yes is the consent"
    referent.ask("consent", target=two.id, value="nameless")
    assert speaker.ask("approve", target=two.id, value="edited", text=" To,  sagt\nbedre ")["ok"]
    assert (two.approval, two.consent, two.text) == ("edited", "nameless", "To, sagt\nbedre")
    assert speaker.ask("approve", target=three.id, value="no")["ok"]
    assert (three.approval, three.consent) == ("no", None)
    assert speaker.ask("approve", target=three.id, value="edited", text=" ")["refused"] == "refused_empty"
    assert speaker.ask("approve", target=three.id, value="yes")["ok"], "a speaker may think again"


def test_a_speaker_answers_for_nothing_else(facilitator: Facilitator, referent: Person, speaker: Person) -> None:
    facilitator.until("samtale", "open")
    elsewhere = writes(referent, "Fra en anden", "quote", activity="ideer")
    point, refused = writes(referent, "En pointe"), writes(referent, "Må ikke bruges", "quote")
    referent.ask("consent", target=refused.id, value="no")
    for note in (elsewhere, point, refused):
        assert "bad" in speaker.ask("approve", target=note.id, value="yes")
    assert "bad" in speaker.ask("note", text="Jeg skriver selv")


def test_new_words_are_approved_anew_and_the_same_words_are_not(
    facilitator: Facilitator, referent: Person, speaker: Person
) -> None:
    facilitator.until("samtale", "open")
    note = writes(referent, "Vi manglede en nøgle", "quote")
    speaker.ask("approve", target=note.id, value="yes")
    referent.ask("note_edit", target=note.id, text=note.text, kind="quote")
    assert note.approval == "yes"
    referent.ask("note_edit", target=note.id, text="Vi havde penge nok", kind="quote")
    assert note.approval is None
    speaker.ask("approve", target=note.id, value="yes")
    assert referent.ask("undo")["refused"] == "refused_changed_since", "the speaker's yes was to these words"


# --- taking back --------------------------------------------------------------------------------


def test_whoever_wrote_takes_back_and_does_again(meeting: Meeting, facilitator: Facilitator, referent: Person) -> None:
    facilitator.next(2)
    note = writes(referent, "En pointe")
    referent.ask("note_edit", target=note.id, text="Et tal", kind="figure")
    referent.ask("note_move", target=note.id, activity="velkomst")
    referent.ask("note_remove", target=note.id)
    was = [(1, "velkomst", "figure"), (0, "velkomst", "figure"), (0, "ideer", "figure"), (0, "ideer", "point")]
    for expected in was:
        assert (note.removed, note.activity, note.kind) == expected
        assert referent.ask("undo")["ok"]
    assert note.removed, "and the note itself"
    assert referent.ask("redo")["ok"] and not note.removed
    assert note.text == "En pointe"


def test_the_referent_takes_back_nothing_of_others_and_facilitators_anything(
    meeting: Meeting, facilitator: Facilitator, referent: Person
) -> None:
    facilitator.next(2)
    facilitator.ask("theme", id=(theme := new_id()), activity="ideer", title="Huse")
    made = meeting.state.done.newest_first()[0].seq
    moved = meeting.state.last_moves[-1].seq
    for seq in (made, moved):
        assert referent.ask("undo", seq=seq)["refused"] == "refused_nothing_to_undo"
    assert meeting.state.event.lead == facilitator.actor.id and not meeting.state.themes[theme].removed
    note = writes(referent, "En pointe")
    line = console_view(meeting.state, meeting.clock.ms())["history"]["changes"][0]
    assert (line["kind"], line["by"], line["text"]) == ("note", "Anne", "En pointe")
    assert facilitator.ask("undo", seq=line["seq"])["ok"] and note.removed


def test_it_can_still_be_taken_back_after_a_restart(opened: Opened, facilitator: Facilitator, referent: Person) -> None:
    facilitator.next(2)
    note = writes(referent, "En pointe")
    opened.close()
    again = open_event(opened.folder, Clock())
    try:
        assert Person(again.meeting, referent.actor).ask("undo")["ok"]
        assert again.meeting.state.notes[note.id].removed
    finally:
        again.close()


# --- nobody else sees it ------------------------------------------------------------------------


def test_notes_change_nothing_that_phones_and_board_are_told(
    meeting: Meeting, facilitator: Facilitator, referent: Person, speaker: Person, anna: Person
) -> None:
    facilitator.next(2)
    idea = anna.writes("Et hus")
    facilitator.ask("open_log", on=True)
    facilitator.until("ideer", "open", "together")
    facilitator.ask("edit", target=idea, text="Et tomt hus")
    meeting.clock.ms = lambda: 1_449_748_800_000  # type: ignore[method-assign]

    def told() -> Any:
        return phone_view(meeting.state), board_view(meeting.state, meeting.clock.ms())

    before = told()
    assert before[0]["log"]["lines"], "the room may read what was mended"
    for n in range(220):
        note = writes(referent, f"Note {n}", "quote" if n % 2 else "for", link=1)
    referent.ask("consent", target=note.id, value="named", name="Mette")
    referent.ask("note_edit", target=note.id, text="Andet", kind="story", link=1)
    referent.ask("note_move", target=note.id, activity="velkomst")
    referent.ask("undo")
    referent.ask("photo")
    assert told() == before


# --- pictures, as notes -------------------------------------------------------------------------


def test_a_picture_is_described_moved_and_dropped_for_good(
    meeting: Meeting, facilitator: Facilitator, referent: Person, event_folder: Path
) -> None:
    facilitator.next(2)
    photo = new_id()
    there = event_folder / "photos" / f"{photo}.jpg"
    there.parent.mkdir()
    there.write_bytes(b"a picture")
    assert referent.ask("photo", id=photo)["ok"]
    assert referent.ask("describe", target=photo, text="Væggen med\nidéer", public=True)["ok"]
    note = meeting.state.notes[photo]
    assert (note.text, note.data) == ("Væggen med idéer", {"public": True})
    assert referent.ask("note_move", target=photo, activity="velkomst")["ok"]
    for asked in (
        referent.ask("note_remove", target=photo),
        referent.ask("note_edit", target=photo, text="x", kind="point"),
        referent.ask("describe", target=writes(referent, "En pointe").id, text="x"),
    ):
        assert "bad" in asked
    assert referent.ask("drop_photo", target=photo)["ok"]
    assert not there.exists(), "the file goes with it"
    referent.ask("undo")
    assert meeting.state.notes[photo].removed


def test_a_meeting_keeps_a_hundred_pictures(facilitator: Facilitator, referent: Person) -> None:
    facilitator.next(2)
    answers: list[Answer] = [referent.ask("photo") for _ in range(101)]
    assert [answer["ok"] for answer in answers] == [True] * 100 + [False]


def test_a_picture_that_no_note_knows_is_gone_at_the_next_start(
    opened: Opened, facilitator: Facilitator, referent: Person, arrives: Callable[[], Person]
) -> None:
    facilitator.next(2)
    referent.ask("photo", id=(kept := new_id()))
    folder = opened.folder / "photos"
    folder.mkdir()
    for name in (f"{kept}.jpg", f"{new_id()}.jpg", "half.part"):
        (folder / name).write_bytes(b"x")
    opened.close()
    open_event(opened.folder, Clock()).close()
    assert [path.name for path in folder.iterdir()] == [f"{kept}.jpg"]
