"""Turn an untrusted message into a typed Command, or BadCommand.

The types below are the wire: `docs/wire.md` is generated from them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Literal

import msgspec

from facilitator.changes import BadCommand
from facilitator.commands.base import Command, Key, Minutes, Text
from facilitator.commands.kinds import Answer, Home, TakeOn
from facilitator.commands.notes import NoteCommand
from facilitator.commands.papers import PaperCommand
from facilitator.commands.unlinking import UnlinkingCommand

# --- what a participant may ask -------------------------------------------------------------


class Contribute(Command, tag="contribute", frozen=True):
    """Give a text to an activity. Its id becomes the contribution's id. From a facilitator: a paper card.

    Of a step `theme` is the home and `when` the date, or one of `week`, `month`, `next`. What became of an earlier step
    is told with `about` and `outcome`, and may do without words.
    """

    activity: Key
    text: Text
    theme: Key | None = None
    when: Annotated[str, msgspec.Meta(max_length=10)] | None = None
    about: Key | None = None
    outcome: Literal["done", "underway", "not_yet", "dropped"] | None = None


class EditText(Command, tag="edit", frozen=True):
    """Change the words of one's own contribution; a facilitator may mend anybody's, with a trace."""

    target: Key
    text: Text


class TakeBack(Command, tag="take_back", frozen=True):
    """Take back one's own contribution."""

    target: Key


class Mark(Command, tag="mark", frozen=True):
    """Say which value one wants to have on one target: the wished state, never a step up or down."""

    activity: Key
    target: Key
    value: bool | int | Annotated[str, msgspec.Meta(max_length=40)]


class Object(Command, tag="object", frozen=True):
    """Say that one's own contribution does not fit where it was put. Facilitators alone see it."""

    target: Key
    value: bool


class Regain(Command, tag="regain", frozen=True):
    """Let this device act for the participant with this return code."""

    code: Annotated[str, msgspec.Meta(max_length=60)]


class Together(Command, tag="together", frozen=True):
    """Say how many people share this phone. They have as many votes as all of them, at most one each on a card."""

    people: Annotated[int, msgspec.Meta(ge=1, le=12)]


class Deal(Command, tag="deal", frozen=True):
    """Take the next ideas into the stack of one's table, while the tables gather."""

    activity: Key


class Heap(Command, tag="heap", frozen=True):
    """Lay ideas of one's stack in the heap with this name; without a name they lie loose again."""

    activity: Key
    targets: Annotated[list[Key], msgspec.Meta(min_length=1, max_length=200)]
    title: Text = ""


# --- what only a facilitator may ask --------------------------------------------------------


class Start(Command, tag="start", frozen=True):
    """Begin the meeting."""


class Next(Command, tag="next", frozen=True):
    """Take the next step of the programme. `at` says where the asker stood, so two presses count once."""

    at: Key


class Back(Command, tag="back", frozen=True):
    """Go one step back: the opposite of the last next."""

    at: Key


class Undo(Command, tag="undo", frozen=True):
    """Take back the change numbered `seq`, or one's own latest, where what it changed still is as it left it."""

    seq: int | None = None


class Redo(Command, tag="redo", frozen=True):
    """Take back one's own latest undo, where nothing was changed after it."""


class SetStage(Command, tag="stage", frozen=True):
    """Put an activity in a stage (and step) directly, for instance to reopen it."""

    activity: Key
    stage: Literal["planned", "open", "closed", "shown"]
    step: Key | None = None


class Timer(Command, tag="timer", frozen=True):
    """Start, pause, lengthen or stop the timer. It never closes anything."""

    activity: Key
    act: Literal["start", "pause", "add", "stop"]
    minutes: Minutes | None = None


class Replan(Command, tag="replan", frozen=True):
    """Give an activity that is not over another planned length. A timer that runs is not touched."""

    activity: Key
    minutes: Minutes


class Skip(Command, tag="skip", frozen=True):
    """Have *next* pass over a planned activity, or take it in again."""

    activity: Key
    value: bool


class Later(Command, tag="later", frozen=True):
    """Move a planned activity to right after another planned one."""

    activity: Key
    after: Key


class Insert(Command, tag="insert", frozen=True):
    """Make an activity right after the present one, from a kind's preset. The command's id becomes the activity's.
    Without a prompt, screens ask people to listen for the question."""

    kind: Key
    preset: Key
    prompt: Text = ""
    minutes: Minutes | None = None


class Reword(Command, tag="reword", frozen=True):
    """Put an activity's question into words."""

    activity: Key
    prompt: Text


class Hide(Command, tag="hide", frozen=True):
    """Take a contribution off every screen but its writer's and the console's, with a reason the writer sees."""

    target: Key
    reason: Text = ""


class Show(Command, tag="show", frozen=True):
    """Put a hidden contribution back, or take in one that came late."""

    target: Key


class NewTheme(Command, tag="theme", frozen=True):
    """Make a theme. The command's id becomes the theme's."""

    activity: Key
    title: Text


class Retitle(Command, tag="retitle", frozen=True):
    """Give a theme another name."""

    theme: Key
    title: Text


class DropTheme(Command, tag="drop_theme", frozen=True):
    """Remove a theme; its contributions stand by themselves again."""

    theme: Key


