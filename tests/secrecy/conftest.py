"""Twins for the tests, as many as wanted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from jinja2 import FileSystemBytecodeCache

from facilitator import minutes, store
from facilitator.access import new_id
from facilitator.minutes import Version, apart
from tests.secrecy.twin import Twins, twin_in


@pytest.fixture(autouse=True)
def minutes_without_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the minutes say is asked for so often here that a process for each would take minutes of another kind."""

    def one(folder: Path, name: str, version: Version, made: dt.datetime, **_: Any) -> bytes:
        return minutes.render(store.read(folder), name, made, version, folder)

    monkeypatch.setattr(apart, "one", one)


@pytest.fixture
def twins(tmp_path: Path) -> Twins:
    """Opens twins, as many as wanted; they compile each template once between them."""
    compiled = FileSystemBytecodeCache(str(tmp_path))
    return lambda beside="": twin_in(tmp_path / new_id(), compiled, beside)
