#!/usr/bin/env python3
"""How long suggestions among 300 long ideas take: python bench/alike.py. Prints medians of nine.

The words are made up of Danish ones and of each other, so that there are as many different ones as in a real round.
"""

from __future__ import annotations

import random
import statistics
import time
import tomllib

from measure import ROOT, machine

from facilitator.methods import alike

EXAMPLES = ROOT / "events" / "2015-12-10-insp-roskilde" / "examples.toml"


def main() -> None:
    """Measure and print."""
    dice = random.Random(1)
    words = [word for idea in tomllib.loads(EXAMPLES.read_text("utf-8"))["idea"] for word in idea["text"].split()]
    words += [dice.choice(words) + dice.choice(words).lower() for _ in range(3000)]
    texts = {str(n): " ".join(dice.choices(words, k=60))[:280] for n in range(300)}
    first, again = [], []
    for _ in range(9):
        alike._stem.cache_clear()
        first.append(timed(texts))
        again.append(timed(texts))
    print(f"{machine()}: 300 ideas of 280 characters, {len(alike.alike(texts, 'da'))} pairs")
    print(f"first {statistics.median(first) * 1000:.0f} ms, again {statistics.median(again) * 1000:.0f} ms")


def timed(texts: dict[str, str]) -> float:
    """Seconds that one look takes."""
    started = time.perf_counter()
    alike.alike(texts, "da")
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
