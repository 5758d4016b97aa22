"""What stands in each sheet of the workbook, as plain rows. How it looks is `write_xlsx`'s alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from facilitator.minutes import ideas, results, steps
from facilitator.minutes.document import clock, lack, when
from facilitator.minutes.types import Conversation, Ideas, Minutes, Since, Steps, Talk, Vote
from facilitator.texts import Texts

Value = int | str | dt.date | None
"""What may stand in a cell. A `datetime` is a day and a time of it."""


class Column(msgspec.Struct, frozen=True):
    """A column: its heading, and how many letters wide it is."""

    title: str
    width: int


class Chart(msgspec.Struct, frozen=True):
    """Bars beside a sheet's rows: which columns name and measure them, of how many rows, and all of it in words."""

    title: str
    names: int
    values: int
    rows: int
    alt: str


class Sheet(msgspec.Struct, frozen=True):
    """A sheet with one table; the first row of it names the columns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    chart: Chart | None = None


def overview(minutes: Minutes, t: Texts) -> Iterator[tuple[str, Value]]:
    """Say what the meeting was, a line each; what is not known is left out."""
    meeting = minutes.meeting
    if minutes.preliminary:
        key = "minutes_not_begun" if minutes.stage == "planned" else "minutes_as_it_was"
        yield t("minutes_preliminary"), t(key, when=when(t, minutes.made))
    if minutes.example:
        yield t("minutes_example"), t("minutes_example_line")
    yield t("minutes_date"), dt.date.fromisoformat(meeting.date)
    if meeting.starts and meeting.ends:
        yield t("minutes_time"), t("minutes_clock", start=clock(t, meeting.starts), end=clock(t, meeting.ends))
    told = {
        t("minutes_place"): meeting.place,
        t("minutes_question"): meeting.question,
        t("minutes_purpose"): meeting.purpose,
        t("minutes_hosts", n=len(meeting.hosts)): t.listed(meeting.hosts),
        t("minutes_facilitator"): meeting.facilitator,
        t("minutes_referent"): meeting.referent,
    }
    yield from ((name, value) for name, value in told.items() if value)
    yield t("minutes_made"), moment(minutes.made)


def sheets(minutes: Minutes, t: Texts) -> list[Sheet]:
    """Make the sheets that have something in them."""
    votes = [each for each in minutes.programme if isinstance(each, Vote) and each.places]
    made = [_ideas(minutes, t)]
    made += [_result(vote, len(votes) > 1, t) for vote in votes]
    made += [_participation(minutes, t), _programme(minutes, t), _talked(minutes, t), _notes(minutes, t),
             _steps(minutes, t), _since(minutes, t), _questions(minutes, t), _parked(minutes, t)]  # fmt: skip
    return [sheet for sheet in made if sheet.rows]


def _ideas(minutes: Minutes, t: Texts) -> Sheet:
    widths = dict(zip((t(f"minutes_{name}") for name in ideas.NAMES), (8, 70, 26, 22, 13, 14, 14, 16), strict=True))
    columns = tuple(Column(title, widths.get(title, 13)) for title in ideas.columns(minutes, t))
    return Sheet(t("minutes_ideas"), columns, tuple(tuple(row) for row in ideas.rows(minutes, t)))


def _result(vote: Vote, one_of_several: bool, t: Texts) -> Sheet:
    names = {"rank": 9, "number": 8, "idea": 70, "theme": 26, "votes": 13, "hands": 16, "in_chart": 40}
    shown, _ = results.top(vote.places)
    short = {place.idea: results.short(place) for place in shown}
    rows = tuple(
        (each.rank, each.number, each.text, each.title, each.votes, each.hands, short.get(each.idea))
        for each in vote.places
    )
    bars = "; ".join(f"{short[each.idea]}: {t('minutes_n_votes', n=each.votes)}" for each in shown)
    title = t("minutes_most_votes") + (f": {vote.title}" if one_of_several else "")
    chart = Chart(title, 6, 4, len(shown), t("minutes_bars", title=title, bars=bars)) if shown else None
    name = vote.title if one_of_several else t("minutes_result")
    return Sheet(name, tuple(Column(t(f"minutes_{key}"), width) for key, width in names.items()), rows, chart)


def _participation(minutes: Minutes, t: Texts) -> Sheet:
    columns = (Column(t("minutes_activity"), 30), Column(t("minutes_what"), 60), Column(t("minutes_count"), 13))
    return Sheet(t("minutes_participation"), columns, tuple(_counts(minutes, t)))


def _counts(minutes: Minutes, t: Texts) -> Iterator[tuple[Value, ...]]:
    people = minutes.people
    if people.source == "set" and people.count:
        yield minutes.meeting.title, t("minutes_count_people"), people.count
    if people.phones:
        yield minutes.meeting.title, t("minutes_count_phones"), people.phones
    for item in minutes.programme:
        if isinstance(item, Ideas) and item.counts:
            counts = msgspec.structs.asdict(item.counts)
            yield item.title, t("minutes_ideas"), len(item.ideas)
            yield from ((item.title, t(f"minutes_count_{name}"), n) for name, n in counts.items() if n)
        if isinstance(item, Vote) and item.turnout:
            turnout = item.turnout
            yield item.title, t("minutes_count_voted"), turnout.voted
            told = {"hands": turnout.hands, "of": turnout.people, "votes_each": item.votes_each,
                    "without_votes": item.without_votes, "too_late": item.too_late}  # fmt: skip
            yield from ((item.title, t(f"minutes_count_{name}"), n) for name, n in told.items() if n)
            for reached in item.reached:
                yield item.title, t("minutes_count_reached", theme=reached.title), reached.people


def _programme(minutes: Minutes, t: Texts) -> Sheet:
    names = {"planned": 21, "planned_minutes": 12, "began_at": 21, "ended_at": 21, "item": 30, "prompt": 60, "note": 40}
    rows = tuple(
        (
            moment(f"{minutes.meeting.date}T{item.planned_at.replace('.', ':'):0>5}") if item.planned_at else None,
            item.planned_minutes,
            moment(item.began),
            moment(item.ended),
            item.title,
            item.prompt,
            t(key) if (key := lack(item, minutes)) else "",
        )
        for item in minutes.programme
    )
    return Sheet(t("minutes_programme"), tuple(Column(t(f"minutes_{key}"), n) for key, n in names.items()), rows)


def _talked(minutes: Minutes, t: Texts) -> Sheet:
    said = [item for item in minutes.programme if isinstance(item, Conversation)]
    rows = tuple((item.title, t(f"kind_form_{item.form}"), line) for item in said for line in item.harvest)
    columns = (Column(t("minutes_activity"), 30), Column(t("minutes_form"), 18), Column(t("minutes_line"), 80))
    return Sheet(t("minutes_talked"), columns, rows)


def _notes(minutes: Minutes, t: Texts) -> Sheet:
    """What was written down, quotes with whose they are, where that may be told."""
    names = {"activity": 30, "kind": 14, "line": 80, "name": 26, "about_number": 10, "note": 26}
    rows = tuple(
        (item.title, t(f"minutes_kind_{note.kind}"), note.text, note.name, note.idea,
         "" if note.approved else t("minutes_awaited"))
        for item in minutes.programme for note in item.notes
    )  # fmt: skip
    return Sheet(t("minutes_notes"), tuple(Column(t(f"minutes_{key}"), width) for key, width in names.items()), rows)


def _steps(minutes: Minutes, t: Texts) -> Sheet:
    names = {"what": 70, "home": 26, "keeper": 26, "when": 16, "with": 10}
    rows = tuple(
        (step.what, step.home, steps.keeper(step, t), _day(step.by) or steps.when(step, t), step.joined or None)
        for item in minutes.programme if isinstance(item, Steps) for step in item.steps
    )  # fmt: skip
    columns = tuple(Column(t(f"minutes_step_{key}"), width) for key, width in names.items())
    return Sheet(t("minutes_steps"), columns, rows)


def _since(minutes: Minutes, t: Texts) -> Sheet:
    names = {"step_what": 60, "step_home": 26, "step_keeper": 26, "since_now": 22, "line": 60}
    rows = tuple(
        (step.what, step.home, steps.keeper(step, t), steps.outcome(step, t), "; ".join(step.said))
        for item in minutes.programme if isinstance(item, Since) for step in item.steps
    )  # fmt: skip
    return Sheet(t("minutes_since"), tuple(Column(t(f"minutes_{key}"), width) for key, width in names.items()), rows)


def _questions(minutes: Minutes, t: Texts) -> Sheet:
    names = {"activity": 30, "question": 70, "answer": 22, "others": 14}
    rows = tuple(
        (item.title, each.text, steps.answer(each, t), each.others or None)
        for item in minutes.programme if isinstance(item, Talk) for each in item.questions
    )  # fmt: skip
    return Sheet(t("minutes_questions"), tuple(Column(t(f"minutes_{key}"), n) for key, n in names.items()), rows)


def _day(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


def _parked(minutes: Minutes, t: Texts) -> Sheet:
    return Sheet(t("minutes_parked"), (Column(t("minutes_parked"), 80),), tuple((text,) for text in minutes.parked))


def moment(text: str | None) -> dt.datetime | None:
    """Give a moment as the clock on the wall showed it: spreadsheets know of no time zones."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=None) if text else None
