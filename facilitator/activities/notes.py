"""Notes: what the referent wrote down, at whatever activity; and which quotes may be told to anybody.

A quote is told when whoever said it has agreed, and a speaker's quote not when the speaker has said no. Until a speaker
has answered it may be told inside the house, marked as not approved yet.
"""

from __future__ import annotations

from facilitator.activities import kind_of
from facilitator.state import Activity, Contribution, Note, State

NOTE_LIMIT = 4000
NAME_LIMIT = 60
ALT_LIMIT = 280
PHOTO_LIMIT = 100
"""So many pictures one meeting keeps."""


def notes_of(state: State, activity: str | None = None) -> list[Note]:
    """Everything written down, oldest first, pictures too; of one activity, or of all."""
    return [note for note in state.notes.values() if not note.removed and activity in (None, note.activity)]


def speakers_quotes(state: State, activity: str | None) -> list[Note]:
    """The quotes of a talk that its speaker is asked about. Who said no need not be asked twice."""
    quotes = (note for note in notes_of(state) if note.kind == "quote" and note.activity == activity)
    return [note for note in quotes if activity is not None and (note.consent != "no" or note.approval)]


def has_speaker(state: State, activity: Activity) -> bool:
    """Whether somebody speaks there, whose quotes are theirs to approve."""
    return activity.kind == "talk" or any(
        key.role == "speaker" and key.activity == activity.id and not key.revoked_at for key in state.keys.values()
    )


def speaker_of(state: State, activity: Activity) -> str:
    """What the speaker of a talk is called, where anybody has said."""
    keys = [key for key in state.keys.values() if key.role == "speaker" and key.activity == activity.id]
    return str(activity.settings.get("speaker") or next((key.label for key in keys if not key.revoked_at), ""))


def may_be_told(note: Note) -> bool:
    """Whether a note may stand in the minutes: a quote only with consent, and not against the speaker's no."""
    if note.kind == "quote":
        return note.consent in ("named", "nameless") and note.approval != "no"
    return True


def is_awaited(state: State, note: Note) -> bool:
    """Whether a quote waits for its speaker's answer."""
    activity = state.activities.get(note.activity or "")
    return note.kind == "quote" and note.approval is None and activity is not None and has_speaker(state, activity)


def card_of_number(state: State, number: int) -> Contribution | None:
    """Give the idea with this number, where phones may see it or the card that it is shown on."""
    found = (card for card in state.contributions.values() if card.number == number)
    return next((card for card in found if number_of(state, card.id) is not None), None)


def number_of(state: State, link: str | None) -> int | None:
    """Give the number of the idea a note is about, while the idea is before people."""
    card = state.contributions.get(link or "")
    shown = state.contributions.get((card.merged_into if card else None) or link or "")
    if card is None or shown is None or card.removed or card.standing != "shown" or shown.standing != "shown":
        return None
    activity = state.activities[card.activity]
    return card.number if "cards" in kind_of(activity).seen(activity) else None
