"""The organiser's events as a whole: make one from a template, copy one, put one away."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, redirect, request

from facilitator import plan as plans
from facilitator.activities import SPECS
from facilitator.house import House
from facilitator.opening import PLAN_NAME, title_of
from facilitator.pages.files import Files
from facilitator.pages.responses import page, texts
from facilitator.plan import Plan, PlanError
from facilitator.plan.fields import tidy
from facilitator.texts import Texts

FIRST = "aabent-inspiratorium"
LIMITS = {"title": 80, "place": 120}


def pages(house: House, files: Files) -> Blueprint:
    """Make the pages for new, copied and deleted events."""
    blueprint = Blueprint("events", __name__)

    @blueprint.get("/organise/new")
    def ask() -> Any:
        return _new_page(files, {"template": request.args.get("template", FIRST)})

    @blueprint.post("/organise/new")
    def make() -> Any:
        """Make an event from a template, and go on to its plan."""
        given = request.form.to_dict()
        asked, wrong = _asked(given, texts())
        template = next((file for file in templates() if file.parent.name == given.get("template")), None)
        if template is None:
            wrong["template"] = texts()("organise_wrong_template")
        if wrong or template is None:
            return _new_page(files, given, wrong)
        folder = plans.free_folder(house.config.events, asked["day"], asked["place"])
        plans.new(folder, **asked, template=template)
        return _to_plan(house, folder)

    @blueprint.get("/organise/<folder>/copy")
    def ask_copy(folder: str) -> Any:
        source = _folder(house, folder)
        return _copy_page(files, source, _read(source), {})

    @blueprint.post("/organise/<folder>/copy")
    def copy(folder: str) -> Any:
        """Copy an event's plan, not what happened at it, and go on to the new plan."""
        source = _folder(house, folder)
        plan = _read(source)
        given = request.form.to_dict() | {"starts": ""}
        asked, wrong = _asked(given, texts())
        if wrong or plan is None:
            return _copy_page(files, source, plan, given, wrong)
        target = plans.free_folder(house.config.events, asked["day"], asked["place"])
        try:
            plans.copied(source / PLAN_NAME, target, asked["title"], asked["day"], asked["place"])
        except plans.ByHandOnly:
            return _copy_page(files, source, None, given, wrong)
        try:
            for name in (plan.letterhead.logo, plan.letterhead.styles) if plan.letterhead else ():
                if name and (source / name).is_file():
                    shutil.copy2(source / name, target)
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            raise
        return _to_plan(house, target)

    @blueprint.get("/organise/<folder>/delete")
    def ask_delete(folder: str) -> Any:
        return _delete_page(house, files, _folder(house, folder))

    @blueprint.post("/organise/<folder>/delete")
    def delete(folder: str) -> Any:
        """Put an event away, when its title was typed. Its folder is moved, so that nothing is lost."""
        path = _folder(house, folder)
        if house.is_busy(path):
            return _delete_page(house, files, path)
        if tidy(request.form.get("title", "")).casefold() != tidy(_title(house, path)).casefold():
            return _delete_page(house, files, path, wrong=True)
        house.put_away(path)
        return redirect("/organise", 303)

    return blueprint


def templates() -> list[Path]:
    """Give the plan of every template, the open meeting first."""
    found = sorted(plans.TEMPLATES.glob("*/plan.toml"))
    return sorted(found, key=lambda file: file.parent.name != FIRST)


def _new_page(files: Files, given: dict[str, str], wrong: dict[str, str] | None = None) -> Response:
    t = texts()
    listed = [_template(file, t) for file in templates()]
    if not any(each["name"] == given.get("template") for each in listed):
        given["template"] = FIRST
    return _page("new.html", files, t, wrong, templates=listed, given=given)


def _page(template: str, files: Files, t: Texts, wrong: dict[str, str] | None = None, **context: Any) -> Response:
    response = page(template, files, t, "organise", page={}, blocks={}, wrong=wrong or {}, limits=LIMITS, **context)
    if wrong:
        response.status_code = 422
    return response


def _template(file: Path, t: Texts) -> dict[str, Any]:
    """What is said of a template: our own words where we have some, else its purpose."""
    plan = plans.read(file, SPECS)
    about = f"organise_template_{file.parent.name.replace('-', '_')}"
    length = plan.ends.hour * 60 + plan.ends.minute - plan.starts.hour * 60 - plan.starts.minute
    return {
        "name": file.parent.name, "title": plan.title, "about": t(about) if about in t else plan.purpose,
        "length": length, "starts": plan.starts.strftime("%H:%M"), "items": len(plan.activities),
    }  # fmt: skip


def _copy_page(
    files: Files, source: Path, plan: Plan | None, given: dict[str, str], wrong: dict[str, str] | None = None
) -> Response:
    known = {"title": plan.title, "place": plan.place} if plan else {}
    return _page("copy.html", files, texts(), wrong, folder=source.name, plan=plan, given=known | given)


def _delete_page(house: House, files: Files, folder: Path, *, wrong: bool = False) -> Response:
    context: dict[str, Any] = {"folder": folder.name, "title": _title(house, folder), "open": house.is_busy(folder)}
    t = texts()
    return _page("delete.html", files, t, {"title": t("organise_wrong_title")} if wrong else None, **context)


def _title(house: House, folder: Path) -> str:
    running = house.of(folder)
    return running.meeting.state.event.title if running else title_of(folder)


def _folder(house: House, name: str) -> Path:
    folder = house.folder(name)
    if folder is None:
        abort(404)
    return folder


def _read(folder: Path) -> Plan | None:
    try:
        return plans.read(folder / PLAN_NAME, SPECS)
    except PlanError:
        return None


def _asked(given: dict[str, str], t: Texts) -> tuple[dict[str, Any], dict[str, str]]:
    """What was filled in, as values, and what is wrong with it, by field."""
    wrong: dict[str, str] = {}
    asked: dict[str, Any] = {"starts": None, "day": dt.date.min}
    for name, most in LIMITS.items():
        asked[name] = tidy(given.get(name, ""))
        if not 0 < len(asked[name]) <= most:
            wrong[name] = t("organise_wrong_empty") if not asked[name] else t("organise_wrong_long", most=most)
    try:
        asked["day"] = dt.date.fromisoformat(given.get("date", ""))
        if not 2000 <= asked["day"].year < 2200:
            raise ValueError
    except ValueError:
        wrong["date"] = t("organise_wrong_date")
    if starts := given.get("starts", ""):
        try:
            asked["starts"] = dt.datetime.strptime(starts.strip().replace(":", "."), "%H.%M").time()
        except ValueError:
            wrong["starts"] = t("organise_wrong_time")
    return asked, wrong


def _to_plan(house: House, folder: Path) -> Response:
    house.take_in(folder)
    return redirect(f"/organise/{folder.name}/plan", 303)  # type: ignore[return-value]
