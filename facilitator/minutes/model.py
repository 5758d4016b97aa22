"""What the minutes say, as plain data: read from the facts of each activity, without words of our own.

Nothing that is hidden from the room at this moment is in it. It is also what the JSON export holds.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from facilitator.activities import kind_of
from facilitator.activities.kind import Facts
from facilitator.activities.vote import sources
from facilitator.activities.welcome import joined
from facilitator.state import Activity, State

FORMAT = "inspiratorium-minutes/1"


class Meeting(msgspec.Struct):
    """What the plan says of the whole meeting, and when it really began and ended."""

    code: str
    title: str
    place: str
    date: str
    starts: str
    ends: str
    timezone: str
    purpose: str
    question: str
    hosts: list[str]
    facilitator: str
    referent: str
    minutes_at: str
    minutes_by: str
    began: str | None
    ended: str | None


class People(msgspec.Struct):
    """How many were there: `set` by the facilitator, or `seen` to have come by phone."""

    count: int
    source: str
    phones: int


class Item(msgspec.Struct, kw_only=True):
    """One item of the programme. `state`: planned, running, done, or `cut`: over before its outcome was shown."""

    id: str
    preset: str
    title: str
    prompt: str
    state: str
    planned_at: str | None
    planned_minutes: int | None
    began: str | None
    ended: str | None


class Welcome(Item, tag_field="kind", tag="welcome"):
    """People came in."""


class Break(Item, tag_field="kind", tag="break"):
    """Nothing is said of it but when it was."""


class Conversation(Item, tag_field="kind", tag="conversation"):
    """What was talked about, in which form, and the lines that were kept."""

    form: str
    harvest: list[str]


class Merged(msgspec.Struct):
    """A text that was put together with another and is shown beside it."""

    number: int | None
    text: str


class Idea(msgspec.Struct):
    """One idea as it was shown. Never who wrote it."""

    id: str
    number: int | None
    text: str
    theme: str | None
    paper: bool
    late: bool
    edited: bool
    merged: list[Merged]


class Theme(msgspec.Struct):
    """What ideas were gathered under."""

    id: str
    title: str
    look: int


class Counts(msgspec.Struct):
    """What the reader does not see, or could not tell from the texts."""

    writers: int
    hidden: int
    merged: int
    paper: int
    late: int
    waiting: int


class Ideas(Item, tag_field="kind", tag="ideas"):
    """A round of ideas. Until they are revealed there are none, and no counts."""

    revealed: bool
    after_vote: bool
    counts: Counts | None
    themes: list[Theme]
    ideas: list[Idea]


class Place(msgspec.Struct):
    """An idea's place in the result. `rank` is shared where votes are equal."""

    rank: int
    shared: bool
    votes: int
    idea: str
    number: int | None
    text: str
    theme: str | None
    title: str | None
    look: int | None


class Reached(msgspec.Struct):
    """How many different people voted for at least one idea of a theme. Votes per theme are never added up."""

    theme: str
    title: str
    look: int
    people: int


class Turnout(msgspec.Struct):
    """How many voted, of how many."""

    voted: int
    people: int
    source: str


class Vote(Item, tag_field="kind", tag="vote"):
    """A vote. Until it is closed there are no numbers."""

    sources: list[str]
    counted: bool
    votes_each: int | None
    turnout: Turnout | None
    places: list[Place]
    without_votes: int
    too_late: int
    reached: list[Reached]


Programme = Welcome | Conversation | Ideas | Vote | Break


class Minutes(msgspec.Struct):
    """The minutes of one meeting as they are at one moment. Times are local to the meeting, with their offset."""

    format: str
    made: str
    language: str
    stage: str
    preliminary: bool
    example: bool
    meeting: Meeting
    people: People
    programme: list[Programme]


def build(state: State, now: dt.datetime) -> Minutes:
    """Read the minutes out of a meeting, as they are at this moment and no later."""
    event, plan = state.event, state.event.plan
    local = _Local(event.timezone)
    stage = event.stage
    people = _people(state)
    names = ("starts", "ends", "purpose", "question", "facilitator", "referent", "minutes_at", "minutes_by")
    return Minutes(
        format=FORMAT,
        made=local(now.isoformat()) or "",
        language=event.language,
        stage=stage,
        preliminary=stage in ("planned", "open"),
        example=bool(plan.get("example")),
        meeting=Meeting(
            code=event.code,
            title=event.title,
            place=event.place,
            date=event.date,
            timezone=event.timezone,
            hosts=list(plan.get("hosts") or ()),
            began=local(event.opened_at),
            ended=local(event.closed_at),
            **{name: plan.get(name) or "" for name in names},
        ),
        people=people,
        programme=[_item(state, activity, people, local) for activity in state.programme()],
    )


