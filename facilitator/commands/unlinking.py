"""What cannot be taken back: cut a person from what they did, or everybody from how they voted."""

from __future__ import annotations

from facilitator.commands.base import Command


class Erase(Command, tag="erase", frozen=True):
    """Erase everything one has written, here and wherever it was kept. What was counted still counts."""


class Seal(Command, tag="seal", frozen=True):
    """After the end: let nobody find anybody's votes any more. What is written can be mended no longer."""


UnlinkingCommand = Erase | Seal
