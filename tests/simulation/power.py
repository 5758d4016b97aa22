"""What a power cut leaves of files whose writes and syncs were recorded: all that was synced, and some of the rest."""

from __future__ import annotations

import marshal
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
TORN = 0.05
"""How often a sector is written in part only."""
Files = dict[str, bytearray]


class Done(NamedTuple):
    """One thing that was done to a file, and when it was over."""

    kind: str
    name: str
    at: int
    """Where in the file; of a cut of the file, its new length."""
    data: bytes
    moment: float


def recorded(log: Path) -> list[Done]:
    """Read what the recorder wrote."""
    with log.open("rb") as file:
        size = log.stat().st_size
        done = []
        while file.tell() < size:
            done.append(Done(*marshal.load(file)))
    return done


def cuts(done: Sequence[Done], moments: Iterable[int], dice: random.Random) -> Iterator[tuple[int, Files]]:
    """Cut the power after each of these numbers of things done, and give what is on the disk then."""
    safe: Files = {}
    loose: list[Done] = []
    so_far = 0
    for moment in sorted(moments):
        for each in done[so_far:moment]:
            loose.append(each)
            if each.kind == "sync":
                loose = _sync(safe, loose, each.name)
        so_far = moment
        files = {name: bytearray(data) for name, data in safe.items()}
        for each in _what_lands(loose, dice):
            _do(files, each)
        yield moment, files


def _sync(safe: Files, loose: list[Done], name: str) -> list[Done]:
    """Make one file safe, and that others are gone; give what is loose still."""
    for each in loose:
        if each.name == name or each.kind == "delete":
            _do(safe, each)
    return [each for each in loose if each.name != name and each.kind != "delete"]


def _what_lands(loose: Iterable[Done], dice: random.Random) -> Iterator[Done]:
    """Choose what of the loose things reaches the disk: sector by sector, some of them torn."""
    chance = dice.choice([0.0, 0.1, 0.5, 0.9, 1.0])
    for each in loose:
        for piece in _sectors(each):
            if dice.random() < chance:
                torn = each.kind == "write" and dice.random() < TORN
                yield piece._replace(data=piece.data[: dice.randrange(SECTOR)]) if torn else piece


def _sectors(each: Done) -> Iterator[Done]:
    if each.kind != "write":
        yield each
        return
    start, end = each.at, each.at + len(each.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield each._replace(at=start, data=each.data[start - each.at : stop - each.at])
        start = stop


def _do(files: Files, each: Done) -> None:
    if each.kind == "delete":
        files.pop(each.name, None)
        return
    data = files.setdefault(each.name, bytearray())
    if each.kind == "truncate":
        del data[each.at :]
    elif each.kind == "write":
        data.extend(bytes(max(0, each.at - len(data))))
        data[each.at : each.at + len(each.data)] = each.data
