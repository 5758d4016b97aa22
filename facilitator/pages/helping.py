"""How helpers come in: invitations, links, codes that bring them back; and the host's page."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from flask import Blueprint, Response, redirect, request

from facilitator import venue
from facilitator.access import LANDINGS, LINK_MINUTES, STEER, Actor, hash_of, is_token, key_cookie_name
from facilitator.access import cookie_name as phone_cookie_name
from facilitator.commands import clean
from facilitator.house import House, Running
from facilitator.invitations import NAME_LIMIT, works
from facilitator.pages.files import Files
from facilitator.pages.people import find, page_block
from facilitator.pages.responses import YEAR, json, message, page, texts, who
from facilitator.state import iso

MAY_INVITE = {
    **dict.fromkeys(STEER, frozenset({"facilitator", "referent", "host", "speaker", "board"})),
    "referent": frozenset({"speaker"}),
}
"""Role -> the roles it may let others into."""
HOST_TEXTS = ("host_", "common_", "refused_")


class Invitation(msgspec.Struct, forbid_unknown_fields=True):
    """What is asked for: a link for a role. Without a name, whoever comes is asked; a speaker has a talk."""

    role: Literal["facilitator", "referent", "host", "speaker", "board"]
    name: str = ""
    activity: str | None = None


def pages(house: House, files: Files) -> Blueprint:
    """Make the pages by which helpers come in."""
    blueprint = Blueprint("helping", __name__)

    @blueprint.post("/<code>/helpers/invite")
    def invite(code: str) -> Response:
        """Make a link to a role, with its code; it works once, for a quarter of an hour."""
        running = find(house, code)
        return _invited(house, running, who())

    @blueprint.get("/f/<token>")
    def enter(token: str) -> Any:
        running = _inviting(house, token)
        if running is None:
            return _no_link(files)
        link = running.meeting.link(token)
        assert link is not None
        if link.label:
            return _let_in(running, running.meeting.use_link(token)) or _no_link(files)
        t = texts(running.meeting.state.event.language)
        return _ask(files, t, f"common_enter_{link.role}", f"/f/{token}", "name", NAME_LIMIT)

    @blueprint.post("/f/<token>")
    def enter_as(token: str) -> Any:
        running = _inviting(house, token)
        name = request.form.get("name", "").strip()
        if running is not None and not name:
            return redirect(f"/f/{token}", 303)
        entered = running and running.meeting.use_link(token, name)
        return _let_in(running, entered) if running and entered else _no_link(files)

    @blueprint.post("/<code>/back")
    def back(code: str) -> Any:
        running = find(house, code)
        device = request.cookies.get(phone_cookie_name(running.meeting.code), "")
        if not (running.codes.allows(f"helper {device}") and running.codes_of_event.allows("all")):
            return come_back(files, running, "refused_code_limit", 429)
        entered = running.meeting.come_back(request.form.get("code", ""))
        return _let_in(running, entered) or come_back(files, running, "refused_code", 403)

    @blueprint.get("/<code>/host")
    def host(code: str) -> Any:
        running = find(house, code)
        meeting = running.meeting
        with meeting.turn:
            room = running.broadcast.up_to_date("host").room()
        t = texts(room["rows"]["event"]["language"])
        block = page_block(meeting.code, "host", files) | {"back": way_back(running)}
        blocks = {"room": room, "texts": {"language": t.language, "texts": t.bundle(HOST_TEXTS)}, "page": block}
        return page("host.html", files, t, "host", styles="phone", page=block, blocks=blocks, rows=room["rows"])

    return blueprint


def come_back(files: Files, running: Running, said: str = "", status: int = 403) -> Response:
    """Say that this page is a helper's, and ask for the code that brings helpers back."""
    t = texts(running.meeting.state.event.language)
    action = f"/{running.meeting.code}/back"
    return _ask(files, t, "common_no_key", action, "code", 60, said=said, status=status)


def way_back(running: Running) -> str:
    """Give the code that brings this browser's holder back on another computer; the organiser has none."""
    token = request.cookies.get(key_cookie_name(running.meeting.code), "")
    key = running.meeting.state.keys.get(hash_of(token)) if is_token(token) else None
    return (key and not key.revoked_at and key.return_code) or ""


def _invited(house: House, running: Running, by: Actor) -> Response:
    try:
        wanted = msgspec.json.decode(request.get_data(), type=Invitation)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as why:
        return json({"ok": False, "bad": str(why)[:200]}, 400)
    if wanted.role not in MAY_INVITE.get(by.role, ()):
        return json({"ok": False, "refused": "refused_key", "args": {}}, 403)
    activity = wanted.activity if wanted.role == "speaker" else None
    if (wanted.role == "speaker") != (activity in running.meeting.state.activities):
        return json({"ok": False, "bad": "a speaker has a talk"}, 400)
    token = running.meeting.mint(wanted.role, clean(wanted.name)[:NAME_LIMIT], activity=activity)
    url = f"http://{house.address()}/f/{token}"
    return json({"ok": True, "url": url, "qr": venue.qr(url), "minutes": LINK_MINUTES})


def _inviting(house: House, token: str) -> Running | None:
    """Find the meeting that a link still lets into."""
    for running in house.running.values():
        meeting = running.meeting
        if works(meeting.link(token), iso(meeting.clock.moment(meeting.clock.ms()))):
            return running
    return None


def _let_in(running: Running, entered: tuple[str, str] | None) -> Any:
    """Give a browser its key, and lead it to where its role works."""
    if entered is None:
        return None
    key, role = entered
    response = redirect(f"/{running.meeting.code}/{LANDINGS[role]}", 303)
    name = key_cookie_name(running.meeting.code)
    response.set_cookie(name, key, max_age=YEAR, httponly=True, samesite="Lax")
    return response


def _no_link(files: Files) -> Response:
    return message(files, texts(), "common_used_link", 403)


def _ask(
    files: Files, t: Any, key: str, action: str, field: str, most: int, *, said: str = "", status: int = 200
) -> Response:
    """Ask for one thing: `<key>_title`, `<key>_line`, and a field with a button."""
    response = page(
        "ask.html", files, t, "phone", page={}, blocks={}, title=t(f"{key}_title"), lines=[t(f"{key}_line")],
        action=action, field=field, most=most, said=t(said) if said else "",
    )  # fmt: skip
    response.status_code = status
    return response
