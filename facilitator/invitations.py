"""How helpers come in: a link works once and becomes a key; a key's code brings its holder back on another computer."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable

from facilitator.access import Actor, hash_of, new_id
from facilitator.changes import Refused
from facilitator.clock import Clock
from facilitator.commands import clean
from facilitator.state import AccessKey, Draft, State, iso
from facilitator.words import WORDS

NAME_LIMIT = 60

Decide = Callable[[Draft], None]


def mint(
    token: str, role: str, label: str, minutes: int, activity: str | None = None
) -> tuple[Actor, str, str, Decide]:
    """Say how a link's token comes into a file; for the running meeting, and for a file that nobody has open.

    Without a label, whoever comes with the link says what they are called. `activity` is a speaker's talk.
    """

    def decide(draft: Draft) -> None:
        moment = Clock.moment(draft.clock + minutes * 60_000)
        draft.make("key", AccessKey(hash_of(token), role, label, draft.at, iso(moment), activity=activity))

    return Actor("organiser", hash_of(token)), new_id(), "mint", decide


def works(link: AccessKey | None, at: str) -> bool:
    """Whether a link still lets somebody in."""
    return link is not None and not (link.used_at or link.revoked_at) and (link.expires_at or "") > at


def enter(token: str, cookie: str, name: str) -> Decide:
    """Turn a link into a key of its own for a browser. Raise Refused where the link no longer works."""

    def decide(draft: Draft) -> None:
        link = draft.state.keys.get(hash_of(token))
        if link is None or not works(link, draft.at):
            raise Refused("refused_link")
        label = clean(name)[:NAME_LIMIT] or _numbered(draft.state, link)
        draft.set("key", link.hash, used_at=draft.at)
        key = AccessKey(hash_of(cookie), link.role, label, draft.at, activity=link.activity)
        key.return_code = _return_code(draft.state)
        draft.make("key", key)

    return decide


def come_back(code: str, cookie: str) -> Decide:
    """Give a browser the key with this code; the browser that had it is let out. Raise Refused."""
    wanted = " ".join(clean(code).casefold().split())

    def decide(draft: Draft) -> None:
        state = draft.state
        old = next((k for k in state.keys.values() if k.return_code == wanted and not k.revoked_at), None)
        if old is None:
            raise Refused("refused_code")
        new = AccessKey(hash_of(cookie), old.role, old.label, draft.at, return_code=wanted, activity=old.activity)
        draft.set("key", old.hash, revoked_at=draft.at, return_code=None)
        draft.make("key", new)
        for column in ("lead", "lead_wanted_by"):
            if getattr(state.event, column) == old.hash:
                draft.set("event", state.event.id, **{column: new.hash})

    return decide


def bring(keys: Iterable[AccessKey]) -> Decide:
    """Take in keys as a rehearsal left them: those that were made there; and what was used, taken back or moved to
    another browser there stays so."""

    def decide(draft: Draft) -> None:
        for key in keys:
            there = draft.state.keys.get(key.hash)
            if there is None:
                draft.make("key", key)
            else:
                used, revoked = there.used_at or key.used_at, there.revoked_at or key.revoked_at
                code = None if revoked else there.return_code
                draft.set("key", key.hash, used_at=used, revoked_at=revoked, return_code=code)

    return decide


def _numbered(state: State, link: AccessKey) -> str:
    """Name a key as its link is named; the next of that role gets a number."""
    used = sum(1 for key in state.keys.values() if key.role == link.role and key.expires_at is None)
    return f"{link.label} {used + 1}" if used else link.label


def _return_code(state: State) -> str:
    """Make a code nobody has: two words and three digits, because it may steer a meeting."""
    taken = {key.return_code for key in state.keys.values()}
    while True:
        code = f"{secrets.choice(WORDS)} {secrets.choice(WORDS)} {secrets.randbelow(900) + 100}"
        if code not in taken:
            return code
