"""*Passer ikke*: somebody's own contribution does not fit where it was put. A flag for the facilitators alone."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.edit import own_or_any
from facilitator.activities import kind_of
from facilitator.changes import Refused
from facilitator.commands import Object
from facilitator.state import Contribution, Draft

FLAG = "objects"


def object_(draft: Draft, actor: Actor, command: Object) -> None:
    """Flag one's own contribution, or take the flag back. Only what is on a card can lie wrong."""
    contribution = own_or_any(draft.state, actor, command.target)
    activity = draft.state.activities[contribution.activity]
    if contribution.standing != "shown" or "cards" not in kind_of(activity).seen(activity):
        raise Refused("refused_not_yet")
    if command.value:
        draft.set("contribution", contribution.id, data={**(contribution.data or {}), FLAG: True})
    else:
        clear(draft, contribution)


def objects(contribution: Contribution) -> bool:
    """Whether its writer says that it does not fit where it lies."""
    return bool((contribution.data or {}).get(FLAG))


def clear(draft: Draft, contribution: Contribution) -> None:
    """Forget the flag: it was about another place."""
    if objects(contribution):
        rest = {name: value for name, value in (contribution.data or {}).items() if name != FLAG}
        draft.set("contribution", contribution.id, data=rest or None)
