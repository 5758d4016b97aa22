"""Python runs this first in a server under test: it stumbles where it is asked to, over exceptions that carry what was
sent, as those of other people's modules do.
"""

from typing import Any

from gevent import monkey

patch_all = monkey.patch_all


def and_stumble(*args: Any, **named: Any) -> None:
    """Patch as gevent does, and then what is ours: before that, nothing of ours may be there."""
    patch_all(*args, **named)
    import gevent

    from facilitator import actions, house
    from facilitator.commands import Contribute

    roles, contribute = actions.ACTIONS[Contribute]

    def stumble(draft: Any, actor: Any, command: Any) -> None:
        if "snubler" in command.text:
            gevent.spawn(fail, command.text, actor.id)  # nobody waits for it
            try:
                fail(command.text, actor.id)
            except RuntimeError as why:
                raise ValueError(f"{command} of {actor}") from why
        contribute(draft, actor, command)

    actions.ACTIONS[Contribute] = (roles, stumble)
    house.House.use_organise_link = lambda self, token: fail(token)  # type: ignore[assignment,method-assign]


def fail(*said: str) -> bool:
    """Fail, telling everything; and say it by way of a log that is not ours."""
    import logging

    logging.getLogger("others").error(f"{said} made this fail: %s", said)
    raise RuntimeError(said)


monkey.patch_all = and_stumble
