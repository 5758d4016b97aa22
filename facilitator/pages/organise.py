"""The organiser's home: every event of this laptop, and what can be done with each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, Response, redirect, request

from facilitator.access import ORGANISER_COOKIE
from facilitator.audience import MINUTES_FORMATS
from facilitator.house import House, Running
from facilitator.opening import title_of
from facilitator.pages.files import Files
from facilitator.pages.responses import YEAR, json, message, page, texts


def pages(house: House, files: Files) -> Blueprint:
    """Make the organiser's pages."""
    blueprint = Blueprint("organise", __name__)

    @blueprint.get("/organise")
    def home() -> Any:
        return page("organise.html", files, texts(), "organise", page={}, blocks={}, events=_events(house),
                    organiser=house.is_organiser(request.cookies))  # fmt: skip

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
        return json(house.link_of(request.args.get("event", "")))

    return blueprint


def _events(house: House) -> list[dict[str, Any]]:
    """What this browser may see: everything for the organiser, their own meetings for a facilitator."""
    organiser = house.is_organiser(request.cookies)
    events = []
    for running in house.running.values():
        who = house.helper(running, request.cookies)
        if who is not None and who.facilitates:
            name = running.opened.folder.name
            held = running.meeting.state.event.stage in ("closed", "sealed")  # what its plan says no longer matters
            problem = None if held else house.problems.get(name)
            events.append(_event(running) | (_can(name, problem) if organiser else {}))
    for name, problem in house.problems.items() if organiser else ():
        if all(running.opened.folder.name != name for running in house.running.values()):
            title = title_of(house.config.events / name)
            events.append({"title": title, "date": name[:10], "stage": "problem"} | _can(name, problem))
    return sorted(events, key=lambda each: str(each["date"]), reverse=True)


def _event(running: Running) -> dict[str, Any]:
    event = running.meeting.state.event
    base = f"/{event.code}"
    return {
        "code": event.code, "title": event.title, "place": event.place, "date": event.date, "stage": event.stage,
        "rehearsal": running.meeting.state.rehearsal is not None, "rehearse": f"/organise/{event.id}/rehearse",
        "phone": base, "board": f"{base}/board", "console": f"{base}/console", "edit": f"{base}/minutes/edit",
        "minutes": {name: f"{base}/minutes?format={name}" for name in MINUTES_FORMATS},
        "warnings": len(running.opened.warnings) if event.stage == "planned" else 0,
        "gone_by": event.stage == "planned" and event.date < dt.date.today().isoformat(),
        "people": event.plan.get("people"), "changed": running.meeting.state.plan_file["changed"],
    }  # fmt: skip


def _can(folder: str, problem: Exception | None) -> dict[str, Any]:
    """What the organiser can do with an event, and what is wrong with its plan."""
    base = f"/organise/{folder}"
    own = {name: f"{base}/{name}" for name in ("plan", "copy", "delete")}
    return own | able(folder) | {"problem": str(problem) if problem else ""}


def able(folder: str) -> dict[str, str]:
    """Where an event's papers are made, and where it is rehearsed."""
    return {name: f"/organise/{folder}/{name}" for name in ("print", "rehearse")}
