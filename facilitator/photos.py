"""Pictures on disk, beside the event's file: decoded, made smaller and written anew, so that only the picture stays.

What a camera says beside it - where, when, with which phone - is gone with the file that was sent.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path

from PIL import Image, ImageOps

from facilitator import in_place

FOLDER = "photos"
SIDE = 2000
"""So many px a picture is wide and high at most."""
SENT_LIMIT = 12 * 1024 * 1024
PIXELS = 60_000_000
"""More than any phone's camera has; what claims more is there to fill the memory."""
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


def shrink(sent: bytes) -> bytes | None:
    """Decode a picture and write it anew as a JPEG without metadata, or None where it is no picture of a kind we read.

    Slow: not for the thread that serves.
    """
    try:
        with Image.open(io.BytesIO(sent), formats=FORMATS) as found:
            if found.width * found.height > PIXELS:
                return None
            found.draft("RGB", (SIDE, SIDE))
            picture = ImageOps.exif_transpose(found)
            picture.thumbnail((SIDE, SIDE))
            flat = Image.new("RGB", picture.size, "white")
            flat.paste(picture, mask=picture.getchannel("A") if "A" in picture.getbands() else None)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    written = io.BytesIO()
    flat.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def keep(event: Path, name: str, picture: bytes) -> None:
    """Put a picture on disk, whole or not at all. Raise OSError."""
    in_place.put(_path(event, name), picture)


def read(event: Path, name: str) -> bytes | None:
    """Give a picture, or None where there is none."""
    try:
        return _path(event, name).read_bytes()
    except OSError:
        return None


def forget(event: Path, name: str) -> None:
    """Delete a picture."""
    _path(event, name).unlink(missing_ok=True)


def sweep(event: Path, wanted: Collection[str]) -> None:
    """Delete what nobody knows any more: a picture whose note was dropped or never made when the laptop stopped."""
    folder = event / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stem not in wanted or path.suffix != ".jpg":
            path.unlink(missing_ok=True)


def _path(event: Path, name: str) -> Path:
    return event / FOLDER / f"{name}.jpg"
