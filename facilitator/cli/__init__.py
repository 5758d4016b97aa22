"""The commands of `run.py`: serve, rehearse, new, print, link, minutes, verify, restore, doctor, test."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from facilitator import checks, logs
from facilitator.cli.doctor import doctor
from facilitator.cli.keeping import restore, verify
from facilitator.cli.links import link
from facilitator.cli.options import COMMANDS, parser
from facilitator.cli.papers import new, write_minutes
from facilitator.cli.printing import print_papers
from facilitator.cli.serving import serve
from facilitator.cli.words import Stop

DOES: dict[str, Callable[[argparse.Namespace], int]] = {
    "serve": serve, "rehearse": serve, "new": new, "print": print_papers, "link": link, "minutes": write_minutes,
    "verify": verify, "restore": restore, "doctor": doctor,
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Do what a command line says. Give the process's exit code."""
    if arguments[:1] == ["test"]:
        return checks.run(arguments[1:])
    options = parser().parse_args(_with_command(arguments))
    logs.to_terminal()
    try:
        code = DOES[options.command](options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read it, `head` for one, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Stop as why:
        print(why, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _with_command(arguments: list[str]) -> list[str]:
    """Without a command, serving is meant."""
    first = arguments[0] if arguments else ""
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        return arguments
    return ["--help"] if first == "help" else ["serve", *arguments]
