"""Write down what is said, mend it, and have those who said it answer for their words."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.activities.notes import NAME_LIMIT, NOTE_LIMIT, card_of_number, speaker_of, speakers_quotes
from facilitator.changes import BadCommand, Refused
from facilitator.commands import clean
from facilitator.commands.notes import Approve, Consent, EditNote, MoveNote, NewNote, RemoveNote
from facilitator.state import PARKING, Activity, Draft, Note, State

NO_SUCH_IDEA = "referent_note_no_idea"


def note(draft: Draft, actor: Actor, command: NewNote) -> None:
    """Write a note at what it is about."""
    if command.id in draft.state.notes:
        raise BadCommand("that id is taken")
    activity = begun(draft.state, command.activity)
    text, link = _words(draft, command)
    draft.make("note", Note(command.id, activity.id, command.kind, text, actor.id, draft.at, link=link))


def edit(draft: Draft, actor: Actor, command: EditNote) -> None:
    """Put other words, kind or idea in a note. A no to a quote stands, whatever is made of it."""
    note = written(draft.state, command.target)
    if note.kind == "photo":
        raise BadCommand("a picture is described")
    text, link = _words(draft, command)
    said_no = note.consent == "no" or note.approval == "no"
    if said_no and command.kind != note.kind:
        raise Refused("refused_said_no")
    answers = {name: getattr(note, name) for name in ("consent", "name", "approval")}
    if command.kind != "quote":
        answers = dict.fromkeys(answers)
    elif text != note.text and note.approval != "no":
        answers["approval"] = None
    draft.set("note", note.id, text=text, kind=command.kind, link=link, edited=1, **answers)


def move(draft: Draft, actor: Actor, command: MoveNote) -> None:
    """Put a note at another activity."""
    note = written(draft.state, command.target)
    draft.set("note", note.id, activity=begun(draft.state, command.activity).id)


def remove(draft: Draft, actor: Actor, command: RemoveNote) -> None:
    """Take a note away."""
    note = written(draft.state, command.target)
    if note.kind == "photo":
        raise BadCommand("a picture is dropped")
    draft.set("note", note.id, removed=1)


def consent(draft: Draft, actor: Actor, command: Consent) -> None:
    """Keep what whoever said a quote has answered. With a name there has to be one."""
    note = _quote(draft.state, command.target)
    name = clean(command.name)
    if len(name) > NAME_LIMIT:
        raise Refused("refused_too_long", n=len(name) - NAME_LIMIT)
    activity = draft.state.activities.get(note.activity or "")
    if command.value == "named" and not name:
        name = speaker_of(draft.state, activity) if activity else ""
        if not name:
            raise Refused("refused_no_name")
    draft.set("note", note.id, consent=command.value, name=name if command.value == "named" else None)


def approve(draft: Draft, actor: Actor, command: Approve) -> None:
    """Keep a speaker's answer to a quote of their own talk. Where nobody had asked them, a yes is the consent too."""
    state = draft.state
    note = _quote(state, command.target)
    key = state.keys.get(actor.id)
    if key is None or note not in speakers_quotes(state, key.activity):
        raise BadCommand("no such quote")
    if command.value == "no":
        draft.set("note", note.id, approval="no")
        return
    text = _checked(command.text, NOTE_LIMIT) if command.value == "edited" else note.text
    draft.set("note", note.id, text=text, approval="yes" if text == note.text else "edited")
    if note.consent is None:
        draft.set("note", note.id, consent="named", name=actor.name)


def begun(state: State, wanted: str | None) -> Activity:
    """Give an activity that has begun, or what runs now. Raise Refused."""
    if state.event.stage == "planned":
        raise Refused("refused_not_begun")
    if state.event.stage == "sealed":
        raise Refused("refused_sealed")
    activity = state.now() if wanted is None else state.activities.get(wanted)
    if activity is None or activity.kind == PARKING:
        raise BadCommand("no such activity")
    if activity.stage == "planned":
        raise Refused("refused_not_yet")
    return activity


def written(state: State, target: str) -> Note:
    """Give a note that is there and may be changed."""
    note = state.notes.get(target)
    if note is None or note.removed:
        raise BadCommand("no such note")
    if state.event.stage == "sealed":
        raise Refused("refused_sealed")
    return note


def _quote(state: State, target: str) -> Note:
    note = written(state, target)
    if note.kind != "quote":
        raise BadCommand("no such quote")
    return note


def _words(draft: Draft, command: NewNote | EditNote) -> tuple[str, str | None]:
    """The text and the idea it is about. Nothing that was typed is lost: an unknown number stays in the text."""
    if command.link is None:
        return _checked(command.text, NOTE_LIMIT), None
    card = card_of_number(draft.state, command.link)
    if card is not None:
        return _checked(command.text, NOTE_LIMIT), card.id
    draft.note = NO_SUCH_IDEA
    number = f"#{command.link}"
    return _checked(command.text if number in command.text else f"{command.text} {number}", NOTE_LIMIT), None


def _checked(text: str, limit: int) -> str:
    text = clean(text, lines=True)
    if not text:
        raise Refused("refused_empty")
    if len(text) > limit:
        raise Refused("refused_too_long", n=len(text) - limit)
    return text
