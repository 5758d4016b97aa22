"""A step in one's own calendar: only of steps that one may see, and that have a day."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, abort

from facilitator import ics
from facilitator.activities import kind_of
from facilitator.activities.ideas import theme_of
from facilitator.activities.steps import Steps, due, keeper
from facilitator.house import House
from facilitator.pages.files import Files
from facilitator.pages.people import find, person_of
from facilitator.state import Contribution, State
from facilitator.texts import Texts


def pages(house: House, files: Files) -> Blueprint:
    """Make the page."""
    blueprint = Blueprint("calendar", __name__)

    @blueprint.get("/<code>/calendar/<step>")
    def calendar(code: str, step: str) -> Response:
        running = find(house, code)
        meeting, person = running.meeting, person_of(running)
        with meeting.turn:
            card = meeting.state.contributions.get(step)
            if card is None or not _may_see(meeting.state, card, person):
                abort(404)
            day = _day(meeting.state, card)
        if day is None:
            abort(404)
        response = Response(ics.write([day]), content_type=ics.TYPE)
        response.headers["Content-Disposition"] = f'attachment; filename="{meeting.code}-{day.day}.ics"'
        response.headers["Cache-Control"] = "no-store"
        return response

    return blueprint


def _may_see(state: State, card: Contribution, person: str) -> bool:
    activity = state.activities[card.activity]
    kind = kind_of(activity)
    if not isinstance(kind, Steps) or card.removed:
        return False
    own = bool(person) and card.participant == person
    return own or (card.standing == "shown" and "cards" in kind.seen(activity))


def _day(state: State, card: Contribution) -> ics.Day | None:
    by, event = due(state, card), state.event
    if by is None:
        return None
    t = Texts(event.language)
    home, kept = theme_of(state, card), keeper(state, card)
    lines = [
        state.themes[home].title if home else "",
        t("phone_keeper", name=kept) if kept else "",
        t("common_ics_from", title=event.title, date=t.date(dt.date.fromisoformat(event.date), "long")),
    ]
    return ics.Day(
        uid=f"{card.id}.{event.date}.{event.code}@inspiratorium.invalid",
        day=by,
        summary=card.text,
        description="\n".join(filter(None, lines)),
        language=event.language,
        made=dt.datetime.fromisoformat(card.created_at),
    )
