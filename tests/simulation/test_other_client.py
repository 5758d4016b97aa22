"""A client written from docs/wire.md alone takes part in a meeting."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

CLIENT = Path(__file__).with_name("other_client.py")


def test_it_works(server: ServerProcess) -> None:
    console = Console(server)
    client = subprocess.Popen(
        [sys.executable, str(CLIENT), server.here, "7K4", "Skrevet af en fremmed klient"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    console.until("ideer", "open", "silent")
    listen_until(console, lambda: any(id.startswith("c:") for id in console.rows))
    console.until("stemmer", "open")
    listen_until(console, lambda: console.rows["progress"]["voted"])
    console.until("stemmer", "shown")
    said, trouble = client.communicate(timeout=20)
    assert trouble == "", trouble
    assert json.loads(said) == {"idea": "Skrevet af en fremmed klient", "votes": 1}


def listen_until(console: Console, holds: Callable[[], object]) -> None:
    """Listen until something holds, but not for ever."""
    for _ in range(50):
        if holds():
            return
        console.listen(0.2)
    raise AssertionError("the other client never did it")


def test_it_imports_nothing_of_ours() -> None:
    for node in ast.walk(ast.parse(CLIENT.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom | ast.Import):
            names = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            assert not any((name or "").startswith(("facilitator", "tests")) for name in names)
