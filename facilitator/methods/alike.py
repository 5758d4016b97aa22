"""Which ideas may say the same: a suggestion with its reason, made offline and never carried out by itself.

Words are taken to their stems (Snowball), compounds also to the parts that other ideas use as words. Two ideas are as
alike as the share of what they say that both say (Dice), where a rare word counts more than a common one (its inverse
document frequency).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

import msgspec
import snowballstemmer

MOST = 3
"""So many ideas are suggested for one."""
ENOUGH = 0.42
"""From this share on two ideas are suggested; found with the ideas of the worked example and inflected ones."""
PART = 4
"""A part of a compound has at least so many letters."""
ALGORITHMS = {"da": "danish", "en": "english"}
STOP = {
    "da": """af aldrig alle alt altid at bare bliver blive både da de dem den denne der deres derfor det dette dig din
        dine dit du efter eller en end endnu er et fik flere flest for fordi fra få får før gerne gjort godt gør gøre
        ham han hans har have havde hele helt hen hende her hos hun hvad hvem hver hvis hvor hvordan hvorfor i igen
        ikke ind ingen ja jeg jer jeres kan kom komme kommer kun kunne lad lave laver lige lidt man mange med meget
        mellem men mere mest mig min mine mit mod må måske ned nej nogen noget nogle nok nu når nå og også om op os
        osv over på se selv ser sig sin sine sit skal skulle så sådan tage tager til ud uden under ved vi vil ville
        vor vores vore være var vær år""",
    "en": """a about after all also an and any are as at be because been but by can could do does each for from get
        give had has have her here him his how i if in into is it its just let like made make many may more most much
        must my no not now of off on one only or other our out over own same she should so some such than that the
        their them then there these they this those to too under up us very was we were what when where which who why
        will with would you your""",
}
_WORD = re.compile(r"[^\W_]+")
_LOOSE_E = re.compile(r"(?<=[^aeiouyæøå])e(?=[lnr]$)")


class Pair(msgspec.Struct, frozen=True):
    """Two ideas, and the words of the first that made them alike, the rarest first."""

    a: str
    b: str
    words: list[str]


def alike(texts: Mapping[str, str], language: str) -> list[Pair]:
    """Give the pairs among texts (by id) that may say the same, the most alike first; each text in at most MOST."""
    words = {id: _words(text, language) for id, text in texts.items()}
    known = frozenset(word for each in words.values() for word in each)
    said = {id: _stems(each, known, language) for id, each in words.items()}
    where: defaultdict[str, list[str]] = defaultdict(list)
    for id, stems in said.items():
        for stem in stems:
            where[stem].append(id)
    weight = {stem: math.log(1 + len(texts) / len(ids)) for stem, ids in where.items()}
    whole = {id: sum(weight[stem] for stem in stems) for id, stems in said.items()}
    shares = _shares(said, where, weight, whole)
    pairs: list[Pair] = []
    count: Counter[str] = Counter()
    for _, a, b in shares:
        if count[a] < MOST and count[b] < MOST:
            count.update((a, b))
            shared = sorted(said[a].keys() & said[b].keys(), key=lambda stem: (-weight[stem], stem))
            pairs.append(Pair(a, b, list(dict.fromkeys(said[a][stem] for stem in shared))[:4]))
    return pairs


def _shares(
    said: Mapping[str, Mapping[str, str]],
    where: Mapping[str, list[str]],
    weight: Mapping[str, float],
    whole: Mapping[str, float],
) -> list[tuple[float, str, str]]:
    """Compare those that have a word in common that not everybody uses: (minus the share, a, b), most alike first."""
    found: list[tuple[float, str, str]] = []
    common = max(12, len(said) // 6)
    for a, stems in said.items():
        both: defaultdict[str, float] = defaultdict(float)
        for stem in stems:
            if len(where[stem]) <= common:
                for b in where[stem]:
                    if a < b:
                        both[b] += weight[stem]
        for b, shared in both.items():
            share = 2 * shared / (whole[a] + whole[b])
            if share >= ENOUGH:
                found.append((-share, a, b))
    return sorted(found)


def _words(text: str, language: str) -> list[str]:
    """The words that carry something, as they are written but small, with å for aa."""
    every = (word.casefold() for word in _WORD.findall(text))
    if language == "da":
        every = (word.replace("aa", "å") for word in every)
    stop = _stop(language)
    return [word for word in every if len(word) > 1 and word not in stop]


def _stems(words: list[str], known: frozenset[str], language: str) -> dict[str, str]:
    """The stems of words and of their parts that others use as words, each with a word that it came from."""
    stems: dict[str, str] = {}
    for word in words:
        stems.setdefault(_stem(word, language), word)
        for cut in range(PART, len(word) - PART + 1):
            for part in (word[:cut], word[cut:]):
                if part in known:
                    stems.setdefault(_stem(part, language), word)
    return stems


@cache
def _stop(language: str) -> frozenset[str]:
    return frozenset(STOP[language].split())


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(ALGORITHMS[language])


@cache
def _stem(word: str, language: str) -> str:
    """The stem; *cykel* and *cykl(er)* are one."""
    return _LOOSE_E.sub("", str(_stemmer(language).stemWord(word)))
