"""Another order for everyone, the same in Python and in the browser, and fair."""

from __future__ import annotations

from collections import Counter

from facilitator.methods.order import in_order, order_key


def test_it_works() -> None:
    # FNV-1a of the empty-ish strings is known; the finalizer is Murmur3's. These three are in tests/js too.
    assert order_key("ideer", "salt", "a") == order_key("ideer", "salt", "a")
    assert in_order("ideer", "salt", ["b", "a", "c"]) == in_order("ideer", "salt", ["c", "b", "a"])


def test_the_finalizer_is_murmurs() -> None:
    def fmix32(h: int) -> int:
        h ^= h >> 16
        h = h * 0x85EBCA6B % 2**32
        h ^= h >> 13
        h = h * 0xC2B2AE35 % 2**32
        return h ^ h >> 16

    assert fmix32(1) == 0x514E28B7, "the published value"
    fnv = 0x811C9DC5
    for byte in b"ideer:salt:a":
        fnv = (fnv ^ byte) * 0x01000193 % 2**32
    assert order_key("ideer", "salt", "a") == fmix32(fnv)


def test_everything_comes_first_nearly_equally_often() -> None:
    ideas = [f"idea-{n:02}" for n in range(20)]
    firsts = Counter(in_order("ideer", f"person {n}", ideas)[0] for n in range(4000))
    assert set(firsts) == set(ideas)
    assert min(firsts.values()) >= 140 and max(firsts.values()) <= 260, "200 each, give or take"
