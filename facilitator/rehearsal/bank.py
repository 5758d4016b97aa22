"""What simulated people may say, in each language: texts that nobody wrote. They lie beside this file."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path

import msgspec


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Texts by what they answer. `own` are the event's examples for the round with key `activity`."""

    ideas: list[str]
    more: list[str]
    """What is added to an idea that somebody has had already, or when it is mended."""
    hearts: list[str]
    questions: list[str]
    steps: list[str]
    heaps: list[str]
    activity: str = ""
    own: list[str] = []

    def shuffled(self, dice: random.Random, activity: str, own: list[str]) -> Bank:
        """Give the same texts in another order."""
        lists = {name: getattr(self, name) for name in ("ideas", "more", "hearts", "questions", "steps", "heaps")}
        mixed = {name: dice.sample(texts, len(texts)) for name, texts in lists.items()}
        return Bank(**mixed, activity=activity, own=dice.sample(own, len(own)))

    def idea(self, number: int, activity: str, limit: int) -> str:
        """Give the text with this number of those that answer an activity; after the last, with something added."""
        texts = self.own if self.own and activity == self.activity else self.ideas
        fitting = [text for text in texts if len(text) <= limit] or self.more
        text = fitting[number % len(fitting)]
        again = number // len(fitting)
        longer = f"{text.rstrip('.')}. {self.more[(number + again) % len(self.more)]}" if again else text
        return longer if len(longer) <= limit else text


@cache
def bank(language: str) -> Bank:
    """Give the texts of a language."""
    path = Path(__file__).with_name(f"{language}.toml")
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Bank)
