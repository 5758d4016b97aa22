"""Every word people read, in Danish and English: one flat file per language, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from babel.core import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

LANGUAGES = ("da", "en")
"""The languages there are; the first is the source."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")

# British English: the day before the month, and a clock of 24 hours as everywhere else in the house.
_LOCALES = {"da": "da_DK", "en": "en_GB"}


class Texts:
    """The texts of one language, called as ``t("phone_votes_left", n=3)``."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no texts in {language!r}, only in {', '.join(LANGUAGES)}")
        self.language = language
        self._texts = load(language)
        self._locale = Locale.parse(_LOCALES[language])

    def __call__(self, key: str, /, **args: object) -> str:
        """Return the text of `key` with its placeholders filled in.

        With a number `n`, the plural form `key_one` or `key_other` is taken where there is one.
        Raises KeyError for an unknown key and for a placeholder without a value.
        """
        text = self._texts[self._plural(key, args)]
        return PLACEHOLDER.sub(lambda found: str(args[found[1]]), text)

    def __contains__(self, key: object) -> bool:
        return key in self._texts or f"{key}_other" in self._texts

    def bundle(self, prefixes: Iterable[str]) -> dict[str, str]:
        """Return the raw texts whose keys start with one of `prefixes`, for a page's own script."""
        starts = tuple(prefixes)
        return {key: text for key, text in self._texts.items() if key.startswith(starts)}

    def date(self, day: date, style: Literal["full", "long", "medium", "short"] = "full") -> str:
        """Return a date as people write it: "torsdag den 10. december 2015"."""
        return str(format_date(day, format=style, locale=self._locale))

    def time(self, clock: time | datetime) -> str:
        """Return hours and minutes as people write them: "13.00", "13:00". A time is not moved to a zone."""
        moment = clock.time() if isinstance(clock, datetime) else clock.replace(tzinfo=None)
        return str(format_time(moment, format="short", locale=self._locale))

    def number(self, value: int | float) -> str:
        """Return a number with the language's own comma and thousands."""
        return str(format_decimal(value, locale=self._locale))

    def listed(self, parts: Iterable[str]) -> str:
        """Return the parts as one phrase: "lokaler, netværk og tid"."""
        return str(format_list(list(parts), locale=self._locale))

    def _plural(self, key: str, args: Mapping[str, object]) -> str:
        number = args.get("n")
        if isinstance(number, int | float):
            chosen = f"{key}_{self._locale.plural_form(number)}"
            if chosen in self._texts:
                return chosen
        return key


@cache
def load(language: str) -> Mapping[str, str]:
    """Return every text of a language by key. The file is read at the first call only."""
    file = Path(__file__).with_name(f"{language}.toml")
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    wrong = sorted(key for key, text in found.items() if not isinstance(text, str))
    if wrong:
        raise ValueError(f"{file.name} is to be flat text, but these are not: {', '.join(wrong)}")
    return MappingProxyType(found)
