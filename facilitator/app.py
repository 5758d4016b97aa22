"""Wire the parts together: one house of meetings, the web pages, the sockets, and the server under them."""

from __future__ import annotations

import errno
import gc
import logging
import os
import platform
import string
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

import gevent
from flask import Flask
from gevent import socket
from gevent.pywsgi import LoggingLogAdapter, WSGIHandler, WSGIServer

from facilitator import __version__, transport, venue
from facilitator.afterwards import Afterwards
from facilitator.config import Config
from facilitator.house import House, Running
from facilitator.live import Live, new_socketio
from facilitator.pages import ROOT, add_pages
from facilitator.pages.responses import is_ours
from facilitator.plan_watch import PlanWatch
from facilitator.rehearsal import Rehearsals
from facilitator.safekeeping import Safekeeping
from facilitator.waves import Waves, cookies_of, rank_of

log = logging.getLogger(__name__)

PORTS = (80, 8080, 8000, 8888)
BACKLOG = 2048


class Server:
    """One process that serves all its meetings."""

    def __init__(self, config: Config) -> None:
        """Open the meetings. Raise what House.open raises."""
        self.config = config
        self.house = House(config)
        self.app = Flask("facilitator", root_path=str(ROOT), static_folder=None, template_folder="templates")
        socketio = new_socketio(config)
        socketio.init_app(self.app)
        self._waves = Waves()
        self.live = Live(socketio, self.house, self._waves)
        self.safekeeping = Safekeeping(self.house)
        self.afterwards = Afterwards(self.house, self.safekeeping)
        self.house.open(self.live.emit, self._follow)
        self.rehearsals = Rehearsals(self.house, self.live.move)
        add_pages(self.app, self.house, self.rehearsals, self.afterwards)
        self._socketio = socketio
        self._wsgi: WSGIServer | None = None

    def listen(self) -> int:
        """Take a port: the one that was asked for, or the first of the usual that is free. Raise OSError."""
        listener = _listener(self.config.host, (self.config.port,) if self.config.port is not None else PORTS)
        app = _guarded(_in_waves(transport.sockets_only(self.app.wsgi_app), self._waves), self.config.names)
        told = LoggingLogAdapter(log, logging.INFO)  # what it says is of bytes that were no request
        self._wsgi = WSGIServer(listener, app, log=None, error_log=told, handler_class=_Request)
        port = int(listener.getsockname()[1])
        self.house.announce(port)
        PlanWatch(self.house).start()
        gevent.spawn(self.afterwards.sweep)
        gevent.spawn(self.safekeeping.keep)
        log.info("listening", {"port": port, "version": __version__, "python": platform.python_version(),
                               "system": platform.platform()})  # fmt: skip
        return port

    def _follow(self, running: Running) -> None:
        self.live.follow(running)
        self.afterwards.follow(running)

    def links(self) -> dict[str, Any]:
        """Give every address and link, with fresh one-time links for whoever started the program."""
        port = self.house.port
        here = f"http://127.0.0.1:{port}"
        return {
            "port": port,
            "here": here,
            "address": self.house.address(),
            "addresses": [each.host for each in venue.candidates()],
            "organise": f"{here}/t/{self.house.organise_link()}",
            "events": [
                {
                    "folder": running.opened.folder.name,
                    "code": code,
                    "title": running.meeting.state.event.title,
                    "stage": running.meeting.state.event.stage,
                    "example": bool(running.meeting.state.event.plan.get("example")),
                    "rehearsal": running.meeting.state.rehearsal is not None,
                    "phone": running.meeting.state.join["url"],
                    "board": f"{here}/{code}/board",
                    "console": f"{here}/{code}/console",
                    "facilitator": self.house.link_of(code)["link"],
                    "warnings": list(running.opened.warnings),
                }
                for code, running in self.house.running.items()
            ],
            "problems": {name: str(problem) for name, problem in self.house.problems.items()},
        }

    def serve(self) -> None:
        """Serve until stop is called."""
        assert self._wsgi is not None, "listen first"
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        self._wsgi.serve_forever()

    def stop(self) -> None:
        """Stop serving, and write what waits."""
        if self._wsgi is not None:
            self._wsgi.stop(timeout=1)
        self.rehearsals.close()
        self.house.close()
        log.info("stopped")


class _Request(WSGIHandler):  # type: ignore[misc]
    """The stock reader of requests, for which `HTTP/1` is no version either; the stock one stumbles over it."""

    def read_request(self, raw_requestline: str) -> Any:
        try:
            return super().read_request(raw_requestline)
        except IndexError:
            raise ValueError("no version of HTTP") from None


def usual_port() -> int:
    """Give the port that a start of this moment would take."""
    try:
        with _listener("0.0.0.0", PORTS) as listener:
            return int(listener.getsockname()[1])
    except OSError:
        return PORTS[0]


def _listener(host: str, ports: Iterable[int]) -> Any:
    refused: OSError | None = None
    for port in ports:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        else:  # there, reuse would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE", -5), 1)
        try:
            listener.bind((host, port))
            listener.listen(BACKLOG)
            return listener
        except OSError as why:
            listener.close()
            if why.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EPERM):
                raise
            refused = why
    raise refused or OSError("no port")


def _in_waves(app: Callable[..., Iterable[bytes]], waves: Waves) -> Callable[..., Iterable[bytes]]:
    """Have whoever opens a page or a socket come in by rank. What is posted is said already, and never waits."""

    def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "GET" and not environ["PATH_INFO"].startswith("/static/"):
            waves.come(rank_of(cookies_of(environ)))
        return app(environ, start_response)

    return wrapped


def _guarded(app: Callable[..., Iterable[bytes]], names: Iterable[str]) -> Callable[..., Iterable[bytes]]:
    """Answer only to our own addresses, so that no other web page can reach the meeting under its own name; and read an
    address with bytes in its query that nobody encoded as the one that was meant, which Werkzeug does not."""
    ours = frozenset(name.lower() for name in names)

    def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        query = environ.get("QUERY_STRING", "")
        if not query.isascii():
            environ["QUERY_STRING"] = quote(query, string.printable, "latin-1")
        if is_ours(environ.get("HTTP_HOST", ""), ours):
            return app(environ, start_response)
        start_response("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        return ["Skriv adressen, som den står på tavlen.\n".encode()]

    return wrapped
