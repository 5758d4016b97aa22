"""The plan of an event in the browser: as a form that is saved over the file that was read, or as the text itself."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import msgspec
from flask import Blueprint, Response, abort, redirect, request

from facilitator import in_place
from facilitator import plan as plans
from facilitator.activities import SPECS
from facilitator.house import House
from facilitator.opening import PLAN_NAME
from facilitator.pages.files import Files
from facilitator.pages.organise import able
from facilitator.pages.responses import json, page, texts
from facilitator.plan import ByHandOnly, ChangedMeanwhile, Form, Plan, PlanError, Problem
from facilitator.reasons import reason
from facilitator.texts import LANGUAGES, Texts

PLAN_TEXTS = ("organise_", "kind_", "common_")
FORM_LIMIT = 512 * 1024
LOGO_LIMIT = 300 * 1024
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "logo.png", b"\xff\xd8\xff": "logo.jpg"}


class Checked(msgspec.Struct, forbid_unknown_fields=True):
    """A form, and the digest of the file that it is about."""

    hash: str
    form: Form


class FormTexts(Texts):
    """The plan's texts where people fill in fields: they are asked for a text, not for quotes around it."""

    def __call__(self, key: str, /, **args: object) -> str:
        """Return the words for a form where there are any."""
        own = f"organise_what_{key.removeprefix('plan_what_')}" if key.startswith("plan_what_") else key
        return super().__call__(own if own in self else key, **args)


def pages(house: House, files: Files) -> Blueprint:
    """Make the pages about one event's plan."""
    blueprint = Blueprint("plans", __name__)

    @blueprint.before_request
    def make_room() -> None:
        request.max_content_length = FORM_LIMIT

    @blueprint.get("/organise/<folder>/plan")
    def editor(folder: str) -> Any:
        try:
            view = _view(house, _file(house, folder))
            form = view["form"]
        except (PlanError, ByHandOnly):
            return redirect(f"/organise/{folder}/plan/text", 303)
        t = texts()
        blocks = {"view": msgspec.to_builtins(view), "page": {"base": f"/organise/{folder}", "can": able(folder)},
                  "texts": {"language": t.language, "texts": t.bundle(PLAN_TEXTS)}}  # fmt: skip
        return page("plan.html", files, t, "plan", styles="organise", page={}, blocks=blocks, title=form.event.title)

    @blueprint.get("/organise/<folder>/plan/view")
    def view(folder: str) -> Response:
        """The plan as it is now; nothing but that it is still the same where the asker has it already."""
        file = _file(house, folder)
        raw = _bytes(file)
        if request.args.get("hash") == plans.digest(raw):
            return json({"same": True})
        try:
            return json(_view(house, file))
        except (PlanError, ByHandOnly):
            return json({"by_hand": True, "hash": plans.digest(raw)})

    @blueprint.post("/organise/<folder>/plan/check")
    def check(folder: str) -> Response:
        return json(_checked(_file(house, folder), _given())[0])

    @blueprint.post("/organise/<folder>/plan")
    def save(folder: str) -> Response:
        """Save a form over the file that it was made from, and over no other."""
        file = _file(house, folder)
        answer, new = _checked(file, given := _given())
        if answer["ok"] and new is not None:
            try:
                house.save(file, new, given.hash)
            except ChangedMeanwhile:
                answer = {"ok": False, "changed": True}
            except OSError as why:
                answer = {"ok": False, "disk": reason(why, texts())}
            else:
                return json(answer | {"view": _view(house, file)})
        return json(answer, 409 if "changed" in answer else 507 if "disk" in answer else 422)

    @blueprint.get("/organise/<folder>/plan/text")
    def text(folder: str) -> Response:
        raw = _bytes(_file(house, folder))
        return _text_page(files, folder, raw.decode("utf-8", "replace"), plans.digest(raw), _problems(raw))

    @blueprint.post("/organise/<folder>/plan/text")
    def save_text(folder: str) -> Any:
        """Save the text itself: over the file that was read, and only a text that is a sound plan."""
        file = _file(house, folder)
        before = _bytes(file)
        typed, read = request.form.get("text", ""), request.form.get("hash", "")
        new = _as_before(typed, before)
        wrong = _problems(new)
        if wrong:
            return _text_page(files, folder, typed, read, wrong)
        try:
            house.save(file, new, read)
        except ChangedMeanwhile:
            theirs = before.decode("utf-8", "replace")
            return _text_page(files, folder, typed, plans.digest(before), (), theirs)
        except OSError as why:
            unwritten = texts()("organise_not_written", why=reason(why, texts()))
            return _text_page(files, folder, typed, read, unwritten=unwritten)
        return redirect(f"/organise/{folder}/plan", 303)

    @blueprint.post("/organise/<folder>/logo")
    def logo(folder: str) -> Response:
        """Take a picture for the letterhead into the event's folder, and give its name for the plan."""
        file = _file(house, folder)
        content = request.get_data()
        name = next((name for start, name in SIGNATURES.items() if content.startswith(start)), None)
        if name is None or len(content) > LOGO_LIMIT:
            return json({"ok": False}, 422)
        in_place.put(file.parent / name, content)
        return json({"ok": True, "name": name})

    @blueprint.get("/organise/<folder>/logo/<name>")
    def show_logo(folder: str, name: str) -> Response:
        file = _file(house, folder).parent / name
        if name not in SIGNATURES.values() or not file.is_file():
            abort(404)
        return Response(file.read_bytes(), content_type=f"image/{'png' if name.endswith('png') else 'jpeg'}")

    return blueprint


