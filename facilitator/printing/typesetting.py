"""The typesetter: a paper's words in, PDF or pictures out. The same words give the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import gevent
import msgspec
import typst

from facilitator.printing.letters import FONTS

PAPERS = Path(__file__).with_name("papers")


def pdf(paper: str, said: dict[str, Any], day: dt.date) -> bytes:
    """Give a paper as a PDF; it is dated by the event, so that nothing in it changes by itself."""
    made: bytes = _set(paper, said, format="pdf", timestamp=dt.datetime.combine(day, dt.time(), dt.UTC))
    return made


def picture(paper: str, said: dict[str, Any], dots_per_inch: float) -> bytes:
    """Give a paper's first page as a PNG."""
    made: bytes | list[bytes] = _set(paper, said, format="png", ppi=dots_per_inch)
    return made if isinstance(made, bytes) else made[0]


def _set(paper: str, said: dict[str, Any], **how: Any) -> Any:
    """Set a paper on another thread: the meeting goes on meanwhile. Nobody's words are ever part of the program."""
    inputs = {"said": msgspec.json.encode(said).decode()}
    return gevent.get_hub().threadpool.apply(
        typst.compile, (PAPERS / f"{paper}.typ",), {"root": PAPERS, "font_paths": _fonts(), "sys_inputs": inputs, **how}
    )


@cache
def _fonts() -> typst.Fonts:
    """Only what lies here and what the typesetter carries; what else a machine has makes no difference."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
