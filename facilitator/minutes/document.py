"""From what the minutes say to a document: every word, the order, and what is told of whom, is decided here.

The outcome comes first and the evidence after. Parts without content are left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from facilitator.minutes import results, said, steps
from facilitator.minutes.blocks import (
    Block,
    Callout,
    Cell,
    Column,
    Cover,
    Document,
    Entries,
    Entry,
    Figures,
    Lead,
    Paragraph,
    Part,
    Row,
    Table,
)
from facilitator.minutes.types import Ideas, Item, Meeting, Minutes, Programme, Steps, Vote
from facilitator.texts import Texts


def build(minutes: Minutes) -> Document:
    """Make the document, in the meeting's language."""
    t = Texts(minutes.language)
    return whole(minutes, t("minutes_kicker"), tuple(part for part in _parts(minutes, t) if part.blocks), t)


def whole(minutes: Minutes, kicker: str, parts: tuple[Part, ...], t: Texts) -> Document:
    """Put parts between the cover and the foot that every paper of a meeting has."""
    return Document(
        language=minutes.language,
        cover=_cover(minutes, kicker, t),
        parts=parts,
        foot=_foot(minutes, t),
        page=(t("minutes_page"), t("minutes_page_of")),
        made=minutes.made,
        author=t.listed(minutes.meeting.hosts) or minutes.meeting.facilitator,
    )


def _foot(minutes: Minutes, t: Texts) -> str:
    foot = "minutes_foot_draft" if minutes.draft else "minutes_foot"
    if minutes.preliminary:
        foot = "minutes_foot_preliminary"
    if minutes.rehearsal:
        foot = "minutes_foot_rehearsal"
    said = t(foot, title=minutes.meeting.title, n=minutes.number, when=when(t, minutes.made))
    return f"{said}. {t('minutes_foot_public' if minutes.public else 'minutes_foot_house')}"


def _parts(minutes: Minutes, t: Texts) -> Iterator[Part]:
    talked = Part("talked", t("minutes_talked"), tuple(said.talked(minutes, t)))
    kept = said.is_kept(minutes)
    yield from steps.since(minutes, t)
    yield Part("in_short", t("minutes_in_short"), tuple(_in_short(minutes, t)))
    yield Part("agreed", t("minutes_agreed"), tuple(said.agreed(minutes, t)))
    yield from steps.steps(minutes, t)
    if minutes.meeting.next:
        yield Part("next", t("minutes_next"), (Paragraph(next_lines(minutes.meeting, t)[0]),))
    yield Part("who", t("summary_who"), tuple(Paragraph(line) for line in who(minutes, t)))
    if kept:  # what people said goes before what they pointed at; bare questions do not
        yield talked
    yield from results.parts(minutes, t)
    yield from steps.talks(minutes, t)
    missing = t("minutes_not_reached" if minutes.stage in ("closed", "sealed") else "minutes_still_to_come")
    yield Part("not_reached", missing, tuple(_not_reached(minutes, t)))
    if not kept:
        yield talked
    yield Part("parked", t("minutes_parked"), tuple(_parked(minutes, t)))
    yield Part("photos", t("minutes_photos"), tuple(said.pictures(minutes, t)))
    yield Part("took_part", t("minutes_took_part"), tuple(_took_part(minutes, t)))
    yield Part("day", t("minutes_programme" if minutes.preliminary else "minutes_day"), tuple(_day(minutes, t)))
    yield Part("about", t("minutes_about"), tuple(_about(minutes, t)))
    yield from results.annexes(minutes, t)