def _file(house: House, name: str) -> Path:
    folder = house.folder(name)
    if folder is None:
        abort(404)
    return folder / PLAN_NAME


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        abort(404)


def _given() -> Checked:
    try:
        return msgspec.json.decode(request.get_data(), type=Checked)
    except (msgspec.DecodeError, RecursionError):
        abort(400)


def _view(house: House, file: Path) -> dict[str, Any]:
    """The plan as the browser edits it. Raise PlanError and ByHandOnly."""
    raw = _bytes(file)
    known_by = plans.digest(raw)
    plan = plans.parse(raw, SPECS, speaking=FormTexts(texts().language))
    form = plans.filled_in(plan, known_by)
    plans.rewritten(raw, form, SPECS)  # says whether it can be
    running = house.of(file.parent)
    saved = dt.datetime.fromtimestamp(file.stat().st_mtime)
    return {
        "folder": file.parent.name, "hash": known_by, "form": form, "saved": f"{saved:%H.%M}",
        "saved_on": saved.date().isoformat(),
        "stage": running.meeting.state.event.stage if running else "planned",
        "code": running.meeting.code if running else "", "warnings": _told(plan),
        "palette": plans.palette(SPECS), "kinds": plans.fields(SPECS), "untimed": plans.UNTIMED,
        "languages": LANGUAGES, "board_limit": plans.BOARD_LIMIT, "prompt_limit": plans.PROMPT_LIMIT,
    }  # fmt: skip


def _told(plan: Plan) -> list[dict[str, Any]]:
    return [{"text": each.text, "path": each.path} for each in plan.warned]


def _checked(file: Path, given: Checked) -> tuple[dict[str, Any], bytes | None]:
    """What a form would make of the file: its new bytes, or what is wrong with them, field by field."""
    raw = _bytes(file)
    if plans.digest(raw) != given.hash:
        return {"ok": False, "changed": True}, None
    try:
        new = plans.rewritten(raw, given.form, SPECS, plans.past(file))
        plan = plans.parse(new, SPECS, speaking=FormTexts(texts().language))
    except PlanError as mistakes:
        told = [{"text": f"{one.found} {one.expected}", "path": one.path} for one in mistakes.problems]
        return {"ok": False, "problems": told}, None
    except ByHandOnly:
        return {"ok": False, "changed": True}, None
    return {"ok": True, "warnings": _told(plan)}, new


def _problems(raw: bytes) -> tuple[Problem, ...]:
    try:
        plans.parse(raw, SPECS, speaking=texts())
    except PlanError as mistakes:
        return mistakes.problems
    return ()


def _as_before(typed: str, before: bytes) -> bytes:
    """A text from a form, with the line ends and the mark that the file had."""
    lines = re.sub(r"\r\n?", "\n", typed)
    mark = "\ufeff" if before.startswith(b"\xef\xbb\xbf") else ""
    return (mark + lines.removeprefix("\ufeff")).replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


def _text_page(
    files: Files,
    folder: str,
    typed: str,
    known_by: str,
    problems: tuple[Problem, ...] = (),
    theirs: str | None = None,
    unwritten: str = "",
) -> Response:
    response = page(
        "plan_text.html", files, texts(), "organise", page={}, blocks={}, folder=folder, typed=typed.lstrip("\ufeff"),
        hash=known_by, problems=problems, theirs=theirs, unwritten=unwritten,
    )  # fmt: skip
    if request.method == "POST":
        response.status_code = 507 if unwritten else 409 if theirs is not None else 422
    return response
