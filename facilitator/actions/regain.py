"""Let this device act for the participant with a return code."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.changes import Refused
from facilitator.commands import Regain, clean
from facilitator.state import Draft


def regain(draft: Draft, actor: Actor, command: Regain) -> None:
    """Move the device to that participant; what the device had written before stays with who wrote it."""
    code = clean(command.code).casefold()
    for person in draft.state.participants.values():
        if person.return_code.casefold() == code and not person.erased:
            draft.set("device", actor.device, participant=person.id)
            return
    raise Refused("refused_code")
