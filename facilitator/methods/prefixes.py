"""What a referent types, read: `+ Et helt år giver ro #12` is for, about idea 12. Scripts read it in the same way."""

from __future__ import annotations

import re

PREFIXES = {
    "-": "point", "\u2013": "point",
    '"': "quote", "\u201c": "quote", "\u201d": "quote", "\u201e": "quote", "\u00bb": "quote",
    "*": "story", "%": "figure", "+": "for", "/": "against", "!": "agreement", "?": "parked",
}  # fmt: skip
"""What a note may begin with. Phones write quotes and dashes of their own."""

_LINK_FIRST = re.compile(r"#([1-9]\d{0,3})(?:\s+|$)")
_LINK_LAST = re.compile(r"(?:^|\s+)#([1-9]\d{0,3})\.?$")
_LINK_WITHIN = re.compile(r"(?<![\w#&])#([1-9]\d{0,3})(?!\w)")
_QUOTES = '"\u201c\u201d\u201e\u00bb\u00ab'


def read(line: str, kind: str = "point") -> tuple[str, str, int | None]:
    """Give the text, the kind and the number of the idea. A number within a sentence is left there.

    A sign before a digit is part of a number: "-5 grader".
    """
    text, link = line.strip(), None
    prefixed = False
    for _ in range(2):
        if link is None and (found := _LINK_FIRST.match(text)):
            link, text = int(found[1]), text[found.end() :]
        if not prefixed and text[:1] in PREFIXES and not (text[:1] in "-+\u2013" and text[1:2].isdigit()):
            kind, text, prefixed = PREFIXES[text[:1]], text[1:].lstrip(), True
    if link is None and (found := _LINK_LAST.search(text)):
        link, text = int(found[1]), text[: found.start()]
    if link is None and (found := _LINK_WITHIN.search(text)):
        link = int(found[1])
    return (text.strip(_QUOTES + " \n") if kind == "quote" else text), kind, link
