"""What in a document looks like personal data, for whoever is about to publish it. It asks; it never decides.

Names are guessed from two capitalised words in a row, or one after *hos*, *fru* and the like; whoever the plan names
publicly is passed over. What is found is shown where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

What = Literal["cpr", "mail", "phone", "address", "name"]

_UPPER = "A-ZÆØÅÉÖÄÜ"
_LOWER = "a-zæøåéöäü"
_PATTERNS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("cpr", re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}(?!\d)")),
    ("mail", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    ("phone", re.compile(r"(?<![\d.])(?:\+45 ?)?\d{2} ?\d{2} ?\d{2} ?\d{2}(?![\d.])")),
    (
        "address",
        re.compile(rf"[{_UPPER}][{_LOWER}]*(?:vej|gade|allé|alle|stræde|plads|vænget?|parken|torv) \d{{1,3}}\b"),
    ),
    (
        "name",
        re.compile(
            rf"(?<![\w»\"“])[{_UPPER}][{_LOWER}]+(?:[ -][{_UPPER}][{_LOWER}]*\.?)*[ -][{_UPPER}][{_LOWER}]+(?!\w)"
            rf"|(?:(?<=\bhos )|(?<=\b[Ff]ru )|(?<=\b[Hh]r\. ))[{_UPPER}][{_LOWER}]+"
        ),
    ),
)


class Finding(msgspec.Struct, frozen=True):
    """Where something stands, what it is, and what it looks like."""

    place: str
    text: str
    what: What


def found(texts: Iterable[tuple[str, str]], known: Iterable[str] = ()) -> list[Finding]:
    """Look through texts, each with its place. `known` are names and words that are public already."""
    public = " ".join(known).casefold()
    return [each for place, text in texts for each in _in(place, text) if each.text.casefold() not in public]


def _in(place: str, text: str) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for what, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if what == "name" and _begins_a_sentence(text, start) and _is_one_name(match[0]):
                continue
            if not any(start < last and first < end for first, last in taken):
                taken.append((start, end))
                yield Finding(place, match[0], what)


def _begins_a_sentence(text: str, start: int) -> bool:
    return not text[:start].rstrip(" »\"“('") or text[:start].rstrip(" »\"“('").endswith((".", "!", "?", ":", "\n"))


def _is_one_name(found: str) -> bool:
    """Two words with capitals of which the first only begins the sentence: *Besøg Havnen*."""
    return (
        len(re.split("[ -]", found)) == 2
        and "-" not in found
        and _FIRST_WORD.fullmatch(found.split(" ")[0]) is not None
    )


_FIRST_WORD = re.compile(
    "alle|at|besøg|byg|den|der|det|din|en|er|et|find|for|fra|få|gør|hos|hvem|hvad|hvor|hvordan|hvorfor|hør|i|ingen|ja|jeg"
    "|kom|kun|lad|lån|læg|lær|med|mere|min|mød|nej|når|og|om|op|på|ring|se|skab|skal|skriv|så|tag|til|tænk|ud|under|ved|vi"
    "|vores|vælg|the|a|we|in|on|at|to|for|from|with|let",
    re.IGNORECASE,
)
