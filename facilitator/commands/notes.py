"""What the referent may ask, and the one thing that a speaker may."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from facilitator.commands.base import Command, Key, Text

NoteKind = Literal["point", "quote", "story", "figure", "for", "against", "agreement", "parked"]
Number = Annotated[int, msgspec.Meta(ge=1, le=9999, description="the number of an idea")]


class NewNote(Command, tag="note", frozen=True):
    """Write down what was said, at an activity that has begun; without one at what runs now. Its id becomes the note's.
    A number that no idea before people has is put back into the text, and `note` says so."""

    text: Text
    kind: NoteKind = "point"
    activity: Key | None = None
    link: Number | None = None


class EditNote(Command, tag="note_edit", frozen=True):
    """Put other words, another kind or another idea in a note. The speaker is asked again about a quote's new words."""

    target: Key
    text: Text
    kind: NoteKind
    link: Number | None = None


class MoveNote(Command, tag="note_move", frozen=True):
    """Put a note or a picture at another activity that has begun."""

    target: Key
    activity: Key


class RemoveNote(Command, tag="note_remove", frozen=True):
    """Take a note away. `undo` brings it back."""

    target: Key


class Consent(Command, tag="consent", frozen=True):
    """Say what whoever said a quote has answered: with the name, without it, or not at all."""

    target: Key
    value: Literal["named", "nameless", "no"]
    name: Text = ""


class Approve(Command, tag="approve", frozen=True):
    """From the speaker of a talk: a quote may stand, or may stand in these words, or is left out."""

    target: Key
    value: Literal["yes", "edited", "no"]
    text: Text = ""


class Photo(Command, tag="photo", frozen=True):
    """Say that the picture with this id was taken at an activity. Its file comes with it: see *Pictures*."""

    activity: Key | None = None


class Describe(Command, tag="describe", frozen=True):
    """Say in one line what a picture shows, and whether nobody can be recognised or everybody has said yes."""

    target: Key
    text: Text
    public: bool = False


class DropPhoto(Command, tag="drop_photo", frozen=True):
    """Delete a picture. Its file is gone; nothing brings it back."""

    target: Key


NoteCommand = NewNote | EditNote | MoveNote | RemoveNote | Consent | Approve | Photo | Describe | DropPhoto
