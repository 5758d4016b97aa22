"""A new plan: the commented template, with the organiser's own title, date and place in it."""

from __future__ import annotations

import contextlib
import itertools
import re
import secrets
from collections.abc import Collection, Iterable
from datetime import date, time
from pathlib import Path

import tomlkit

from facilitator.access import ALPHABET
from facilitator.plan.editing import with_fields
from facilitator.plan.fields import tidy
from facilitator.plan.problems import PlanError, Problem
from facilitator.plan.programme import slug
from facilitator.texts import Texts

TEMPLATES = Path(__file__).parents[2] / "events" / "templates"
TEMPLATE = TEMPLATES / "aabent-inspiratorium" / "plan.toml"
MANY_EVENTS = 10
LAST_MINUTE = 24 * 60 - 1

TITLE_SHOWN = 80

_TITLE_LINE = re.compile(r"""^\s*\[event\][^\[]*?^\s*title\s*=\s*["']([^"'\n]+)["']""", re.MULTILINE)
_CODE_LINE = re.compile(r"""^\s*code\s*=\s*["'](\w+)["']""", re.MULTILINE)


def folder_name(day: date, place: str) -> str:
    """Return the name of an event's folder: "2015-12-10-insp-roskilde". It never changes afterwards."""
    return f"{day.isoformat()}-{slug(place)}".rstrip("-")


def free_folder(events: Path, day: date, place: str) -> Path:
    """Return a folder for an event that is not there yet: a second one on a day and at a place gets a number."""
    name = folder_name(day, place)
    names = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
    return next(events / each for each in names if not (events / each).exists())


def new(
    folder: Path,
    title: str,
    day: date,
    place: str,
    *,
    starts: time | None = None,
    ends: time | None = None,
    hosts: Iterable[str] = (),
    template: Path = TEMPLATE,
) -> Path:
    """Write a plan into a folder, which is made, and return its path. Comments of the template stay.

    The event gets a code that no other event beside the folder has. With `starts` the whole programme moves
    along; a clock time that is not within the meeting goes, its minutes stay. Raises PlanError when there is
    a plan already, and OSError.
    """
    document = tomlkit.parse(template.read_text(encoding="utf-8"))
    event = document["event"]
    assert isinstance(event, tomlkit.items.Table)
    _move(document, event, starts, ends)
    event["title"], event["date"], event["place"] = tidy(title), day, tidy(place)
    event["code"] = new_code(codes(folder.parent))
    if invited := [tidy(host) for host in hosts]:
        event["hosts"] = invited
    return _begun(folder, tomlkit.dumps(document).encode("utf-8", "replace"))


def copied(source: Path, folder: Path, title: str, day: date, place: str) -> Path:
    """Write the plan of another event into a folder, with a code of its own, and return its path.

    Raises PlanError, ByHandOnly, OSError, and ValueError for a file that is no TOML.
    """
    own = {"title": tidy(title), "date": day.isoformat(), "place": tidy(place), "example": None}
    raw = with_fields(source.read_bytes(), "event", {**own, "code": new_code(codes(folder.parent))})
    return _begun(folder, raw)


def _begun(folder: Path, content: bytes) -> Path:
    file = folder / "plan.toml"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        t = Texts("da")
        raise PlanError([Problem(str(file), t("plan_new_taken"), t("plan_new_taken_expected"))]) from None
    except OSError:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
            folder.rmdir()
        raise
    return file


def _move(document: tomlkit.TOMLDocument, event: tomlkit.items.Table, starts: time | None, ends: time | None) -> None:
    """Let the meeting begin and end at other times, and move what lies in between."""
    was_start, was_end = _minute(event["starts"]), _minute(event["ends"])
    start = was_start if starts is None else starts.hour * 60 + starts.minute
    moved = start - was_start
    end = min(was_end + moved, LAST_MINUTE) if ends is None else ends.hour * 60 + ends.minute
    event["starts"], event["ends"] = _clock(start), _clock(end)
    for activity in document.get("activity", ()):
        if "at" not in activity:
            continue
        at = _minute(activity["at"]) + moved
        if start <= at <= end:
            activity["at"] = _clock(at)
        else:
            del activity["at"]


def _minute(clock: object) -> int:
    hours, minutes = str(clock).split(".")
    return int(hours) * 60 + int(minutes)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}.{minute % 60:02}"


def new_code(taken: Collection[str]) -> str:
    """Return a code nobody has: three characters, four above ten events. A digit keeps it from being a word."""
    length = 4 if len(taken) >= MANY_EVENTS else 3
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(length))
        if code not in taken and any(letter.isdigit() for letter in code):
            return code


def code_in(text: str) -> str:
    """Return the code a plan's text names, also where the plan has mistakes in it; empty where it names none."""
    found = _CODE_LINE.search(text)
    return found[1].upper() if found else ""


def title_in(text: str) -> str:
    """Return the title a plan's text names, also where the plan has mistakes in it; empty where it names none."""
    found = _TITLE_LINE.search(text)
    return tidy(found[1])[:TITLE_SHOWN] if found else ""


def codes(events: Path) -> set[str]:
    """Return the codes of all plans in a folder of events, also of plans with mistakes in them."""
    found: set[str] = set()
    for file in sorted(events.glob("*/plan.toml")):
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found.add(code_in(text))
    return found
