"""Gathering in every order: no text is lost, every person counts once, and every door tells the same."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator import minutes, store
from facilitator.access import Actor, hash_of, new_token
from facilitator.audience import board_view, console_view, person_view, phone_view
from facilitator.clock import Clock
from facilitator.meeting import Meeting
from facilitator.opening import Opened, open_event
from tests.conftest import SMALL_PLAN, Facilitator, Person

PEOPLE, IDEAS = 4, 7
SOME = st.integers(0, IDEAS)
STEPS = st.one_of(
    st.tuples(st.sampled_from(["merge", "merge", "merge"]), SOME, SOME),
    st.tuples(st.sampled_from(["split", "hide", "show", "place", "alone", "edit"]), SOME, SOME),
    st.tuples(st.sampled_from(["vote", "vote", "vote", "unvote", "object", "take back"]), SOME, st.integers(0, 3)),
    st.tuples(st.sampled_from(["undo", "undo", "redo", "undo any", "close", "reopen", "again", "ideas"]), SOME, SOME),
)


class Gathering:
    """A meeting whose ideas are gathered, and whose people vote."""

    def __init__(self, opened: Opened, folder: Path) -> None:
        self.opened, self.folder, self.meeting = opened, folder, opened.meeting
        self.mette, self.bo = (_steers(self.meeting, name) for name in ("Mette", "Bo"))
        self.mette.next(2)
        self.people = [_arrives(self.meeting) for _ in range(PEOPLE)]
        self.ideas = [self.people[n % PEOPLE].writes(f"Idé {n}") for n in range(IDEAS)]
        self.mette.until("ideer", "open", "gather")
        answer = self.mette.ask("theme", id="T" * 16, activity="ideer", title="Have")
        assert answer["ok"], answer

    def does(self, step: str, one: int, other: int) -> None:
        """Do one thing. It may be refused; then nothing has changed."""
        idea, two = (self.ideas[n % len(self.ideas)] for n in (one, other))
        marks = self._marks()
        person = self.people[other % PEOPLE]
        who = self.bo if one % 3 == 0 else self.mette
        if step in ("vote", "unvote"):
            person.votes(idea, step == "vote")
        elif step == "object":
            person.ask("object", target=idea, value=other % 2 == 0) if self._own(person, idea) else None
        elif step == "take back":
            person.ask("take_back", target=idea) if self._own(person, idea) else None
        elif step == "merge":
            who.ask("merge", target=idea, into=two) if self._can_merge(idea, two) else None
        elif step in ("split", "hide", "show", "edit"):
            fields: dict[str, Any] = {"edit": {"text": f"Idé {one}, rettet"}, "hide": {"reason": ""}}.get(step, {})
            who.ask(step, target=idea, **fields) if not self._row(idea).removed else None
        elif step == "place":
            who.ask("place", target=idea, theme="T" * 16) if not self._row(idea).removed else None
        elif step == "alone":
            who.ask("place", target=idea, theme=None, position=1.5) if not self._row(idea).removed else None
        elif step == "undo any":
            done = console_view(self.meeting.state, 0)["history"]["changes"]
            who.ask("undo", seq=done[one % len(done)]["seq"]) if done else None
        elif step in ("undo", "redo"):
            who.ask(step)
        else:
            self._moves(step)
        if step not in ("vote", "unvote"):
            assert self._marks() == marks, "only the voter touches a vote"

    def _marks(self) -> set[tuple[str, str]]:
        by_voter = self.meeting.state.marks_by_voter
        return {(voter, where[1]) for voter in by_voter for where, mark in by_voter[voter].items() if not mark.removed}

    def one_more(self) -> None:
        """An idea that came when the vote had been opened once: it is no candidate."""
        self.meeting.state.settled = True
        assert self.mette.ask("stage", activity="ideer", stage="open", step="gather")["ok"]
        self.ideas.append(self.people[0].writes("Kom til under afstemningen"))

    def _moves(self, step: str) -> None:
        stage = {"close": "closed", "reopen": "open", "again": "shown", "ideas": "open"}[step]
        where = "ideer" if step == "ideas" else "stemmer"
        self.meeting.state.settled = True
        self.mette.ask("stage", activity=where, stage=stage, **({"step": "gather"} if step == "ideas" else {}))

    def _row(self, idea: str) -> Any:
        return self.meeting.state.contributions[idea]

    def _own(self, person: Person, idea: str) -> bool:
        return self._row(idea).participant == person.actor.id and not self._row(idea).removed

    def _can_merge(self, one: str, other: str) -> bool:
        root = self._row(other).merged_into or other
        return root != one and not self._row(one).removed and not self._row(other).removed

    # --- what must hold ---------------------------------------------------------------------

    def check_cards(self) -> None:
        """Merges are flat, and whatever is shown stands on a card that can be seen."""
        for idea in map(self._row, self.ideas):
            if idea.merged_into:
                assert self._row(idea.merged_into).merged_into is None, "flat"
            if idea.standing == "shown" and not idea.removed and idea.merged_into:
                card = self._row(idea.merged_into)
                assert card.standing == "shown" and not card.removed, "a text on a card that nobody sees"

    def check_screens(self) -> None:
        """Phone, board, console, minutes, the file and a plain count of its marks agree, each person once."""
        self.meeting.state.settled = True
        self.mette.ask("stage", activity="stemmer", stage="open")
        self.mette.ask("stage", activity="stemmer", stage="closed")
        assert self.mette.ask("stage", activity="stemmer", stage="shown")["ok"]
        state = self.meeting.state
        counted = self._counted()
        views = [phone_view(state), board_view(state, 0), console_view(state, 0)]
        results = [view["r:stemmer"] for view in views]
        assert results[0] == results[1] == results[2]
        assert {row["id"]: row["votes"] for row in results[0]["ranks"]} == {c: len(who) for c, who in counted.items()}
        assert results[0]["voted"] == len(set().union(*counted.values()))
        told = json.loads(minutes.render(state, "json", dt.datetime.now(dt.UTC)))
        (vote,) = (item for item in told["programme"] if item["kind"] == "vote")
        assert [(row["number"], row["votes"]) for row in vote["places"]] == [
            (state.contributions[row["id"]].number, row["votes"]) for row in results[0]["ranks"]
        ]
        read = store.read(self.folder)
        assert read.rows == state.rows
        assert console_view(read, 0)["r:stemmer"] == results[0]
        for person in self.people:
            assert person_view(read, person.actor.id) == person_view(state, person.actor.id)

    def _counted(self) -> dict[str, set[str]]:
        """Who supports each card, from the tables alone."""
        file = sqlite3.connect(self.folder / store.FILE_NAME)
        (plan,) = file.execute("SELECT settings FROM activity WHERE id = 'stemmer'").fetchone()
        rows = file.execute("SELECT id, coalesce(merged_into, id), standing, merged_into, removed FROM contribution")
        card_of, cards = {}, {}
        for idea, card, standing, merged, removed in rows:
            card_of[idea] = card
            if standing == "shown" and not merged and not removed and idea in json.loads(plan)["candidates"]:
                cards[idea] = set[str]()
        for target, voter in file.execute("SELECT target, voter FROM mark WHERE value = 'true' AND NOT removed"):
            if card_of.get(target) in cards:
                cards[card_of[target]].add(voter)
        listed = dict(file.execute("SELECT number, votes FROM vote_result").fetchall())
        numbers = dict(file.execute("SELECT id, number FROM contribution").fetchall())
        file.close()
        assert listed == {numbers[card]: len(who) for card, who in cards.items() if who}, "the view vote_result"
        return cards


@contextmanager
def gathering() -> Iterator[Gathering]:
    """A meeting of its own, gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "2015-12-10-insp"
        folder.mkdir()
        (folder / "plan.toml").write_text(SMALL_PLAN, "utf-8")
        opened = open_event(folder, Clock())
        try:
            yield Gathering(opened, folder)
        finally:
            opened.close()


def _steers(meeting: Meeting, name: str) -> Facilitator:
    entered = meeting.use_link(meeting.mint("facilitator", name))
    assert entered is not None
    actor = meeting.holder_of(entered[0])
    assert actor is not None
    return Facilitator(meeting, actor)


def _arrives(meeting: Meeting) -> Person:
    token = new_token()
    return Person(meeting, Actor("participant", meeting.arrive(token), device=hash_of(token)), token)


@settings(max_examples=40, deadline=None)
@example([], [("merge", 3, 1), ("merge", 3, 0), ("merge", 1, 0), ("undo", 0, 0)])
@given(st.lists(STEPS, max_size=30), st.lists(STEPS, max_size=15))
def test_in_whatever_order_no_text_is_lost_and_everybody_counts_once(
    before: list[tuple[str, int, int]], after: list[tuple[str, int, int]]
) -> None:
    with gathering() as room:
        for step in before:
            room.does(*step)
            room.check_cards()
        room.check_screens()
        room.one_more()
        room.meeting.state.settled = True
        room.mette.ask("stage", activity="stemmer", stage="open")
        for step in after:
            room.does(*step)
            room.check_cards()
        room.check_screens()
