"""`run.py new` and `run.py minutes`: the plan before a meeting, and the minutes after it."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sqlite3
import sys
from pathlib import Path

from facilitator import in_place, minutes, plan, store
from facilitator.cli.folders import events_of, folder_of
from facilitator.cli.words import Stop, reason, t
from facilitator.minutes import apart, package

_DANISH_DATE = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})")


def new(options: argparse.Namespace) -> int:
    """Write a new plan from the template, asking for what was not given."""
    events = events_of(options, make=True)
    title = options.title or _asked("cli_ask_title", "Åbent Inspiratorium")
    day = _day(options.date or _asked("cli_ask_date", dt.date.today().isoformat()))
    place = options.place or _asked("cli_ask_place", "")
    if not place.strip():
        raise Stop(t("cli_no_place"))
    starts, ends = _time(options.starts), _time(options.ends)
    try:
        path = plan.new(events / plan.folder_name(day, place), title, day, place, starts=starts, ends=ends)
    except plan.PlanError as why:
        raise Stop(str(why)) from why
    except OSError as why:
        raise Stop(t("cli_cannot_write", folder=events, why=reason(why))) from why
    print(t("cli_made", path=path))
    return 0


def write_minutes(options: argparse.Namespace) -> int:
    """Write an event's minutes, with or without a running server: one file, or the package of all of them."""
    folder = folder_of(events_of(options), options.event)
    out = Path(options.out) if options.out else folder / package.FOLDER
    now = dt.datetime.now(dt.UTC)
    version = minutes.Version(options.paper, options.public, options.language)
    try:
        state = store.read(folder)
        if options.format is None:
            print(package.build(state, folder, out, now, _progress))
            return 0
        path = out / minutes.file_name(state, options.format, version)
        in_place.put(path, apart.one(folder, options.format, version, now))
        print(path)
    except FileNotFoundError:
        raise Stop(t("cli_not_opened", folder=folder.name)) from None
    except sqlite3.Error as why:
        raise Stop(t("cli_unreadable", file=folder / store.FILE_NAME, why=why)) from why
    except OSError as why:
        raise Stop(t("cli_cannot_write", folder=out, why=reason(why))) from why
    except apart.Unwritten as why:
        raise Stop(f"{t(f'{why.key}_title')}. {t(f'{why.key}_line')}") from why
    return 0


def _progress(done: int, of: int) -> None:
    print(t("cli_minutes_progress", done=done, of=of), file=sys.stderr, flush=True)


def _asked(key: str, default: str) -> str:
    try:
        return input(f"{t(key)} [{default}]: " if default else f"{t(key)}: ").strip() or default
    except EOFError:
        return default


def _day(text: str) -> dt.date:
    danish = _DANISH_DATE.fullmatch(text.strip())
    try:
        return dt.date(*map(int, reversed(danish.groups()))) if danish else dt.date.fromisoformat(text.strip())
    except ValueError:
        raise Stop(t("cli_no_date", date=text)) from None


def _time(text: str | None) -> dt.time | None:
    try:
        return dt.datetime.strptime(text.replace(":", "."), "%H.%M").time() if text else None
    except ValueError:
        raise Stop(t("cli_no_time", time=text)) from None
