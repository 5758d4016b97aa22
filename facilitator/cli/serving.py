"""`run.py serve` and `rehearse`: open meetings, say where they are, and serve; or lead to the program that does."""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import os
import signal
import socket
import sqlite3
import sys
import time
import webbrowser
from collections.abc import Callable
from typing import Any

import gevent
from gevent.event import Event

from facilitator import lock, logs, opening, venue
from facilitator.app import PORTS, Server
from facilitator.changes import Refused
from facilitator.cli.folders import events_of, folder_of, warn_of_place
from facilitator.cli.links import ask_running, rehearse_running
from facilitator.cli.printing import say_outdated
from facilitator.cli.words import Stop, reason, stopped, t, teller, without_traces
from facilitator.config import Config
from facilitator.house import House
from facilitator.lock import Locked

Say = Callable[[str], None]
PATIENCE = 10.0
"""Seconds to wait for a program that has taken an event and not yet said where it answers."""
PRIVILEGED = 1024
FILES = 8192


def serve(options: argparse.Namespace) -> int:
    """Open the meetings and serve them until somebody stops the program."""
    say = teller(options.print_json)
    events = events_of(options)
    config = Config(
        events=events, event=folder_of(events, options.event).name if options.event else None,
        host=options.host, port=options.port, address=options.address,
    )  # fmt: skip
    warn_of_place(events, say)
    logs.to_file(events)
    _open_more_files()
    try:
        server = _server(config)
    except Locked as held:
        return _lead_to_running(config, held, options, say)
    except Exception as why:
        raise stopped(why, config.event or "") from why
    try:
        server.listen()
    except OSError as why:
        server.stop()
        raise _no_port(config, why) from why
    to_stop = _told_to_stop()
    if options.command == "rehearse":
        _rehearse(server, options)
    links = server.links()
    _announce(links, server.house, config, say)
    if options.print_json:
        print(json.dumps(links), flush=True)
    if not options.no_open:
        gevent.spawn(_open, _pages(links), options, say)  # once somebody answers
    _serve_until(to_stop, server)
    return 0


def _open_more_files() -> None:
    """Ask for as many open files as a full room needs, two for each phone; macOS gives a program 256."""
    try:
        import resource
    except ImportError:  # Windows counts otherwise
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _rehearse(server: Server, options: argparse.Namespace) -> None:
    """Rehearse the one event that is open. Raise Stop where it has begun already."""
    (real,) = server.house.running.values()
    try:
        server.rehearsals.start(real, options.phones, options.pace)
    except Refused as no:
        server.stop()
        raise Stop(t(no.key, **no.args_of_text)) from no
    except (OSError, sqlite3.Error) as why:
        server.stop()
        raise stopped(why, real.opened.folder.name) from why


def _told_to_stop() -> Event:
    """Give what a signal sets, which may come at any moment, also before the first request."""
    stopped_by_somebody = Event()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and not (name == "SIGHUP" and signal.getsignal(number) == signal.SIG_IGN):
            gevent.signal_handler(number, stopped_by_somebody.set)
    return stopped_by_somebody


def _serve_until(stopped_by_somebody: Event, server: Server) -> None:
    serving = gevent.spawn(server.serve)
    gevent.wait([stopped_by_somebody, serving], count=1)
    ended_by_itself = serving.ready()
    serving.kill()
    server.stop()
    if ended_by_itself:
        serving.get()


def _server(config: Config) -> Server:
    """Open the meetings. A second click in the same moment waits until the first says where it answers."""
    patient_until = time.monotonic() + PATIENCE
    while True:
        try:
            with without_traces():
                return Server(config)
        except Locked as held:
            if held.url is not None or time.monotonic() > patient_until:
                raise
            time.sleep(0.25)


def _no_port(config: Config, why: OSError) -> Stop:
    if why.errno == errno.EADDRNOTAVAIL or isinstance(why, socket.gaierror):
        return Stop(t("cli_no_host", host=config.host))
    ports = ", ".join(map(str, PORTS)) if config.port is None else str(config.port)
    if isinstance(why, PermissionError) and config.port is not None and config.port < PRIVILEGED:
        return Stop(t("cli_port_denied", port=ports))
    return Stop(t("cli_port_taken", port=ports, why=reason(why)))


