"""The rows that views are made of."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

Ms = Annotated[int, msgspec.Meta(description="milliseconds on the meeting's clock")]
Time = Annotated[str, msgspec.Meta(description='a time of day, "13.00"')]
Name = Annotated[str, msgspec.Meta(description="an id, or the key of an activity in the plan")]
TextKey = Annotated[str, msgspec.Meta(description="the key of a text in texts/da.toml and en.toml")]


class Struct(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A JSON object with these fields and no others."""


class EventRow(Struct):
    """`event`: the meeting itself. `now` is the activity everyone follows."""

    code: str
    title: str
    place: str
    date: str
    language: Literal["da", "en"]
    timezone: str
    stage: Literal["planned", "open", "closed", "sealed"]
    now: Name | None
    rehearsal: Annotated[bool, msgspec.Meta(description="everything is thrown away when it ends; screens say so")]
    starts: Time
    ends: Time
    purpose: str
    question: str
    welcome: str
    minutes_at: str
    minutes_by: str
    mail_list: bool | None
    seals_on: Annotated[str | None, msgspec.Meta(description="the day from which nobody can find anybody's votes")]
    forgets_on: Annotated[str | None, msgspec.Meta(description="the day on which it is forgotten who wrote what")]
    forgotten: bool
    hosts: list[str]
    example: bool


class Timer(Struct):
    """A timer that runs has `ends`: left = ends - (clock + what has passed since). One that is paused has `left`."""

    ends: Ms | msgspec.UnsetType = msgspec.UNSET
    left: Annotated[int, msgspec.Meta(description="ms")] | msgspec.UnsetType = msgspec.UNSET


class ActivityRow(Struct):
    """`a:<id>`: an activity that has begun (the console has all). The timer never closes anything."""

    id: Name
    position: float
    kind: str
    preset: str
    title: str
    prompt: str
    unsaid: Annotated[bool, msgspec.Meta(description="it asks a question that is not in words yet")]
    short: Annotated[str, msgspec.Meta(description="the prompt in few words, for the board; may be empty")]
    stage: Literal["planned", "open", "closed", "shown"]
    step: str | None
    steps: list[str]
    pose: Annotated[Literal["work", "look_up", "put_down"], msgspec.Meta(description="what is asked of people now")]
    minutes: int | None
    timer: Timer | None
    accepts_until: Annotated[Ms | None, msgspec.Meta(description="closed: marks on their way are taken until then")]


class WelcomeRow(ActivityRow):
    """Kind `welcome`. Its one target is `dot`, its value true."""


class ConversationRow(ActivityRow):
    """Kind `conversation`. Step `winding`: it is being wound up."""

    form: Literal["two", "four", "table", "all"]
    after_vote: Annotated[bool, msgspec.Meta(description="it follows a result that was shown")]


class BreakRow(ActivityRow):
    """Kind `break`."""

    after: str | None


class IdeasRow(ActivityRow):
    """Kind `ideas`. Steps: silent, review, together, gather. `limit` counts code points after NFC."""

    limit: int
    hint: int
    late: Annotated[bool, msgspec.Meta(description="what is sent now waits for the facilitator")]
    after_vote: bool
    tables: Annotated[bool, msgspec.Meta(description="the tables gather: each may `deal` itself a stack of ideas")]


class VoteRow(ActivityRow):
    """Kind `vote`. Targets are the candidates, values true or false; each person has `k` votes, one a card. Where
    several share a phone a value may also be how many of them vote for the card."""

    k: int | None
    candidates: list[Name]
    look_until: Annotated[Ms | None, msgspec.Meta(description="shown: until then the room looks up together")]


class TalkRow(ActivityRow):
    """Kind `talk`. Steps: slides, buzz, questions. Targets are others' questions, values true or false."""

    speaker: str
    role: str
    place: Annotated[int, msgspec.Meta(description="which of the meeting's talks it is, from 1")]
    of: int
    limit: int
    late: bool
    answered: int


class HomeLine(Struct):
    """A home, and whether it has a step."""

    id: Name
    title: str
    done: bool


class EarlierEvent(Struct):
    """The event whose steps are asked about."""

    title: str
    date: str


class StepsRow(ActivityRow):
    """Kind `steps`. Steps: write, aloud. Targets are the steps (true: *Jeg er med*). Homes are themes; `mine.marks` has
    one's own under `home`, and under `<step>.keeper` what one sees to: the name that may be told, or true. With `since`
    it asks what became of an earlier event's steps: step answer, then stage shown."""

    since: bool
    homes: list[HomeLine]
    turn: Annotated[Name | None, msgspec.Meta(description="aloud: the home that speaks; `self`: who has none")]
    earlier: EarlierEvent | None
    limit: int
    late: bool


class ThemeRow(Struct):
    """`t:<id>`: a theme, or the home of steps. `look` picks colour and shape."""

    id: Name
    activity: Name
    title: str
    look: int
    position: float


When = Annotated[str, msgspec.Meta(description="week, month, next or a date")]
Outcome = Literal["done", "underway", "not_yet", "dropped"]


class Question(Struct, tag_field="kind", tag="question"):
    """Of kind `question`: a question to a speaker. How many `others` want to know, consoles alone are told."""

    answer: Literal["answered", "later"] | None
    others: int | None


