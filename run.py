#!/usr/bin/env python3
"""Start Inspiratorium: `python3 run.py` (on Windows `py run.py`).

This half needs nothing but Python: it makes the project's own environment the first time, then hands over to it. Inside
it, gevent comes first of all and the rest is facilitator/cli.py.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def main(arguments: "list[str]") -> int:
    """Hand over to the program in its own environment, which is made where it is missing."""
    if inside():
        return run(arguments)
    if sys.version_info < OLDEST:
        return stop(
            f"Her er Python {sys.version_info[0]}.{sys.version_info[1]}. Inspiratorium bruger 3.11 eller nyere.",
            "Hent en ny på https://www.python.org/downloads/ og prøv igen.",
        )
    testing = arguments[:1] == ["test"]
    problem = prepare("requirements.txt") or (prepare("requirements-dev.txt") if testing else None)
    if problem:
        return stop(*problem)
    command = [str(PYTHON), str(ROOT / "run.py"), *arguments]
    if os.name == "nt":
        try:
            return subprocess.call(command)
        except KeyboardInterrupt:
            return 0
    os.execv(command[0], command)
    return 0


def inside() -> bool:
    """Whether this is the project's own environment already."""
    return Path(sys.prefix).resolve() == HOME.resolve()


def prepare(requirements: str) -> "tuple[str, ...] | None":
    """Make the environment hold what a file of requirements names. Give what is in the way, as lines, or None.

    The stamp is written last, so that an installation that was cut off is done again.
    """
    stamp = HOME / f".{requirements}.stamp"
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in needed(requirements))).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return None
    say("Første gang henter Inspiratorium det, det skal bruge. Det tager et par minutter og kræver net.")
    try:
        if not PYTHON.exists():
            say("1. Laver et hus til programmet i mappen .venv ...")
            made = subprocess.run([sys.executable, "-m", "venv", str(HOME)], capture_output=True, text=True)
            if made.returncode:
                return no_venv(made.stdout + made.stderr)
        say(f"2. Henter det, der står i {requirements} ...")
        pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        got = subprocess.run([*pip, "-r", str(ROOT / requirements)], stderr=subprocess.PIPE, text=True)
        if got.returncode:
            return (
                "Det kunne ikke hentes. Oftest er det nettet.",
                "Gå på et net, bare denne ene gang, og kør kommandoen igen. Bagefter klarer programmet sig uden.",
                "Det sidste, der blev sagt: " + (got.stderr.strip().splitlines() or ["-"])[-1],
            )
        stamp.write_text(wanted)
    except OSError as error:
        return (
            f"Mappen kan ikke skrives i: {ROOT} ({error.strerror}).",
            "Flyt den til et sted, du selv ejer, for eksempel Dokumenter på denne computer, og prøv igen.",
        )
    say("3. Klar.")
    return None


def needed(requirements: str) -> "list[str]":
    """Give the files whose text decides what is installed."""
    return ["requirements.txt"] if requirements == "requirements.txt" else ["requirements.txt", requirements]


def no_venv(said: str) -> "tuple[str, ...]":
    """Explain why there is no environment; on Debian and Ubuntu a package is missing."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if "ensurepip" in said or "No module named venv" in said:
        return (
            "Python mangler den del, der hedder venv.",
            f"Skriv: sudo apt install python{version}-venv    og prøv igen.",
        )
    return ("Der kunne ikke laves et hus til programmet i mappen .venv:", said.strip()[-400:])


def run(arguments: "list[str]") -> int:
    """Inside the environment: gevent's patch before everything else, then the command line."""
    from gevent import monkey

    if arguments[:1] != ["test"]:
        monkey.patch_all()
    from facilitator.cli import main as command_line

    return command_line(arguments)


def say(line: str) -> None:
    """Say what is being done, beside the output that scripts read."""
    print(line, file=sys.stderr, flush=True)


def stop(*lines: str) -> int:
    """Say what is in the way and what to do."""
    for line in lines:
        say(line)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
