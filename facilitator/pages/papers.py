"""Printing from the organiser's browser: the question about the address, then four papers to look at and fetch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
from flask import Blueprint, Response, abort, request

from facilitator import printing, venue
from facilitator.house import House
from facilitator.opening import folders
from facilitator.pages.files import Files
from facilitator.pages.responses import page, texts
from facilitator.plan import PlanError

PREVIEW = 40
"""Dots per inch of a paper's small picture, which is shown at half its size."""


class Asked(msgspec.Struct):
    """What the form says: whether the address is known (None: not answered yet), which, and how many tables."""

    known: bool | None
    address: str
    tables: str
    wrong: str = ""
    """The text of what is wrong with it, if anything is."""

    @property
    def printed(self) -> str | None:
        """The address that goes on the papers."""
        return venue.typed(self.address) if self.known else None


def pages(house: House, files: Files) -> Blueprint:
    """Make the page of papers, and the papers."""
    blueprint = Blueprint("papers", __name__)

    @blueprint.get("/organise/<name>/print")
    def papers(name: str) -> Any:
        folder = _folder(house, name)
        asked = _asked(house, folder)
        context: dict[str, Any] = {"folder": name, "asked": asked, "most": printing.MOST_TABLES}
        order, problem = None, house.problems.get(name)
        try:
            order = _order(house, folder, asked) if problem is None else None
        except (PlanError, printing.NoCode) as why:
            problem = why
        if order is not None:
            context |= _shown(order, asked)
        context |= {"title": order.plan.title if order else name, "today": _today(house), "problem": _said(problem)}
        response = page("print.html", files, texts(), "print", page={}, blocks={}, **context)
        response.status_code = 400 if asked.wrong else 200
        return response

    @blueprint.get("/organise/<name>/print/<paper>.pdf")
    def fetch(name: str, paper: str) -> Any:
        folder, order = _ordered(house, name, paper)
        body = printing.pdf(paper, order)
        if paper in printing.WITH_ADDRESS:
            printing.remember(folder, order, dt.datetime.now(dt.UTC))
        return _kept_by_nobody(body, "application/pdf", f'attachment; filename="{printing.file_name(paper, order)}"')

    @blueprint.get("/organise/<name>/print/<paper>.png")
    def look(name: str, paper: str) -> Any:
        _, order = _ordered(house, name, paper)
        return _kept_by_nobody(printing.picture(paper, order, PREVIEW), "image/png", "inline")

    return blueprint


def _folder(house: House, name: str) -> Path:
    found = [folder for folder in folders(house.config.events) if folder.name == name]
    return found[0] if found else abort(404)


def _asked(house: House, folder: Path) -> Asked:
    """Read the form; before it was sent, what was printed last, else what the laptop is called today."""
    t = texts()
    before = printing.printed(folder)
    known = {"1": True, "0": False}.get(request.args.get("known", ""))
    proposed = (before and before.address) or _today(house)
    asked = Asked(known, request.args.get("address", proposed).strip(), request.args.get("tables", "").strip())
    if asked.tables and not (asked.tables.isdecimal() and 0 < int(asked.tables) <= printing.MOST_TABLES):
        asked.wrong = t("print_no_tables", most=printing.MOST_TABLES)
    try:
        _ = asked.printed
    except ValueError:
        asked.wrong = t("print_no_address", text=asked.address)
    return asked


def _order(house: House, folder: Path, asked: Asked) -> printing.Order:
    codes = (code for code, running in house.running.items() if running.opened.folder == folder)
    tables = int(asked.tables) if asked.tables and not asked.wrong else None
    return printing.order(folder, None if asked.wrong else asked.printed, tables, next(codes, ""))


def _ordered(house: House, name: str, paper: str) -> tuple[Path, printing.Order]:
    folder = _folder(house, name)
    asked = _asked(house, folder)
    if paper not in printing.PAPERS:
        abort(404)
    if asked.wrong or (paper in printing.WITH_ADDRESS and asked.known is None):
        abort(400)
    try:
        return folder, _order(house, folder, asked)
    except (PlanError, printing.NoCode):
        abort(404)


def _shown(order: printing.Order, asked: Asked) -> dict[str, Any]:
    """What the page shows of an order: each paper, or that the address has to be answered first."""
    query = {"known": "1" if asked.known else "0", "address": order.address or "", "tables": str(order.tables)}
    answered = asked.known is not None and not asked.wrong
    return {
        "papers": [(paper, answered or paper not in printing.WITH_ADDRESS) for paper in printing.PAPERS],
        "query": {name: value for name, value in query.items() if value},
        "tables": order.tables,
        "lost": printing.unprintable(order.plan),
    }


def _said(problem: Exception | None) -> str:
    if isinstance(problem, printing.NoCode):
        return texts()("plan_no_code")
    return str(problem or "")


def _today(house: House) -> str:
    """The address that phones are told today; empty without a network."""
    address = house.address()
    return "" if address.partition(":")[0] == venue.LOOPBACK else address


def _kept_by_nobody(body: bytes, kind: str, disposition: str) -> Response:
    return Response(body, headers={"Cache-Control": "no-store", "Content-Disposition": disposition}, content_type=kind)
