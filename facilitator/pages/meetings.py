"""What facilitators' browsers ask for: board, console, minutes."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app, request

from facilitator import minutes, ready
from facilitator.access import handle
from facilitator.changes import Refused
from facilitator.house import House, Running
from facilitator.methods.alike import Pair, alike
from facilitator.minutes import Version, apart, package
from facilitator.minutes.package import PAPERS
from facilitator.pages.files import Files
from facilitator.pages.helping import way_back
from facilitator.pages.people import page_block, said
from facilitator.pages.responses import json, message, page, texts, who
from facilitator.plan import PlanError
from facilitator.texts import LANGUAGES

BOARD_TEXTS = ("kind_", "board_", "refused_", "common_")
CONSOLE_TEXTS = ("kind_", "console_", "refused_", "common_", "board_", "referent_")
BEFORE = {"print": "/organise/{folder}/print"}
"""What else belongs to the time before a meeting; the console leads to those pages that there are."""


def pages(house: House, files: Files) -> Blueprint:
    """Make the helpers' pages."""
    blueprint = Blueprint("meetings", __name__)

    @blueprint.get("/<code>/board")
    def board(code: str) -> Any:
        return _screen(files, _find(house, code), "board", BOARD_TEXTS)

    @blueprint.get("/<code>/console")
    def console(code: str) -> Any:
        running = _find(house, code)
        more = {"me": handle(who().id), "back": way_back(running), "before": _before(house, running)}
        return _screen(files, running, "console", CONSOLE_TEXTS, **more)

    @blueprint.get("/<code>/minutes")
    def download(code: str) -> Any:
        return _minutes(files, _find(house, code))

    @blueprint.get("/<code>/alike")
    def suggestions(code: str) -> Response:
        """Pairs of ideas that may say the same, for whoever gathers."""
        running = _find(house, code)
        return json({"pairs": _alike(running, request.args.get("activity", ""))})

    @blueprint.post("/<code>/copy")
    def copy(code: str) -> Response:
        """Copy the event to one of the sticks that are plugged in; no other place can be named."""
        running = _find(house, code)
        try:
            ready.copy(running.meeting, running.opened.folder, request.form.get("drive", ""))
        except Refused as no:
            return json({"ok": False, "refused": no.key, "args": no.args_of_text})
        return json({"ok": True})

    @blueprint.post("/<code>/plan")
    def fetch(code: str) -> Response:
        """Take what was changed in the plan file into a meeting that has begun."""
        try:
            return json(house.fetch(_find(house, code), who()))
        except PlanError as mistakes:
            return json({"ok": False, "refused": "refused_plan", "args": {"n": len(mistakes.problems)}})

    return blueprint


def _find(house: House, code: str) -> Running:
    running = house.find(code)
    if running is None:
        abort(404)
    return running


def _before(house: House, running: Running) -> dict[str, str]:
    if not house.is_organiser(request.cookies):
        return {}
    pages = {name: path.format(folder=running.opened.folder.name) for name, path in BEFORE.items()}
    known = current_app.url_map.bind("")
    return {name: path for name, path in pages.items() if known.test(path, "GET")}


def _screen(files: Files, running: Running, audience: str, prefixes: tuple[str, ...], **more: Any) -> Response:
    meeting = running.meeting
    with meeting.turn:
        room = running.broadcast.up_to_date(audience).room()
    t = texts(room["rows"]["event"]["language"])
    block = page_block(meeting.code, audience, files) | more
    blocks = {"room": room, "texts": {"language": t.language, "texts": t.bundle(prefixes)}, "page": block}
    return page(f"{audience}.html", files, t, audience, page=block, blocks=blocks, rows=room["rows"], said=said(t))


def _alike(running: Running, activity: str) -> tuple[Pair, ...]:
    state = running.meeting.state
    texts = tuple((card.id, card.text) for card in state.cards(activity))
    return _pairs(texts, state.event.language)


@lru_cache(maxsize=4)
def _pairs(texts: tuple[tuple[str, str], ...], language: str) -> tuple[Pair, ...]:
    return tuple(alike(dict(texts), language))


def _minutes(files: Files, running: Running) -> Response:
    name, paper = request.args.get("format", "html"), request.args.get("paper", "minutes")
    language, public = request.args.get("language"), "public" in request.args
    if language not in (None, *LANGUAGES) or paper not in PAPERS or name not in (*PAPERS[paper], "zip"):
        abort(404)
    version = Version(paper, public, language)
    meeting = running.meeting
    state, folder, now = meeting.state, meeting.store.path.parent, meeting.clock.moment(meeting.clock.ms())
    try:
        if name == "zip":
            kind, body = "application/zip", _package(running, now)
        else:
            kind = minutes.FORMATS[name].type
            body = apart.one(folder, name, version, now, rehearsal=state.rehearsal is not None)
    except apart.Unwritten as why:
        return message(files, texts(state.event.language), why.key, 500)
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{minutes.file_name(state, name, version)}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _package(running: Running, now: dt.datetime) -> bytes:
    """Write the whole package anew, as everything is now, and give the archive."""
    meeting = running.meeting
    try:
        with tempfile.TemporaryDirectory(prefix="inspiratorium-") as out:
            return package.build(meeting.state, meeting.store.path.parent, Path(out, package.FOLDER), now).read_bytes()
    except OSError as why:
        raise apart.Unwritten("common_minutes_no_room") from why
