"""The commands of `run.py`: serve, new, link, minutes, test."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import os
import signal
import sqlite3
import sys
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import gevent

from facilitator import __version__, checks, lock, minutes, opening, plan, store, venue
from facilitator.app import Server
from facilitator.config import Config
from facilitator.house import NoSuchEvent, secret_file
from facilitator.lock import Locked
from facilitator.store import NewerFile
from facilitator.texts import Texts

ROOT = Path(__file__).parents[1]
COMMANDS = ("serve", "new", "link", "minutes", "test")
SYNCED = ("onedrive", "dropbox", "icloud", "mobile documents", "google drive", "googledrive")
t = Texts("da")


class Stop(Exception):
    """Something is in the way; as text, what it is and what to do."""


def main(arguments: list[str]) -> int:
    """Do what a command line says. Give the process's exit code."""
    if not arguments or (arguments[0] not in COMMANDS and arguments[0] not in ("-h", "--help", "--version")):
        arguments = ["serve", *arguments]
    if arguments[0] == "test":
        return checks.run(arguments[1:])
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        does: Callable[[argparse.Namespace], int] = options.does
        return does(options)
    except Stop as why:
        print(why, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# --- serve ----------------------------------------------------------------------------------


def serve(options: argparse.Namespace) -> int:
    """Open the meetings and serve them until somebody stops the program."""
    _say = _teller(options.print_json)
    config = Config(events=_events(options), event=None, host=options.host, port=options.port, address=options.address)
    if options.event:
        config = Config(
            events=config.events, event=_folder(config.events, options.event).name, host=config.host,
            port=config.port, address=config.address,
        )  # fmt: skip
    if any(word in str(config.events.resolve()).lower() for word in SYNCED):
        _say(t("cli_synced", folder=config.events.resolve()))
    try:
        server = Server(config)
    except Locked as held:
        return _open_running(config, held, options, _say)
    except Exception as why:
        raise _stopped(why) from why
    try:
        port = server.listen()
    except OSError as why:
        server.stop()
        raise Stop(t("cli_port_taken", port=options.port or "80, 8080, 8000, 8888", why=why.strerror)) from why
    links = server.links()
    _announce(links, _say)
    if options.print_json:
        print(json.dumps(links, ensure_ascii=False), flush=True)
    if not options.no_open:
        _open(links, port)
    for name in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(name, server.stop)
    server.serve()
    return 0


def _announce(links: dict[str, Any], say: Callable[[str], None]) -> None:
    for event in links["events"]:
        say("")
        say(f"  {event['title']}")
        for warning in event["warnings"]:
            say(f"  ! {warning}")
        say("  " + t("cli_phones_at", address=event["phone"].removeprefix("http://")))
        say("  " + t("cli_board_at", address=event["board"]))
        say("  " + t("cli_console_at", address=event["facilitator"]))
    if len(links["events"]) == 1:
        say("")
        say(venue.terminal_qr(links["events"][0]["phone"]))
    for name, problem in links["problems"].items():
        say(t("cli_problem", name=name, problem=problem))
    if not links["events"]:
        say(t("cli_no_events"))
    if len(links["addresses"]) != 1:
        key = "cli_addresses" if links["addresses"] else "cli_no_network"
        say(t(key, addresses=", ".join(links["addresses"])))
    say(t("cli_stop_with"))


def _open(links: dict[str, Any], port: int) -> None:
    events = links["events"]
    wanted = [events[0]["facilitator"], events[0]["board"]] if len(events) == 1 else [links["organise"]]
    for url in wanted:
        webbrowser.open(url)


def _open_running(
    config: Config, held: Locked, options: argparse.Namespace, say: Callable[[str], None]
) -> int:
    """Another process has the event: lead there instead."""
    if held.url is None:
        raise Stop(t("cli_held", pid=held.pid or "?"))
    folders = [folder for folder in opening.folders(config.events) if config.event in (None, folder.name)]
    link = _ask_running(held.url, config.events, folders[0].name) if folders else held.url
    say(t("cli_already", address=held.url))
    say(t("cli_console_at", address=link))
    if options.print_json:
        print(json.dumps({"already": True, "here": held.url, "facilitator": link}), flush=True)
    if not options.no_open:
        webbrowser.open(link)
    return 0


# --- link -----------------------------------------------------------------------------------


def link(options: argparse.Namespace) -> int:
    """Print a fresh facilitator's link."""
    events = _events(options)
    folder = _folder(events, options.event)
    running = lock.read(folder).get("url")
    try:
        if running:
            print(_ask_running(running, events, folder.name))
            return 0
    except Stop:
        pass  # what the lock says is from a process that is gone
    try:
        token = opening.mint(folder, "facilitator", t("common_facilitator"), minutes=15)
    except Exception as why:
        raise _stopped(why) from why
    print(t("cli_link_later", path=f"/f/{token}"))
    return 0


def _ask_running(url: str, events: Path, folder: str) -> str:
    """Ask the running program for a link, with the key that only this computer's user can read."""
    try:
        key = secret_file(events).read_text(encoding="ascii").strip()
        asked = urllib.request.Request(
            f"{url}/organise/link?event={folder}", data=b"", headers={"Authorization": f"Bearer {key}"}, method="POST"
        )
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=5) as answer:
            return str(json.load(answer)["link"])
    except (OSError, ValueError, KeyError, urllib.error.URLError) as why:
        raise Stop(t("cli_no_answer", address=url)) from why


# --- minutes --------------------------------------------------------------------------------


