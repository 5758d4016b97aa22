"""Bytes that are no request and no frame: whoever sends them is let go, and nobody else notices.

A finding goes into `tests/corpus/bytes/`, one file each, before it is mended. What follows a line of dashes there is
sent after a good handshake. `\\xff` and the like stand for bytes.
"""

from __future__ import annotations

import contextlib
import os
import random
import socket
import struct
import time
from pathlib import Path

import psutil
import pytest

from tests.conftest import SMALL_PLAN, event_in
from tests.simulation.server import ServerProcess
from tests.test_fuzz import kept, names, unharmed

SHAKE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
AFTER = "---\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> ServerProcess:  # type: ignore[misc]
    folder = event_in(tmp_path_factory.mktemp("bytes"), SMALL_PLAN)
    with ServerProcess(folder.parent) as process:
        yield process


def send(server: ServerProcess, sent: bytes, *, shaken: bool) -> bytes:
    """Send bytes on a line of their own, to the end, and give what came back."""
    answer = b""
    with socket.create_connection(("127.0.0.1", server.port), 3) as line, contextlib.suppress(OSError):
        if shaken:
            line.sendall(SHAKE)
            answer = line.recv(4096)
            assert answer.startswith(b"HTTP/1.1 101")
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        while piece := line.recv(4096):
            answer += piece
    return answer


def read(path: Path) -> tuple[bytes, bool]:
    head, dashes, rest = path.read_text("ascii").partition(AFTER)
    sent = (rest if dashes else head).replace("\n", "")
    return sent.encode().decode("unicode_escape").encode("latin-1"), bool(dashes)


def frame(dice: random.Random) -> bytes:
    """Make something that is nearly a frame (RFC 6455, 5.2): flags, lengths, masks and codes that do not fit."""
    payload = dice.choice([b"", b"40", b"2", b'42["hello",{}]', b"\xff\xfe", b"\x03\xe8bye", b"\x00", os.urandom(40)])
    first = dice.choice([0x81, 0x01, 0x80, 0x00, 0x82, 0x88, 0x89, 0x8A, 0x83, 0x8F, 0xC1, 0xF1, dice.randrange(256)])
    masked = dice.random() < 0.8
    size = dice.choice([len(payload)] * 6 + [0, 125, 126, 65_536, 2**31, 2**63, 2**64 - 1])
    how = dice.choice(["fits", "fits", "fits", "short", "long"])
    if size < 126 and how == "fits":
        head = struct.pack("!BB", first, size | masked << 7)
    elif size < 65_536 and how != "long":
        head = struct.pack("!BBH", first, 126 | masked << 7, size)
    else:
        head = struct.pack("!BBQ", first, 127 | masked << 7, size)
    return head + (b"\x00\x00\x00\x00" if masked else b"") + payload


def shake(dice: random.Random) -> bytes:
    """Make something that is nearly a handshake."""
    raw = bytearray(SHAKE)
    for _ in range(dice.randrange(1, 8)):
        at = dice.randrange(len(raw))
        match dice.randrange(4):
            case 0:
                raw[at] = dice.randrange(256)
            case 1:
                del raw[at : at + dice.randrange(30)]
            case 2:
                raw[at:at] = os.urandom(dice.randrange(5))
            case 3:
                raw[at:at] = dice.choice([b"\r\n", b"\n", b"\x00", b" ", b"Content-Length: -1\r\n", b"\r\n\r\n"])
    return bytes(raw)


def test_it_works(server: ServerProcess) -> None:
    assert len(kept("bytes")) >= 10
    assert send(server, b"", shaken=True)
    unharmed(server)


@pytest.mark.parametrize("path", kept("bytes"), ids=names)
def test_kept_bytes_hurt_nobody(path: Path, server: ServerProcess) -> None:
    sent, shaken = read(path)
    send(server, sent, shaken=shaken)
    unharmed(server)


def test_whatever_bytes_come_they_hurt_nobody_and_leave_nothing_behind(
    server: ServerProcess, pytestconfig: pytest.Config
) -> None:
    before = sockets(server)
    for seed in range(4000 if pytestconfig.getoption("--long") else 150):
        dice = random.Random(seed)
        shaken = dice.random() < 0.6
        sent = b"".join(frame(dice) for _ in range(dice.randrange(1, 6))) if shaken else shake(dice)
        send(server, sent, shaken=shaken)
        assert not server.faults, (seed, sent, "".join(server.output[-30:]))
    until = time.monotonic() + 10
    while sockets(server) > before and time.monotonic() < until:
        time.sleep(0.1)
    assert sockets(server) <= before, "every line was let go"
    unharmed(server)


def sockets(server: ServerProcess) -> int:
    return len(psutil.Process(server.pid).net_connections("tcp"))
