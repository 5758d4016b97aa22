"""The house: upper floors know lower ones and never the other way round; nothing grows without bound."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "facilitator"

# From the roof down; on one floor only rightwards.
LAYERS = [
    ["cli", "checks"],
    ["app"],
    ["pages"],
    ["live"],
    ["rehearsal", "plan_watch", "afterwards", "safekeeping", "carried"],
    ["door"],
    ["house"],
    ["broadcast", "reckoning", "minutes", "ready", "health", "printing"],
    ["opening", "rehearsed", "earlier"],
    ["meeting"],
    [
        "referent",
        "fetching",
        "audience",
        "own",
        "arrivals",
        "steering",
        "timetable",
        "actions",
        "scenes",
        "invitations",
    ],
    ["activities"],
    ["backups", "store", "photos", "mail_list", "presence", "state", "days", "rows", "unlinking"],
    ["plan"],
    [
        "commands",
        "wire",
        "changes",
        "schema",
        "waves",
        "access",
        "lock",
        "transport",
        "venue",
        "reasons",
        "texts",
        "methods",
        "ics",
        "words",
        "clock",
        "config",
        "laptop",
        "computer",
        "copying",
        "in_place",
        "logs",
    ],
]
PLACE = {name: (floor, room) for floor, names in enumerate(LAYERS) for room, name in enumerate(names)}
WEB = {"flask", "flask_socketio", "werkzeug"}
WEB_ROOMS = {"app", "pages", "live"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [alias.name for alias in node.names] if node.module == "facilitator" else [""]
            yield from (f"{node.module}.{name}".rstrip(".") for name in names)


def test_it_works() -> None:
    assert {room_of(path) for path in modules()} - {"__init__"} == set(PLACE), "a room without a floor, or none there"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_upper_floors_import_lower_ones_only(path: Path) -> None:
    here = room_of(path)
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "facilitator" and len(parts) > 1 and parts[1] not in (here, "__version__"):
            assert PLACE[parts[1]] > PLACE[here], f"{path.name} may not import {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_web_is_in_its_own_rooms(path: Path) -> None:
    if room_of(path) not in WEB_ROOMS:
        assert not {name.split(".")[0] for name in imports_of(path)} & WEB


def test_the_mathematics_import_nothing_of_ours() -> None:
    for path in (PACKAGE / "methods").glob("*.py"):
        assert not any(name.startswith("facilitator") for name in imports_of(path))


def test_the_file_is_touched_by_one_module_only() -> None:
    touching = {room_of(path) for path in modules() if "sqlite3" in set(imports_of(path))}
    names_it = {
        "store",
        "meeting",
        "ready",
        "house",
        "cli",
        "app",
        "rehearsed",
        "earlier",
        "unlinking",
        "afterwards",
        "backups",
        "safekeeping",
        "pages",
    }  # the others may name its errors
    assert touching <= names_it
    for path in modules():
        if room_of(path) not in {"store", "schema", "unlinking"}:  # the last works within the first one's transaction
            assert "execute(" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_say_their_job_and_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module says its job in a sentence"
    assert len(text.splitlines()) <= 400, "a file of this house can be read in one sitting"
