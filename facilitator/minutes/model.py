"""What the minutes say, read from the facts of each activity.

Nothing that is hidden from the room at this moment is in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, cast
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from facilitator.activities import kind_of
from facilitator.activities.kind import Facts
from facilitator.activities.notes import is_awaited, may_be_told, notes_of, number_of
from facilitator.activities.parking import parked
from facilitator.activities.vote import sources
from facilitator.activities.welcome import joined
from facilitator.commands import clean
from facilitator.minutes.types import (
    Break,
    Conversation,
    Counts,
    Earlier,
    Idea,
    Ideas,
    Language,
    Meeting,
    Merged,
    Minutes,
    Note,
    PastStep,
    People,
    Photo,
    Place,
    Programme,
    Question,
    Reached,
    Said,
    Since,
    Stage,
    Step,
    Steps,
    Talk,
    Theme,
    Turnout,
    Vote,
    Welcome,
)
from facilitator.state import Activity, State
from facilitator.timetable import in_plan


def build(state: State, now: dt.datetime, language: str | None = None) -> Minutes:
    """Read the minutes out of a meeting, as they are at this moment and no later, in its language or another."""
    event, plan = state.event, state.event.plan
    local = _Local(event.timezone)
    stage = event.stage
    people = _people(state)
    names = ("starts", "ends", "purpose", "question", "facilitator", "referent", "minutes_at", "minutes_by", "next")
    minutes = Minutes(
        format="inspiratorium-minutes/1",
        made=local(now.isoformat()) or "",
        language=cast(Language, language or event.language),
        public=False,
        number=1,
        draft=True,
        stage=cast(Stage, stage),
        preliminary=stage in ("planned", "open"),
        example=bool(plan.get("example")),
        rehearsal=state.rehearsal is not None,
        meeting=Meeting(
            code=event.code,
            title=event.title,
            place=event.place,
            date=event.date,
            timezone=event.timezone,
            hosts=list(plan.get("hosts") or ()),
            minutes_by_date=_day(plan.get("minutes_by") or "", event.language),
            next_date=_day(plan.get("next") or "", event.language),
            began=local(event.opened_at),
            ended=local(event.closed_at),
            **{name: plan.get(name) or "" for name in names},
        ),
        people=people,
        programme=[
            _item(state, activity, people, local) for activity in state.programme() if not _never_was(state, activity)
        ],
        parked=parked(state) + [note.text for note in notes_of(state) if note.kind == "parked"],
    )
    _clean(minutes)
    return minutes


def _clean(said: Any, *, lines: bool = False) -> Any:
    """Clean every text once more: a file that came from elsewhere may hold what no door lets in."""
    if isinstance(said, str):
        return clean(said, lines=lines)
    if isinstance(said, list):
        return [_clean(each) for each in said]
    if isinstance(said, Said):
        for name in said.__struct_fields__:
            setattr(said, name, _clean(getattr(said, name), lines=isinstance(said, Note)))
    return said


def _day(text: str, language: str) -> str | None:
    """Read a day that somebody wrote as "2026-09-15", "tirsdag den 15. september 2026" or "15.9.2026"; else None."""
    numbers = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    try:
        if numbers:
            return dt.date(*map(int, numbers.groups())).isoformat()
        words = re.fullmatch(r"(?:[^\W\d]+ (?:den )?)?(\d{1,2})\.? ?/?([^\W\d]+|\d{1,2})[. /]+(\d{4})", text)
        if not words:
            return None
        month = words[2].casefold()
        months = [name.casefold() for name in get_month_names("wide", locale=language).values()]
        return dt.date(
            int(words[3]), int(month) if month.isdigit() else months.index(month) + 1, int(words[1])
        ).isoformat()
    except ValueError:
        return None


def _people(state: State) -> People:
    came = sum(state.participants[each].people for each in joined(state) if each in state.participants)
    told = state.event.people_in_room
    return People(came if told is None else told, "seen" if told is None else "set", came, not state.event.phones)


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
        "notes": list(_notes(state, activity)),
        "photos": [
            Photo(each.id, each.text, bool((each.data or {}).get("public")))
            for each in notes_of(state, activity.id)
            if each.kind == "photo" and each.text
        ],
    }
    if activity.kind == "ideas":
        return _ideas(facts, common)
    if activity.kind == "vote":
        return _vote(state, activity, facts, common, people)
    if activity.kind == "conversation":
        return Conversation(**common, form=facts["form"], harvest=facts["harvest"])
    if activity.kind == "talk":
        names = ("speaker", "role", "hidden")
        questions = [Question(**each) for each in facts["questions"]]
        return Talk(**common, **{name: facts[name] for name in names}, questions=questions)
    if activity.kind == "steps":
        return _steps(facts, common)
    return Welcome(**common) if activity.kind == "welcome" else Break(**common)


def _steps(facts: Facts, common: dict[str, Any]) -> Steps | Since:
    if not facts["since"]:
        return Steps(**common, steps=[Step(**each) for each in facts["steps"]], hidden=facts["hidden"])
    found = facts["earlier"]
    earlier = Earlier(found["folder"], found["title"], found["date"]) if found else None
    steps = [PastStep(**each) for each in facts["steps"]]
    return Since(**common, earlier=earlier, steps=steps, hidden=facts["hidden"])


def _notes(state: State, activity: Activity) -> Iterator[Note]:
    """What was said there, and may be told."""
    for each in notes_of(state, activity.id):
        if each.kind not in ("photo", "parked") and may_be_told(each):
            name = (each.name or "") if each.consent == "named" else ""
            kind = cast(Any, each.kind)
            yield Note(each.id, kind, each.text, number_of(state, each.link), name, not is_awaited(state, each))


def _never_was(state: State, activity: Activity) -> bool:
    """Neither planned nor held: it was put into the programme, and taken out again."""
    return bool(activity.skipped) and activity.stage == "planned" and in_plan(state, activity) is None


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
                    without_votes=0, too_late=0, reached=[], too_few=False)  # fmt: skip
    themes = state.themes
    return Vote(
        **common,
        sources=about,
        counted=True,
        votes_each=facts["k"],
        turnout=Turnout(facts["voted"], facts["hands"], max(people.count, facts["voted"]), people.source),
        places=[
            Place(
                rank=row["rank"],
                shared=row["shared"],
                votes=row["votes"],
                hands=row["hands"],
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
        too_few=False,
    )
