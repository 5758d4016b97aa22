"""What anyone can do: each command's type leads to the one function that decides it, and to who may ask.

A function gets the Draft, the Actor and the command; it changes the state through the draft, or raises Refused
(an honest no) or BadCommand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator import commands as c
from facilitator.access import STEER, WRITE_NOTES, Actor
from facilitator.actions import (
    answer,
    contribute,
    count,
    edit,
    end,
    gather,
    greet,
    heaps,
    lead,
    mark,
    merge,
    moderate,
    move,
    notes,
    objection,
    papers,
    photos,
    programme,
    regain,
    revoke,
    room,
    steps,
    take_back,
    timer,
    together,
    undo,
    unlink,
)
from facilitator.actions.move import has_clicker
from facilitator.changes import Forbidden
from facilitator.commands import kinds as k
from facilitator.commands import notes as n
from facilitator.commands import papers as p
from facilitator.commands import unlinking as u
from facilitator.commands.base import Command
from facilitator.state import Draft

Action = Callable[[Draft, Actor, Any], None]

PARTICIPANTS = frozenset({"participant"})
FACILITATORS = STEER
HOSTS = FACILITATORS | {"host"}
EVERYBODY = PARTICIPANTS | FACILITATORS
NOTERS = WRITE_NOTES
SPEAKERS = frozenset({"speaker"})

ACTIONS: dict[type[Command], tuple[frozenset[str], Action]] = {
    c.Contribute: (EVERYBODY, contribute.contribute),
    c.EditText: (EVERYBODY, edit.edit),
    c.TakeBack: (PARTICIPANTS, take_back.take_back),
    c.Mark: (PARTICIPANTS, mark.mark),
    c.Object: (PARTICIPANTS, objection.object_),
    c.Regain: (PARTICIPANTS, regain.regain),
    c.Together: (PARTICIPANTS, together.together),
    c.Deal: (PARTICIPANTS, heaps.deal),
    c.Heap: (PARTICIPANTS, heaps.heap),
    k.Home: (PARTICIPANTS, steps.home),
    k.TakeOn: (PARTICIPANTS, steps.take_on),
    c.Start: (FACILITATORS, move.start),
    c.Next: (FACILITATORS, move.go_on),
    c.Back: (FACILITATORS, move.go_back),
    c.SetStage: (FACILITATORS, move.set_stage),
    c.Undo: (NOTERS, undo.undo),
    c.Redo: (NOTERS, undo.redo),
    c.Timer: (FACILITATORS, timer.timer),
    c.Replan: (FACILITATORS, programme.replan),
    c.Skip: (FACILITATORS, programme.skip),
    c.Later: (FACILITATORS, programme.later),
    c.Insert: (FACILITATORS, programme.insert),
    c.Reword: (FACILITATORS, programme.reword),
    c.Hide: (FACILITATORS, moderate.hide),
    c.Show: (FACILITATORS, moderate.show),
    k.Answer: (FACILITATORS, answer.answer),
    c.NewTheme: (FACILITATORS, gather.new_theme),
    c.Retitle: (FACILITATORS, gather.retitle),
    c.DropTheme: (FACILITATORS, gather.drop_theme),
    c.Place: (FACILITATORS, gather.place),
    c.AtTables: (FACILITATORS, heaps.at_tables),
    c.Adopt: (FACILITATORS, heaps.adopt),
    c.Merge: (FACILITATORS, merge.merge),
    c.Split: (FACILITATORS, merge.split),
    c.Lead: (FACILITATORS, lead.lead),
    c.Revoke: (FACILITATORS, revoke.revoke),
    c.Greet: (HOSTS, greet.greet),
    c.People: (FACILITATORS, room.people),
    c.OpenLog: (FACILITATORS, room.open_log),
    c.Count: (FACILITATORS, count.count),
    c.Phones: (FACILITATORS, room.phones),
    c.SetScreen: (FACILITATORS, room.screen),
    c.End: (FACILITATORS, end.end),
    c.Reopen: (FACILITATORS, end.reopen),
    u.Seal: (FACILITATORS, unlink.seal),
    u.Erase: (PARTICIPANTS, unlink.erase),
    n.NewNote: (NOTERS, notes.note),
    n.EditNote: (NOTERS, notes.edit),
    n.MoveNote: (NOTERS, notes.move),
    n.RemoveNote: (NOTERS, notes.remove),
    n.Consent: (NOTERS, notes.consent),
    n.Approve: (SPEAKERS, notes.approve),
    n.Photo: (NOTERS, photos.photo),
    n.Describe: (NOTERS, photos.describe),
    n.DropPhoto: (NOTERS, photos.drop),
    p.Rephrase: (NOTERS, papers.rephrase),
    p.Arrange: (NOTERS, papers.arrange),
    p.ApproveMinutes: (FACILITATORS, papers.approve),
}
"""Command -> (roles that may ask, what decides it). The one place where roles meet commands."""


def act(draft: Draft, actor: Actor, command: Command) -> None:
    """Decide one command, and whose the clicker is after it. Raise Forbidden where the role may not ask, Refused, or
    BadCommand."""
    roles, action = ACTIONS[type(command)]
    if actor.role not in roles:
        raise Forbidden("this role may not ask that")
    had_clicker = has_clicker(draft.state)
    action(draft, actor, command)
    if (has := has_clicker(draft.state)) != had_clicker:  # by a step, its undo, or the end
        draft.unwritten["locked"] = has is not None
