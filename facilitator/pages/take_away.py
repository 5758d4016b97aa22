"""*Tag det med*: the one page of paper that everybody may take from the laptop once the meeting is over."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort
from gevent.lock import RLock

from facilitator import minutes
from facilitator.house import House, Running
from facilitator.minutes import Version, apart
from facilitator.pages.files import Files
from facilitator.pages.people import find
from facilitator.pages.responses import message, texts

VERSION = Version("take_away", public=True)


def pages(house: House, files: Files) -> Blueprint:
    """Make the page. A room that asks at once waits for one process, and all get what it made."""
    blueprint = Blueprint("take_away", __name__)
    made: dict[str, tuple[int, bytes]] = {}
    one_at_a_time = RLock()

    def current(running: Running) -> bytes:
        meeting = running.meeting
        with one_at_a_time:
            seq, body = made.get(meeting.code, (-1, b""))
            if seq != meeting.state.seq:
                seq = meeting.state.seq
                rehearsal = meeting.state.rehearsal is not None
                now = meeting.clock.moment(meeting.clock.ms())
                body = apart.one(meeting.store.path.parent, "pdf", VERSION, now, rehearsal=rehearsal)
                made[meeting.code] = (seq, body)
            return body

    @blueprint.get("/<code>/take.pdf")
    def take(code: str) -> Any:
        running = find(house, code)
        state = running.meeting.state
        if state.event.stage not in ("closed", "sealed"):
            abort(404)
        try:
            body = current(running)
        except apart.Unwritten as why:
            return message(files, texts(state.event.language), why.key, 500)
        response = Response(body, content_type="application/pdf")
        name = minutes.file_name(state, "pdf", VERSION)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "no-store"
        return response

    return blueprint
