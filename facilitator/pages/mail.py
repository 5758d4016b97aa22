"""Where whoever wants the minutes by mail writes an address after the meeting, and takes it back again."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from flask import Blueprint, Response, abort, request

from facilitator import mail_list
from facilitator.access import Limit
from facilitator.changes import Refused
from facilitator.days import closed_on
from facilitator.house import House, Running
from facilitator.pages.files import Files
from facilitator.pages.people import find
from facilitator.pages.responses import page, texts

PACE = (60, 60.0)
"""So many addresses in so many seconds at one meeting: a whole room at once, and no more than a room."""


def pages(house: House, files: Files) -> Blueprint:
    """Make the page. It works the same without its script: it has none."""
    blueprint = Blueprint("mail", __name__)
    pace = Limit(*PACE, time.monotonic)

    @blueprint.get("/<code>/mail")
    def ask(code: str) -> Any:
        return _page(files, _of(house, code))

    @blueprint.post("/<code>/mail")
    def keep(code: str) -> Any:
        running = _of(house, code)
        t = texts(running.meeting.state.event.language)
        last, address = _last(running), request.form.get("address", "")[:300]
        if not pace.allows(running.meeting.code):
            return _page(files, running, address=address, said="refused_limit", status=429)
        try:
            if request.form.get("act") == "remove":
                mail_list.remove(running.opened.folder, address)
                return _page(files, running, done="phone_mail_removed")
            wishes = {wish for wish in mail_list.WISHES if request.form.get(wish)}
            head = t("phone_mail_until", date=t.date(last, "long"))
            mail_list.add(running.opened.folder, address, wishes, last, head)
        except Refused as no:
            return _page(files, running, address=address, said=no.key, status=400)
        except OSError:
            return _page(files, running, address=address, said="refused_disk", status=500)
        return _page(files, running, address=address, done="phone_mail_kept")

    return blueprint


def _of(house: House, code: str) -> Running:
    """Give a meeting that is over and has a list, or say that there is none."""
    running = find(house, code)
    state = running.meeting.state
    if (
        state.event.stage not in ("closed", "sealed")
        or not state.event.plan.get("mail_list")
        or state.rehearsal is not None
    ):
        abort(404)
    return running


def _last(running: Running) -> dt.date:
    closed = closed_on(running.meeting.state.event)
    assert closed is not None, "it is over"
    return mail_list.until(closed)


def _page(files: Files, running: Running, *, status: int = 200, **context: Any) -> Response:
    event = running.meeting.state.event
    t = texts(event.language)
    context = {"address": "", "said": "", "done": ""} | context
    response = page(
        "mail.html", files, t, "phone", page={}, blocks={}, base=f"/{event.code}", title=event.title,
        until=t.date(_last(running), "long"), wishes=mail_list.WISHES, **context,
    )  # fmt: skip
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
