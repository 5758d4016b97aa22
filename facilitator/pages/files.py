"""The files in `static/`, in memory, each under an address that changes when any of them does.

The address of the whole tree carries the hash, so that modules import each other by relative paths and browsers
may keep everything for ever. Each screen's styles are one file: tokens, the screen's own, then its parts.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

SCREENS = ("phone", "board", "console", "referent", "organise", "print", "minutes")
COMPRESSED = frozenset({".js", ".css", ".svg", ".txt", ".json"})
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_IMPORT = re.compile(r"""(?:^|[;\s}])(?:import|from)\s*['"](\.[^'"]+)['"]""")


class File(msgspec.Struct, frozen=True):
    """One file as it is sent: `zipped` is None where that would not help."""

    body: bytes
    zipped: bytes | None
    type: str


class Files:
    """Everything under a folder, read once."""

    def __init__(self, folder: Path) -> None:
        """Read the folder. Raise OSError."""
        raw = dict(_read(folder))
        for screen in SCREENS:
            raw[f"css/{screen}.css"] = _styles(raw, screen)
        digest = hashlib.sha256()
        for name, body in sorted(raw.items()):
            digest.update(f"{name}\0{len(body)}\0".encode() + body)
        self.hash = digest.hexdigest()[:12]
        self.base = f"/static/{self.hash}"
        self._files = {name: _file(name, body) for name, body in raw.items()}

    def get(self, name: str) -> File | None:
        """Give a file by its path under the folder."""
        return self._files.get(name)

    def url(self, name: str) -> str:
        """Give the address of a file."""
        return f"{self.base}/{name}"

    def modules(self, entry: str) -> list[str]:
        """Give the addresses of everything that a module imports, and that imports in turn, so that a page can
        ask for all of it at once."""
        found: list[str] = []
        waiting = [entry]
        while waiting:
            name = waiting.pop(0)
            file = self._files.get(name)
            if file is None:
                continue
            for path in _IMPORT.findall(file.body.decode()):
                target = _resolve(name, path)
                if target not in found and target != entry:
                    found.append(target)
                    waiting.append(target)
        return [self.url(name) for name in found]


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _styles(raw: dict[str, bytes], screen: str) -> bytes:
    parts = sorted(name for name in raw if name.startswith(f"css/parts/{screen}/") and name.endswith(".css"))
    names = ["css/tokens.css", f"css/{screen}.css", *parts]
    return b"\n".join(raw[name] for name in names if name in raw)


def _file(name: str, body: bytes) -> File:
    suffix = Path(name).suffix
    zipped = gzip.compress(body, 9, mtime=0) if suffix in COMPRESSED else None
    kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return File(body, zipped if zipped and len(zipped) < len(body) else None, kind)


def _resolve(name: str, path: str) -> str:
    parts = name.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)
