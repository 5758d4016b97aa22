"""What may be done with the minutes, after the meeting too: write over, arrange, approve."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from facilitator.commands.base import Command, Text

PaperName = Literal["minutes", "summary"]
Place = Annotated[str, msgspec.Meta(min_length=1, max_length=300, description="a place of a document")]


class Rephrase(Command, tag="rephrase", frozen=True):
    """Write over a text of the minutes. `was` is what they say there by themselves; the same text again takes the edit
    back. `seen` is what the writer had before them: where somebody else has written since, the answer is no, with their
    words. `version`: both where house and public say the same there."""

    paper: PaperName
    version: Literal["both", "house", "public"]
    place: Place
    was: Text
    seen: Text
    text: Text


class Arrange(Command, tag="arrange", frozen=True):
    """Put the parts of a paper in an order, and leave parts or lines out. Those who are not named keep their places."""

    paper: PaperName
    parts: Annotated[list[Place], msgspec.Meta(max_length=200)]
    left_out: Annotated[list[Place], msgspec.Meta(max_length=5000)]


class ApproveMinutes(Command, tag="approve_minutes", frozen=True):
    """Say that a paper may be sent as it is, or take that back."""

    paper: PaperName
    on: bool = True


PaperCommand = Rephrase | Arrange | ApproveMinutes