def _cover(minutes: Minutes, kicker: str, t: Texts) -> Cover:
    meeting = minutes.meeting
    facts = [(t("minutes_date"), _capital(t.date(dt.date.fromisoformat(meeting.date))))]
    if meeting.starts and meeting.ends:
        start, end = clock(t, meeting.starts), clock(t, meeting.ends)
        facts.append((t("minutes_time"), t("minutes_from_to", start=start, end=end)))
    facts.append((t("minutes_place"), meeting.place))
    if meeting.hosts:
        facts.append((t("minutes_hosts", n=len(meeting.hosts)), t.listed(meeting.hosts)))
    facts.append((t("minutes_facilitator"), meeting.facilitator))
    facts.append((t("minutes_referent"), meeting.referent))
    marks = [t("minutes_rehearsal")] if minutes.rehearsal else []
    if minutes.example:
        marks.append(t("minutes_example"))
    if minutes.preliminary or minutes.draft:
        marks.append(t("minutes_preliminary" if minutes.preliminary else "minutes_draft"))
    return Cover(
        kicker=kicker,
        title=meeting.title,
        subtitle=meeting.question,
        marks=tuple(marks),
        facts=tuple((name, value) for name, value in facts if value),
    )


def _in_short(minutes: Minutes, t: Texts) -> Iterator[Block]:
    if minutes.rehearsal:
        yield Callout(t("minutes_rehearsal"), t("minutes_rehearsal_line"))
    if minutes.preliminary:
        key = "minutes_not_begun" if minutes.stage == "planned" else "minutes_as_it_was"
        running = [t("minutes_right_now", title=item.title) for item in minutes.programme if item.state == "running"]
        yield Callout(t("minutes_preliminary"), " ".join([t(key, when=when(t, minutes.made)), *running]))
    if minutes.example:
        yield Callout(t("minutes_example"), t("minutes_example_line"))
    yield Lead(minutes.meeting.purpose)
    yield Paragraph("", key="more")  # three sentences, which people write
    figures = tuple(_figures(minutes, t))
    if figures:
        yield Figures(figures)


def _figures(minutes: Minutes, t: Texts) -> Iterator[tuple[str, str]]:
    people = minutes.people
    rounds = [item for item in minutes.programme if isinstance(item, Ideas) and item.ideas]
    if people.count:
        key = "minutes_figure_people" if people.source == "set" else "minutes_figure_phones"
        yield t.number(people.count), t(key, n=people.count)
    if rounds:
        given = sum(len(each.ideas) for each in rounds)
        yield t.number(given), t("minutes_figure_ideas", n=given)
    if homes := steps.homes(minutes):
        yield t.number(homes), t("minutes_figure_homes", n=homes)


def who(minutes: Minutes, t: Texts) -> list[str]:
    """Say how many were there, which is all that is known of them."""
    people = minutes.people
    key = "summary_people" if people.source == "set" else "summary_phones"
    return [t(key, n=people.count)] if people.count else []


def _took_part(minutes: Minutes, t: Texts) -> Iterator[Block]:
    """Say how people took part, round by round: nobody can say how many different people several rounds were."""
    people = minutes.people
    lines = []
    if people.phones and people.source == "set" and not minutes.preliminary:
        lines.append(Entry(t("minutes_count_phones"), text=t("minutes_took_of", n=people.phones, of=people.count)))
    for item in minutes.programme:
        if isinstance(item, Ideas) and item.counts and item.counts.writers:
            lines.append(Entry(item.title, text=t("minutes_took_wrote", n=item.counts.writers), key=item.id))
        if isinstance(item, Vote) and item.turnout and item.turnout.voted:
            turnout = item.turnout
            lines.append(Entry(item.title, text=t("minutes_took_voted", n=turnout.voted), key=item.id))
    if lines:
        yield Entries(tuple(lines))


def _parked(minutes: Minutes, t: Texts) -> Iterator[Block]:
    if minutes.parked:
        yield Paragraph(t("minutes_parked_how"))
        yield Entries(tuple(Entry(text=text) for text in minutes.parked))


def _not_reached(minutes: Minutes, t: Texts) -> Iterator[Block]:
    lines = [Entry(item.title, note=t(key), key=item.id) for item in minutes.programme if (key := lack(item, minutes))]
    if lines:
        yield Entries(tuple(lines))


def lack(item: Programme, minutes: Minutes) -> str | None:
    """What there is to say of an item that has not been done, as a text key."""
    if item.state == "planned":
        coming = {"planned": None, "open": "minutes_item_coming"}
        return coming.get(minutes.stage, "minutes_item_planned")
    if item.state == "running" and isinstance(item, Vote):
        return "minutes_item_running_vote"
    if item.state == "running" and isinstance(item, Steps):
        return None if item.steps else "minutes_item_running_steps"
    if item.state == "running":
        return "minutes_item_running_ideas" if isinstance(item, Ideas) and not item.revealed else "minutes_item_running"
    if item.state == "cut":
        return "minutes_item_cut_vote" if isinstance(item, Vote) else "minutes_item_cut_ideas"
    return None


