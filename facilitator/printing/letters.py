"""Which letters can be printed, and what stands for those that cannot: never an empty box."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
FAMILIES = ("Bricolage Grotesque", "Schibsted Grotesk", "DejaVu Sans Mono")
"""The house's two typefaces, then the one the typesetter carries itself: for Greek, Cyrillic and a few signs."""

_CARRIED = "386-386 388-38a 38c-38c 38e-3a1 3a3-3ce 400-45f 490-491 2116-2116 2190-2195 2212-2212 2260-2260 2264-2265 "
_CARRIED += "25cf-25cf 2610-2612 2713-2714"
_LONG = re.compile(r"\S{33,}")
_PIECE = 12
BREAK = "\u200b"
"""A place where a line may be broken, without anything to see."""


@cache
def letters() -> frozenset[int]:
    """Give every letter that some typeface of ours has."""
    about = json.loads((FONTS / "MANIFEST.json").read_text(encoding="utf-8"))["files"].values()
    runs = " ".join([_CARRIED, *(file["letters"] for file in about)]).split()
    pairs = [(int(first, 16), int(last, 16)) for first, last in (run.split("-") for run in runs)]
    return frozenset(number for first, last in pairs for number in range(first, last + 1))


def printable(text: str) -> str:
    """Give a text as it can be printed: pictures are left out, letters nobody has become their plain form or "?"."""
    whole = unicodedata.normalize("NFC", text)
    said = "\n".join(" ".join("".join(map(_letter, line)).split()) for line in whole.split("\n"))
    return _LONG.sub(breakable, said) if said.strip() or not text.strip() else "?"


def verbatim(text: str) -> str:
    """Give what people are to type letter for letter: nothing is left out."""
    return "".join(letter if ord(letter) in letters() else "?" for letter in unicodedata.normalize("NFC", text))


def breakable(found: re.Match[str]) -> str:
    """Let a word longer than any column be broken."""
    word = found[0]
    return BREAK.join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))


def lost(text: str) -> list[str]:
    """Give what a text has that cannot be printed as it stands, each once."""
    whole = unicodedata.normalize("NFC", text)
    return list(dict.fromkeys(letter for letter in whole if not letter.isspace() and _letter(letter) != letter))


def _letter(letter: str) -> str:
    if ord(letter) in letters() or letter.isspace():
        return letter
    if unicodedata.category(letter) in ("So", "Sk", "Mn", "Me", "Cf", "Cc", "Co", "Cn"):
        return ""
    plain = unicodedata.normalize("NFKD", letter)[0]
    return plain if ord(plain) in letters() else "?"
