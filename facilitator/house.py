"""All meetings of this process, by code: opening and closing them, who may come in, and how people find them."""

from __future__ import annotations

import datetime as dt
import hmac
import logging
import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gevent
import msgspec
from gevent.lock import RLock

from facilitator import fetching, health, ready, venue
from facilitator import plan as plans
from facilitator.access import (
    LINK_MINUTES,
    ORGANISER_COOKIE,
    SCREENS,
    Actor,
    Limit,
    cookie_name,
    hash_of,
    is_token,
    key_cookie_name,
    new_token,
)
from facilitator.activities import SPECS
from facilitator.broadcast import Broadcast, Emit
from facilitator.changes import Refused
from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.lock import Locked
from facilitator.meeting import Meeting
from facilitator.opening import PLAN_NAME, Opened, code_of, folders, open_event, plan_again
from facilitator.plan import PlanError, Problem
from facilitator.store import NewerFile
from facilitator.texts import Texts

log = logging.getLogger(__name__)

AWAY = ".deleted"
"""Where deleted events lie, under the folder of events; nothing takes them from there."""
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
        self._closed = False
        self._moving = RLock()
        """Held while an event comes or goes, so that nobody opens what another is opening or putting away."""
        self._organise_links: dict[str, float] = {}
        self._emit: Emit = lambda *_: None
        self._follow: Callable[[Running], None] = lambda _: None

    # --- opening and closing ----------------------------------------------------------------

    def open(self, emit: Emit, follow: Callable[[Running], None] = lambda _: None) -> None:
        """Open the events of the configuration; `follow` is told of each, and of those that come later.

        Raise Locked where another process has one of them; raise what keeps the named event from running, or
        every event where it is no mistake in a plan.
        """
        self._secret = _own_secret(self.config.events)
        self._emit, self._follow = emit, follow
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
                log.info("a meeting is not opened", {"event": code_of(folder), "why": problem})
                self.problems[folder.name] = problem
        in_the_way = [each for each in self.problems.values() if self.config.event or not isinstance(each, PlanError)]
        if in_the_way and not self.running:  # plans with mistakes can be mended in the browser
            raise in_the_way[0]

    def announce(self, port: int) -> None:
        """Say where this process answers: in the locks, and to every board."""
        self.port = port
        for running in self.running.values():
            running.opened.lock.say(f"http://127.0.0.1:{port}")
        self.refresh_joins()
        gevent.spawn(self._watch)

    def close(self) -> None:
        """Close every meeting."""
        self._closed = True
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
        self._follow(running)
        state = opened.meeting.state
        counted = {"people": len(state.participants), "contributions": len(state.contributions)}
        log.info("a meeting is opened", {"event": opened.meeting.code, "stage": state.event.stage, **counted})
        return running

    def _open_one(self, folder: Path) -> Running:
        opened = open_event(folder, self.clock, self.running)
        code = opened.meeting.code
        if code in self.running:
            opened.close()
            raise _code_taken(code, folder, self.running[code].opened.folder)
        return self.run(opened)

    # --- in step with the plan files --------------------------------------------------------

    def folders(self) -> list[Path]:
        """Give the folders of the events that this process serves, also of those whose plan has mistakes."""
        served = {running.opened.folder.name for running in self.running.values()} | self.problems.keys()
        every = folders(self.config.events)
        return [folder for folder in every if folder.name in served or not self.config.event]

    def folder(self, name: str) -> Path | None:
        """Give an event's folder by its name; nothing else has a way to a path."""
        return next((folder for folder in self.folders() if folder.name == name), None)

    def of(self, folder: Path) -> Running | None:
        """Give the meeting of a folder, if it could be opened."""
        return next((each for each in self.running.values() if each.opened.folder.name == folder.name), None)

    def take_in(self, folder: Path) -> None:
        """Follow a folder's plan as it is now: open its meeting, plan it again, or say what waits or is wrong."""
        with self._moving:
            self.problems.pop(folder.name, None)
            try:
                self._take_in(folder)
            except (PlanError, NewerFile, Locked, sqlite3.Error, OSError) as problem:
                self.problems[folder.name] = problem
                self._say_of_plan(self.of(folder), 0, str(problem))

    def _take_in(self, folder: Path) -> None:
        running = self.of(folder)
        if running is not None and running.meeting.state.rehearsal is not None:
            plans.read(folder / PLAN_NAME, SPECS)  # says what is wrong; the rest waits until the rehearsal ends
            return
        if running is not None and running.meeting.state.event.stage == "planned":
            plan = plans.read(folder / PLAN_NAME, SPECS)
            if plan.code in ("", running.meeting.code):
                running.opened.warnings = plan_again(running.opened, plan)
                self._say_of_plan(running, 0, "")
                self.refresh_joins(afresh=True)
                return
            self.release(running)
            running = None
        if running is not None:
            plan = plans.read(folder / PLAN_NAME, SPECS)
            self._say_of_plan(running, len(fetching.waiting(running.meeting.state, plan)), "")
            return
        running = self._open_one(folder)
        if self.port:
            running.opened.lock.say(f"http://127.0.0.1:{self.port}")
        self.refresh_joins()

    def save(self, file: Path, new: bytes, read: str) -> None:
        """Put a new plan in the place of the one that was read, and follow it at once.

        Raise ChangedMeanwhile and OSError.
        """
        plans.save(file, new, read)
        self.take_in(file.parent)

    def is_busy(self, folder: Path) -> bool:
        """Whether the meeting of a folder is going on, or is rehearsed."""
        running = self.of(folder)
        if running is None:
            return False
        return running.meeting.state.event.stage == "open" or running.meeting.state.rehearsal is not None

    def put_away(self, folder: Path) -> Path:
        """Close an event's meeting and move its folder out of the way, and give its new place. Raise OSError."""
        with self._moving:
            running = self.of(folder)
            if running is not None:
                self.release(running)
            self.problems.pop(folder.name, None)
            away = self.config.events / AWAY / f"{folder.name}-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}"
            away.parent.mkdir(exist_ok=True)
            return folder.rename(away)

    def fetch(self, running: Running, actor: Actor) -> dict[str, Any]:
        """Take what the plan file holds out into a meeting that has begun. Raise PlanError."""
        plan = plans.read(running.opened.folder / PLAN_NAME, SPECS)
        answer = running.meeting.change(actor, "fetch", lambda draft: fetching.fetch(draft, plan))
        if answer["ok"]:
            self._say_of_plan(running, 0, "")
        return answer

    def release(self, running: Running) -> None:
        """Close one meeting and let its folder go."""
        del self.running[running.meeting.code]
        running.broadcast.stop()
        running.opened.close()

    def _say_of_plan(self, running: Running | None, changed: int, problem: str) -> None:
        if running is not None and running.meeting.state.plan_file != {"changed": changed, "problem": problem}:
            running.meeting.state.plan_file = {"changed": changed, "problem": problem}
            running.meeting.tell(())

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

    def refresh_joins(self, *, afresh: bool = False) -> None:
        """Tell every meeting where people find it now; `afresh` also where the address is what it was."""
        address = self.address()
        for code, running in self.running.items():
            meeting = running.meeting
            if meeting.state.join["address"] == address and not afresh:
                continue
            url = f"http://{address}/{code}"
            wifi = meeting.state.event.plan.get("wifi")
            before, meeting.state.join = (
                meeting.state.join,
                {
                    "address": address,
                    "url": url,
                    "qr": venue.qr(url),
                    "lend": {"url": f"{url}?lend=1", "qr": venue.qr(f"{url}?lend=1")},
                    "wifi": wifi and wifi | {"qr": venue.wifi_qr(wifi["ssid"], wifi["password"])},
                },
            )
            if meeting.state.join != before:
                health.note_move(meeting, before["address"], address)
                meeting.tell(())

    def _watch(self) -> None:
        """Look at network and laptop now and then."""
        while not self._closed:
            try:
                for running in list(self.running.values()):
                    ready.look(running.meeting, running.opened.folder)
                    health.look(running.meeting, running.opened.folder)
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