class Place(Command, tag="place", frozen=True):
    """Put a contribution in a theme. With null it belongs to none: where `position` is a number it stands by
    itself because somebody said so, else it lies among those that nobody has come to."""

    target: Key
    theme: Key | None
    position: float | None = None


class AtTables(Command, tag="at_tables", frozen=True):
    """Say whether the tables gather a round's ideas, on a phone each."""

    activity: Key
    on: bool


class Adopt(Command, tag="adopt", frozen=True):
    """Put the ideas of the heaps with this name in the theme of that name; the command's id becomes a new theme's."""

    activity: Key
    title: Text


class Merge(Command, tag="merge", frozen=True):
    """Show a contribution, with everything merged into it, on the card that `into` is shown on. No text is lost."""

    target: Key
    into: Key


class Split(Command, tag="split", frozen=True):
    """Let a merged contribution stand by itself again."""

    target: Key


class Lead(Command, tag="lead", frozen=True):
    """Take the lead: at once where nobody leads, else by asking twice, five seconds apart, when the one who leads
    has not said `keep` between. `give` gives it to whoever asked, or to the facilitator that `to` names."""

    act: Literal["take", "give", "keep"]
    to: Key | None = None


class Revoke(Command, tag="revoke", frozen=True):
    """Take a helper's key back, or a link that nobody has used. `key` is as `helpers` names it."""

    key: Key


class Greet(Command, tag="greet", frozen=True):
    """Say that those who have just come have been met at the door."""


class People(Command, tag="people", frozen=True):
    """Say how many people are in the room."""

    count: Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class OpenLog(Command, tag="open_log", frozen=True):
    """Say whether everybody may read, on their phones, what facilitators moved, merged, mended and hid."""

    on: bool


class Count(Command, tag="count", frozen=True):
    """Say how many without a phone raised a hand for one target. 0 takes the number away."""

    activity: Key
    target: Key
    people: Annotated[int, msgspec.Meta(ge=0, le=10_000)]


class Phones(Command, tag="phones", frozen=True):
    """Say whether the meeting uses phones. Without them the board shows no way in; those that come are served."""

    on: bool


class SetScreen(Command, tag="screen", frozen=True):
    """Say what the board shows. Fields that are left out stay as they are."""

    scene: Literal["codes", "blank", "clock", "round", "cards", "top", "legible"] | msgspec.UnsetType | None = (
        msgspec.UNSET
    )
    frozen: bool | msgspec.UnsetType = msgspec.UNSET
    spotlight: Key | msgspec.UnsetType | None = msgspec.UNSET
    page: Annotated[int, msgspec.Meta(ge=0, le=1000)] | msgspec.UnsetType = msgspec.UNSET
    locked: Annotated[bool, msgspec.Meta(description="a clicker does nothing")] | msgspec.UnsetType = msgspec.UNSET
    larger: Annotated[bool, msgspec.Meta(description="every scene in larger type")] | msgspec.UnsetType = msgspec.UNSET


class End(Command, tag="end", frozen=True):
    """End the meeting; it can be opened again."""


class Reopen(Command, tag="reopen", frozen=True):
    """Open an ended meeting again."""


ParticipantCommand = Contribute | EditText | TakeBack | Mark | Object | Regain | Together | Deal | Heap | Home | TakeOn
FacilitatorCommand = (
    Start
    | Next
    | Back
    | Undo
    | Redo
    | SetStage
    | Timer
    | Replan
    | Skip
    | Later
    | Insert
    | Reword
    | Hide
    | Show
    | Answer
    | NewTheme
    | Retitle
    | DropTheme
    | Place
    | AtTables
    | Adopt
    | Merge
    | Split
    | Lead
    | Revoke
    | Greet
    | People
    | OpenLog
    | Count
    | Phones
    | SetScreen
    | End
    | Reopen
)
AnyCommand = ParticipantCommand | FacilitatorCommand | NoteCommand | PaperCommand | UnlinkingCommand


class Hello(msgspec.Struct, frozen=True):
    """What a client says when it connects, and whenever it may have missed something.

    `epoch` and `version` are those of the last thing it was told (empty and 0 at first);
    `waiting` is how many commands lie in its outbox.
    """

    event: Annotated[str, msgspec.Meta(min_length=1, max_length=8)]
    audience: Literal["phone", "board", "console", "host", "referent"] = "phone"
    epoch: Annotated[str, msgspec.Meta(max_length=40)] = ""
    version: Annotated[int, msgspec.Meta(ge=0)] = 0
    waiting: Annotated[int, msgspec.Meta(ge=0)] = 0


def parse(message: Any) -> AnyCommand:
    """Read a command from plain JSON data. Raise BadCommand, with a reason for the client's maker."""
    command: AnyCommand = _convert(message, AnyCommand)
    return command


def parse_hello(message: Any) -> Hello:
    """Read a hello from plain JSON data. Raise BadCommand."""
    hello: Hello = _convert(message, Hello)
    return hello


def _convert(message: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(message, kind)
    except (msgspec.ValidationError, RecursionError, ValueError) as why:
        raise BadCommand(str(why)[:200]) from None


_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str, *, lines: bool = False) -> str:
    """Make people's text safe for every screen and document: NFC, no control or direction characters.

    Newlines become spaces unless `lines`. Length limits are the caller's, in code points of the answer.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = _CONTROL.sub("", text.replace("\x85", "\n"))
    if lines:
        return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    return " ".join(text.split())
