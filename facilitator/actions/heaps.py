"""Gather at the tables: a phone for each table lays together what belongs together; facilitators make themes of it."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.gather import THEME_LIMIT, new_theme
from facilitator.actions.objection import clear
from facilitator.activities import kind_of
from facilitator.activities.heaps import STACK, dealt, heaps, stack_of
from facilitator.activities.ideas import Ideas
from facilitator.changes import BadCommand, Refused
from facilitator.commands import Adopt, AtTables, Deal, Heap, NewTheme, clean
from facilitator.methods.order import fewest_first
from facilitator.state import Activity, Draft, Mark


def at_tables(draft: Draft, actor: Actor, command: AtTables) -> None:
    """Ask the tables to gather, or do so no longer. What they have made stays."""
    activity = _round(draft, command.activity)
    if activity.stage == "planned":
        raise Refused("refused_not_yet")
    draft.set("activity", activity.id, settings=activity.settings | {"tables": command.on})


def deal(draft: Draft, actor: Actor, command: Deal) -> None:
    """Take the next ideas into one's stack: those that the fewest tables have, in this phone's own order."""
    activity = _gathering(draft, command.activity)
    mine = stack_of(draft.state, activity.id, actor.id)
    counts = {card: count for card, count in dealt(draft.state, activity.id).items() if card not in mine}
    if not counts:
        raise Refused("refused_no_more_ideas")
    salt = draft.state.participants[actor.id].salt
    for card in fewest_first(activity.id, salt, counts)[:STACK]:
        draft.make("mark", Mark(activity.id, card, actor.id, "", draft.at))


def heap(draft: Draft, actor: Actor, command: Heap) -> None:
    """Lay ideas of one's stack in a heap, or back among the loose ones where it has no name."""
    activity = _gathering(draft, command.activity)
    mine = stack_of(draft.state, activity.id, actor.id)
    if not mine.keys() >= set(command.targets):
        raise BadCommand("not in your stack")
    title = clean(command.title)
    if len(title) > THEME_LIMIT:
        raise Refused("refused_too_long", n=len(title) - THEME_LIMIT)
    there = (mark.value for mark in mine.values() if mark.value.casefold() == title.casefold())
    title = next(there, title)
    for target in command.targets:
        draft.set("mark", (activity.id, target, actor.id), value=title, given_at=draft.at)


def adopt(draft: Draft, actor: Actor, command: Adopt) -> None:
    """Put a heap's ideas in the theme of the same name, which is made where there is none."""
    activity, state = _round(draft, command.activity), draft.state
    name = clean(command.title).casefold()
    found = next((heap for heap in heaps(state, activity) if heap["title"].casefold() == name), None)
    if found is None:
        raise Refused("refused_gone")
    theme = next((theme.id for theme in state.themes_of(activity.id) if theme.title.casefold() == name), None)
    if theme is None:
        theme = command.id
        new_theme(draft, actor, NewTheme(id=theme, activity=activity.id, title=found["title"]))
    for card in found["cards"]:
        draft.set("contribution", card, theme=theme)
        clear(draft, state.contributions[card])


def _round(draft: Draft, activity: str) -> Activity:
    row = draft.state.activities.get(activity)
    if row is None or not isinstance(kind_of(row), Ideas):
        raise BadCommand("no such round")
    return row


def _gathering(draft: Draft, activity: str) -> Activity:
    row = _round(draft, activity)
    if not kind_of(row).gathers_at_tables(row):  # type: ignore[attr-defined]
        raise Refused("refused_not_at_tables")
    return row