def _people(state: State) -> People:
    came = sum(state.participants[each].people for each in joined(state) if each in state.participants)
    told = state.event.people_in_room
    return People(came if told is None else told, "seen" if told is None else "set", came)


class _Local:
    """Turns what the file says of a moment into the meeting's own time, to the second."""

    def __init__(self, timezone: str) -> None:
        self.zone = ZoneInfo(timezone)

    def __call__(self, moment: str | None) -> str | None:
        if moment is None:
            return None
        return dt.datetime.fromisoformat(moment).astimezone(self.zone).isoformat(timespec="seconds")


def _item(state: State, activity: Activity, people: People, local: _Local) -> Programme:
    facts = kind_of(activity).facts(state, activity)
    common = {
        "id": facts["id"],
        "preset": facts["preset"],
        "title": facts["title"],
        "prompt": facts["prompt"],
        "state": _state(state, activity, facts),
        "planned_at": facts["at"],
        "planned_minutes": facts["minutes"],
        "began": local(facts["opened_at"]),
        "ended": local(facts["closed_at"] or (state.event.closed_at if facts["opened_at"] else None)),
    }
    if activity.kind == "ideas":
        return _ideas(facts, common)
    if activity.kind == "vote":
        return _vote(state, activity, facts, common, people)
    if activity.kind == "conversation":
        return Conversation(**common, form=facts["form"], harvest=facts["harvest"])
    return Welcome(**common) if activity.kind == "welcome" else Break(**common)


def _state(state: State, activity: Activity, facts: Facts) -> str:
    if activity.stage == "planned":
        return "planned"
    over = activity.stage != "open" or state.event.closed_at is not None
    if over and (facts.get("not_yet") or facts.get("state") == "running"):
        return "cut"
    return "done" if over else "running"


def _ideas(facts: Facts, common: dict[str, Any]) -> Ideas:
    if facts["not_yet"]:
        return Ideas(**common, revealed=False, after_vote=False, counts=None, themes=[], ideas=[])
    names = ("writers", "hidden", "merged", "paper", "late", "waiting")
    return Ideas(
        **common,
        revealed=True,
        after_vote=facts["after_vote"],
        counts=Counts(**{name: facts[name] for name in names}),
        themes=[Theme(**theme) for theme in facts["themes"]],
        ideas=[
            Idea(
                id=each["id"],
                number=each["number"],
                text=each["text"],
                theme=each["theme"],
                paper=each["channel"] == "paper",
                late=each["late"],
                edited=each["edited"],
                merged=[Merged(**merged) for merged in each["merged"]],
            )
            for each in facts["ideas"]
        ],
    )


def _vote(state: State, activity: Activity, facts: Facts, common: dict[str, Any], people: People) -> Vote:
    about = sources(state, activity)
    if facts["state"] != "done":
        return Vote(**common, sources=about, counted=False, votes_each=None, turnout=None, places=[],
                    without_votes=0, too_late=0, reached=[])  # fmt: skip
    themes = state.themes
    return Vote(
        **common,
        sources=about,
        counted=True,
        votes_each=facts["k"],
        turnout=Turnout(facts["voted"], max(people.count, facts["voted"]), people.source),
        places=[
            Place(
                rank=row["rank"],
                shared=row["shared"],
                votes=row["votes"],
                idea=row["id"],
                number=row["number"],
                text=row["text"],
                theme=row["theme"],
                title=themes[row["theme"]].title if row["theme"] else None,
                look=themes[row["theme"]].look if row["theme"] else None,
            )
            for row in facts["ranks"]
        ],
        without_votes=facts["zero"],
        too_late=facts["late_marks"],
        reached=[
            Reached(row["theme"], row["title"], themes[row["theme"]].look, row["people"])
            for row in facts["theme_voters"]
        ],
    )
