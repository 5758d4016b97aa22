#!/usr/bin/env python3
"""Start Inspiratorium: `python3 run.py` (on Windows `py run.py`).

This half needs nothing but Python: it makes the project's own environment the first time, then hands over to it. Inside
it, gevent comes first of all and the rest is facilitator/cli.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MADE = HOME / ".made"
OLDEST = (3, 11)
PATIENCE = 15 * 60
OFFLINE = re.compile(
    r"connection|connecting|retrying|timed? ?out|resolution|name or service|unreachable|proxy|getaddrinfo|"
    r"failed to establish|SSL|from versions: none",
    re.IGNORECASE,
)


class Stop(Exception):
    """Something is in the way; as text, what it is and what to do."""


def main(arguments: "list[str]") -> int:
    """Hand over to the program in its own environment, which is made where it is missing."""
    if sys.version_info < OLDEST:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        tell("Her er Python " + version + ". Inspiratorium bruger 3.11 eller nyere.")
        tell("Hent en ny på https://www.python.org/downloads/ og prøv igen.")
        tell("(This is Python " + version + ". Inspiratorium needs 3.11 or newer.)")
        return 1
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shall not end a meeting
    if inside():
        return run(arguments)
    try:
        prepare("requirements.txt", *(["requirements-dev.txt"] if arguments[:1] in (["test"], ["chaos"]) else []))
        return hand_over([str(PYTHON), str(ROOT / "run.py"), *arguments])
    except Stop as why:
        tell(str(why))
    except KeyboardInterrupt:
        tell(said("cli_setup_interrupted"))
    return 1


def inside() -> bool:
    """Whether this is the project's own environment already."""
    return Path(sys.prefix).resolve() == HOME.resolve()


def hand_over(command: "list[str]") -> int:
    """Become the program in its own environment. On Windows, wait for it."""
    if os.name == "nt":  # execv would give the prompt back at once
        try:
            return subprocess.call(command)
        except KeyboardInterrupt:
            return 0
    try:
        os.execv(command[0], command)
    except OSError as why:
        raise Stop(said("cli_setup_no_run", file=command[0], why=why.strerror)) from why


def run(arguments: "list[str]") -> int:
    """Inside the environment: gevent's patch before everything else, then the command line."""
    try:
        if arguments[:1] != ["test"]:
            from gevent import monkey

            monkey.patch_all()
        if arguments[:1] == ["chaos"]:  # the program tries itself; it lies with the tests, which nothing else knows
            from tests.simulation.chaos import main as chaos

            return chaos(arguments[1:])
        from facilitator.cli import main as command_line
    except ModuleNotFoundError as why:
        if (why.name or "").startswith("facilitator"):
            raise
        tell(said("cli_setup_broken", folder=HOME, name=why.name))
        return 1
    return command_line(arguments)


# --- the environment ------------------------------------------------------------------------


def prepare(*requirements: str) -> None:
    """Make the environment hold what files of requirements name. Raise Stop with what is in the way."""
    if all(is_held(name) for name in requirements):
        return
    from facilitator.lock import Lock, Locked

    tell(said("cli_setup_first"))
    ask_about_place()
    try:
        HOME.mkdir(exist_ok=True)
        lock, patient_until = None, time.monotonic() + PATIENCE
        while lock is None:
            try:
                lock = Lock(HOME)
            except Locked:  # somebody clicked twice
                if time.monotonic() > patient_until:
                    raise Stop(said("cli_setup_broken", folder=HOME, name=".lock")) from None
                time.sleep(0.5)
        try:
            if not stands():
                make()
            for name in requirements:
                if not is_held(name):
                    install(name)
        finally:
            lock.release()
    except OSError as why:
        raise Stop(said("cli_setup_read_only", folder=ROOT, why=why.strerror)) from why
    tell(said("cli_setup_ready"))


def is_held(requirements: str) -> bool:
    """Whether the environment stands and holds what a file names, as far as the stamp says."""
    stamp = stamp_of(requirements)
    return stands() and stamp.exists() and stamp.read_text() == wanted(requirements)


def stands() -> bool:
    """Whether the environment was made to the end, on a Python that is still there and still the same 3.x."""
    if not (PYTHON.exists() and (MADE.exists() or stamp_of("requirements.txt").exists())):
        return False
    if os.name == "nt":
        home = re.search(r"^home\s*=\s*(.+?)\s*$", (HOME / "pyvenv.cfg").read_text(errors="replace"), re.MULTILINE)
        return home is None or Path(home[1], "python.exe").exists()
    name = os.path.basename(os.path.realpath(str(PYTHON)))
    return not re.fullmatch(r"python3\.\d+", name) or (HOME / "lib" / name).is_dir()


def stamp_of(requirements: str) -> Path:
    """Give the file that says what was installed."""
    return HOME / f".{requirements}.stamp"


def wanted(requirements: str) -> str:
    """Give the hash of all that decides what a file of requirements installs."""
    names = dict.fromkeys(("requirements.txt", requirements))
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def make() -> None:
    """Make the environment anew, over whatever was left there. Raise Stop, OSError."""
    tell(said("cli_setup_make"))
    for left in HOME.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        elif left.name != ".lock":
            left.unlink()
    made = subprocess.run([sys.executable, "-m", "venv", str(HOME)], capture_output=True, text=True, errors="replace")
    words = (made.stdout + made.stderr).strip()
    if made.returncode and ("ensurepip is not available" in words or "No module named" in words):
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Stop(said("cli_setup_no_venv", command=f"sudo apt install python{version}-venv"))
    if made.returncode:
        raise Stop(said("cli_setup_failed", said=last_of(words)))
    MADE.write_text("")


def install(requirements: str) -> None:
    """Install what a file names. The stamp comes last, so that what was cut off is done again. Raise Stop, OSError."""
    tell(said("cli_setup_fetch", file=requirements))
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    command = [*pip, "-r", str(ROOT / requirements)]
    got = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if got.returncode and "No space left" in got.stdout:
        raise Stop(said("cli_setup_full"))
    if got.returncode:
        key = "cli_setup_offline" if OFFLINE.search(got.stdout) else "cli_setup_failed"
        raise Stop(said(key, said=last_of(got.stdout)))
    stamp_of(requirements).write_text(wanted(requirements))


def last_of(words: str) -> str:
    """Give the end of what another program said: its last mistake, or its last line."""
    lines = [line.strip() for line in words.splitlines() if line.strip()] or ["-"]
    return next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1])[:300]


def ask_about_place() -> None:
    """Warn where the folder is copied to the cloud, before thousands of files are put there; ask whoever is there."""
    from facilitator import computer

    service = computer.copied_by(ROOT)
    if not service:
        return
    tell(said("cli_synced", folder=ROOT, service=service, place=computer.elsewhere()))
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(said("cli_setup_anyway") + " ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower()[:1] not in ("j", "y"):
            raise Stop(said("cli_setup_moved"))


# --- words ----------------------------------------------------------------------------------


def said(key: str, **values: object) -> str:
    """Give a text of the program's own, read with nothing but Python."""
    import tomllib

    from facilitator.computer import language

    text = (ROOT / "facilitator" / "texts" / f"{language()}.toml").read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), tomllib.loads(text)[key])


def tell(words: str) -> None:
    """Say something, beside the output that scripts read."""
    print(words, file=sys.stderr)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