# --- saying where it is ---------------------------------------------------------------------


def _announce(links: dict[str, Any], house: House, config: Config, say: Say) -> None:
    for event in links["events"]:
        say(f"\n  {event['title']}")
        if event["rehearsal"]:
            say("  " + t("common_rehearsal_line"))
        for warning in event["warnings"]:
            say(f"  ! {warning}")
        say("  " + t("cli_phones_at", address=event["phone"].removeprefix("http://")))
        say("  " + t("cli_board_at", address=event["board"]))
        say("  " + t("cli_console_at", address=event["facilitator"]))
        if event["stage"] == "planned":
            say_outdated(house.running[event["code"]], links["address"], say)
    if len(links["events"]) == 1:
        say("\n" + venue.terminal_qr(links["events"][0]["phone"], colours=_has_colours()))
    for name, problem in house.problems.items():
        say(t("cli_problem", name=name, problem=stopped(problem, name)))
    say("\n  " + t("cli_home_at", address=links["organise"]))
    if not links["events"] and not house.problems:
        say(t("cli_no_events"))
    _say_addresses(links["address"].partition(":")[0], config, say)
    say(t("cli_stop_with"))


def _say_addresses(told: str, config: Config, say: Say) -> None:
    """Never choose in silence: say which other addresses there are, and that none will do."""
    found = venue.candidates()
    if config.address and config.address not in [each.host for each in found]:
        say(t("cli_not_ours", address=config.address))
    elif told == venue.LOOPBACK:
        say(t("cli_no_network"))
    if len(found) > 1:
        say(t("cli_addresses"))
        for each in found:
            key = "cli_address_likely" if each.score > 0 else "cli_address_unlikely"
            say("  " + t(key, address=each.host, interface=each.interface))


def _has_colours() -> bool:
    if not sys.stdout.isatty() or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return False
    if os.name == "nt":
        os.system("")  # makes the console of Windows read colours
    return True


# --- the browser ----------------------------------------------------------------------------


def _pages(links: dict[str, Any]) -> list[str]:
    events = links["events"]
    if len(events) != 1 or events[0]["example"]:
        return [links["organise"]]  # several, none, or nothing of one's own yet
    return [events[0]["facilitator"], events[0]["board"]]


def _open(urls: list[str], options: argparse.Namespace, say: Say) -> None:
    """Open pages in the browser of this computer, if it has a screen."""
    bare = sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if options.print_json:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a browser may speak; scripts read one line
    shut = urls if bare and not os.environ.get("BROWSER") else [url for url in urls if not webbrowser.open(url)]
    if shut:
        say(t("cli_open_by_hand", addresses="\n".join(shut)))


def _lead_to_running(config: Config, held: Locked, options: argparse.Namespace, say: Say) -> int:
    """Another process has the event: lead there instead."""
    if held.url is None:
        raise Stop(t("cli_held", pid=held.pid or "?"))
    wanted = [folder for folder in opening.folders(config.events) if config.event in (None, folder.name)]
    if options.command == "rehearse":
        rehearse_running(held.url, config.events, config.event or "", options.phones, options.pace)
    there = [folder for folder in wanted if lock.read(folder).get("url") == held.url]
    links = [ask_running(held.url, config.events, folder.name) for folder in there]
    events = [
        {"folder": folder.name, "code": opening.code_of(folder), "facilitator": link}
        for folder, link in zip(there, links, strict=True)
    ]
    if not events:
        raise Stop(t("cli_no_answer", address=held.url))
    say(t("cli_already", address=held.url))
    for event in events:
        say(f"\n  {event['folder']}")
        say("  " + t("cli_console_at", address=event["facilitator"]))
    first = events[0]["facilitator"]
    if options.print_json:
        print(json.dumps({"already": True, "here": held.url, "facilitator": first, "events": events}), flush=True)
    if not options.no_open:
        _open([first], options, say)
    return 0
