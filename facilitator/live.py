"""The Socket.IO door: hello, command, and the rooms that updates go to.

Handlers sit on the bare server, without a web request around each message; identity is the handshake's cookies.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import gevent
import msgspec
from flask_socketio import SocketIO
from socketio.packet import Packet

from facilitator import transport, venue
from facilitator.access import SCREENS, cookie_name, hash_of, is_token
from facilitator.audience import person_view
from facilitator.broadcast import REHEARSED, Broadcast
from facilitator.changes import BadCommand, Change, Refused
from facilitator.commands import Hello, parse_hello
from facilitator.config import Config
from facilitator.door import answer_command
from facilitator.house import House, Running
from facilitator.waves import Waves, cookies_of, rank_of

log = logging.getLogger(__name__)

FETCH_ABOVE = 16 * 1024
"""A whole view above so many bytes is fetched by a request, where it is compressed."""
MESSAGE_LIMIT = 64 * 1024
SPEAK_WITHIN = 30.0
"""Seconds in which a socket says hello."""
TABS = 20
"""So many sockets one browser may have; then its oldest goes, which a phone on a bad line has long left behind."""

Answer = dict[str, Any]


class Json:
    """What Socket.IO encodes with."""

    @staticmethod
    def dumps(data: Any, **_: Any) -> str:
        """Encode as JSON text."""
        return msgspec.json.encode(data).decode()

    @staticmethod
    def loads(text: str | bytes, **_: Any) -> Any:
        """Decode JSON text. Raise ValueError."""
        return msgspec.json.decode(text)


class TextPacket(Packet):  # type: ignore[misc]
    """A Socket.IO packet that never looks through its data for bytes: everything here is JSON."""

    uses_binary_events = False


class Session(msgspec.Struct):
    """One socket that has said hello: at which meeting, as what, with which cookies."""

    running: Running
    audience: str
    cookies: dict[str, str]
    device: str
    person: str = ""
    key: str = ""
    """The helper's key that this screen came with."""


def new_socketio(config: Config) -> SocketIO:
    """Make the Socket.IO server with its settings. They are reasoned in docs/wire.md."""
    quiet = logging.getLogger("facilitator.engine")
    quiet.setLevel(logging.CRITICAL + 1)  # what a broken client sends is its own trouble
    return SocketIO(
        async_mode="gevent",
        async_handlers=False,
        transports=["websocket"],
        ping_interval=config.ping_interval,
        ping_timeout=config.ping_timeout,
        max_http_buffer_size=MESSAGE_LIMIT,
        http_compression=False,
        manage_session=False,
        json=Json,
        serializer=TextPacket,
        logger=quiet,
        engineio_logger=quiet,
    )


