#!/usr/bin/env python3
"""Make the typefaces of what is printed: one plain TTF for each weight in use, from the same packages as the screens'.

Run it only to change a version or a weight: `pip install fonttools brotli`, then `python tools/print_fonts.py`. It
needs npm; the result is committed, so nobody else does. `facilitator/printing/fonts/MANIFEST.json` says where each came
from and which letters it has, and a test holds the files to it.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import tarfile
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import fontTools
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.vendor import WANTED, download, read  # noqa: E402

FONTS = ROOT / "facilitator" / "printing" / "fonts"
# package: (the typeface's name, how its files begin, the weights in use)
FACES = {
    "@fontsource-variable/bricolage-grotesque": ("Bricolage Grotesque", "bricolage-grotesque", (700,)),
    "@fontsource-variable/schibsted-grotesk": ("Schibsted Grotesk", "schibsted-grotesk", (400, 700)),
}
SUBSETS = ("latin", "latin-ext")
STYLES = {400: "Regular", 700: "Bold"}


def main() -> None:
    """Make every weight in FACES, and the manifest."""
    manifest: dict[str, Any] = {"made_with": f"fonttools {fontTools.version}", "packages": {}, "files": {}}
    for package, (family, stem, weights) in FACES.items():
        version = WANTED[package][0]
        with tempfile.TemporaryDirectory() as temporary:
            archive, integrity = download(package, version, Path(temporary))
            with tarfile.open(archive) as tar:
                parts = [read(tar, f"package/files/{stem}-{subset}-wght-normal.woff2") for subset in SUBSETS]
        manifest["packages"][package] = {"version": version, "license": "OFL-1.1", "integrity": integrity}
        for weight in weights:
            path = FONTS / f"{stem}-{weight}.ttf"
            letters = make(parts, family, weight, path)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            manifest["files"][path.name] = {"package": package, "sha256": digest, "letters": ranges(letters)}
    (FONTS / "MANIFEST.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def make(parts: list[bytes], family: str, weight: int, path: Path) -> list[int]:
    """Write one weight, its subsets laid together again. Give the letters it has."""
    with tempfile.TemporaryDirectory() as temporary:
        files = []
        for number, part in enumerate(parts):
            font = TTFont(io.BytesIO(part))
            instantiateVariableFont(font, {"wght": weight}, inplace=True)
            font.flavor = None
            files.append(Path(temporary) / f"{number}.ttf")
            font.save(files[-1])
        font = Merger().merge([str(file) for file in files])
    name_it(font, family, weight)
    born = TTFont(io.BytesIO(parts[0]))["head"]
    font["head"].created, font["head"].modified = born.created, born.modified  # the same file from the same parts
    font.recalcTimestamp = False
    font.save(path)
    return sorted(font.getBestCmap())


def name_it(font: TTFont, family: str, weight: int) -> None:
    """Say family and style as the typesetter looks for them."""
    style = STYLES[weight]
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    for number in (16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=number)
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def ranges(letters: list[int]) -> str:
    """Write sorted numbers as runs: "20-7e a0-a3"."""
    starts = [letters[0], *(after for before, after in pairwise(letters) if after != before + 1)]
    ends = [*(before for before, after in pairwise(letters) if after != before + 1), letters[-1]]
    return " ".join(f"{start:x}-{end:x}" for start, end in zip(starts, ends, strict=True))


if __name__ == "__main__":
    main()
