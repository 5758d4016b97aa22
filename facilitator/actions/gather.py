"""Gather ideas under themes."""

from __future__ import annotations

from facilitator.access import Actor
from facilitator.actions.edit import own_or_any
from facilitator.actions.objection import clear
from facilitator.changes import BadCommand, Refused
from facilitator.commands import DropTheme, NewTheme, Place, Retitle, clean
from facilitator.state import Draft, Theme

THEME_LIMIT = 60


def new_theme(draft: Draft, actor: Actor, command: NewTheme) -> None:
    """Make a theme after the others, with the next look."""
    state = draft.state
    if command.activity not in state.activities:
        raise BadCommand("no such activity")
    if command.id in state.themes:
        raise BadCommand("that id is taken")
    all_of = [theme for theme in state.themes.values() if theme.activity == command.activity]
    position = max((theme.position for theme in all_of), default=0.0) + 1
    draft.make(
        "theme",
        Theme(command.id, command.activity, checked_title(command.title), look=len(all_of), position=position),
    )


def retitle(draft: Draft, actor: Actor, command: Retitle) -> None:
    """Give a theme another name."""
    draft.set("theme", _theme(draft, command.theme).id, title=checked_title(command.title))


def drop_theme(draft: Draft, actor: Actor, command: DropTheme) -> None:
    """Remove a theme. Its cards keep pointing at it, so that undoing brings them back."""
    draft.set("theme", _theme(draft, command.theme).id, removed=1)


def place(draft: Draft, actor: Actor, command: Place) -> None:
    """Put a card in a theme of its own activity, let it stand by itself, or lay it back in the pile."""
    contribution = own_or_any(draft.state, actor, command.target)
    if command.theme is not None and _theme(draft, command.theme).activity != contribution.activity:
        raise BadCommand("no such theme")
    draft.set("contribution", contribution.id, theme=command.theme, position=command.position)
    clear(draft, contribution)


def _theme(draft: Draft, theme: str) -> Theme:
    row = draft.state.themes.get(theme)
    if row is None or row.removed:
        raise BadCommand("no such theme")
    return row


def checked_title(title: str) -> str:
    """Clean a title and hold it against the limit. Raise Refused."""
    title = clean(title)
    if not title:
        raise Refused("refused_empty")
    if len(title) > THEME_LIMIT:
        raise Refused("refused_too_long", n=len(title) - THEME_LIMIT)
    return title
