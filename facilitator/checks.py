"""`run.py test`: every check, one after the other, with a word on what failed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(arguments: list[str]) -> int:
    """Run ruff, mypy, the scripts' own tests where Node is, and pytest with the arguments. Give an exit code."""
    node = shutil.which("node")
    scripts = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.mjs"))
    steps = [
        ("ruff", [sys.executable, "-m", "ruff", "check", "."]),
        ("mypy", [sys.executable, "-m", "mypy"]),
        *([("node", [node, "--test", *scripts])] if node and scripts else []),
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
