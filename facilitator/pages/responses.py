"""What every answer of the web has in common: headers, plain words for errors, languages, static files."""

from __future__ import annotations

import gzip
import ipaddress
import logging
from collections.abc import Collection
from typing import Any, cast

import msgspec
from flask import Flask, Response, g, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from facilitator.access import Actor, new_id
from facilitator.pages.files import Files
from facilitator.reasons import takes_nothing
from facilitator.texts import LANGUAGES, Texts

log = logging.getLogger(__name__)

GZIP_LEVEL = 1
BODY_LIMIT = 64 * 1024
YEAR = 365 * 24 * 3600
LANGUAGE_COOKIE = "insp_lang"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def prepare(app: Flask, files: Files) -> None:
    """Give an app its headers, its errors in plain words and its static files."""
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(_settle_language)
    app.after_request(_finish)
    app.register_error_handler(HTTPException, lambda error: _explain(error, files))
    app.register_error_handler(Exception, lambda error: _apologise(error, files))
    app.add_url_rule("/static/<version>/<path:name>", "static_file", lambda version, name: _static(files, name))


def texts(language: str | None = None) -> Texts:
    """Give the texts of this request: its own switch, else the event's language, else Danish."""
    chosen = g.get("language") or language
    return Texts(chosen if chosen in LANGUAGES else LANGUAGES[0])


def page(template: str, files: Files, t: Texts, screen: str, *, styles: str = "", **context: Any) -> Response:
    """Render a screen with its styles (its own, or another screen's), its modules and its data blocks."""
    entry = f"js/{screen}.js"
    html = render_template(
        template,
        t=t,
        language=t.language,
        css=files.url(f"css/{styles or screen}.css"),
        entry=files.url(entry),
        modules=files.modules(entry),
        static=files.base,
        form_id=new_id,
        **context,
    )
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response


def message(files: Files, t: Texts, key: str, status: int = 200, **args: Any) -> Response:
    """Say something on a page of its own: `<key>_title` and `<key>_line`."""
    context: dict[str, Any] = {"title": t(f"{key}_title", **args), "lines": [t(f"{key}_line", **args)]}
    response = page("message.html", files, t, "phone", page={}, blocks={}, ask_code=key == "common_code", **context)
    response.status_code = status
    return response


def who() -> Actor:
    """Give who asks for this page, as `admission` has found out; everybody's pages are not told."""
    return cast("Actor", g.who)


def json(data: Any, status: int = 200) -> Response:
    """Answer with JSON that nobody keeps."""
    return Response(msgspec.json.encode(data), status, {"Cache-Control": "no-store"}, content_type="application/json")


def is_ours(host: str, names: Collection[str]) -> bool:
    """Whether a Host header can be this laptop: an address, localhost, or a name of the configuration.

    Somebody else's name that leads here is how a web page elsewhere would reach into the meeting.
    """
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 or host.startswith("[") else host
    name = name.strip("[]").lower()
    if name == "localhost" or name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def same_origin() -> bool:
    """Whether a request that changes something comes from our own pages."""
    origin = request.headers.get("Origin")
    return origin in (None, f"{request.scheme}://{request.host}")


def _settle_language() -> None:
    asked = request.args.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    g.language = asked if asked in LANGUAGES else None


def _finish(response: Response) -> Response:
    _compress(response)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _compress(response: Response) -> None:
    """Send pages compressed: the first one is what a full room's phones load at the same moment."""
    if response.mimetype != "text/html" or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return
    response.set_data(gzip.compress(response.get_data(), GZIP_LEVEL))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding, Cookie"


def _explain(error: HTTPException, files: Files) -> Response:
    status = error.code or 500
    key = {404: "common_not_found", 413: "common_too_large", 403: "common_forbidden"}.get(status, "common_bad")
    if request.method == "POST" and request.is_json:
        return json({"ok": False, "bad": error.name}, status)
    return message(files, texts(), key, status)


def _apologise(error: Exception, files: Files) -> Response:
    full = takes_nothing(error)
    if full:
        log.error("a page could not write", {"page": request.endpoint, "why": error})
    else:
        log.exception("a page failed", {"page": request.endpoint})
    no, told, status = ("refused_disk", "common_disk", 507) if full else ("refused_fault", "common_fault", 500)
    if request.is_json:
        return json({"ok": False, "refused": no, "args": {}, "again": True}, status)
    return message(files, texts(), told, status)


def _static(files: Files, name: str) -> Response:
    file = files.get(name)
    if file is None:
        return Response("", 404)
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable", "Vary": "Accept-Encoding"}
    if file.zipped is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(file.zipped, headers=headers | {"Content-Encoding": "gzip"}, content_type=_typed(file.type))
    return Response(file.body, headers=headers, content_type=_typed(file.type))


def _typed(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
