"""A phone that several borrow one after another: each is a person of their own, and leaves nothing on it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, request

from facilitator.access import cookie_name, lend_cookie_name, new_token
from facilitator.house import House
from facilitator.pages.files import Files
from facilitator.pages.people import find
from facilitator.pages.responses import YEAR, page, texts


def pages(house: House, files: Files) -> Blueprint:
    """Make the page between two people, and the way to it."""
    blueprint = Blueprint("lend", __name__)

    @blueprint.get("/<code>/pass_on")
    def between(code: str) -> Response:
        running = find(house, code)
        t = texts(running.meeting.state.event.language)
        rehearsal = running.meeting.state.rehearsal is not None
        return page("pass_on.html", files, t, "phone", base=f"/{running.meeting.code}", rehearsal=rehearsal)

    @blueprint.post("/<code>/pass_on")
    def pass_on(code: str) -> Any:
        """Let the browser be nobody yet. Whoever comes next is somebody new as soon as their page says hello."""
        running = find(house, code)
        code = running.meeting.code
        if lend_cookie_name(code) not in request.cookies:
            return redirect(f"/{code}", 303)
        response = redirect(f"/{code}/pass_on", 303)
        response.set_cookie(cookie_name(code), new_token(), max_age=YEAR, httponly=True, samesite="Lax")
        return response

    return blueprint
