"""`run.py test`: every check, one after the other, with a word on what failed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
SIDE_BY_SIDE = ("-n", "4", "--dist", "loadgroup")
"""Most tests wait for screens and sockets, so four processes keep two cores busy."""
READ_ALL = """
const {readFileSync} = require('node:fs'), {SourceTextModule} = require('node:vm');
for (const path of process.argv.slice(1)) {
  try { new SourceTextModule(readFileSync(path, 'utf8')); }
  catch { console.log(path); process.exitCode = 1; }
}
"""
"""Reads every script as a module, runs none, and names those that are broken: a node for each takes far longer."""
HELP = """run.py test [--long] [...]

  run.py test                     ruff, mypy, the scripts, and every test
  run.py test --long              also the tests that take longer than ten minutes together
  run.py test tests/test_plan.py  these tests only
  run.py test -k plan             what is not ours is pytest's: see pytest --help

With INSPIRATORIUM_CI=1, a missing browser or node is a failure and not a skip.
"""


def run(arguments: list[str]) -> int:
    """Run ruff, mypy, node on the scripts, and pytest with the arguments. Give an exit code."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(HELP, end="")
        return 0
    steps: dict[str, Callable[[], bool]] = {
        "ruff": lambda: _passes("ruff", "check", ".") and _passes("ruff", "format", "--check", "."),
        "mypy": lambda: _passes("mypy"),
        "javascript": scripts_are_whole,
        "pytest": lambda: _passes("pytest", *SIDE_BY_SIDE, *arguments),
    }
    if arguments and not arguments[0].startswith("-"):
        steps = {"pytest": steps["pytest"]}  # somebody wants these tests only
    waiting = _begin("pytest", "-m", "waits", *arguments) if arguments in ([], ["--long"]) else None
    if waiting is not None:
        steps["pytest"] = lambda: _passes("pytest", *SIDE_BY_SIDE, "-m", "not waits", *arguments)
        steps["pytest of what waits"] = lambda: _ends_well(*waiting)
    failed = []
    for name, step in steps.items():
        print(f"--- {name}", flush=True)
        started = time.monotonic()
        if not step():
            failed.append(name)
        print(f"    {name}: {time.monotonic() - started:.0f} s", flush=True)
    print("FAILED: " + ", ".join(failed) if failed else "all checks passed", flush=True)
    return 1 if failed else 0


def scripts_are_whole(scripts: Path = ROOT / "static" / "js") -> bool:
    """Whether node can read every script. Their own tests are run by pytest."""
    node = shutil.which("node")
    if node is None:
        print("node is not installed" + (", and CI may not do without" if _in_ci() else ": skipped"), flush=True)
        return not _in_ci()
    there = map(str, sorted(scripts.rglob("*.js")))
    command = [node, "--experimental-vm-modules", "--no-warnings", "-e", READ_ALL, *there]
    done = subprocess.run(command, capture_output=True, text=True)
    for broken in done.stdout.splitlines():
        print(_refused_by(node, Path(broken)), flush=True)
    print(done.stderr, end="", flush=True)
    return done.returncode == 0


def _refused_by(node: str, script: Path) -> str:
    """Give what node says of a script that it cannot read, and where."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(script, Path(folder, script.name).with_suffix(".mjs"))  # then node takes it for a module
        done = subprocess.run([node, "--check", copy], capture_output=True, text=True)
    return done.stderr.replace(str(copy), str(script))


def _passes(module: str, *arguments: str) -> bool:
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT).returncode == 0


def _begin(module: str, *arguments: str) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Begin a check beside the others; what it says is kept until it is asked for."""
    said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT), said


def _ends_well(process: subprocess.Popen[bytes], said: IO[bytes]) -> bool:
    code = process.wait()
    said.seek(0)
    print(said.read().decode(errors="replace"), flush=True)
    said.close()
    return code == 0


def _in_ci() -> bool:
    return bool(os.environ.get("INSPIRATORIUM_CI"))
