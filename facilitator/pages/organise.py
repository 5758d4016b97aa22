"""The organiser's home: every event of this laptop, and what can be done with each."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Blueprint, Response, abort, redirect, request

from facilitator.house import ORGANISER_COOKIE, House
from facilitator.minutes import FORMATS
from facilitator.pages.files import Files
from facilitator.pages.responses import YEAR, json, message, page, texts


def pages(house: House, files: Files) -> Blueprint:
    """Make the organiser's pages."""
    blueprint = Blueprint("organise", __name__)

    @blueprint.get("/organise")
    def home() -> Any:
        events = _events(house)
        if not events and not house.is_organiser(request.cookies):
            return message(files, texts(), "common_no_key", 403)
        return page("organise.html", files, texts(), "organise", page={}, blocks={}, events=events)

    @blueprint.get("/t/<nonce>")
    def enter(nonce: str) -> Any:
        if not house.use_organise_link(nonce):
            return message(files, texts(), "common_used_link", 403)
        response = redirect("/organise", 303)
        response.set_cookie(ORGANISER_COOKIE, house.secret, max_age=YEAR, httponly=True, samesite="Strict")
        return response

    @blueprint.post("/organise/link")
    def link() -> Response:
        """A fresh facilitator's link, for the command line of the same computer, which can read the key."""
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), house.secret.encode()):
            abort(403)
        return json(house.link_of(request.args.get("event", "")))

    return blueprint


def _events(house: House) -> list[dict[str, Any]]:
    """What this browser may see: everything for the organiser, their own meetings for a facilitator."""
    events = []
    for running in house.running.values():
        who = house.helper(running, request.cookies)
        if who is None or not who.facilitates:
            continue
        event = running.meeting.state.event
        base = f"/{event.code}"
        events.append({
            "code": event.code, "title": event.title, "place": event.place, "date": event.date, "stage": event.stage,
            "folder": running.opened.folder.name, "rehearsal": running.meeting.state.rehearsal is not None,
            "phone": base, "board": f"{base}/board", "console": f"{base}/console",
            "minutes": {name: f"{base}/minutes?format={name}" for name in FORMATS},
        })  # fmt: skip
    for name, problem in house.problems.items() if house.is_organiser(request.cookies) else ():
        events.append({"title": name, "problem": str(problem), "date": name[:10], "stage": "problem"})
    return sorted(events, key=lambda each: str(each["date"]), reverse=True)
