"""The web pages: one blueprint, made of the rooms of the house that people may enter."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Flask

from facilitator.afterwards import Afterwards
from facilitator.house import House
from facilitator.pages import (
    admission,
    calendar,
    edits,
    events,
    helping,
    lend,
    mail,
    meetings,
    notes,
    organise,
    own,
    papers,
    people,
    plans,
    reckoning,
    rehearse,
    responses,
    take_away,
)
from facilitator.pages.files import Files
from facilitator.rehearsal import Rehearsals

ROOT = Path(__file__).parents[2]


def add_pages(app: Flask, house: House, rehearsals: Rehearsals, afterwards: Afterwards) -> None:
    """Give an app all pages."""
    files = _files()
    responses.prepare(app, files)
    admission.guard(app, house, files)
    for part in (
        people,
        calendar,
        lend,
        helping,
        meetings,
        edits,
        notes,
        organise,
        events,
        plans,
        papers,
        take_away,
        mail,
        reckoning,
    ):
        app.register_blueprint(part.pages(house, files))
    app.register_blueprint(rehearse.pages(house, rehearsals, files))
    app.register_blueprint(own.pages(house, files, afterwards))


@cache
def _files() -> Files:
    """The files do not change while the program runs, so that all apps of a process share them."""
    return Files(ROOT / "static")
