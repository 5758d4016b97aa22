"""What minutes are made of, and what the JSON export holds: plain data, without words of our own."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Whole = Annotated[int, msgspec.Meta(ge=0)]
Above = Annotated[int, msgspec.Meta(ge=1)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
Clock = Annotated[str, msgspec.Meta(pattern=r"^\d{1,2}\.\d\d$")]
ClockOrNone = Annotated[str, msgspec.Meta(pattern=r"^(\d{1,2}\.\d\d)?$")]
Moment = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$")]
Source = Literal["set", "seen"]
Language = Literal["da", "en"]
Stage = Literal["planned", "open", "closed", "sealed"]


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """What all of it is made of: nothing that is not named here may be in the minutes."""


class Meeting(Said):
    """What the plan says of the whole meeting, and when it really began and ended."""

    code: str
    title: str
    place: str
    date: Day
    starts: ClockOrNone
    ends: ClockOrNone
    timezone: str
    purpose: str
    question: str
    hosts: list[str]
    facilitator: str
    referent: str
    minutes_at: str
    minutes_by: str
    minutes_by_date: Day | None
    next: str
    next_date: Day | None
    began: Moment | None
    ended: Moment | None


class People(Said):
    """How many were there: `set` by the facilitator, or `seen` to have come by phone. `without_phones`: the meeting
    went on without them in the end."""

    count: Whole
    source: Source
    phones: Whole
    without_phones: bool


class Note(Said):
    """What was said, as the referent wrote it. `idea` is the number of what it is about. A quote is here only with the
    consent of whoever said it: `name` where that was the consent. `approved` is false while its speaker has not
    answered: then it is for the house alone."""

    id: str
    kind: Literal["point", "quote", "story", "figure", "for", "against", "agreement"]
    text: str
    idea: Above | None
    name: str
    approved: bool


class Photo(Said):
    """A picture, and what it shows. `public`: nobody can be recognised, or everybody has said yes."""

    id: str
    alt: str
    public: bool


class Item(Said, kw_only=True):
    """One item of the programme. `state`: planned, running, done, or `cut`: over before its outcome was shown."""

    id: str
    preset: str
    title: str
    prompt: str
    state: Literal["planned", "running", "done", "cut"]
    planned_at: Clock | None
    planned_minutes: Above | None
    began: Moment | None
    ended: Moment | None
    notes: list[Note]
    photos: list[Photo]


class Welcome(Item, tag_field="kind", tag="welcome"):
    """People came in."""


class Break(Item, tag_field="kind", tag="break"):
    """Nothing is said of it but when it was."""


class Conversation(Item, tag_field="kind", tag="conversation"):
    """What was talked about, in which form, and the lines that were kept."""

    form: Literal["two", "four", "table", "all"]
    harvest: list[str]


class Merged(Said):
    """A text that was put together with another and is shown beside it."""

    number: Above | None
    text: str


class Idea(Said):
    """One idea as it was shown. Never who wrote it."""

    id: str
    number: Above | None
    text: str
    theme: str | None
    paper: bool
    late: bool
    edited: bool
    merged: list[Merged]


class Theme(Said):
    """What ideas were gathered under."""

    id: str
    title: str
    look: Whole


class Counts(Said):
    """What the texts do not tell. The ideas, merged, hidden and waiting together are all that was given."""

    writers: Whole
    hidden: Whole
    merged: Whole
    paper: Whole
    late: Whole
    waiting: Whole


class Ideas(Item, tag_field="kind", tag="ideas"):
    """A round of ideas. Until they are revealed there are none, and no counts."""

    revealed: bool
    after_vote: bool
    counts: Counts | None
    themes: list[Theme]
    ideas: list[Idea]


class Place(Said):
    """An idea's place in the result. `rank` is shared where votes are equal; `hands` of the votes were raised hands."""

    rank: Above
    shared: bool
    votes: Whole
    hands: Whole
    idea: str
    number: Above | None
    text: str
    theme: str | None
    title: str | None
    look: Whole | None


class Reached(Said):
    """How many different people voted for at least one idea of a theme. Votes per theme are never added up."""

    theme: str
    title: str
    look: Whole
    people: Whole


class Turnout(Said):
    """How many voted, of how many. `hands` of them raised one: the most for one idea, the fewest it can have been."""

    voted: Whole
    hands: Whole
    people: Whole
    source: Source


class Vote(Item, tag_field="kind", tag="vote"):
    """A vote. Until it is closed there are no numbers. `too_few`: so few voted that the published minutes tell none."""

    sources: list[str]
    counted: bool
    votes_each: Whole | None
    turnout: Turnout | None
    places: list[Place]
    without_votes: Whole
    too_late: Whole
    reached: list[Reached]
    too_few: bool


class Question(Said):
    """What somebody asked a speaker; never who. `answer`: answered, or taken along (`later`). How many `others` wanted
    to know is counted when the talk is over."""

    text: str
    answer: Literal["answered", "later"] | None
    others: Whole


class Talk(Item, tag_field="kind", tag="talk"):
    """Who spoke, and what was asked. Until the questions are read there are none."""

    speaker: str
    role: str
    questions: list[Question]
    hidden: Whole


When = Annotated[str, msgspec.Meta(pattern=r"^(week|month|next|\d{4}-\d\d-\d\d)$")]


class Step(Said):
    """What a home does first; `home` is empty for who wrote for themselves. `by` is the day, where there is one.
    `kept`: somebody sees to it; `keeper` only where the name may be told. So many `joined`."""

    what: str
    home: str
    when: When | None
    by: Day | None
    kept: bool
    keeper: str
    joined: Whole


class Steps(Item, tag_field="kind", tag="steps"):
    """The next steps. Until they are said aloud there are none."""

    steps: list[Step]
    hidden: Whole


class PastStep(Said):
    """A step of an earlier meeting and what became of it, as it was told last, with all that was said."""

    what: str
    home: str
    when: When | None
    by: Day | None
    kept: bool
    keeper: str
    outcome: Literal["done", "underway", "not_yet", "dropped"] | None
    said: list[str]


class Earlier(Said):
    """The meeting whose steps were asked about; `folder` is its name on disk."""

    folder: str
    title: str
    date: Day


class Since(Item, tag_field="kind", tag="since"):
    """What became of the steps of an earlier meeting. Until it is shown there are none."""

    earlier: Earlier | None
    steps: list[PastStep]
    hidden: Whole


Programme = Welcome | Conversation | Talk | Ideas | Vote | Steps | Since | Break


class Minutes(Said):
    """The minutes of one meeting as they are at one moment. Times are local to the meeting, with their offset."""

    format: Literal["inspiratorium-minutes/1"]
    made: Moment
    language: Language
    public: Annotated[bool, msgspec.Meta(description="whether it may be published; then 0 is fewer than five people")]
    stage: Stage
    number: Annotated[Above, msgspec.Meta(description="which copy this is")]
    draft: Annotated[bool, msgspec.Meta(description="nobody has approved of this copy")]
    preliminary: bool
    example: bool
    rehearsal: bool
    meeting: Meeting
    people: People
    programme: list[Programme]
    parked: Annotated[list[str], msgspec.Meta(description="what people wanted said, beside the programme")]
