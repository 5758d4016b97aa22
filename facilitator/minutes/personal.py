"""What in a document looks like personal data, for whoever is about to publish it. It asks; it never decides.

Names are guessed from two words with capitals in a row, or one after *hos*, *fru* and the like; whoever the plan names
publicly is passed over. What is found is shown where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

What = Literal["cpr", "mail", "phone", "address", "name"]

_PATTERNS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("cpr", re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}(?!\d)")),
    ("mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "phone",  # neither two years nor a date is one
        re.compile(
            r"\+\d{1,3}(?: ?\d){6,12}(?!\d)"
            r"|(?<![\d.,])(?!(?:19|20)\d\d(?: (?:19|20)\d\d|-\d\d-\d\d))\d\d(?:[ -]?\d\d){3}(?!\d|[.,]\d| \d\d\b)"
        ),
    ),
    (
        "address",
        re.compile(
            r"(?<!\w)(?:[^\W\d_a-zæøå]\w*\.? )*(?:(?<=[\w.] )|[^\W\d_a-zæøå]\w+)"
            r"(?i:vej|vejen|gade|gaden|alle|allé|stræde|strædet|plads|pladsen|vænge|vænget|parken|torv|torvet|boulevard)"
            r" \d{1,3}(?: ?[A-ZÆØÅ]\b|\b)"
        ),
    ),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE_ONE = re.compile(r"\b(?:hos|fru|frøken|hr\.|spørg|kontakt|tovholder:?|tovholderen) $", re.IGNORECASE)
"""After this, one name is enough."""
_BEGINS = re.compile(
    "alle|at|besøg|byg|den|der|det|din|en|er|et|find|for|fra|få|giv|gør|hent|hjælp|hos|hvem|hvad|hvis|hvor|hvordan"
    "|hvorfor|hør|i|ingen|ja|jeg|kom|kontakt|kun|lad|lån|låner|læg|lær|med|mere|min|måske|mød|nej|når|og|om|op|på|ring"
    "|se|send|skab|skal|skriv|spørg|så|tag|tak|tal|til|tænk|ud|under|ved|vi|vores|vælg|åbent"
    "|a|ask|at|for|from|in|let|on|open|thanks|the|to|we|with",
    re.IGNORECASE,
)
"""Words that begin a sentence with a capital and no name."""
_OF_NOBODY = re.compile(
    r".*(?:kommunen?|region|bibliotek(?:et)?|universitet|skole|gymnasium|forening|selskab(?:et)?|klub|center|fond(?:en)?"
    r"|bank|teater|museum|kirke|café|hus|inspiratorium|sjælland)|by|kors|sagen|sankt|new|library|council|university",
    re.IGNORECASE,
)
"""Words that make a house, a place or an association of the words beside them."""


class Finding(msgspec.Struct, frozen=True):
    """Where something stands, what it is, and what it looks like."""

    place: str
    text: str
    what: What


def found(texts: Iterable[tuple[str, str]], known: Iterable[str] = ()) -> list[Finding]:
    """Look through texts, each with its place. `known` are names and words that are public already."""
    public = " \n".join(known).casefold()
    return [each for place, text in texts for each in _in(place, text) if each.text.casefold() not in public]


def _in(place: str, text: str) -> Iterator[Finding]:
    spans = [(what, match.span()) for what, pattern in _PATTERNS for match in pattern.finditer(text)]
    taken: list[tuple[int, int]] = []
    for what, (start, end) in [*spans, *(("name", span) for span in _names(text))]:
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            yield Finding(place, text[start:end], what)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Find words with capitals, as many as stand together."""
    together: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        goes_on = together and word and re.fullmatch(r"\.? ", text[together[-1].end() : word.start()])
        full_stop = goes_on and text[together[-1].end()] == "." and len(together[-1][0]) > 1
        if together and (not word or not goes_on or full_stop or not _has_a_capital(word[0])):
            if span := _name(text, together):
                yield span
            together = []
        if word and _has_a_capital(word[0]):
            together.append(word)


def _has_a_capital(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _name(text: str, words: list[re.Match[str]]) -> tuple[int, int] | None:
    """Give where a name begins and ends, if these words are one."""
    if _BEGINS.fullmatch(words[0][0]) and _begins_a_sentence(text, words[0].start()):
        words = words[1:]
    if not words or any(_OF_NOBODY.fullmatch(word[0]) for word in words):
        return None
    initials = sum(len(word[0]) == 1 for word in words)
    start, end = words[0].start(), words[-1].end()
    if len(words[-1][0]) == 1:
        end += text[end : end + 1] == "."
    if len(words) > initials and (len(words) > 1 or _BEFORE_ONE.search(text[:start])):
        return start, end
    return None


def _begins_a_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" »\"“('")
    return not before or before.endswith((".", "!", "?", ":", "\n"))
