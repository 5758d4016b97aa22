"""*Er alt med?*: the account of a meeting, for those who answer for it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from facilitator import backups, carried
from facilitator.house import House
from facilitator.pages.files import Files
from facilitator.pages.people import find
from facilitator.pages.responses import page, texts
from facilitator.reckoning import reckon


def pages(house: House, files: Files) -> Blueprint:
    """Make the page."""
    blueprint = Blueprint("reckoning", __name__)

    @blueprint.get("/<code>/reckoning")
    def account(code: str) -> Any:
        running = find(house, code)
        meeting = running.meeting
        t = texts(meeting.state.event.language)
        with meeting.turn:
            log = meeting.store.query("SELECT * FROM change ORDER BY seq")
            lines = reckon(meeting.state, log, meeting.clock.moment(meeting.clock.ms()))
        return page(
            "reckoning.html", files, t, "phone", page={}, blocks={}, event=meeting.state.event, lines=lines,
            still=carried.out_of_reach(running.opened.folder, meeting.store.unlinked_at()),
            copies=len(backups.there(running.opened.folder)), base=f"/{meeting.code}",
        )  # fmt: skip

    return blueprint