class Live:
    """The sockets of this process."""

    def __init__(self, socketio: SocketIO, house: House, waves: Waves) -> None:
        self._server = socketio.server
        self._waves = waves
        self._house = house
        self._sessions: dict[str, Session] = {}
        transport.install(self._server.eio)
        for event, handler in (
            ("connect", self.come), ("hello", self.hello), ("command", self.command), ("disconnect", self.gone)
        ):  # fmt: skip
            self._server.on(event, handler)

    def emit(self, room: str, message: str, data: Any) -> None:
        """Put a message into a room."""
        self._server.emit(message, data, room=room)

    def follow(self, running: Running) -> None:
        """Keep a person's screens in that person's room, also when a return code gives a device to another; and let
        helpers out whose key was taken back."""
        running.meeting.on_change(lambda changes: self._move_devices(running, changes))
        running.meeting.on_change(lambda changes: self._let_out(running, changes))

    def move(self, running: Running) -> None:
        """Let the screens of a meeting go: they come back by themselves, to whatever has its code now."""
        for sid, session in list(self._sessions.items()):
            if session.running is running:
                self._server.disconnect(sid)

    # --- what clients say -------------------------------------------------------------------

    def come(self, sid: str, environ: Any) -> None:
        """Let go of a socket that does not say who it is for a while: a room of them would keep others out."""
        gevent.spawn_later(SPEAK_WITHIN, self._let_go_of_silent, sid)

    def _let_go_of_silent(self, sid: str) -> None:
        if sid not in self._sessions:
            self._server.disconnect(sid)

    def hello(self, sid: str, message: Any = None) -> Answer:
        """Answer a hello: what this screen has missed, or everything; and for a phone what is its person's own."""
        if sid not in self._sessions:
            self._waves.come(rank_of(self._cookies(sid)))
            if self._server.get_environ(sid) is None:  # it went while it waited
                return {"ok": False, "bad": "gone"}
        try:
            hello = parse_hello(message)
            running = self._house.find(hello.event)
            if running is None:
                raise Refused("refused_no_event")
            session = self._admit(sid, hello, running)
        except Refused as no:
            return {"ok": False, "refused": no.key, "args": no.args_of_text}
        except BadCommand as bad:
            return {"ok": False, "bad": str(bad)}
        return self._welcome(sid, hello, session)

    def command(self, sid: str, message: Any = None) -> Answer:
        """Have a command decided, as who this socket is."""
        session = self._sessions.get(sid)
        if session is None:
            return {"ok": False, "bad": "say hello first"}
        answer = answer_command(self._house, session.running, session.audience, session.cookies, message)
        if session.audience == "phone" and not session.person:  # a screen left from a rehearsal: now it is somebody's
            token = session.cookies.get(cookie_name(session.running.meeting.code), "")
            if person := session.running.meeting.participant_of(token):
                self._be(sid, session, person)
        if "mine" in answer and session.running.meeting.presence.connections_of(session.person) == 1:
            session.running.broadcast.said(session.person, answer["mine"])
        return answer

    def gone(self, sid: str, reason: str = "") -> None:
        """Forget a socket."""
        session = self._sessions.pop(sid, None)
        if session is not None:
            session.running.broadcast.listens(session.audience, -1)
            self._count_helpers(session)
        if session is not None and session.person:
            session.running.meeting.presence.go(sid)
            session.running.meeting.people_moved()

    # --- rooms ------------------------------------------------------------------------------

    def _admit(self, sid: str, hello: Hello, running: Running) -> Session:
        """Find out who this is. Raise Refused."""
        cookies = self._cookies(sid)
        person = ""
        before = self._sessions.get(sid)
        if hello.audience == "phone" and not _is_left(hello, running, before):
            person = self._house.participant(running, cookies).id
        elif not self._house.may_see(running, hello.audience, cookies):
            raise Refused("refused_key")
        token = cookies.get(cookie_name(running.meeting.code), "")
        if before is not None and (before.running, before.audience) != (running, hello.audience):
            raise BadCommand("one socket is one screen")
        session = Session(running, hello.audience, cookies, hash_of(token) if is_token(token) else "")
        session.person = before.person if before else ""
        who = self._house.helper(running, cookies) if SCREENS[hello.audience] else None
        session.key = who.id if who else ""
        self._sessions[sid] = session
        if before is None:
            for oldest in [other for other, each in self._sessions.items() if each.cookies == cookies][:-TABS]:
                self._server.disconnect(oldest)
            self._server.enter_room(sid, running.broadcast.room(hello.audience))
            running.broadcast.listens(hello.audience, 1)
            self._count_helpers(session)
        if person:
            self._be(sid, session, person)
            if running.meeting.state.event.stage == "planned" and self._from_elsewhere(sid):
                running.meeting.presence.reach(person)
            if hello.waiting == 0:
                running.meeting.presence.paid(sid)
            running.meeting.people_moved()
        return session

    def _welcome(self, sid: str, hello: Hello, session: Session) -> Answer:
        meeting = session.running.meeting
        with meeting.turn:
            channel = session.running.broadcast.up_to_date(session.audience)
            answer: Answer = channel.since(hello.epoch, hello.version)
            if session.audience == "phone":
                answer["mine"] = person_view(meeting.state, session.person)
        if "room" in answer and len(msgspec.json.encode(answer["room"])) > FETCH_ABOVE:
            del answer["room"]
            answer["fetch"] = True
        return {"ok": True} | answer

    def _be(self, sid: str, session: Session, person: str) -> None:
        """Put a socket into a person's room, and out of another's."""
        broadcast: Broadcast = session.running.broadcast
        if session.person != person:
            if session.person:
                self._server.leave_room(sid, broadcast.room("person", session.person))
            self._server.enter_room(sid, broadcast.room("person", person))
            session.person = person
        session.running.meeting.presence.come(sid, person)

    def _move_devices(self, running: Running, changes: Sequence[Change]) -> None:
        moved = {
            str(edit.key): edit.after["participant"]
            for change in changes
            for edit in change.edits
            if edit.table == "device" and edit.before is not None and "participant" in edit.after
        }
        for sid, session in list(self._sessions.items()) if moved else ():
            person = moved.get(session.device)
            if person is not None and session.running is running and session.person:
                self._be(sid, session, person)
                with running.meeting.turn:
                    mine = person_view(running.meeting.state, person)
                self._server.emit("mine", mine, room=sid)

    def _let_out(self, running: Running, changes: Sequence[Change]) -> None:
        revoked = {
            str(edit.key)
            for change in changes
            for edit in change.edits
            if edit.table == "key" and edit.after.get("revoked_at")
        }
        for sid, session in list(self._sessions.items()) if revoked else ():
            if session.running is running and session.key in revoked:
                self._server.disconnect(sid)

    def _count_helpers(self, session: Session) -> None:
        """Say which helpers have a screen open."""
        if session.key:
            meeting = session.running.meeting
            mine = (each for each in self._sessions.values() if each.running is session.running)
            meeting.state.at_work = {each.key for each in mine if each.key}
            meeting.tell(())

    def _from_elsewhere(self, sid: str) -> bool:
        """Whether a socket comes from another device: this laptop reaches its own addresses on a dead network too."""
        address = (self._server.get_environ(sid) or {}).get("REMOTE_ADDR", "")
        return bool(address) and address not in venue.own()

    def _cookies(self, sid: str) -> dict[str, str]:
        return cookies_of(self._server.get_environ(sid) or {})


def _is_left(hello: Hello, running: Running, before: Session | None) -> bool:
    """Whether a phone only lies open from a rehearsal: nobody comes to the meeting by that, until they do something."""
    if before is not None:
        return not before.person
    return hello.epoch.startswith(REHEARSED) and running.meeting.state.rehearsal is None
