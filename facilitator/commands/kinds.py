"""What people may ask in a talk and at the next steps, beside what they may ask anywhere."""

from __future__ import annotations

from typing import Literal

from facilitator.commands.base import Command, Key, Text


class Home(Command, tag="home", frozen=True):
    """Say where one belongs, at the next steps: `home` is one that is there, or `self`; `title` names another, which is
    made where there is none of that name. The command's id becomes the new one's."""

    activity: Key
    home: Key | None = None
    title: Text = ""


class TakeOn(Command, tag="take_on", frozen=True):
    """See to it that a step is taken (*Jeg tager det*), or no longer. The name is kept only where it may be told."""

    target: Key
    value: bool
    name: Text = ""
    named: bool = False


class Answer(Command, tag="answer", frozen=True):
    """Say that a question was answered, or is taken along; null takes that back."""

    target: Key
    value: Literal["answered", "later"] | None = None
