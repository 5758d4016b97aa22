"""A simulated phone over a real socket: it keeps an outbox, comes back, and knows what it should end with."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import secrets
import socket
import time
import urllib.request
from collections import deque
from http.cookies import SimpleCookie
from typing import Any

import websocket

Message = dict[str, Any]


class NoLine(Exception):
    """There is no line to the server just now."""


def new_id() -> str:
    """A command's id: 96 random bits."""
    return secrets.token_urlsafe(12)


class Client:
    """A screen of any audience: socket, rows, and the rules for updates. Not safe for several threads."""

    def __init__(self, port: int, code: str, audience: str = "phone", cookie: str = "") -> None:
        self.port = port
        self.code = code
        self.audience = audience
        self.cookie = cookie
        self.rows: dict[str, Any] = {}
        self.mine: Message = {}
        self.epoch, self.version, self.history = "", 0, ""
        self.patience = 30.0
        """Seconds until what does not answer is taken for gone."""
        self.raw: list[str] | deque[str] = []
        """Everything that was ever received, as it came."""
        self._socket: websocket.WebSocket | None = None
        self._answers: dict[int, Message] = {}
        self._asked = 0
        self._greeting = False
        self._held: list[Message] = []

    # --- the line ---------------------------------------------------------------------------

    def open_page(self) -> str:
        """Load the page as a browser would, keep its cookie, give its text."""
        path = f"/{self.code}" + ("" if self.audience == "phone" else f"/{self.audience}")
        status, _, body = self.request("GET", path)
        assert status == 200, (status, body[:200])
        text = body.decode()
        self.raw.append(text)
        return text

    def request(
        self, method: str, path: str, data: bytes | None = None, kind: str = "", secret: str = "", accept: str = ""
    ) -> tuple[int, Any, bytes]:
        """Make a plain request with this browser's cookies, following nothing."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if secret:
            headers["Authorization"] = f"Bearer {secret}"
        if accept:
            headers["Accept"] = accept
        if kind:
            headers["Content-Type"] = kind
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        try:
            with _opener.open(asked, timeout=self.patience) as response:
                status, given, body = response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            status, given, body = error.code, error.headers, error.read()
        except http.client.HTTPException as cut:
            raise NoLine(str(cut)) from None
        for header in given.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(header).items():
                if name != "insp_lang":
                    self.cookie = "; ".join(filter(None, [self.cookie, f"{name}={morsel.value}"]))
        return status, given, body

    def connect(self, source: str = "") -> None:
        """Open the socket, from an address of one's own where it matters, and say hello. Raise NoLine."""
        self.drop()
        try:
            line = socket.create_connection(("127.0.0.1", self.port), self.patience, (source, 0)) if source else None
            self._socket = websocket.create_connection(
                f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket", socket=line,
                timeout=self.patience, cookie=self.cookie or None, enable_multithread=False,
            )  # fmt: skip
            self._receive(self.patience)  # the transport's own greeting
            self._send("40")
            if not (self._receive(self.patience) or "").startswith("40"):
                raise OSError("no greeting")
        except (OSError, websocket.WebSocketException) as why:
            self.drop()
            raise NoLine(str(why)) from None
        self.hello()

    def drop(self) -> None:
        """Lose the line."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                if self._socket.sock is not None:
                    self._socket.sock.close()
        self._socket = None

    @property
    def connected(self) -> bool:
        return self._socket is not None

    def hello(self, waiting: int = 0) -> Message:
        """Say hello and take what comes. Raise NoLine."""
        self._greeting, self._held = True, []
        said = {"event": self.code, "audience": self.audience, "epoch": self.epoch, "version": self.version,
                "waiting": waiting}  # fmt: skip
        answer = self.ask_raw("hello", said)
        if answer.get("fetch"):
            path = f"/{self.code}/view?audience={self.audience}&epoch={self.epoch}&version={self.version}"
            status, _, body = self.request("GET", path)
            if status != 200:
                raise NoLine(f"the view was answered with {status}")
            self._take(json.loads(body))
        self._take(answer)
        self._greeting = False
        held, self._held = self._held, []
        for update in held:
            self._update(update)
        return answer

    def ask_raw(self, event: str, message: Any, patience: float | None = None) -> Message:
        """Send one message and wait for its answer. Raise NoLine."""
        self._asked += 1
        number = self._asked
        self._send(f"42{number}" + json.dumps([event, message]))
        until = time.monotonic() + (patience or self.patience)
        while number not in self._answers:
            if time.monotonic() > until:
                self.drop()
                raise NoLine("no answer")
            self._receive(until - time.monotonic())
        return self._answers.pop(number)

    def listen(self, seconds: float) -> None:
        """Take what comes for a while. Raise NoLine when the line is gone."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._receive(left)

    def _send(self, text: str) -> None:
        if self._socket is None:
            raise NoLine("closed")
        try:
            self._socket.send(text)
        except (OSError, websocket.WebSocketException) as why:
            self.drop()
            raise NoLine(str(why)) from None

    def _receive(self, seconds: float) -> str | None:
        if self._socket is None:
            raise NoLine("closed")
        self._socket.settimeout(max(0.001, seconds))
        try:
            text = self._socket.recv()
        except websocket.WebSocketTimeoutException:
            return None
        except (OSError, websocket.WebSocketException) as why:
            self.drop()
            raise NoLine(str(why)) from None
        if text == "":
            self.drop()
            raise NoLine("closed")
        text = text if isinstance(text, str) else text.decode()
        if text == "2":
            self._send("3")
        elif text == "41":  # the server lets the screen go: it comes back, to what has the code now
            self.drop()
            raise NoLine("let go")
        elif text[:2] == "43":
            number, _, rest = text[2:].partition("[")
            self.raw.append(text)
            self._answers[int(number)] = json.loads("[" + rest)[0]
        elif text[:2] == "42":
            self.raw.append(text)
            self._heard(*json.loads(text[2:]))
        return text

    # --- what is told -----------------------------------------------------------------------

    def _heard(self, event: str, message: Message) -> None:
        if event == "mine":
            self.mine = message
        elif event == "update" and self._greeting:
            self._held.append(message)
        elif event == "update":
            self._update(message)

    def _take(self, answer: Message) -> None:
        if answer.get("mine"):
            self.mine = answer["mine"]
        if "room" in answer:
            room = answer["room"]
            self.epoch, self.version, self.history = room["epoch"], room["version"], room["history"]
            self.rows = dict(room["rows"])
        elif "update" in answer:
            self._update(answer["update"])

    def _update(self, update: Message) -> None:
        if update["to"] <= self.version:
            return
        if update["from"] > self.version:
            self.hello()
            return
        self.rows.update(update["rows"])
        for name in update["gone"]:
            self.rows.pop(name, None)
        self.version = update["to"]


class Phone(Client):
    """A participant's phone with its outbox. Give it commands; `flush` until nothing waits."""

    def __init__(self, port: int, code: str, seed: int = 0) -> None:
        super().__init__(port, code)
        self.random = random.Random(seed)
        self.outbox: list[Message] = []
        self.acknowledged: list[Message] = []
        self.refused: list[tuple[Message, Message]] = []

    def put(self, **command: Any) -> str:
        """Store a command in the outbox."""
        command = {"id": new_id(), **command}
        self.outbox.append(command)
        return str(command["id"])

    def flush(self, patience: float = 20) -> bool:
        """Send what waits, oldest first. False when the line went away; the rest waits on."""
        try:
            if not self.connected:
                if not self.cookie:
                    self.open_page()
                self.connect()
            while self.outbox:
                answer = self.ask_raw("command", self.outbox[0], patience)
                if answer.get("again"):
                    return False
                if answer.get("mine"):
                    self.mine = answer["mine"]
                command = self.outbox.pop(0)
                if answer["ok"]:
                    self.acknowledged.append(command)
                else:
                    self.refused.append((command, answer))
            return True
        except (NoLine, OSError):
            self.drop()
            return False


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))
