"""Say that a question from the room was answered, or is taken along."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.edit import own_or_any
from facilitator.activities.talk import ANSWER
from facilitator.changes import BadCommand
from facilitator.commands.kinds import Answer
from facilitator.state import Draft


def answer(draft: Draft, actor: Actor, command: Answer) -> None:
    """Keep with a question what became of it."""
    question = own_or_any(draft.state, actor, command.target)
    if draft.state.activities[question.activity].kind != "talk":
        raise BadCommand("no such question")
    rest = {name: value for name, value in (question.data or {}).items() if name != ANSWER}
    after = rest | ({ANSWER: command.value} if command.value else {})
    draft.set("contribution", question.id, data=after or None)
