"""All meetings of this process, by code: opening and closing them, who may come in, and how people find them."""

from __future__ import annotations

import hmac
import logging
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import gevent
import msgspec

from facilitator import ready, venue
from facilitator.access import (
    LINK_MINUTES,
    SCREENS,
    Actor,
    Limit,
    cookie_name,
    hash_of,
    is_token,
    key_cookie_name,
    new_token,
)
from facilitator.broadcast import Broadcast, Emit
from facilitator.changes import Refused
from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.lock import Locked
from facilitator.meeting import Meeting
from facilitator.opening import Opened, folders, open_event
from facilitator.plan import PlanError, Problem
from facilitator.store import NewerFile
from facilitator.texts import Texts

log = logging.getLogger(__name__)

ORGANISER_COOKIE = "insp_organiser"
LOOK_AROUND = 15.0
COMMANDS = (120, 10.0)
STEERING = (1200, 10.0)
WRONG_CODES = (5, 60.0)
WRONG_CODES_OF_EVENT = (20, 60.0)


class NoSuchEvent(Exception):
    """The event that was asked for is not there."""


class Running(msgspec.Struct):
    """A meeting of this process, and what tells of it."""

    opened: Opened
    broadcast: Broadcast
    commands: Limit
    steering: Limit
    codes: Limit
    codes_of_event: Limit

    @property
    def meeting(self) -> Meeting:
        return self.opened.meeting


