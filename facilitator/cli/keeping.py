"""`run.py verify` and `run.py restore`: is everything there, and back to a copy."""

from __future__ import annotations

import argparse
import datetime as dt
import sqlite3
from pathlib import Path

from facilitator import backups, opening, store
from facilitator.cli.folders import events_of, folder_of
from facilitator.cli.words import Stop, reason, t
from facilitator.lock import Locked
from facilitator.reckoning import reckon


def verify(options: argparse.Namespace) -> int:
    """Say line by line whether everything is there. The exit code is 1 where something is not."""
    folder = folder_of(events_of(options), options.event)
    file = folder / store.FILE_NAME
    if not file.exists():
        raise Stop(t("cli_not_opened", folder=folder.name))
    whole = store.is_whole(file)
    print(_mark(whole), t("reckon_file" if whole else "reckon_file_broken", file=file.name))
    if not whole:
        newest = backups.newest(folder)
        print(t("cli_try_restore", name=folder.name) if newest else t("cli_no_copies", name=folder.name))
        return 1
    try:
        lines = reckon(*store.read_with_log(folder), dt.datetime.now(dt.UTC))
    except sqlite3.Error as why:
        raise Stop(t("cli_unreadable", file=file, why=why)) from why
    for line in lines:
        print(_mark(line.ok), t(line.key, **line.args))
    copies = backups.there(folder)
    print(_mark(True), t("reckon_copies", n=len(copies)))
    return 0 if all(line.ok for line in lines) else 1


def restore(options: argparse.Namespace) -> int:
    """Put a copy in the place of an event's file: the newest that is whole, or the one that is named."""
    folder = folder_of(events_of(options), options.event)
    copy = Path(options.copy) if options.copy else backups.newest(folder)
    if copy is None or not copy.exists():
        raise Stop(t("cli_no_copies", name=folder.name) if copy is None else t("cli_no_copy", file=copy))
    try:
        aside = opening.restore(folder, copy)
    except Locked as held:
        raise Stop(t("cli_restore_open", url=held.url or "")) from held
    except sqlite3.DatabaseError as why:
        raise Stop(t("cli_copy_broken", file=copy)) from why
    except OSError as why:
        raise Stop(t("cli_cannot_write", folder=folder, why=reason(why))) from why
    print(t("cli_restored", file=copy.name))
    if aside:
        print(t("cli_restored_aside", file=aside.name))
    return 0


def _mark(ok: bool) -> str:
    return t("reckon_right" if ok else "reckon_wrong") + ":"
