"""What the room pointed to, and every idea: the parts of the document that hold people's texts and votes."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.minutes.blocks import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Part,
    Row,
    Table,
)
from facilitator.minutes.types import Counts, Idea, Ideas, Minutes, Place, Vote
from facilitator.texts import Texts

TOP = 10
TOP_WITH_TIES = 15
"""The list of most votes is this long; it grows for ties, but never longer than the second number."""
IN_THE_BODY = 60
"""More ideas than this that no vote is about stand in annexes, and the body says under which themes."""
LISTED = 600
"""More ideas of one round than this are a list and no table: typesetting a table takes 100 KB of memory a row."""


def parts(minutes: Minutes, t: Texts) -> Iterator[Part]:
    """Give the result of each counted vote, and each round of ideas that no vote is about, or only its themes."""
    counted = _counted(minutes)
    for vote in counted:
        title = t("minutes_pointed") if len(counted) == 1 else t("minutes_pointed_of", title=vote.title)
        yield Part(f"result:{vote.id}", title, tuple(_result(vote, minutes.example, t)))
    for each in minutes.programme:
        if isinstance(each, Ideas) and not _voted_on(minutes, each):
            if _in_annex(minutes, each):
                yield Part(f"themes:{each.id}", each.title, tuple(_gathered(each, minutes.example, t)))
            else:
                yield Part(f"ideas:{each.id}", each.title, tuple(_round(each, [], minutes.example, t)))


def annexes(minutes: Minutes, t: Texts) -> Iterator[Part]:
    """Give every idea of each round that a vote is about, or that is too long for the body."""
    rounds = [each for each in minutes.programme if isinstance(each, Ideas) and _in_annex(minutes, each)]
    for each in rounds:
        title = t("minutes_all_ideas") if len(rounds) == 1 else each.title
        votes = [vote for vote in _counted(minutes) if each.id in vote.sources]
        blocks = tuple(_round(each, votes, minutes.example, t))
        yield Part(f"ideas:{each.id}", t("minutes_annex", title=title), blocks, annex=True)


def top(places: list[Place]) -> tuple[list[Place], list[Place]]:
    """Split the places with votes into those of the list and the first tie that does not fit into it."""
    voted = [place for place in places if place.votes]
    shown = [place for place in voted if place.rank <= TOP]
    if len(shown) <= TOP_WITH_TIES:
        return shown, []
    last = shown[-1].rank
    return [p for p in shown if p.rank < last], [p for p in voted if p.rank == last]


def short(place: Place) -> str:
    """Say which idea it is in as much as fits beside a bar; the whole text stands elsewhere."""
    text = place.text if len(place.text) <= 40 else place.text[:39].rstrip() + "…"
    return text if place.number is None else f"{place.number}. {text}"


def _chart(vote: Vote, one_of_several: bool, t: Texts) -> Iterator[Block]:
    """Draw the ideas with most votes, side by side."""
    shown, _ = top(vote.places)
    if len(shown) > 1:
        title = t("minutes_most_votes") + (f": {vote.title}" if one_of_several else "")
        bars = (Bar(short(p), p.votes, t("minutes_n_votes", n=p.votes), p.look) for p in shown)
        yield Chart(title, tuple(bars))


def _counted(minutes: Minutes) -> list[Vote]:
    return [each for each in minutes.programme if isinstance(each, Vote) and (each.turnout or each.too_few)]


def _voted_on(minutes: Minutes, ideas: Ideas) -> bool:
    return any(isinstance(each, Vote) and ideas.id in each.sources for each in minutes.programme)


def _in_annex(minutes: Minutes, ideas: Ideas) -> bool:
    if _voted_on(minutes, ideas):
        return True
    rounds = (each for each in minutes.programme if isinstance(each, Ideas) and not _voted_on(minutes, each))
    return bool(ideas.ideas) and sum(len(each.ideas) for each in rounds) > IN_THE_BODY


def _result(vote: Vote, example: bool, t: Texts) -> Iterator[Block]:
    turnout = vote.turnout
    if vote.too_few:
        yield Paragraph(t("minutes_too_few"), key="few")
    if turnout is None or not vote.places:
        return
    if vote.prompt:
        yield Paragraph(vote.prompt, key="prompt")
    lines = [t("minutes_example_votes")] if example else []
    if turnout.voted:
        seen = "minutes_turnout_some" if turnout.hands else "minutes_turnout_seen"
        key = "minutes_turnout_set" if turnout.source == "set" else seen
        lines.append(t(key, voted=turnout.voted, n=turnout.people))
        if turnout.hands:
            key = "common_by_hand_least" if turnout.voted > turnout.hands else "common_by_hand_only_least"
            by_hand = t(key, phones=turnout.voted - turnout.hands, hands=turnout.hands)
            lines.append(t("minutes_turnout_hands", how=by_hand[:1].upper() + by_hand[1:]))
    else:
        lines.append(t("minutes_nobody_voted"))
    if vote.votes_each:
        lines.append(t("minutes_votes_each", n=vote.votes_each))
    lines.append(t("minutes_method"))
    if vote.without_votes and turnout.voted:
        lines.append(t("minutes_without_votes", n=vote.without_votes))
    if vote.too_late:
        lines.append(t("minutes_too_late", n=vote.too_late))
    yield Paragraph(" ".join(lines), small=True, key="how")
    shown, tied = top(vote.places)
    if shown:
        columns = [Column(t("minutes_rank"), "name"), Column(t("minutes_number"), "name"),
                   Column(t("minutes_most_votes")), Column(t("minutes_votes"), "number")]  # fmt: skip
        rows = tuple(_place(place, turnout.voted, t) for place in shown)
        yield Table(tuple(columns), rows)
    if tied:
        votes = t("minutes_n_votes", n=tied[0].votes)
        key = "minutes_share_place" if shown else "minutes_share_first"
        yield Paragraph(t(key, n=len(tied), rank=tied[0].rank, votes=votes), key="tied")
    if vote.reached and turnout.voted:
        columns = [Column(t("minutes_theme")), Column(t("minutes_people"), "number")]
        rows = tuple(Row((Cell(r.title, look=r.look), Cell(t.number(r.people))), key=r.theme) for r in vote.reached)
        yield Table(tuple(columns), rows, caption=t("minutes_reached"))


def _place(place: Place, voted: int, t: Texts) -> Row:
    key = "common_by_hand" if place.votes > place.hands else "common_by_hand_only"
    by_hand = t(key, phones=place.votes - place.hands, hands=place.hands) if place.hands else ""
    cells = (
        Cell(t("minutes_rank_shared" if place.shared else "minutes_rank_alone", n=place.rank)),
        Cell(_number(place.number)),
        Cell(place.text, look=place.look, theme=place.title or "", notes=(by_hand,) if by_hand else ()),
        Cell(t("minutes_votes_of", votes=place.votes, voted=voted)),
    )
    return Row(cells, key=place.idea)


def _round(ideas: Ideas, votes: list[Vote], example: bool, t: Texts) -> Iterator[Block]:
    if not ideas.counts or not (ideas.ideas or ideas.counts.hidden or ideas.counts.waiting):
        return
    yield Paragraph(ideas.prompt, key="prompt")
    lines = [t("minutes_example_ideas")] if example else []
    yield Paragraph(" ".join([*lines, *_counts(ideas, ideas.counts, t)]), small=True, key="how")
    for vote in votes:
        yield from _chart(vote, len(votes) > 1, t)
    for theme in ideas.themes:
        members = [idea for idea in ideas.ideas if idea.theme == theme.id]
        if members:
            yield Heading(theme.title, theme.look, key=theme.id)
            yield _all(members, votes, t, listed=len(ideas.ideas) > LISTED)
    alone = [idea for idea in ideas.ideas if idea.theme is None]
    if alone:
        if len(alone) < len(ideas.ideas):
            yield Heading(t("minutes_stands_alone"))
        yield _all(alone, votes, t, listed=len(ideas.ideas) > LISTED)


def _gathered(ideas: Ideas, example: bool, t: Texts) -> Iterator[Block]:
    """Say under which themes the ideas are, which themselves stand in the annex."""
    yield Paragraph(ideas.prompt, key="prompt")
    lines = [t("minutes_example_ideas")] if example else []
    yield Paragraph(" ".join([*lines, t("minutes_in_annex", n=len(ideas.ideas))]), small=True, key="how")
    under = [(theme, sum(idea.theme == theme.id for idea in ideas.ideas)) for theme in ideas.themes]
    entries = [Entry(theme.title, note=t("minutes_n_ideas", n=n), key=theme.id) for theme, n in under if n]
    alone = sum(idea.theme is None for idea in ideas.ideas)
    if entries and alone:
        entries.append(Entry(t("minutes_stands_alone"), note=t("minutes_n_ideas", n=alone)))
    if entries:
        yield Entries(tuple(entries))


def _counts(ideas: Ideas, counts: Counts, t: Texts) -> Iterator[str]:
    if ideas.ideas:
        given = t("minutes_n_ideas", n=len(ideas.ideas))
        if counts.writers:
            yield t("minutes_ideas_from", ideas=given, writers=t("minutes_n_people", n=counts.writers))
        else:
            yield f"{given}."
    if ideas.after_vote:
        yield t("minutes_after_vote")
    if counts.paper:
        yield t("minutes_paper", n=counts.paper)
    if counts.late:
        yield t("minutes_late", n=counts.late)
    if counts.merged:
        yield t("minutes_merged", n=counts.merged)
    if counts.waiting:
        yield t("minutes_waiting", n=counts.waiting)
    if counts.hidden:
        yield t("minutes_hidden", n=counts.hidden)


def _all(ideas: list[Idea], votes: list[Vote], t: Texts, *, listed: bool) -> Block:
    given = [{place.idea: place.votes for place in vote.places} for vote in votes]
    if listed:
        return Entries(tuple(_entry(idea, given, t) for idea in ideas))
    return _table(ideas, votes, given, t)


def _entry(idea: Idea, given: list[dict[str, int]], t: Texts) -> Entry:
    notes = [*(t("minutes_n_votes", n=of[idea.id]) for of in given if idea.id in of), *_notes(idea, t)]
    return Entry(_number(idea.number), "; ".join(notes), idea.text, key=idea.id)


def _table(ideas: list[Idea], votes: list[Vote], given: list[dict[str, int]], t: Texts) -> Table:
    columns = [Column(t("minutes_number"), "name"), Column(t("minutes_idea"))]
    for vote in votes:
        columns.append(Column(t("minutes_votes") if len(votes) == 1 else vote.title, "number"))
    rows = []
    for idea in ideas:
        row = [Cell(_number(idea.number)), Cell(idea.text, notes=tuple(_notes(idea, t)))]
        row += [Cell(str(of[idea.id]) if idea.id in of else "–") for of in given]
        rows.append(Row(tuple(row), key=idea.id))
    return Table(tuple(columns), tuple(rows))


def _notes(idea: Idea, t: Texts) -> Iterator[str]:
    if idea.paper:
        yield t("minutes_note_paper")
    if idea.late:
        yield t("minutes_note_late")
    if idea.edited:
        yield t("minutes_note_edited")
    for each in idea.merged:
        if each.number is None:
            yield t("minutes_note_merged_unnumbered", text=each.text)
        else:
            yield t("minutes_note_merged", number=each.number, text=each.text)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
