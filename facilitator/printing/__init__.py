"""What is printed before a meeting: the poster, the tables' cards, the drejebog and blank cards, as PDFs, offline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from facilitator import plan as plans
from facilitator import store
from facilitator.activities import SPECS
from facilitator.opening import PLAN_NAME
from facilitator.printing import content, typesetting
from facilitator.printing.content import MOST_TABLES, Order, tables_of, unprintable
from facilitator.printing.printed import FOLDER, Printed, outdated, printed, remember
from facilitator.texts import Texts

__all__ = [
    "FOLDER",
    "MOST_TABLES",
    "PAPERS",
    "WITH_ADDRESS",
    "NoCode",
    "Order",
    "Printed",
    "export",
    "file_name",
    "order",
    "outdated",
    "pdf",
    "picture",
    "printed",
    "remember",
    "tables_of",
    "unprintable",
]

PAPERS: dict[str, Callable[[Order, Texts], dict[str, Any]]] = {
    "poster": content.poster, "cards": content.cards, "script": content.script, "ideas": content.ideas,
}  # fmt: skip
WITH_ADDRESS = frozenset({"poster", "cards"})


class NoCode(Exception):
    """The meeting has no code yet: none in its plan, and it was never started."""


def order(folder: Path, address: str | None, tables: int | None = None, code: str = "") -> Order:
    """Say what is to be printed for an event; a running meeting knows its code.

    Raise PlanError, NoCode, sqlite3.Error.
    """
    plan = plans.read(folder / PLAN_NAME, SPECS)
    return Order(plan, code or _code(folder, plan), address, tables or tables_of(plan))


def pdf(paper: str, order: Order) -> bytes:
    """Give a paper as a PDF."""
    return typesetting.pdf(paper, _said(paper, order), order.plan.date)


def picture(paper: str, order: Order, dots_per_inch: float) -> bytes:
    """Give a paper's first page as a PNG."""
    return typesetting.picture(paper, _said(paper, order), dots_per_inch)


def file_name(paper: str, order: Order) -> str:
    """Name a paper's file in the event's language."""
    return f"{Texts(order.plan.language)(f'print_file_{paper}')}.pdf"


def export(papers: Iterable[str], order: Order, folder: Path, out: Path, at: dt.datetime) -> Iterator[Path]:
    """Write papers of the event in a folder, and remember what they say. Give their paths. Raise OSError."""
    out.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        path = out / file_name(paper, order)
        path.write_bytes(pdf(paper, order))
        if paper in WITH_ADDRESS:
            remember(folder, order, at)
        yield path


def _said(paper: str, order: Order) -> dict[str, Any]:
    t = Texts(order.plan.language)
    return PAPERS[paper](order, t) | {"name": t(f"print_{paper}")}


def _code(folder: Path, plan: plans.Plan) -> str:
    """The file of the event has the word once the meeting has begun; before that, the plan where it has a code."""
    try:
        event = next(iter(store.read(folder).rows["event"].values()), None)
    except FileNotFoundError:
        event = None
    code = event.code if event and (event.stage != "planned" or not plan.code) else plan.code
    if not code:
        raise NoCode
    return str(code)
