"""One handler for a command, whichever way it came: by socket, request or form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.access import Actor
from facilitator.changes import BadCommand, Refused
from facilitator.commands import AnyCommand, Regain, parse
from facilitator.house import House, Running

Answer = dict[str, Any]


def answer_command(house: House, running: Running, audience: str, cookies: Mapping[str, str], message: Any) -> Answer:
    """Find out who asks, check how much that is, have it decided. Always give an answer, never raise.

    The audience says as whom: a phone asks as its participant, board and console with the key of their browser.
    """
    try:
        command = parse(message)
        actor = _actor(house, running, audience, cookies)
        _limit(running, actor, command)
    except Refused as no:
        again = {"again": True} if no.key == "refused_limit" else {}
        return {"ok": False, "refused": no.key, "args": no.args_of_text} | again
    except BadCommand as bad:
        return {"ok": False, "bad": str(bad)}
    if actor.role == "participant":
        running.meeting.presence.see(actor.id)
    return running.meeting.ask(actor, command)


def _actor(house: House, running: Running, audience: str, cookies: Mapping[str, str]) -> Actor:
    if audience == "phone":
        return house.participant(running, cookies)
    helper = house.helper(running, cookies)
    if helper is None:
        raise Refused("refused_key")
    return helper


def _limit(running: Running, actor: Actor, command: AnyCommand) -> None:
    """Hold everybody to a pace no thumb reaches, and guesses at return codes to a few."""
    limit = running.steering if actor.facilitates else running.commands
    if not limit.allows(actor.id):
        raise Refused("refused_limit")
    if isinstance(command, Regain) and not (
        running.codes.allows(actor.device) and running.codes_of_event.allows("all")
    ):
        raise Refused("refused_code_limit")
