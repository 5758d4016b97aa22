"""What a participant's browser asks for: the page, the view, commands and plain forms."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
from typing import Any

import msgspec
from flask import Blueprint, Response, abort, redirect, request

from facilitator.access import SCREENS, cookie_name, is_token, lend_cookie_name, new_token
from facilitator.audience import person_view
from facilitator.door import answer_command
from facilitator.house import House, Running
from facilitator.methods import prefixes
from facilitator.methods.order import in_order
from facilitator.pages.files import Files
from facilitator.pages.responses import GZIP_LEVEL, YEAR, json, message, page, texts
from facilitator.texts import Texts

PREFIXES = ("kind_", "phone_", "own_", "refused_", "common_")
NUMBERS = frozenset({"seq", "minutes", "count", "page", "people", "value", "link"})
SAID = ("phone_said_", "phone_note_", "refused_", "referent_said_", "referent_note_", "speaker_said")
CODE = r"[A-Za-z0-9]{3,4}"


def pages(house: House, files: Files) -> Blueprint:
    """Make the participants' pages."""
    blueprint = Blueprint("people", __name__)

    @blueprint.get("/")
    def front() -> Any:
        asked = request.args.get("code", "").strip()
        if asked:
            running = house.find(asked)
            if running is None:
                return message(files, texts(), "common_code", 404)
            return redirect(f"/{running.meeting.code}", 303)
        only = house.only()
        if only is not None:
            return redirect(f"/{only.meeting.code}", 302)
        return message(files, texts(), "common_code")

    @blueprint.get("/<code>")
    @blueprint.get("/<code>/<int:table>")
    def phone(code: str, table: int | None = None) -> Any:
        running = find(house, code)
        if code != running.meeting.code:
            at_table = "" if table is None else f"/{table}"
            return redirect(f"/{running.meeting.code}{at_table}", 302)
        return _phone_page(house, files, running)

    @blueprint.get("/<code>/view")
    def view(code: str) -> Response:
        running = find(house, code)
        audience = request.args.get("audience", "phone")
        if audience not in SCREENS:
            abort(400)
        return _view(house, running, audience)

    @blueprint.post("/<code>/command")
    def command(code: str) -> Response:
        running = find(house, code)
        if not request.is_json:
            return json({"ok": False, "bad": "JSON only"}, 403)
        audience = request.args.get("audience", "phone")
        if audience not in SCREENS:
            abort(400)
        try:
            data = msgspec.json.decode(request.get_data())
        except (msgspec.DecodeError, RecursionError):
            return json({"ok": False, "bad": "not JSON"}, 400)
        if not _meant_for(running, request.args.get("history")):
            return json({"ok": False, "refused": "refused_offline", "args": {}, "again": True})
        return json(answer_command(house, running, audience, request.cookies, data))

    @blueprint.post("/<code>/form")
    def form(code: str) -> Any:
        running = find(house, code)
        return _take_form(house, running)

    return blueprint


def find(house: House, code: str) -> Running:
    """Give the meeting of an address, or say that there is none."""
    running = house.find(code) if re.fullmatch(CODE, code) else None
    if running is None:
        abort(404)
    return running


def person_of(running: Running) -> str:
    """Give the participant whom this browser acts for at a meeting; empty where it has not been here."""
    token = request.cookies.get(cookie_name(running.meeting.code), "")
    return (running.meeting.participant_of(token) if is_token(token) else None) or ""


def _phone_page(house: House, files: Files, running: Running) -> Response:
    meeting = running.meeting
    token = request.cookies.get(cookie_name(meeting.code), "")
    person = person_of(running)
    with meeting.turn:
        room = running.broadcast.up_to_date("phone").room()
        mine = person_view(meeting.state, person)
    rows = room["rows"]
    t = texts(rows["event"]["language"])
    now = rows.get(f"a:{rows['event']['now']}")
    lends = request.args.get("lend", "1" if lend_cookie_name(meeting.code) in request.cookies else "0") == "1"
    block = page_block(meeting.code, "phone", files) | {"lend": lends}
    response = page(
        "phone.html",
        files,
        t,
        "phone",
        page=block,
        blocks={
            "room": room,
            "mine": mine,
            "texts": {"language": t.language, "texts": t.bundle(PREFIXES)},
            "page": block,
        },
        rows=rows,
        room=room,
        mine=mine,
        now=now,
        history=room["history"],
        cards=_cards(rows, now, mine["salt"]),
        themes={id[2:]: row for id, row in rows.items() if id.startswith("t:")},
        said=said(t),
        day=lambda iso: t.date(dt.date.fromisoformat(iso), "long"),
    )
    if not is_token(token):
        response.set_cookie(cookie_name(meeting.code), new_token(), max_age=YEAR, httponly=True, samesite="Lax")
    if lends:
        response.set_cookie(lend_cookie_name(meeting.code), "1", httponly=True, samesite="Lax")
    elif "lend" in request.args:
        response.delete_cookie(lend_cookie_name(meeting.code), httponly=True, samesite="Lax")
    return response


