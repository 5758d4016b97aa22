"""QR codes: as a path for the board, as blocks for the terminal, and what a code for a Wi-Fi network says."""

from __future__ import annotations

import io
import re
from typing import Any

import qrcode
from qrcode.constants import ERROR_CORRECT_M

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


def terminal_qr(text: str) -> str:
    """Give a code as text, two modules in each character's height, dark on light whatever the terminal's colours."""
    out = io.StringIO()
    _code(text).print_ascii(out=out, invert=True)
    return out.getvalue()


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
