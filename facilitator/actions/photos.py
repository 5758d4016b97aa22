"""Pictures of what stood on the walls: where each belongs, what it shows, and who may see it."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.notes import begun, written
from facilitator.activities.notes import ALT_LIMIT, PHOTO_LIMIT, notes_of
from facilitator.changes import BadCommand, Refused
from facilitator.commands import clean
from facilitator.commands.notes import Describe, DropPhoto, Photo
from facilitator.state import Draft, Note, State


def photo(draft: Draft, actor: Actor, command: Photo) -> None:
    """Keep a picture at what it is about, for those who help alone."""
    if command.id in draft.state.notes:
        raise BadCommand("that id is taken")
    if sum(note.kind == "photo" for note in notes_of(draft.state)) >= PHOTO_LIMIT:
        raise Refused("refused_photos_full", n=PHOTO_LIMIT)
    activity = begun(draft.state, command.activity)
    draft.make("note", Note(command.id, activity.id, "photo", "", actor.id, draft.at, data={"public": False}))


def describe(draft: Draft, actor: Actor, command: Describe) -> None:
    """Say what a picture shows, and whether it may be public."""
    note = _picture(draft.state, command.target)
    text = clean(command.text)
    if len(text) > ALT_LIMIT:
        raise Refused("refused_too_long", n=len(text) - ALT_LIMIT)
    draft.set("note", note.id, text=text, data={"public": command.public})


def drop(draft: Draft, actor: Actor, command: DropPhoto) -> None:
    """Let a picture go; its file goes with it."""
    draft.set("note", _picture(draft.state, command.target).id, removed=1)


def _picture(state: State, target: str) -> Note:
    note = written(state, target)
    if note.kind != "photo":
        raise BadCommand("no such picture")
    return note
