"""`run.py doctor`: what a report of a fault needs, and nothing of what people wrote or how they are called."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sqlite3
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import psutil

from facilitator import __version__, backups, laptop, lock, logs, opening, photos, plan, store, venue
from facilitator.activities import SPECS
from facilitator.cli.options import ROOT
from facilitator.cli.words import t
from facilitator.opening import PLAN_NAME
from facilitator.plan import PlanError

LINES = 60
"""So much of the log is told."""


def doctor(options: argparse.Namespace) -> int:
    """Say how program, laptop and events are. It changes nothing, and may be asked while the meeting runs."""
    events = Path(options.events)
    print(t("cli_doctor_about") + "\n")
    for head, lines in (
        ("cli_doctor_program", _program()),
        ("cli_doctor_laptop", _laptop(events)),
        ("cli_doctor_events", _events(events)),
        ("cli_doctor_log", _log(events)),
    ):
        print(f"## {t(head)}\n")
        for line in lines:
            print(line)
        print()
    return 0


def _program() -> Iterator[str]:
    yield f"Inspiratorium {__version__}, Python {platform.python_version()}, {platform.platform()}"
    yield f"SQLite {sqlite3.sqlite_version}, {dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        name, pinned, wanted = line.partition("==")
        if pinned and (there := _installed(name)) != wanted.strip():
            yield t("cli_doctor_package", name=name, there=there or "-", wanted=wanted.strip())


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _laptop(events: Path) -> Iterator[str]:
    if not events.is_dir():
        return
    seen = laptop.look(events)
    yield t("cli_doctor_room", n=seen["free"])
    if not os.access(events, os.W_OK):
        yield t("cli_doctor_read_only")
    if seen["copied_by"] or seen["on_network"]:
        yield t("cli_doctor_place", place=seen["copied_by"] or t("cli_doctor_network"))
    if seen["power"]:
        yield t("cli_doctor_plugged" if seen["power"]["plugged"] else "cli_doctor_battery", n=seen["power"]["percent"])
    yield t("cli_doctor_addresses", addresses=", ".join(each.host for each in venue.candidates()) or "-")


def _events(events: Path) -> Iterator[str]:
    every = opening.folders(events)
    if not every:
        yield t("cli_doctor_none")
    for folder in every:
        yield f"{opening.code_of(folder) or '-'} {folder.name}: {', '.join(_event(folder))}"


def _event(folder: Path) -> Iterator[str]:
    try:
        plan.read(folder / PLAN_NAME, SPECS)
    except PlanError as mistakes:
        yield t("cli_doctor_mistakes", n=len(mistakes.problems))
    except OSError as why:
        yield logs.named(why)
    file = folder / store.FILE_NAME
    if psutil.pid_exists(lock.read(folder).get("pid") or -1):
        yield t("cli_doctor_runs")
    if not file.exists():
        yield t("cli_doctor_not_opened")
        return
    yield t("cli_doctor_whole" if store.is_whole(file) else "cli_doctor_broken", n=file.stat().st_size // 1024)
    try:
        state = store.read(folder)
    except Exception as why:  # whatever it is, that is what the report is for
        yield str(logs.fault_of(why))
    else:
        yield t(f"console_meeting_{state.event.stage}").rstrip(".")
        yield t("cli_doctor_counts", people=len(state.participants), texts=len(state.contributions), seq=state.seq)
    yield t("reckon_copies", n=len(backups.there(folder))).rstrip(".")
    yield t("cli_doctor_photos", n=len(list((folder / photos.FOLDER).glob("*"))))


def _log(events: Path) -> Iterator[str]:
    try:
        yield from logs.last(events, LINES)
    except FileNotFoundError:
        yield t("cli_doctor_no_log")
    except OSError as why:
        yield logs.named(why)
