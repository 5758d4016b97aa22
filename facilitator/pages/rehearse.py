"""Rehearse an event from the browser: start it, set how many come and how fast they are, and end it."""

from __future__ import annotations

import math
import sqlite3
from typing import Any

from flask import Blueprint, Response, abort, redirect, request

from facilitator.changes import Refused
from facilitator.house import House, Running
from facilitator.pages.files import Files
from facilitator.pages.responses import json, message, texts
from facilitator.rehearsal import FASTEST, MOST, PACES, Rehearsals


def pages(house: House, rehearsals: Rehearsals, files: Files) -> Blueprint:
    """Make the ways into a rehearsal and out of it. A form is led on to a page, a script is given JSON."""
    blueprint = Blueprint("rehearse", __name__)

    @blueprint.post("/organise/<name>/rehearse")
    def start(name: str) -> Any:
        """`people` and `pace` (slow, normal, fast or a number) may be left out."""
        running = _find(house, name)
        people, pace = _people(None), _pace(PACES["normal"])
        try:
            rehearsals.start(running, people, pace)
        except Refused as no:
            return _refused(files, no)
        except (OSError, sqlite3.Error):
            return _refused(files, Refused("refused_disk"))
        return _done(f"/{running.meeting.code}/console")

    @blueprint.post("/organise/<name>/rehearse/set")
    def set_(name: str) -> Any:
        """What is left out stays as it is. Pace 0 is a pause."""
        running = _find(house, name)
        now = running.meeting.state.rehearsal or {"people": 0, "pace": 0.0}
        try:
            rehearsals.set(running, _people(now["people"]) or 0, _pace(now["pace"]))
        except Refused as no:
            return _refused(files, no)
        return _done(f"/{running.meeting.code}/console")

    @blueprint.post("/organise/<name>/rehearse/end")
    def end(name: str) -> Any:
        try:
            rehearsals.end(_find(house, name))
        except Refused as no:
            return _refused(files, no)
        return _done("/organise")

    return blueprint


def _find(house: House, name: str) -> Running:
    """Give the meeting of a folder or code."""
    running = house.named(name)
    return running if running is not None else abort(404)


def _people(default: int | None) -> int | None:
    given = request.values.get("people", "")
    if not given:
        return default
    if not (given.isascii() and given.isdecimal() and len(given) < 6):
        abort(400)
    return min(int(given), MOST)


def _pace(default: float) -> float:
    given = request.values.get("pace", "")
    try:
        pace = PACES[given] if given in PACES else float(given or default)
    except ValueError:
        abort(400)
    if not math.isfinite(pace) or pace < 0:
        abort(400)
    return min(pace, FASTEST)


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _done(then: str) -> Any:
    return json({"ok": True}) if _wants_json() else redirect(then, 303)


def _refused(files: Files, no: Refused) -> Response:
    if _wants_json():
        return json({"ok": False, "refused": no.key, "args": no.args_of_text}, 409)
    return message(files, texts(), "common_not_rehearsed", 409, why=texts()(no.key, **no.args_of_text))
