"""A new plan: the commented template, with the organiser's own title, date and place in it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable
from datetime import date, time
from pathlib import Path

import tomlkit

from facilitator.plan.problems import PlanError, Problem
from facilitator.plan.programme import slug
from facilitator.plan.types import CODE_ALPHABET
from facilitator.texts import Texts

TEMPLATE = Path(__file__).parents[2] / "events" / "templates" / "aabent-inspiratorium.toml"
MANY_EVENTS = 10

_CODE_LINE = re.compile(r"""^\s*code\s*=\s*["'](\w+)["']""", re.MULTILINE)


def folder_name(day: date, place: str) -> str:
    """Return the name of an event's folder: "2015-12-10-insp-roskilde". It never changes afterwards."""
    return f"{day.isoformat()}-{slug(place)}".rstrip("-")


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

    The event gets a code that no other event beside the folder has. With `starts` or `ends` the programme's
    own clock times no longer fit, so they go; the minutes stay. Raises PlanError when there is a plan.
    """
    file = folder / "plan.toml"
    document = tomlkit.parse(template.read_text(encoding="utf-8"))
    event = document["event"]
    assert isinstance(event, tomlkit.items.Table)
    values: dict[str, object] = {"title": title, "date": day, "place": place}
    values["code"] = new_code(codes(folder.parent))
    if list(hosts):
        values["hosts"] = list(hosts)
    for key, clock in (("starts", starts), ("ends", ends)):
        if clock is not None:
            values[key] = clock.strftime("%H.%M")
    for key, value in values.items():
        event[key] = value
    if starts or ends:
        for activity in document.get("activity", ()):
            activity.pop("at", None)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(tomlkit.dumps(document))
    except FileExistsError:
        t = Texts("da")
        raise PlanError([Problem(str(file), t("plan_new_taken"), t("plan_new_taken_expected"))]) from None
    return file


def new_code(taken: Collection[str]) -> str:
    """Return a code nobody has: three characters, four above ten events. A digit keeps it from being a word."""
    length = 4 if len(taken) >= MANY_EVENTS else 3
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))
        if code not in taken and any(letter.isdigit() for letter in code):
            return code


def codes(events: Path) -> set[str]:
    """Return the codes of all plans in a folder of events, also of plans with mistakes in them."""
    found: set[str] = set()
    for file in sorted(events.glob("*/plan.toml")):
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found.update(code.upper() for code in _CODE_LINE.findall(text))
    return found
