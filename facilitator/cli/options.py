"""The options of every command, with their help in the language of whoever asks."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from facilitator import __version__, minutes, printing, venue
from facilitator.cli.words import t
from facilitator.minutes.package import PAPERS
from facilitator.rehearsal import FASTEST, MOST, PACES
from facilitator.texts import LANGUAGES

ROOT = Path(__file__).parents[2]
COMMANDS = ("serve", "rehearse", "new", "print", "link", "minutes", "verify", "restore", "doctor", "chaos", "test")
BESIDE = ("chaos", "test")
"""What lies with the tests, and reads its own options."""
# Ports that browsers refuse to open, whatever listens there.
REFUSED_PORTS = {
    1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """Make the parser of the whole command line."""
    whole = _Parser(prog="run.py", description=t("cli_about"), epilog=_examples())
    version = f"Inspiratorium {__version__}"
    whole.add_argument("--version", action="version", version=version, help=t("cli_help_version"))
    commands = whole.add_subparsers(title=t("cli_commands"), metavar="", required=True, dest="command")

    def command(name: str) -> argparse.ArgumentParser:
        about = t(f"cli_help_{name}")
        each = commands.add_parser(name, help=about, description=about)
        folder = str(ROOT / "events")
        each.add_argument("--events", metavar="DIR", default=folder, help=t("cli_help_events"))
        return each

    one = command("serve")
    one.add_argument("event", nargs="?", metavar="EVENT", help=t("cli_help_event"))
    _add_serving(one)
    one = command("rehearse")
    one.add_argument("event", metavar="EVENT", help=t("cli_help_event"))
    one.add_argument("--phones", metavar="N", type=_phones, help=t("cli_help_phones"))
    one.add_argument("--pace", metavar="P", type=_pace, default=PACES["normal"], help=t("cli_help_pace"))
    _add_serving(one)
    one = command("new")
    for name in ("title", "date", "place", "starts", "ends"):
        one.add_argument(f"--{name}", metavar=name.upper(), help=t(f"cli_ask_{name}"))
    _print_options(command("print"))
    one = command("link")
    one.add_argument("event", metavar="EVENT", help=t("cli_help_event"))
    one = command("minutes")
    one.add_argument("event", metavar="EVENT", help=t("cli_help_event"))
    one.add_argument("--format", choices=list(minutes.FORMATS), help=t("cli_help_format"))
    one.add_argument("--paper", choices=list(PAPERS), default="minutes", help=t("cli_help_paper"))
    one.add_argument("--public", action="store_true", help=t("cli_help_public"))
    one.add_argument("--language", choices=LANGUAGES, help=t("cli_help_language"))
    one.add_argument("--out", metavar="DIR", help=t("cli_help_out"))
    one = command("verify")
    one.add_argument("event", metavar="EVENT", help=t("cli_help_event"))
    one = command("restore")
    one.add_argument("event", metavar="EVENT", help=t("cli_help_event"))
    one.add_argument("--from", dest="copy", metavar="FILE", help=t("cli_help_from"))
    command("doctor")
    for name in BESIDE:
        commands.add_parser(name, help=t(f"cli_help_{name}"))
    return whole


def _print_options(one: argparse.ArgumentParser) -> None:
    one.add_argument("event", metavar="EVENT", help=t("cli_help_event"))
    where = one.add_mutually_exclusive_group()
    where.add_argument("--address", metavar="A", type=_address, help=t("cli_help_print_address"))
    where.add_argument("--unknown", action="store_true", help=t("cli_help_print_unknown"))
    one.add_argument("--tables", metavar="N", type=_tables, help=t("cli_help_print_tables"))
    one.add_argument("--out", metavar="DIR", help=t("cli_help_print_out"))
    papers = list(printing.PAPERS)
    one.add_argument("--only", action="append", choices=papers, metavar="PAPER", help=t("cli_help_print_only"))


def _add_serving(one: argparse.ArgumentParser) -> None:
    one.add_argument("--host", metavar="A", default="0.0.0.0", help=t("cli_help_host"))
    one.add_argument("--port", metavar="N", type=_port, help=t("cli_help_port"))
    one.add_argument("--address", metavar="A", help=t("cli_help_address"))
    one.add_argument("--no-open", action="store_true", help=t("cli_help_no_open"))
    one.add_argument("--print-json", action="store_true", help=t("cli_help_print_json"))


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, t("cli_usage") + " " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are in the texts."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, formatter_class=_Formatter, allow_abbrev=False)
        self._positionals.title = t("cli_positionals")
        self._optionals.title = t("cli_options")
        self.add_argument("-h", "--help", action="help", help=t("cli_help_help"))

    def error(self, message: str) -> NoReturn:
        self.exit(2, t("cli_wrong_use", message=_in_our_words(message), program=self.prog) + "\n")


def _in_our_words(message: str) -> str:
    """Say Python's own complaints as ours; others stand as they are."""
    for pattern, key in (
        (r"unrecognized arguments: (?P<word>.+)", "cli_wrong_unknown"),
        (r"the following arguments are required: (?P<word>.+)", "cli_wrong_missing"),
        (r"argument (?P<word>\S+): expected .*", "cli_wrong_no_value"),
        (r"argument (?P<word>\S+): not allowed with argument (?P<other>\S+)", "cli_wrong_both"),
        (r"argument (?P<word>\S+): invalid choice: \S+ \(choose from (?P<choices>.+)\)", "cli_wrong_choice"),
    ):
        if found := re.fullmatch(pattern, message):
            return t(key, **{name: value.replace("'", "") for name, value in found.groupdict().items()})
    return re.sub(r"^argument (\S+): ", r"\1: ", message)


def _address(text: str) -> str:
    try:
        return venue.typed(text)
    except ValueError:
        raise argparse.ArgumentTypeError(t("print_no_address", text=text)) from None


def _tables(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= printing.MOST_TABLES:
        raise argparse.ArgumentTypeError(t("print_no_tables", most=printing.MOST_TABLES))
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(t("cli_no_port", text=text))
    if int(text) in REFUSED_PORTS:
        raise argparse.ArgumentTypeError(t("cli_refused_port", port=text))
    return int(text)


def _phones(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST:
        raise argparse.ArgumentTypeError(t("cli_no_phones", text=text, most=MOST))
    return int(text)


def _pace(text: str) -> float:
    try:
        pace = PACES[text] if text in PACES else float(text)
    except ValueError:
        pace = 0.0
    if not 0 < pace <= FASTEST:
        raise argparse.ArgumentTypeError(t("cli_no_pace", text=text, paces=", ".join(PACES)))
    return pace


def _examples() -> str:
    lines = (
        ("", "all"), (" serve 2015-12-10-insp-roskilde", "single"), (" rehearse 7K4 --pace fast", "rehearse"),
        (" new", "new"), (" print 7K4", "print"),
        (" link 7K4", "link"), (" minutes 7K4 --format html", "minutes"), (" serve --help", "options"),
    )  # fmt: skip
    said = [f"  run.py{command:38} {t(f'cli_example_{name}')}" for command, name in lines]
    return "\n".join([*said, "", t("cli_in_english")])