def write_minutes(options: argparse.Namespace) -> int:
    """Write an event's minutes, with or without a running server."""
    folder = _folder(_events(options), options.event)
    names = [options.format] if options.format else list(minutes.FORMATS)
    out = Path(options.out) if options.out else folder / "minutes"
    try:
        state = store.read(folder)
    except FileNotFoundError:
        raise Stop(t("cli_not_opened", folder=folder.name)) from None
    except sqlite3.Error as why:
        raise Stop(t("cli_unreadable", file=folder / store.FILE_NAME, why=why)) from why
    try:
        for path in minutes.export(state, names, out, dt.datetime.now(dt.UTC)):
            print(path)
    except OSError as why:
        raise Stop(t("cli_cannot_write", folder=out, why=why.strerror)) from why
    return 0


# --- new ------------------------------------------------------------------------------------


def new(options: argparse.Namespace) -> int:
    """Write a new plan from the template, asking for what was not given."""
    events = _events(options, make=True)
    title = options.title or _asked("cli_ask_title", "Åbent Inspiratorium")
    day = _day(options.date or _asked("cli_ask_date", dt.date.today().isoformat()))
    place = options.place or _asked("cli_ask_place", "")
    if not place.strip():
        raise Stop(t("cli_no_place"))
    try:
        path = plan.new(events / plan.folder_name(day, place), title, day, place)
    except plan.PlanError as why:
        raise Stop(str(why)) from why
    except OSError as why:
        raise Stop(t("cli_cannot_write", folder=events, why=why.strerror)) from why
    print(t("cli_made", path=path))
    return 0


def _asked(key: str, default: str) -> str:
    try:
        return input(f"{t(key)} [{default}]: " if default else f"{t(key)}: ").strip() or default
    except EOFError:
        return default


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise Stop(t("cli_no_date", date=text)) from None


# --- what the commands share ----------------------------------------------------------------


def _events(options: argparse.Namespace, *, make: bool = False) -> Path:
    events = Path(options.events)
    try:
        if make or events == ROOT / "events":
            events.mkdir(parents=True, exist_ok=True)
        if not events.is_dir():
            raise Stop(t("cli_no_folder", folder=events))
        if not os.access(events, os.W_OK):
            raise Stop(t("cli_read_only", folder=events.resolve()))
    except OSError as why:
        raise Stop(t("cli_cannot_write", folder=events, why=why.strerror)) from why
    return events


def _folder(events: Path, name: str) -> Path:
    """Find an event by its folder's name, the beginning of it, or its code."""
    every = opening.folders(events)
    for matches in (
        [folder for folder in every if folder.name == Path(name).name],
        [folder for folder in every if opening.code_of(folder) == name.upper()],
        [folder for folder in every if folder.name.startswith(name)],
    ):
        if len(matches) == 1:
            return matches[0]
    raise Stop(t("cli_no_event", name=name, events=", ".join(folder.name for folder in every) or "-"))


def _stopped(why: Exception) -> Stop:
    """Say in plain words what kept a meeting from being opened."""
    match why:
        case plan.PlanError():
            return Stop(str(why))
        case NewerFile():
            return Stop(t("cli_newer", file=why))
        case Locked():
            return Stop(t("cli_held", pid=why.pid or "?"))
        case NoSuchEvent():
            return Stop(t("cli_no_event", name=why, events="-"))
        case sqlite3.Error() | OSError():
            return Stop(t("cli_unreadable", file="event.db", why=why))
    raise why


def _teller(to_script: bool) -> Callable[[str], None]:
    """What people read goes beside what a script reads."""
    stream = sys.stderr if to_script else sys.stdout

    def say(line: str) -> None:
        try:
            print(line, file=stream, flush=True)
        except UnicodeEncodeError:
            print(line.encode("ascii", "replace").decode(), file=stream, flush=True)

    return say


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(t("cli_no_port", text=text))
    return int(text)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, t("cli_wrong_use", message=message, program=self.prog) + "\n")


def _examples() -> str:
    lines = (("", "all"), (" serve 2015-12-10-insp-roskilde", "single"), (" minutes 7K4 --format html", "minutes"))
    said = [f"  run.py{command:38} {t(f'cli_example_{name}')}" for command, name in lines]
    return "\n".join([*said, "", t("cli_in_english")])


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="run.py", description=t("cli_about"), epilog=_examples(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"Inspiratorium {__version__}")
    commands = parser.add_subparsers(title=t("cli_commands"), metavar="", required=True)

    def command(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        about = t(f"cli_help_{name}")
        each = commands.add_parser(name, help=about, description=about)
        each.set_defaults(does=does)
        each.add_argument("--events", metavar="DIR", default=str(ROOT / "events"), help=t("cli_help_events"))
        return each

    one = command("serve", serve)
    one.add_argument("event", nargs="?", metavar="EVENT", help=t("cli_help_event"))
    one.add_argument("--host", metavar="A", default="0.0.0.0", help=t("cli_help_host"))
    one.add_argument("--port", metavar="N", type=_port, help=t("cli_help_port"))
    one.add_argument("--address", metavar="A", help=t("cli_help_address"))
    one.add_argument("--no-open", action="store_true", help=t("cli_help_no_open"))
    one.add_argument("--print-json", action="store_true", help=t("cli_help_print_json"))
    one = command("new", new)
    for name in ("title", "date", "place"):
        one.add_argument(f"--{name}", help=t(f"cli_ask_{name}"))
    one = command("link", link)
    one.add_argument("event", metavar="EVENT", help=t("cli_help_event"))
    one = command("minutes", write_minutes)
    one.add_argument("event", metavar="EVENT", help=t("cli_help_event"))
    one.add_argument("--format", choices=list(minutes.FORMATS), help=t("cli_help_format"))
    one.add_argument("--out", metavar="DIR", help=t("cli_help_out"))
    commands.add_parser("test", help=t("cli_help_test"), add_help=False)
    return parser
