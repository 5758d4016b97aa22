"""Who leads (*fører*): one of the facilitators takes the steps of the programme; the others help, and may take over."""

from __future__ import annotations

from facilitator.access import STEER, Actor, handle
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Lead
from facilitator.state import Draft, State

ASKED_MS = 5_000
"""So long the one who leads has to say no."""


def lead(draft: Draft, actor: Actor, command: Lead) -> None:
    """Ask for the lead, and take it when nobody said no; give it to whoever asks, or to nobody; keep it."""
    event = draft.state.event
    leads = leader(draft.state) in (None, actor.id)
    if command.act == "take":
        asked = event.lead_wanted_by == actor.id and event.lead_wanted_until is not None
        if leads or (asked and draft.clock >= (event.lead_wanted_until or 0)):
            _becomes(draft, actor.id)
        elif not asked:
            draft.set("event", event.id, lead_wanted_by=actor.id, lead_wanted_until=draft.clock + ASKED_MS)
        return
    if not leads:
        raise not_lead(draft.state)
    if command.act == "give":
        _becomes(draft, _named(draft.state, command.to) if command.to else event.lead_wanted_by)
    else:
        draft.set("event", event.id, lead_wanted_by=None, lead_wanted_until=None)


def must_lead(draft: Draft, actor: Actor) -> None:
    """Let only the one who leads go on; whoever steers first, leads. Raise Refused."""
    leads = leader(draft.state)
    if leads is None:
        _becomes(draft, actor.id)
    elif leads != actor.id:
        raise not_lead(draft.state)


def leader(state: State) -> str | None:
    """Who leads, or None: nobody has steered yet, or the key does not work any more."""
    key = state.keys.get(state.event.lead or "")
    return None if key is not None and key.revoked_at else state.event.lead


def not_lead(state: State) -> Refused:
    """Say who leads."""
    name = name_of(state, state.event.lead)
    return Refused("refused_not_lead", name=name) if name else Refused("refused_other_leads")


def name_of(state: State, actor: str | None) -> str:
    """What a facilitator is called; nothing for the organiser, who has no key in the file."""
    key = state.keys.get(actor or "")
    return key.label if key else ""


def _named(state: State, name: str) -> str:
    """Give the facilitator whom screens call so. Raise BadCommand."""
    for key in state.keys.values():
        if handle(key.hash) == name and key.role in STEER and key.expires_at is None and not key.revoked_at:
            return key.hash
    raise BadCommand("no such facilitator")


def _becomes(draft: Draft, actor: str | None) -> None:
    draft.set("event", draft.state.event.id, lead=actor, lead_wanted_by=None, lead_wanted_until=None)
