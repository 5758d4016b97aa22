"""`run.py print`: the papers for a meeting as PDFs, with or without a running server, always without a network."""

from __future__ import annotations

import argparse
import datetime as dt
import sqlite3
import sys
import urllib.parse
from collections.abc import Callable
from pathlib import Path

from facilitator import lock, plan, printing, venue
from facilitator.app import usual_port
from facilitator.cli.folders import events_of, folder_of
from facilitator.cli.words import Stop, reason, t
from facilitator.house import Running
from facilitator.store import FILE_NAME


def print_papers(options: argparse.Namespace) -> int:
    """Write an event's papers, asking for the address where it was not given and where it matters."""
    folder = folder_of(events_of(options), options.event)
    papers = list(dict.fromkeys(options.only or printing.PAPERS))
    order = _order(folder, None, options.tables)
    if options.address or (printing.WITH_ADDRESS & set(papers) and not options.unknown):
        order = _order(folder, options.address or _asked(folder), options.tables)
    if lost := printing.unprintable(order.plan):
        print(t("print_lost", letters=lost), file=sys.stderr)
    out = Path(options.out) if options.out else folder / printing.FOLDER
    try:
        for path in printing.export(papers, order, folder, out, dt.datetime.now(dt.UTC)):
            print(path, flush=True)
    except OSError as why:
        raise Stop(t("cli_cannot_write", folder=out, why=reason(why))) from why
    print(t("cli_print_scale"), file=sys.stderr)
    return 0


def say_outdated(running: Running, address: str, say: Callable[[str], None]) -> None:
    """Say where what was printed for a meeting does not fit today, and what to do."""
    folder, wifi = running.opened.folder, running.meeting.state.event.plan.get("wifi")
    differences = printing.outdated(folder, address, running.meeting.code, wifi and plan.Wifi(**wifi), t)
    for line in differences:
        say(f"  ! {line}")
    if differences:
        say("    " + t("cli_print_anew", event=folder.name))


def _order(folder: Path, address: str | None, tables: int | None) -> printing.Order:
    try:
        return printing.order(folder, address, tables)
    except plan.PlanError as why:
        raise Stop(str(why)) from why
    except printing.NoCode as why:
        raise Stop(t("plan_no_code")) from why
    except sqlite3.Error as why:
        raise Stop(t("cli_unreadable", file=folder / FILE_NAME, why=why)) from why


def _asked(folder: Path) -> str | None:
    """Ask for the address of that day; None where nobody knows it yet."""
    today = _today(folder)
    question = t("cli_print_ask", address=today) if today else t("cli_print_ask_blank")
    try:
        said = input(f"{question}: ").strip()
    except EOFError:
        raise Stop(t("cli_print_choose")) from None
    if said == "?" or not (said or today):
        return None
    try:
        return venue.typed(said or today)
    except ValueError:
        raise Stop(t("print_no_address", text=said)) from None


def _today(folder: Path) -> str:
    """The address that phones open today: that of the running program, or what a start would tell them."""
    host = venue.choose(venue.candidates())
    if host == venue.LOOPBACK:
        return ""
    port = urllib.parse.urlsplit(str(lock.read(folder).get("url") or "")).port or usual_port()
    return host if port == 80 else f"{host}:{port}"
