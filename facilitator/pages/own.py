"""*Mine bidrag*: what somebody has written and voted, to see, correct, take back, copy and erase; and what is kept of
whom, and for how long (`/was`). Both work without a script, and after the meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, redirect, request

from facilitator.access import new_id
from facilitator.actions.edit import why_not_edit, why_not_take_back
from facilitator.afterwards import Afterwards
from facilitator.audience import person_view
from facilitator.days import KEEP_DAYS, SEAL_DAYS, after, forgets_on, seals_on
from facilitator.door import answer_command
from facilitator.house import House, Running
from facilitator.pages.files import Files
from facilitator.pages.people import find, page_block, person_of, said
from facilitator.pages.responses import page, texts
from facilitator.state import State
from facilitator.texts import Texts

PATIENCE = 6.0
"""So many seconds an answer waits until all of it is gone; then it says what is left to do, and can be asked again."""


def pages(house: House, files: Files, afterwards: Afterwards) -> Blueprint:
    """Make the pages."""
    blueprint = Blueprint("own", __name__)

    @blueprint.get("/<code>/mine")
    def mine(code: str) -> Any:
        return _mine(files, find(house, code))

    @blueprint.get("/<code>/mine.txt")
    def copy(code: str) -> Response:
        running = find(house, code)
        t = texts(running.meeting.state.event.language)
        with running.meeting.turn:
            lines = _copy(running.meeting.state, person_of(running), t)
        answer = Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{t("own_copy_file")}-{code.upper()}.txt"'
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @blueprint.post("/<code>/mine/erase")
    def erase(code: str) -> Any:
        running = find(house, code)
        if not person_of(running):
            return redirect(f"/{running.meeting.code}/mine", 303)
        answer = answer_command(house, running, "phone", request.cookies, {"do": "erase", "id": new_id()})
        if not answer["ok"]:
            return redirect(f"/{running.meeting.code}/mine?said={answer.get('refused', 'refused_bad')}", 303)
        return _erased(files, running, afterwards, forgets=True)

    @blueprint.get("/<code>/mine/erased")
    def erased(code: str) -> Any:
        running = find(house, code)
        if person_of(running):  # who has written again since
            return redirect(f"/{running.meeting.code}/mine", 303)
        return _erased(files, running, afterwards, forgets=False)

    @blueprint.get("/was")
    def was() -> Any:
        only = house.only()
        return redirect(f"/{only.meeting.code}/was", 302) if only else _was(files, None)

    @blueprint.get("/<code>/was")
    def was_of(code: str) -> Response:
        return _was(files, find(house, code))

    return blueprint


def _mine(files: Files, running: Running) -> Response:
    meeting = running.meeting
    event = meeting.state.event
    t = texts(event.language)
    with meeting.turn:
        state, person = meeting.state, person_of(running)
        own = list(_own(state, person, t))
        votes = list(_votes(state, person))
        view = person_view(state, person)
    return page(
        "mine.html", files, t, "phone", page=page_block(event.code, "phone", files), blocks={}, event=event, mine=view,
        own=own, votes=votes, said=said(t), history=event.history, comes_from="mine", **_days(running, t),
    )  # fmt: skip


def _own(state: State, person: str, t: Texts) -> Iterator[dict[str, Any]]:
    """Give a person's texts, newest first, with where each was written and what may still be done with it."""
    for each in reversed(list(state.given_by(person))):
        activity = state.activities[each.activity]
        yield {
            "id": each.id, "text": each.text, "where": activity.title or t("phone_sheet_heart"),
            "standing": each.standing, "reason": each.reason, "late": each.late,
            "may_edit": why_not_edit(state, each) is None,
            "may_take_back": why_not_take_back(state, each) is None,
        }  # fmt: skip


def _votes(state: State, person: str) -> Iterator[tuple[str, list[str]]]:
    """Give what a person has voted for, round by round."""
    marks: Mapping[str, Mapping[str, Any]] = person_view(state, person)["marks"]
    for activity in state.programme():
        cards = [state.contributions.get(target) for target, on in marks.get(activity.id, {}).items() if on]
        texts_of = [card.text for card in cards if card is not None]
        if activity.kind == "vote" and texts_of:
            yield activity.title, texts_of


def _copy(state: State, person: str, t: Texts) -> Iterator[str]:
    event = state.event
    yield f"{event.title}, {event.place}, {t.date(dt.date.fromisoformat(event.date), 'long')}"
    for one in _own(state, person, t):
        yield f"\n{one['where']}:\n{one['text']}"
    for title, voted in _votes(state, person):
        yield "\n" + t("own_copy_votes", title=title)
        yield from voted


def _days(running: Running, t: Texts) -> dict[str, Any]:
    event = running.meeting.state.event
    seal, keep = after(event)
    days = {"seals": seals_on(event), "forgets": forgets_on(event)}
    said_days = {name: t.date(day, "long") if day else "" for name, day in days.items()}
    return said_days | {"seal_days": seal, "keep_days": keep, "sealed": bool(event.sealed_at),
                        "forgotten": bool(event.forgotten_at)}  # fmt: skip


def _erased(files: Files, running: Running, afterwards: Afterwards, *, forgets: bool) -> Response:
    """Say that all of it is gone, with 202 where some is left. One that `forgets` empties what the browser has kept."""
    event = running.meeting.state.event
    t = texts(event.language)
    gone = afterwards.is_clean(running, PATIENCE)
    said = {} if gone else {"title": t("own_erased"), "line": t("own_erased_line")}
    block = {"event": event.code, "base": f"/{event.code}", "when_gone": said}
    answer = page(
        "erased.html", files, t, "erased", styles="phone", page=block, blocks={"page": block}, event=event, gone=gone,
        forgets=forgets,
    )  # fmt: skip
    answer.status_code = 200 if gone else 202
    return answer


def _was(files: Files, running: Running | None) -> Response:
    event = running.meeting.state.event if running else None
    t = texts(event.language if event else None)
    usual = {"seals": "", "forgets": "", "seal_days": SEAL_DAYS, "keep_days": KEEP_DAYS, "sealed": False,
             "forgotten": False}  # fmt: skip
    days = _days(running, t) if running else usual
    return page(
        "was.html", files, t, "phone", page={}, blocks={}, event=event, plan=event.plan if event else {},
        base=f"/{event.code}" if event else "", **days,
    )  # fmt: skip