def page_block(code: str, audience: str, files: Files) -> dict[str, Any]:
    """Give what a screen's script has to know of where it is."""
    return {"event": code, "audience": audience, "base": f"/{code}", "static": files.base}


def _cards(rows: dict[str, Any], now: dict[str, Any] | None, salt: str) -> list[dict[str, Any]]:
    """The cards of the activity of the moment, in this person's order."""
    if now is None:
        return []
    of_vote = set(now.get("candidates", ()))
    cards = {
        row["id"]: row
        for id, row in rows.items()
        if id.startswith("c:") and (row["id"] in of_vote if of_vote else row["activity"] == now["id"])
    }
    return [cards[each] for each in in_order(now["id"], salt, cards)]


def said(t: Texts) -> str | None:
    """The text key of the last form's answer, where it is one of ours."""
    key = request.args.get("said", "")
    return key if key.startswith(SAID) and key in t else None


def _view(house: House, running: Running, audience: str) -> Response:
    meeting = running.meeting
    person = ""
    if not house.may_see(running, audience, request.cookies):
        abort(403)
    if audience == "phone":
        person = person_of(running)
        if person:
            meeting.presence.see(person)
    epoch = request.args.get("epoch", "")
    version = request.args.get("version", 0, type=int)
    with meeting.turn:
        answer = running.broadcast.up_to_date(audience).since(epoch, version)
        if audience == "phone":
            answer["mine"] = person_view(meeting.state, person)
    return _tagged(answer)


def _meant_for(running: Running, history: str | None) -> bool:
    """Whether what a page says is said to this meeting, not to the rehearsal (or the real one) it has just shown."""
    return history in (None, running.meeting.state.event.history)


def _tagged(answer: dict[str, Any]) -> Response:
    """Answer 304 where nothing but the clock has moved on."""
    still = {name: part if name == "mine" else {**part, "clock": 0} for name, part in answer.items()}
    tag = hashlib.sha256(msgspec.json.encode(still)).hexdigest()[:20]
    if request.if_none_match.contains(tag):
        response = Response(status=304)
    else:
        body = msgspec.json.encode(answer)
        response = Response(body, content_type="application/json")
        if len(body) > 1024 and "gzip" in request.headers.get("Accept-Encoding", ""):
            response.set_data(gzip.compress(body, GZIP_LEVEL))
            response.headers["Content-Encoding"] = "gzip"
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    return response


def _take_form(house: House, running: Running) -> Any:
    """Take a form: the fields of a command, and for whose screen it is. Back to that screen, with what was said."""
    fields = {name: value for name, value in request.form.items() if value != "" or name == "text"}
    audience = fields.pop("audience", "phone")
    if audience not in SCREENS:
        abort(400)
    back = f"/{running.meeting.code}" + ("" if audience == "phone" else f"/{audience}")
    if fields.pop("from", "") == "mine":
        back += "/mine"
    if not _meant_for(running, fields.pop("history", None)):
        return redirect(back, 303)
    command: dict[str, Any] = fields | {n: int(fields[n]) for n in NUMBERS & fields.keys() if fields[n].isdecimal()}
    if "targets" in fields:
        command["targets"] = request.form.getlist("targets")
    for name in ("value", "named"):
        if command.get(name) in ("true", "false"):
            command[name] = command[name] == "true"
    if day := command.pop("date", None):  # a step's own day goes before what the list says
        command["when"] = day
    if "line" in fields:  # as a referent types it
        text, kind, link = prefixes.read(str(command.pop("line")), str(fields.get("kind", "point")))
        command |= {"text": text, "kind": kind, "link": link}
    if "public" in fields:
        command["public"] = True
    answer = answer_command(house, running, audience, request.cookies, command)
    if answer["ok"]:
        said = answer.get("note") or _done(audience, str(command.get("do", "")))
    else:
        said = answer.get("refused", "refused_bad")
    return redirect(f"{back}?said={said}", 303)


def _done(audience: str, do: str) -> str:
    return f"referent_said_{do}" if audience == "referent" else f"phone_said_{do}"