class House:
    """The meetings that are running, and the organiser's own key."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.clock = Clock()
        self.running: dict[str, Running] = {}
        self.problems: dict[str, Exception] = {}
        """What keeps an event from running, by its folder's name."""
        self.port = 0
        self._secret = ""
        self._organise_links: dict[str, float] = {}
        self._emit: Emit = lambda *_: None

    # --- opening and closing ----------------------------------------------------------------

    def open(self, emit: Emit) -> None:
        """Open the events of the configuration.

        Raise Locked where another process has one of them; raise what keeps the named event, or every event,
        from running.
        """
        self._emit = emit
        self._secret = _own_secret(self.config.events)
        wanted = folders(self.config.events)
        if self.config.event:
            wanted = [folder for folder in wanted if folder.name == self.config.event]
            if not wanted:
                raise NoSuchEvent(self.config.event)
        for folder in wanted:
            try:
                self._open_one(folder)
            except Locked:
                self.close()
                raise
            except (PlanError, NewerFile, sqlite3.Error, OSError) as problem:
                log.warning("%s is not opened: %s", folder.name, problem)
                self.problems[folder.name] = problem
        if self.problems and not self.running:
            raise next(iter(self.problems.values()))

    def announce(self, port: int) -> None:
        """Say where this process answers: in the locks, and to every board."""
        self.port = port
        for running in self.running.values():
            running.opened.lock.say(f"http://127.0.0.1:{port}")
        self.refresh_joins()
        gevent.spawn(self._watch)

    def close(self) -> None:
        """Close every meeting."""
        for running in self.running.values():
            running.broadcast.stop()
            running.opened.close()
        self.running.clear()

    def run(self, opened: Opened) -> Running:
        """Let people come to a meeting; where another has its code, to this one instead of that."""
        opened.meeting.count_people()
        running = Running(
            opened, Broadcast(opened.meeting, self._emit),
            *(Limit(*most, self._seconds) for most in (COMMANDS, STEERING, WRONG_CODES, WRONG_CODES_OF_EVENT)),
        )  # fmt: skip
        self.running[opened.meeting.code] = running
        return running

    def _open_one(self, folder: Path) -> None:
        opened = open_event(folder, self.clock, self.running)
        code = opened.meeting.code
        if code in self.running:
            opened.close()
            raise _code_taken(code, folder, self.running[code].opened.folder)
        self.run(opened)

    def _seconds(self) -> float:
        return self.clock.ms() / 1000

    # --- finding ----------------------------------------------------------------------------

    def find(self, code: str) -> Running | None:
        """Give the meeting with this code, in any case."""
        return self.running.get(code.upper())

    def named(self, name: str) -> Running | None:
        """Give the meeting of a folder, or with a code."""
        every = self.running.values()
        return next((each for each in every if name in (each.opened.folder.name, each.meeting.code)), None)

    def only(self) -> Running | None:
        """Give the one meeting that a bare address means: the one that is open, or the only one there is."""
        every = list(self.running.values())
        begun = [each for each in every if each.meeting.state.event.stage == "open"]
        for candidates in (begun, every):
            if len(candidates) == 1:
                return candidates[0]
        return None

    # --- who is asking ----------------------------------------------------------------------

    def participant(self, running: Running, cookies: Mapping[str, str]) -> Actor:
        """Give the person a browser acts for; a new one where it has never been here. Raise Refused."""
        token = cookies.get(cookie_name(running.meeting.code))
        if token is None or not is_token(token):
            raise Refused("refused_cookies")
        return Actor("participant", running.meeting.arrive(token), device=hash_of(token))

    def helper(self, running: Running, cookies: Mapping[str, str]) -> Actor | None:
        """Give the facilitator, referent or organiser whose key a browser carries, or None."""
        if self.is_organiser(cookies):
            language = running.meeting.state.event.language
            return Actor("organiser", "organiser", Texts(language)("common_organiser"))
        key = cookies.get(key_cookie_name(running.meeting.code))
        return running.meeting.holder_of(key) if key is not None and is_token(key) else None

    def may_see(self, running: Running, screen: str, cookies: Mapping[str, str]) -> bool:
        """Whether a browser may see a screen of a meeting."""
        roles = SCREENS[screen]
        if roles is None:
            return True
        who = self.helper(running, cookies)
        return who is not None and who.role in roles

    def is_organiser(self, cookies: Mapping[str, str]) -> bool:
        """Whether a browser carries the organiser's own key."""
        return hmac.compare_digest(cookies.get(ORGANISER_COOKIE, "").encode(), self._secret.encode())

    @property
    def secret(self) -> str:
        """The organiser's key, as it lies beside the events for this computer's user alone."""
        return self._secret

    def link_of(self, folder: str) -> dict[str, str]:
        """Make a fresh facilitator's link to the event in a folder (or with a code); empty where there is none."""
        running = self.named(folder)
        if running is None:
            return {}
        label = Texts(running.meeting.state.event.language)("common_facilitator")
        return {"link": f"http://127.0.0.1:{self.port}/f/{running.meeting.mint('facilitator', label)}"}

    def organise_link(self) -> str:
        """Make a link's token that lets a browser organise; it works once, for fifteen minutes."""
        token = new_token()
        self._organise_links[hash_of(token)] = self._seconds() + LINK_MINUTES * 60
        return token

    def use_organise_link(self, token: str) -> bool:
        """Whether this token lets a browser organise. It does so once."""
        return self._organise_links.pop(hash_of(token), 0.0) > self._seconds()

    # --- how people find it -----------------------------------------------------------------

    def address(self) -> str:
        """Give the address people type: without the port where it is the web's own."""
        host = self.config.address or venue.choose(venue.candidates())
        return host if self.port == 80 else f"{host}:{self.port}"

    def refresh_joins(self) -> None:
        """Tell every meeting where people find it now."""
        address = self.address()
        for code, running in self.running.items():
            meeting = running.meeting
            if meeting.state.join["address"] == address:
                continue
            url = f"http://{address}/{code}"
            wifi = meeting.state.event.plan.get("wifi")
            meeting.state.join = {
                "address": address,
                "url": url,
                "qr": venue.qr(url),
                "lend": {"url": f"{url}?lend=1", "qr": venue.qr(f"{url}?lend=1")},
                "wifi": wifi and wifi | {"qr": venue.wifi_qr(wifi["ssid"], wifi["password"])},
            }
            meeting.tell(())

    def _watch(self) -> None:
        """Look at network and laptop now and then."""
        while self.running:
            try:
                for running in list(self.running.values()):
                    ready.look(running.meeting, running.opened.folder)
                gevent.sleep(LOOK_AROUND)
                self.refresh_joins()
            except Exception:
                log.exception("looking around failed")
                gevent.sleep(LOOK_AROUND)


def _own_secret(events: Path) -> str:
    """Read the organiser's key, or make it: a file that only this computer's user may read."""
    path = secret_file(events)
    try:
        there = path.read_text(encoding="ascii").strip()
        if is_token(there):
            return there
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = new_token()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)
    return secret


def _code_taken(code: str, folder: Path, other: Path) -> PlanError:
    t = Texts("da")
    found = t("plan_found_code_taken", code=code, folder=other.name)
    return PlanError([Problem(f"{folder.name}/plan.toml", found, t("plan_expected_code_free"))])


def secret_file(events: Path) -> Path:
    """Say where the organiser's key lies: beside the events, in none of their folders."""
    return events / ".server" / "organiser.key"
