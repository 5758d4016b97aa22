"""Who may open which page: one table, and the one place where it is asked, before any page is.

What a page then does on somebody's behalf is a command, and who may ask for which is in `facilitator/actions/`. Which
audience a browser is told as (`/view`, `/command`) is in `facilitator.access.SCREENS`.
"""

from __future__ import annotations

import hmac
from typing import Any

from flask import Flask, abort, g, request

from facilitator.access import STEER, WRITE_NOTES, Actor
from facilitator.house import House, Running
from facilitator.pages.files import Files
from facilitator.pages.helping import come_back
from facilitator.pages.responses import json, message, same_origin, texts

ORGANISE = frozenset({"organiser"})
STATIC = "static_file"

PAGES: dict[str, frozenset[str] | None] = {
    "people.front": None,
    "people.phone": None,
    "people.view": None,
    "people.command": None,
    "people.form": None,
    "calendar.calendar": None,
    "lend.between": None,
    "lend.pass_on": None,
    "own.mine": None,
    "own.copy": None,
    "own.erase": None,
    "own.erased": None,
    "own.was": None,
    "own.was_of": None,
    "mail.ask": None,
    "mail.keep": None,
    "take_away.take": None,
    "helping.enter": None,
    "helping.enter_as": None,
    "helping.back": None,
    "helping.host": STEER | {"host"},
    "helping.invite": WRITE_NOTES,
    "meetings.board": None,
    "meetings.console": STEER,
    "meetings.download": STEER,
    "meetings.suggestions": STEER,
    "meetings.copy": STEER,
    "meetings.fetch": STEER,
    "reckoning.account": STEER,
    "edits.edit": WRITE_NOTES,
    "edits.sheet": WRITE_NOTES,
    "edits.act": WRITE_NOTES,
    "notes.referent": WRITE_NOTES,
    "notes.take_photo": WRITE_NOTES,
    "notes.photo": WRITE_NOTES,
    "notes.speaker": frozenset({"speaker"}),
    "notes.answer": frozenset({"speaker"}),
    "organise.enter": None,
    "organise.home": STEER,
    "organise.link": ORGANISE,
    "events.ask": ORGANISE,
    "events.make": ORGANISE,
    "events.ask_copy": ORGANISE,
    "events.copy": ORGANISE,
    "events.ask_delete": ORGANISE,
    "events.delete": ORGANISE,
    "plans.editor": ORGANISE,
    "plans.save": ORGANISE,
    "plans.check": ORGANISE,
    "plans.text": ORGANISE,
    "plans.save_text": ORGANISE,
    "plans.view": ORGANISE,
    "plans.logo": ORGANISE,
    "plans.show_logo": ORGANISE,
    "papers.papers": ORGANISE,
    "papers.fetch": ORGANISE,
    "papers.look": ORGANISE,
    "rehearse.start": STEER,
    "rehearse.set_": STEER,
    "rehearse.end": STEER,
}
"""Page -> the roles it is for; None is everybody. A page that is not named is nobody's."""


def guard(app: Flask, house: House, files: Files) -> None:
    """Ask of every request whether it may be made, and have pages told `who` makes it."""
    app.before_request(lambda: _admit(house, files))


def _admit(house: House, files: Files) -> Any:
    """Turn away who has no business here, and what another site asks for. None lets it pass."""
    page = request.endpoint
    if page is None or page == STATIC:
        return None
    if request.method == "POST" and not same_origin():
        abort(403)
    roles = PAGES.get(page, frozenset())
    if roles is None:
        return None
    running = _meant(house)
    g.who = _asking(house, running, roles)
    return _turn_away(house, files, running) if g.who is None else None


def _meant(house: House) -> Running | None:
    """Give the meeting that a page is about, if it is about one."""
    about = request.view_args or {}
    if "code" in about:
        return house.find(about["code"])
    return house.named(about.get("name") or about.get("folder") or "")


def _asking(house: House, running: Running | None, roles: frozenset[str]) -> Actor | None:
    """Give who asks, where their role is one of these; a page about no meeting is for helpers of any."""
    if _from_this_computer(house) or (running is None and house.is_organiser(request.cookies)):
        return Actor("organiser", "organiser") if "organiser" in roles else None
    for each in house.running.values() if running is None else (running,):
        actor = house.helper(each, request.cookies)
        if actor is not None and actor.role in roles:
            return actor
    return None


def _from_this_computer(house: House) -> bool:
    """Whether the command line asks, which can read the organiser's key."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(given.encode(), house.secret.encode())


def _turn_away(house: House, files: Files, running: Running | None) -> Any:
    """Say no: on a helper's page with the way back for whoever has lost the key."""
    about = request.view_args or {}
    if "code" in about and running is None:
        abort(404)
    if request.method == "POST":
        return json({"ok": False, "refused": "refused_key", "args": {}}, 403) if request.is_json else abort(403)
    if "code" in about and running is not None:
        return come_back(files, running)
    return message(files, texts(), "common_no_home", 403)
