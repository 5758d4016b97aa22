"""`run.py test`: every check, one after the other, with a word on what failed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(arguments: list[str]) -> int:
    """Run ruff, mypy, and pytest with the arguments (which runs the scripts' own tests too). Give an exit code."""
    steps = [
        ("ruff", [sys.executable, "-m", "ruff", "check", "."]),
        ("mypy", [sys.executable, "-m", "mypy"]),
        ("pytest", [sys.executable, "-m", "pytest", *arguments]),
    ]
    if arguments and not arguments[0].startswith("-"):
        steps = steps[-1:]  # somebody wants these tests only
    failed = []
    for name, command in steps:
        print(f"--- {name}", flush=True)
        started = time.monotonic()
        if subprocess.run(command, cwd=ROOT).returncode:
            failed.append(name)
        print(f"    {name}: {time.monotonic() - started:.0f} s", flush=True)
    print("FAILED: " + ", ".join(failed) if failed else "all checks passed", flush=True)
    return 1 if failed else 0