class Step(Struct, tag_field="kind", tag="step"):
    """Of kind `step`: what a home does. `by` is the day, where `when` is one. Somebody sees to it where it is `kept`;
    `keeper` is a name that may be told."""

    home: Name | None
    when: When | None
    by: str | None
    place: Annotated[int, msgspec.Meta(description="in the order they came, of those that are shown")]
    kept: bool
    keeper: str
    joined: int


class PastStep(Struct, tag_field="kind", tag="past"):
    """Of kind `past`: a step of an earlier event. What became of it is told when that is shown."""

    home: Name | None
    when: When | None
    by: str | None
    kept: bool
    keeper: str
    place: float
    outcome: Outcome | None
    said: list[str]


class Told(Struct, tag_field="kind", tag="told"):
    """Of kind `told`: what somebody tells of an earlier step."""

    about: Name
    outcome: Outcome


class ContributionRow(Struct):
    """`c:<id>`: a contribution that may be seen. `also` are the numbers of those merged into it; `more` is what some
    kinds tell of it beside its words."""

    id: Name
    activity: Name
    number: int | None
    text: str
    theme: Name | None
    alone: Annotated[bool, msgspec.Meta(description="it stands by itself because somebody said so")]
    late: bool
    after_vote: Annotated[bool, msgspec.Meta(description="it came in a round after the vote")]
    also: list[int]
    more: Question | Step | PastStep | Told | None


class Rank(Struct):
    """One line of a result. `hands` of the votes were raised hands."""

    id: Name
    rank: int
    shared: bool
    votes: int
    hands: int


class ResultRow(Struct):
    """`r:<activity>`: a vote's result, most votes first. On phones and board only when it is shown. `hands` of
    those who `voted` raised one: the most on one card, the fewest people it can have been."""

    activity: Name
    voted: int
    hands: int
    people: int
    k: int
    ranks: list[Rank]


class ProgressRow(Struct):
    """`progress` (board, console): people here, who have written, who have voted, in the room."""

    here: int
    written: int
    voted: int
    people: int


class BoardProgressRow(ProgressRow):
    """`progress` on the board. Only with `show_people` is the number in the room one that was counted."""

    show_people: bool


class ConsoleProgressRow(ProgressRow):
    """`progress` on the console."""

    people_set: bool
    suggested: int
    ideas: int
    parked: Annotated[int, msgspec.Meta(description="texts in the parking lot, to be read aloud")]
    notes: int
    joined: int
    paper: Annotated[int, msgspec.Meta(description="cards of paper in the activity of the moment")]
    hands: Annotated[int, msgspec.Meta(description="the most hands on one idea of it")]


class ScreenRow(Struct):
    """`screen` (board, console): what the board shows."""

    scene: Literal["codes", "blank", "clock", "round", "cards", "top", "legible"] | None
    about: Annotated[Name | None, msgspec.Meta(description="the activity that scene `round` or `top` is about")]
    frozen: bool
    spotlight: Name | None
    page: int
    locked: Annotated[bool, msgspec.Meta(description="a clicker does nothing")]
    phones: Annotated[bool, msgspec.Meta(description="false: the meeting goes on without phones")]
    larger: Annotated[bool, msgspec.Meta(description="larger type, because the last row could not read it")]


class ConsoleScreenRow(ScreenRow):
    """`screen` on the console. `pages`: how many the board has now, where they do not turn by themselves."""

    pages: int


class Qr(Struct):
    """A QR code as an SVG path in a square of `size`, quiet zone included."""

    size: int
    path: str


class WifiCode(Struct):
    """The venue's network."""

    ssid: str
    password: str
    qr: Annotated[Qr | None, msgspec.Meta(description="none where letters beyond a-z would be read wrongly")]


class JoinRow(Struct):
    """`join` (board, console): how people come in."""

    address: str
    url: str
    qr: Qr | None
    wifi: WifiCode | None


class BoardMove(Struct):
    """`next` on the board, for a clicker: `at` goes into the command; `ends`: ask for two presses."""

    at: str
    ends: bool
    waits: Ms | None


class ConsoleMove(BoardMove):
    """`next` and `back` on the console: what a press will do, and what phones and board will show then."""

    key: TextKey
    args: dict[str, Any]
    activity: Name | None
    phones: TextKey
    board: TextKey


class LogLine(Struct):
    """One thing that facilitators did. Of what was hidden only the reason is told (`text`), never which idea."""

    at: Time
    kind: Literal["theme", "retitle", "drop_theme", "place", "merge", "split", "hide", "show", "edit", "answer"]
    number: int | None
    text: str


class HostEventRow(Struct):
    """`event` (host): which meeting it is."""

    code: str
    title: str
    language: Literal["da", "en"]
    stage: Literal["planned", "open", "closed", "sealed"]
    rehearsal: bool


class ArrivalsRow(Struct):
    """`arrivals` (host): how many have come in the last ten minutes and have not been met; never who."""

    lately: int


class LogRow(Struct):
    """`log` (phones, where facilitators have opened it): what they did with ideas that everybody has seen."""

    lines: list[LogLine]
