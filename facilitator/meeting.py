"""The one writer of a meeting: commands are decided one after the other, written together, then answered and told.

Everything that reads or builds from the state does so while it holds `turn`, and so never sees what is not on disk.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import gevent
import msgspec
from gevent.event import AsyncResult, Event
from gevent.lock import RLock

from facilitator import invitations
from facilitator.access import LINK_MINUTES, Actor, hash_of, new_id, new_token
from facilitator.actions import act
from facilitator.actions.move import has_clicker, place
from facilitator.actions.undo import UNDO_MS
from facilitator.audience import board_view, person_view
from facilitator.changes import BadCommand, Change, Done, Edit, Refused
from facilitator.clock import Clock
from facilitator.commands import AnyCommand, Back, End, Next, Reopen, SetStage, Start
from facilitator.presence import HERE_MS, IN_STEP_MS, RECENT_MS, Presence
from facilitator.state import AccessKey, Device, Draft, Moved, Participant, State, iso
from facilitator.store import Store
from facilitator.words import WORDS

log = logging.getLogger(__name__)

BATCH = 500
SLOW = 1.0
"""A write of so many seconds is one that people notice."""
COUNT_AFTER = 0.1
PEOPLE_LIMIT = 3000
"""So many participants one meeting takes: far above any room, far below what would hurt the laptop."""
ERASE = "erase"
KEYS = "keys"
"""The kind of change that brings in what a rehearsal left of keys."""
MOVES = (Start, Next, Back, SetStage, End, Reopen)

Answer = dict[str, Any]
Decide = Callable[[Draft], None]
OnChange = Callable[[Sequence[Change]], None]


class Request(msgspec.Struct):
    """One command on its way through the writer."""

    actor: Actor
    command_id: str
    kind: str
    decide: Decide
    is_move: bool
    answer: AsyncResult


class Meeting:
    """A running meeting. Its state is replaced whole after a failed write, so never keep a reference to it."""

    def __init__(self, store: Store, state: State, clock: Clock) -> None:
        self.store = store
        self.state = state
        self.state.locked = has_clicker(state) is not None
        self.clock = clock
        self.turn = RLock()
        self.presence = Presence(clock.ms)
        self._waiting: deque[Request] = deque()
        self._wake = Event()
        self._subscribers: list[OnChange] = []
        self.closing = False
        self.aside = False
        """Its rehearsal stands in for it: it takes nothing, and is told nothing."""
        self.carried: dict[str, AccessKey] = {}
        """Keys as a rehearsal left them: they hold at once, and are written before whatever is written next."""
        self._counting = False
        self._writer = gevent.spawn(self._write_forever)

    @property
    def code(self) -> str:
        """The event's code, which every address of the meeting begins with."""
        return self.state.event.code

    # --- asking -----------------------------------------------------------------------------

    def ask(self, actor: Actor, command: AnyCommand) -> Answer:
        """Have a command decided, and wait until it is on disk. Participants' answers carry their `mine`."""
        return self._submit(
            actor, command.id, str(type(command).__struct_config__.tag), lambda draft: act(draft, actor, command),
            isinstance(command, MOVES),
        )  # fmt: skip

    def participant_of(self, token: str) -> str | None:
        """Give the participant whom a device acts for, if it has been here before."""
        device = self.state.devices.get(hash_of(token))
        return device.participant if device else None

    def arrive(self, token: str) -> str:
        """Give the participant of a device; a new one for a device that was never here. Raise Refused."""
        known = self.participant_of(token)
        if known is not None:
            return known
        token_hash = hash_of(token)

        def decide(draft: Draft) -> None:
            state = draft.state
            if token_hash in state.devices:
                return
            if len(state.participants) >= PEOPLE_LIMIT:
                raise Refused("refused_full")
            person = Participant(new_id(), new_id(), _return_code(state), draft.at)
            draft.make("participant", person)
            draft.make("device", Device(token_hash, person.id, draft.at, draft.at))

        answer = self._submit(Actor("participant", token_hash), "arrive", "arrive", decide)
        there = self.participant_of(token)
        if there is None:
            raise Refused(answer.get("refused", "refused_fault"), **answer.get("args", {}))
        return there

    def mint(self, role: str, label: str, minutes: int = LINK_MINUTES, activity: str | None = None) -> str:
        """Make a link's token for a role; it works once, for so many minutes. Raise Refused.

        Without a label, whoever comes with it is asked for a name. `activity` is the talk of a speaker.
        """
        token = new_token()
        answer = self._submit(*invitations.mint(token, role, label, minutes, activity))
        if not answer["ok"]:
            raise Refused(answer.get("refused", "refused_fault"))
        return token

    def change(self, actor: Actor, kind: str, decide: Decide) -> Answer:
        """Have something decided that is no command from outside, and wait until it is on disk."""
        return self._submit(actor, new_id(), kind, decide)

    def use_link(self, token: str, name: str = "") -> tuple[str, str] | None:
        """Turn a link's token into a key of its own for a browser: (key, role), or None where it no longer works."""
        cookie = new_token()
        decide = invitations.enter(token, cookie, name)
        answer = self._submit(Actor("organiser", hash_of(token)), new_id(), "use_link", decide)
        return (cookie, self.state.keys[hash_of(cookie)].role) if answer["ok"] else None

    def come_back(self, code: str) -> tuple[str, str] | None:
        """Move the key with this return code to another browser: (key, role), or None where there is none."""
        cookie = new_token()
        decide = invitations.come_back(code, cookie)
        answer = self._submit(Actor("organiser", hash_of(cookie)), new_id(), "come_back", decide)
        return (cookie, self.state.keys[hash_of(cookie)].role) if answer["ok"] else None

    def link(self, token: str) -> AccessKey | None:
        """Give the link with this token, whether it works or not; None where none was ever made here."""
        row = self._key(token)
        return row if row is not None and row.expires_at is not None else None

    def holder_of(self, key: str) -> Actor | None:
        """Give who a browser's key says it is, or None where the key does not work."""
        row = self._key(key)
        if row is None or row.expires_at is not None or row.revoked_at:
            return None
        return Actor(row.role, row.hash, row.label)

    def _key(self, token: str) -> AccessKey | None:
        return self.keys.get(hash_of(token))

    @property
    def keys(self) -> dict[str, AccessKey]:
        """The keys as they hold now, by their hashes."""
        return self.state.keys | self.carried

    # --- telling ----------------------------------------------------------------------------

    def on_change(self, tell: OnChange) -> None:
        """Call `tell(changes)` after every write; with no changes when only time or presence has moved on."""
        self._subscribers.append(tell)

    def people_moved(self) -> None:
        """Somebody came, went or said that nothing waits: count again in a moment, once for all who do so now."""
        if not self._counting:
            self._counting = True
            gevent.spawn_later(COUNT_AFTER, self.count_people)

    def count_people(self) -> None:
        """Take over from presence what the screens show of it, and tell if it has changed."""
        self._counting = False
        state = self.state
        before = _counted(state)
        state.here, state.recent = (
            sum(state.participants[p].people for p in self.presence.lately(within) if p in state.participants)
            for within in (HERE_MS, RECENT_MS)
        )
        state.settled, state.reached = self.presence.settled, self.presence.reached
        state.in_step, state.phones = (len(self.presence.lately(within)) for within in (IN_STEP_MS, RECENT_MS))
        if before != _counted(state):
            self.tell(())

    def tell(self, changes: Sequence[Change]) -> None:
        """Tell everyone who asked to be told."""
        for tell in self._subscribers:
            tell(changes)

    def step_aside(self) -> None:
        """Write what waits, and take nothing more until `aside` is false again."""
        self.aside = True
        while self._waiting:
            gevent.sleep(COUNT_AFTER / 10)
        with self.turn:
            pass

    def close(self) -> None:
        """Write what waits, then let go of the file."""
        self.closing = True
        self._wake.set()
        self._writer.join()
        self.store.close()

    # --- the writer -------------------------------------------------------------------------

    def _submit(self, actor: Actor, command_id: str, kind: str, decide: Decide, is_move: bool = False) -> Answer:
        if self.closing or self.aside:
            return {"ok": False, "refused": "refused_offline", "args": {}, "again": True}
        if self.carried and kind != KEYS:
            self._bring_keys()
        request = Request(actor, command_id, kind, decide, is_move, AsyncResult())
        self._waiting.append(request)
        self._wake.set()
        return request.answer.get()  # type: ignore[no-any-return]

    def _bring_keys(self) -> None:
        decide = invitations.bring(tuple(self.carried.values()))
        if self._submit(Actor("organiser", KEYS), new_id(), KEYS, decide)["ok"]:
            self.carried.clear()

    def _write_forever(self) -> None:
        while not (self.closing and not self._waiting):
            self._wake.wait()
            self._wake.clear()
            while self._waiting:
                batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
                try:
                    self._do(batch)
                except Exception:
                    log.exception("a batch of commands failed", {"event": self.code})
                    for request in batch:
                        if not request.answer.ready():
                            request.answer.set(_fault("refused_fault"))

    def _do(self, batch: list[Request]) -> None:
        with self.turn:
            clock = self.clock.ms()
            at = iso(Clock.moment(clock))
            answers: list[Answer] = []
            changes: list[Change] = []
            drafts: list[Draft] = []
            asked: list[Request] = []
            for request in batch:
                answer, draft = self._decide(request, at, clock)
                answers.append(answer)
                if draft is not None:
                    asked.append(request)
                    drafts.append(draft)
                    changes.append(_change(request, draft))
            if changes and not self._write(changes, drafts):
                answers = [_fault("refused_disk") if answer["ok"] else answer for answer in answers]
                asked, changes, drafts = [], [], []
            for draft in drafts:
                vars(self.state).update(draft.unwritten)
            self._remember_moves(asked, changes, clock)
            if any(draft.rewrite for draft in drafts):
                self._read_again()
            for request, answer in zip(batch, answers, strict=True):
                device = self.state.devices.get(request.actor.device)
                if device is not None:
                    answer["mine"] = person_view(self.state, device.participant)
                request.answer.set(answer)
        if changes:
            self.tell(changes)

    def _decide(self, request: Request, at: str, clock: int) -> tuple[Answer, Draft | None]:
        state = self.state
        name = (request.actor.id, request.command_id)
        if name in state.answered:
            return _accepted(state.answered[name]), None
        person, device = state.participants.get(request.actor.id), request.actor.device
        erased = (person is not None and person.erased) or (device != "" and device not in state.devices)
        if erased and request.kind != ERASE:  # it was asked before, and comes again as new
            return _fault("refused_offline"), None
        draft = Draft(state, at, clock, lambda: board_view(state, clock))
        try:
            request.decide(draft)
        except Refused as no:
            draft.revert()
            return _refused(no), None
        except BadCommand as bad:
            draft.revert()
            return {"ok": False, "bad": str(bad)}, None
        except Exception:
            draft.revert()
            log.exception("a command failed", {"event": self.code, "kind": request.kind})
            return _fault("refused_fault"), None
        if draft.refusal is not None:
            draft.note = f"!{draft.refusal.key}"
        state.answered[name] = draft.note
        return _accepted(draft.note), draft

    def _write(self, changes: list[Change], drafts: list[Draft]) -> bool:
        """Put changes on disk. Where that fails, memory becomes what the disk says, and the answer is False."""
        started = time.perf_counter()
        try:
            rewrites = [draft.rewrite for draft in drafts if draft.rewrite]
            self.store.write(self.state, changes, rewrites=rewrites)
        except Exception as why:
            if isinstance(why, (sqlite3.Error, OSError)):
                log.error("a write failed", {"event": self.code, "why": why})
            else:
                log.exception("a write failed", {"event": self.code})
            self._disk("failing")
            for draft, change in zip(reversed(drafts), reversed(changes), strict=True):
                draft.revert()
                del self.state.answered[change.actor, change.command_id]
            self._read_again()
            return False
        self.state.seq += len(changes)
        self._disk("slow" if time.perf_counter() - started > SLOW else "ok")
        return True

    def _disk(self, goes: str) -> None:
        """Note whether the disk takes what is written; consoles are told with what comes next."""
        if self.state.health["disk"] != goes:
            self.state.health = self.state.health | {"disk": goes}

    def _read_again(self) -> None:
        try:
            fresh = self.store.load()
        except (sqlite3.Error, OSError) as why:
            log.error("the file cannot be read now", {"event": self.code, "why": why})
            return
        fresh.take_over(self.state)
        self.state = fresh

    def _remember_moves(self, asked: list[Request], changes: list[Change], clock: int) -> None:
        state = self.state
        first = state.seq - len(changes) + 1
        for seq, (request, change) in enumerate(zip(asked, changes, strict=True), start=first):
            if request.actor.writes_notes:
                state.done.remember(Done(seq, change.actor, change.at, change.kind, change.edits, change.undoes))
            if request.is_move and change.edits:
                state.last_moves.append(Moved(seq, request.actor.name, place(state), clock + UNDO_MS, change.edits))
                gevent.spawn_later(UNDO_MS / 1000 + 0.1, self.tell, ())
            if any(edit.table == "participant" for edit in change.edits):
                self.people_moved()
            if any(_closes(edit) for edit in change.edits):
                self.presence.ask_all()
                self.count_people()
        state.last_moves = [move for move in state.last_moves if move.until >= clock][-5:]


def _counted(state: State) -> tuple[int, int, bool, int, int, int]:
    return state.here, state.recent, state.settled, state.reached, state.in_step, state.phones


def _change(request: Request, draft: Draft) -> Change:
    return Change(
        request.actor.id, request.command_id, draft.at, request.kind, tuple(draft.edits), draft.note, draft.undoes
    )


def _accepted(note: str | None) -> Answer:
    """A note that begins with "!" is a no that was counted, and so written down."""
    if note is not None and note.startswith("!"):
        return {"ok": False, "refused": note[1:], "args": {}}
    return {"ok": True} if note is None else {"ok": True, "note": note}


def _refused(no: Refused) -> Answer:
    return {"ok": False, "refused": no.key, "args": no.args_of_text}


def _fault(key: str) -> Answer:
    """A no that is ours to mend: the asker keeps the command and asks again."""
    return {"ok": False, "refused": key, "args": {}, "again": True}


def _closes(edit: Edit) -> bool:
    return edit.table == "activity" and edit.after.get("accepts_until") is not None


def _return_code(state: State) -> str:
    taken = {person.return_code for person in state.participants.values()}
    while True:
        code = f"{secrets.choice(WORDS)} {secrets.randbelow(900) + 100}"
        if code not in taken:
            return code
