"""The folder of events, and the one event that is meant."""

from __future__ import annotations

import argparse
import difflib
import os
from collections.abc import Callable
from pathlib import Path

from facilitator import computer, opening
from facilitator.cli.options import COMMANDS, ROOT
from facilitator.cli.words import Stop, reason, t


def events_of(options: argparse.Namespace, *, make: bool = False) -> Path:
    """Give the folder of events; it is made where it is our own. Raise Stop."""
    events = Path(options.events)
    try:
        if make or events == ROOT / "events":
            events.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise Stop(t("cli_cannot_write", folder=events.resolve(), why=reason(why))) from why
    if not events.is_dir():
        raise Stop(t("cli_no_folder", folder=events))
    if not os.access(events, os.W_OK):
        raise Stop(t("cli_read_only", folder=events.resolve()))
    return events


def folder_of(events: Path, name: str) -> Path:
    """Find an event by its folder's name, its code, or the beginning of the name. Raise Stop."""
    every = opening.folders(events)
    for matches in (
        [folder for folder in every if folder.name == Path(name).name],
        [folder for folder in every if opening.code_of(folder) == name.upper()],
        [folder for folder in every if folder.name.startswith(name)],
    ):
        if len(matches) == 1:
            return matches[0]
    if near := difflib.get_close_matches(name, COMMANDS, n=1):
        raise Stop(t("cli_near_command", name=name, near=near[0]))
    raise Stop(t("cli_no_event", name=name, events=", ".join(folder.name for folder in every) or "-"))


def warn_of_place(events: Path, say: Callable[[str], None]) -> None:
    """Say so where the events lie in a folder that is copied to the cloud, or on another machine."""
    folder = events.resolve()
    if service := computer.copied_by(folder):
        say(t("cli_synced", folder=folder, service=service, place=computer.elsewhere()))
    elif computer.on_network(folder):
        say(t("cli_on_network", folder=folder, place=computer.elsewhere()))
