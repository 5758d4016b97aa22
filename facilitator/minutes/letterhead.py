"""Whose paper it is: a name, a picture, and one colour that can be read on white and white on it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import msgspec

from facilitator.minutes import docx_styles
from facilitator.plan.checks import CONTRAST, contrast_on_white

log = logging.getLogger(__name__)


class Letterhead(msgspec.Struct, frozen=True):
    """A name, a colour like "#14584A", a picture as a PNG or JPEG, the styles of a Word document; each may be empty."""

    name: str = ""
    colour: str = ""
    logo: bytes = b""
    styles: dict[str, str] = {}


def of(plan: dict[str, Any], folder: Path | None) -> Letterhead:
    """Read what the plan says; its picture lies in the event's `folder`. One that is not there is left out."""
    said = plan.get("letterhead") or {}
    logo = _file(said.get("logo"), folder)
    return Letterhead(
        name=said.get("name") or "",
        colour=readable(said.get("colour") or ""),
        logo=logo if logo.startswith((b"\x89PNG", b"\xff\xd8")) else b"",
        styles=_styles(_file(said.get("styles"), folder)),
    )


def _styles(file: bytes) -> dict[str, str]:
    try:
        return docx_styles.read(file) if file else {}
    except docx_styles.Unusable as why:
        log.warning("the letterhead's styles are not used", {"why": why})
        return {}


def readable(colour: str) -> str:
    """Darken a colour as little as it takes to reach `CONTRAST` with white."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)] if colour else []
    darker, share = colour, 100
    while darker and contrast_on_white(darker) < CONTRAST:
        share -= 2
        darker = "#" + "".join(f"{part * share // 100:02X}" for part in parts)
    return darker


def _file(name: str | None, folder: Path | None) -> bytes:
    if not name or folder is None or Path(name).name != name:
        return b""
    try:
        return (folder / name).read_bytes()
    except OSError:
        return b""


def kind_of(picture: bytes) -> str:
    """Say what a picture is: png or jpeg."""
    return "png" if picture.startswith(b"\x89PNG") else "jpeg"
