"""The real program as a process of its own: started, killed, started again on the same port."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[2]


class ServerProcess:
    """`run.py serve` (or another command that serves) on loopback. `links` is what it printed when it was ready."""

    def __init__(self, events: Path, *options: str, port: int = 0, command: str = "serve") -> None:
        self.events = events
        self.links: dict[str, Any] = {}
        self.output: list[str] = []
        self.key = ""
        """The facilitator's cookie, once somebody has used the link; it outlives a restart."""
        self._options = options
        self._command = command
        self._port = port
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [
            sys.executable,
            str(ROOT / "run.py"),
            self._command,
            "--no-open",
            "--print-json",
            "--host",
            "127.0.0.1",
        ]
        command += ["--port", str(self._port), "--events", str(self.events), *self._options]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self._process.stdout and self._process.stderr
        threading.Thread(target=self._collect, args=(self._process.stderr,), daemon=True).start()
        line = self._process.stdout.readline()
        if not line:
            self._process.wait(10)
            time.sleep(0.2)
            raise RuntimeError("the server did not start:\n" + "".join(self.output))
        self.links = json.loads(line)
        self._port = self.links["port"]
        threading.Thread(target=self._collect, args=(self._process.stdout,), daemon=True).start()

    def _collect(self, stream: Any) -> None:
        for line in stream:
            self.output.append(line)

    @property
    def port(self) -> int:
        """The port it answers on; the same after a restart."""
        return self._port

    @property
    def here(self) -> str:
        """Its address on this machine."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def event(self) -> dict[str, Any]:
        """The links of its only event."""
        (event,) = self.links["events"]
        return event  # type: ignore[no-any-return]

    @property
    def folder(self) -> Path:
        """The folder of its only event."""
        return self.events / str(self.event["folder"])

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def faults(self) -> list[str]:
        """What it said of faults: exceptions that nobody foresaw."""
        return [line for line in self.output if line.startswith("FAULT") or "Traceback" in line]

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def stop(self) -> None:
        """End it as a person would."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def __enter__(self) -> ServerProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if kind is not None:
            print("the server said:\n" + "".join(self.output[-80:]))
