"""What the benchmarks share: our server with the small event, and a load from a process of its own."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import SMALL_PLAN  # noqa: E402
from tests.simulation.phone import new_id  # noqa: E402
from tests.simulation.server import ServerProcess  # noqa: E402

HELLO = {"event": "7K4", "audience": "phone"}


def machine() -> str:
    """Say where this was measured."""
    return f"{platform.platform()}, Python {platform.python_version()}"


@contextmanager
def our_server() -> Iterator[ServerProcess]:
    """Serve the small event from a new folder."""
    with tempfile.TemporaryDirectory() as folder:
        event = Path(folder) / "events" / "2015-12-10-insp"
        event.mkdir(parents=True)
        (event / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")
        with ServerProcess(event.parent) as server:
            yield server


def load(
    port: int, pid: int, seconds: float, asks: list[Any], *, phones: int, ours: bool = True, stalled: int = 0
) -> dict[str, Any]:
    """Let so many phones ask, from a process of their own, and give what load.py measured."""
    task = {
        "port": port, "pid": pid, "seconds": seconds, "asks": asks, "phones": phones, "stalled": stalled,
        "cookies": [f"insp_7K4={new_id()}{n:06d}" for n in range(phones)] if ours else None,
        "hello": HELLO if ours else None,
    }  # fmt: skip
    command = [sys.executable, str(ROOT / "bench" / "load.py")]
    done = subprocess.run(command, input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures
