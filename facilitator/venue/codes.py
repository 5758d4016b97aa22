"""QR codes: as a path for the board, as blocks for the terminal, and what a code for a Wi-Fi network says."""

from __future__ import annotations

import re
from typing import Any

import qrcode
from qrcode.constants import ERROR_CORRECT_M

_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
_DARK_ON_LIGHT = "\x1b[38;5;16m\x1b[48;5;231m"
_PLAIN = "\x1b[0m"
QUIET = 4
"""Modules of quiet zone around a code; scanners need four."""


def qr(text: str) -> dict[str, Any]:
    """Give a code as {size, path}: an SVG path in a square of `size` modules, quiet zone included, level M."""
    matrix = _code(text).get_matrix()
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                runs.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            x += 1
    return {"size": len(matrix), "path": "".join(runs)}


def terminal_qr(text: str, *, colours: bool = False) -> str:
    """Give a code as lines of text, two modules in each character's height.

    With `colours` it is dark on light on any terminal; without, on those that write light on dark.
    """
    matrix = _code(text).get_matrix()
    empty = [False] * len(matrix[0])
    rows = [*matrix, empty][: len(matrix) + len(matrix) % 2]
    lines = []
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        blocks = "".join(_BLOCKS[top == colours, bottom == colours] for top, bottom in zip(upper, lower, strict=True))
        lines.append(f"{_DARK_ON_LIGHT}{blocks}{_PLAIN}" if colours else blocks)
    return "\n".join(lines)


def wifi_qr(ssid: str, password: str) -> dict[str, Any] | None:
    """Give a network's code; none with other letters than a-z, which phones read as something else."""
    return qr(wifi_text(ssid, password)) if (ssid + password).isascii() else None


def wifi_text(ssid: str, password: str, *, hidden: bool = False) -> str:
    """Give what a code for a Wi-Fi network says; phones join on reading it. No password: an open network."""
    secret = f"T:WPA;S:{_escaped(ssid)};P:{_escaped(password)};" if password else f"T:nopass;S:{_escaped(ssid)};"
    return f"WIFI:{secret}{'H:true;' if hidden else ''};"


def _escaped(text: str) -> str:
    return re.sub(r'([\\;,":])', r"\\\1", text)


def _code(text: str) -> qrcode.QRCode[Any]:
    code: qrcode.QRCode[Any] = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    return code