def _day(minutes: Minutes, t: Texts) -> Iterator[Block]:
    if minutes.meeting.began:
        without = f" {t('minutes_without_phones')}" if minutes.people.without_phones else ""
        yield Paragraph(_ran(minutes.meeting, t) + without, small=True)
    if not minutes.programme:
        return
    columns = [Column(t("minutes_planned"), "time"), Column(t("minutes_item"))]
    begun = minutes.stage != "planned"
    if begun:
        columns.insert(1, Column(t("minutes_real"), "time"))
    rows = []
    for item in minutes.programme:
        row = [Cell(_planned(item, t)), Cell(item.title)]
        if begun:
            row.insert(1, Cell(_real(item, t)))
        rows.append(Row(tuple(row), key=item.id))
    yield Table(tuple(columns), tuple(rows))


def _ran(meeting: Meeting, t: Texts) -> str:
    """Say when the meeting really began and ended; a day only where it is another than one expects."""
    began = meeting.began or ""
    start = _on(t, began, meeting.date)
    if not meeting.ended:
        return t("minutes_began", start=start)
    return t("minutes_ran", start=start, end=_on(t, meeting.ended, began[:10]))


def _on(t: Texts, moment: str, day: str) -> str:
    return t("minutes_clock_at", time=t.time(_moment(moment))) if moment[:10] == day else when(t, moment)


def _planned(item: Item, t: Texts) -> str:
    if not item.planned_at:
        return ""
    if not item.planned_minutes:
        return clock(t, item.planned_at)
    hours, minutes = item.planned_at.split(".")
    end = (int(hours) * 60 + int(minutes) + item.planned_minutes) % (24 * 60)
    return t("minutes_clock", start=clock(t, item.planned_at), end=clock(t, f"{end // 60}.{end % 60:02}"))


def _real(item: Item, t: Texts) -> str:
    if not item.began:
        return ""
    start = t.time(_moment(item.began))
    end = t.time(_moment(item.ended)) if item.ended else ""
    return start if end == start else t("minutes_clock", start=start, end=end)


def _about(minutes: Minutes, t: Texts) -> Iterator[Block]:
    meeting = minutes.meeting
    lines = []
    if any(isinstance(item, Ideas) and item.ideas for item in minutes.programme):
        lines.append(t("minutes_about_texts"))
    lines += minutes_lines(meeting, t)
    if meeting.hosts:
        lines.append(t("minutes_about_mistakes"))
    if lines:
        yield Paragraph(" ".join(lines), small=True)


def minutes_lines(meeting: Meeting, t: Texts) -> list[str]:
    """Say where the minutes are, and by when."""
    if meeting.minutes_at and meeting.minutes_by:
        return [t("minutes_about_at_by", at=meeting.minutes_at, by=meeting.minutes_by)]
    if meeting.minutes_at:
        return [t("minutes_about_at", at=meeting.minutes_at)]
    return [t("minutes_about_by", by=meeting.minutes_by)] if meeting.minutes_by else []


def next_lines(meeting: Meeting, t: Texts) -> list[str]:
    """Say when people meet again, and where the minutes are until then."""
    again = meeting.next
    if meeting.next_date:
        again = t.date(dt.date.fromisoformat(meeting.next_date))
    lines = [t("minutes_next_line", when=again)] if again else []
    return lines + minutes_lines(meeting, t)


def when(t: Texts, moment: str) -> str:
    """Say a moment: "torsdag den 10. december 2015 kl. 14.41"."""
    at = _moment(moment)
    return t("minutes_when", date=t.date(at.date()), time=t.time(at))


def clock(t: Texts, at: str) -> str:
    """Say a time of the plan ("13.00") as the language does."""
    hours, minutes = at.split(".")
    return t.time(dt.time(int(hours), int(minutes)))


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
