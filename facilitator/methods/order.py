"""Another order of ideas for every person: a pure function, the same here and in `static/js/parts/order.js`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def order_key(activity: str, salt: str, target: str) -> int:
    """Give the place of a target in one person's order: fmix32(FNV-1a of "<activity>:<salt>:<target>"), 32 bits.

    FNV-1a alone leaves neighbouring ids near each other; Murmur3's finalizer spreads them.
    """
    h = 0x811C9DC5
    for byte in f"{activity}:{salt}:{target}".encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return h ^ (h >> 16)


def fewest_first(activity: str, salt: str, counts: Mapping[str, int]) -> list[str]:
    """Sort targets by how many people have them already, and equal ones as this person sees them.

    Whoever takes the first ones raises the least: in a first round all counts stay within one of each other.
    """
    return sorted(counts, key=lambda target: (counts[target], order_key(activity, salt, target), target))


def in_order(activity: str, salt: str, targets: Iterable[str]) -> list[str]:
    """Sort targets as this person sees them; equal keys by id."""
    return sorted(targets, key=lambda target: (order_key(activity, salt, target), target))
