"""Where the minutes are read, mended and approved: the document as it will look, and what to think of before that.

The page is whole without its script: parts are moved, left out and approved by forms. The script makes texts editable.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from flask import Blueprint, Response, abort, redirect, request

from facilitator.access import new_id
from facilitator.activities.notes import is_awaited, may_be_told
from facilitator.changes import WRITTEN_OVER
from facilitator.door import Answer, answer_command
from facilitator.house import House, Running
from facilitator.minutes import Version, copies, edits, mail, personal, write_html
from facilitator.minutes.package import PAPERS
from facilitator.pages.files import Files
from facilitator.pages.people import find, said
from facilitator.pages.responses import json, page, texts, who
from facilitator.printing import letters
from facilitator.state import State
from facilitator.texts import Texts

EDIT_TEXTS = ("edit_", "refused_", "common_")


def pages(house: House, files: Files) -> Blueprint:
    """Make the page and what it asks for."""
    blueprint = Blueprint("edits", __name__)

    @blueprint.get("/<code>/minutes/edit")
    def edit(code: str) -> Any:
        return _page(files, find(house, code), _version())

    @blueprint.get("/<code>/minutes/sheet")
    def sheet(code: str) -> Response:
        running = find(house, code)
        with running.meeting.turn:
            copy, edited = _edited(running, _version())
        response = Response(write_html.editor(edited.document, copy), content_type=write_html.TYPE)
        response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"  # its own says the rest
        response.headers["Cache-Control"] = "no-store"
        return response

    @blueprint.post("/<code>/minutes/edit")
    def act(code: str) -> Any:
        running = find(house, code)
        version = _version()
        answer = _act(house, running, version, _asked())
        if request.is_json:
            state, edited = running.meeting.state, _edited(running, version)[1]
            last = _last_said(state, version, edited, Texts(state.event.language))
            return json(answer | {"last": last, "draft": _number(running.meeting.state, version)})
        query = request.query_string.decode()
        told = "" if answer["ok"] else f"&said={answer.get('refused', 'refused_bad')}"
        return redirect(f"/{running.meeting.code}/minutes/edit?{query}{told}#outline", 303)

    return blueprint


def _asked() -> dict[str, Any]:
    """Give what the script or the form asks; nothing where it can be read as neither."""
    if not request.is_json:
        return request.form.to_dict()
    try:
        return msgspec.json.decode(request.get_data(), type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        return {}


def _version() -> Version:
    paper = request.args.get("paper", "minutes")
    if paper not in PAPERS:
        abort(404)
    return Version(paper, "public" in request.args)


def _now(running: Running) -> dt.datetime:
    return running.meeting.clock.moment(running.meeting.clock.ms())


def _edited(running: Running, version: Version) -> tuple[copies.Copy, edits.Edited]:
    """Give a copy, and its document as an editor shows it."""
    meeting = running.meeting
    copy = copies.make(meeting.state, _now(running), version, meeting.store.path.parent)
    return copy, edits.show(copies.words(copy.minutes, version), copies.written_over(meeting.state, version))


def _act(house: House, running: Running, version: Version, asked: dict[str, Any]) -> Answer:
    """Make a command of what was asked, and have it decided."""
    state = running.meeting.state
    do, place = str(asked.get("act", "")), str(asked.get("place", ""))
    command: dict[str, Any] = {"id": str(asked.get("id") or new_id()), "paper": version.paper}
    with running.meeting.turn:
        edited = _edited(running, version)[1]
        if do == "rephrase":
            was = edited.given.get(place, "")
            command |= {"do": do, "version": _belongs_to(running, version, place, was), "place": place, "was": was,
                        "seen": str(asked.get("seen", "")), "text": str(asked.get("text", ""))}  # fmt: skip
        elif do in ("take", "keep", "forget"):
            command |= _settled(state, version, edited, do, place)
        elif do in ("up", "down", "leave"):
            command |= {"do": "arrange"} | _arranged(state, version, edited, do, place)
    if do in ("approve", "draft"):
        command |= {"do": "approve_minutes", "on": do == "approve"}
    if do == "undo":
        seq = str(asked.get("seq", ""))
        command = {"id": command["id"], "do": "undo", "seq": int(seq) if seq.isdecimal() and len(seq) < 12 else 0}
    return answer_command(house, running, "referent", request.cookies, command)


def _belongs_to(running: Running, version: Version, place: str, was: str) -> str:
    """Say of which versions an edit is: of both where both say the same there and nobody has told them apart."""
    state, mine = running.meeting.state, "public" if version.public else "house"
    own = state.wordings.get((version.paper, mine, place))
    if own is not None and not own.removed:
        return mine
    other = msgspec.structs.replace(version, public=not version.public)
    return "both" if _edited(running, other)[1].given.get(place) == was else mine


def _settled(state: State, version: Version, edited: edits.Edited, do: str, place: str) -> dict[str, Any]:
    """Keep an edit over what the minutes say by now, or let go of it; also where it is nowhere any more."""
    mine = "public" if version.public else "house"
    of = next((each for each in (mine, "both") if (row := state.wordings.get((version.paper, each, place)))
               and not row.removed), "both")  # fmt: skip
    there = state.wordings.get((version.paper, of, place))
    given, seen = edited.given.get(place, there.was if there else ""), there.text if there else ""
    text = seen if do == "keep" else given
    return {"do": "rephrase", "version": of, "place": place, "was": given, "seen": seen, "text": text}


def _arranged(state: State, version: Version, edited: edits.Edited, do: str, place: str) -> dict[str, Any]:
    """Move a part by one, or leave it or a line out, or take it in again."""
    keys = [part.key for part in edited.document.parts]
    there = copies.written_over(state, version)
    out = set(there.left_out)
    if do == "leave":
        out ^= {place}
    elif place in keys:
        at = keys.index(place)
        to = max(0, min(len(keys) - 1, at + (1 if do == "down" else -1)))
        keys.insert(to, keys.pop(at))
    return {"parts": keys, "left_out": sorted(out)}


def _number(state: State, version: Version) -> dict[str, Any]:
    paper = state.papers.get(version.paper)
    return {"number": paper.number if paper else 1, "draft": not (paper and paper.approved_at)}


def _last(state: State, version: Version) -> dict[str, Any] | None:
    """Give the latest change of this paper that can be taken back."""
    undone = state.done.undone()
    for done in state.done.newest_first():
        if done.kind in WRITTEN_OVER and done.seq not in undone:
            touched = done.edits[0]
            if (touched.key[0] if isinstance(touched.key, tuple) else touched.key) == version.paper:
                place = touched.key[2] if isinstance(touched.key, tuple) else ""
                return {"seq": done.seq, "kind": done.kind, "place": place, "at": done.at, "by": done.actor}
    return None


def _last_said(state: State, version: Version, edited: edits.Edited, t: Texts) -> dict[str, Any] | None:
    """Say what was changed last, when, and by whom where that is known."""
    last = _last(state, version)
    if last is None:
        return None
    titles = {part.key: str(part.title) for part in edited.document.parts}
    what = titles.get(last["place"].split("/")[0]) or t(f"edit_did_{last['kind']}")
    at = dt.datetime.fromisoformat(last["at"]).astimezone(ZoneInfo(state.event.timezone))
    by = key.label if (key := state.keys.get(last["by"])) else ""
    when = t("minutes_when", date=t.date(at.date(), "long"), time=t.time(at))
    return last | {"said": t("edit_last_by" if by else "edit_last_at", what=what, when=when, by=by)}


# --- the page


def _page(files: Files, running: Running, version: Version) -> Response:
    meeting = running.meeting
    with meeting.turn:
        state = meeting.state
        copy, edited = _edited(running, version)
        shared = _edited(running, Version(version.paper, public=True))
        event = {"title": state.event.title, "place": state.event.place, "date": state.event.date,
                 "code": state.event.code, "language": state.event.language}  # fmt: skip
        left_out = copies.written_over(state, version).left_out
        context = {
            "parts": [_outlined(part, left_out) for part in edited.document.parts],
            "checks": _checks(state, shared[0].minutes, shared[1]),
            "stale": [(place, edited.given[place], edited.said[place]) for place in sorted(edited.stale)],
            "unplaced": sorted(edited.unplaced.items()),
            "last": _last_said(state, version, edited, Texts(state.event.language)),
            "mail": mail.text(shared[0].minutes),
            **_number(state, version),
            "rehearsal": state.rehearsal is not None,
            "preliminary": copy.minutes.preliminary,
        }
    t = texts(event["language"])
    base = f"/{event['code']}/minutes"
    block = {"post": f"{base}/edit?{_query(version)}", "left_out": sorted(left_out), "stale": sorted(edited.stale),
             "hints": _hints(edited, version, t), "draft": context["draft"],
             "keep": f"{event['code']} {event['date']} {version.paper} {version.public}"}  # fmt: skip
    blocks = {"page": block, "texts": {"language": t.language, "texts": t.bundle(EDIT_TEXTS)}}
    return page(
        "minutes.html", files, t, "minutes", page=block, blocks=blocks, event=event, version=version, base=base,
        here=_query(version), formats=PAPERS[version.paper], said=said(t), approves=who().facilitates,
        date=t.date(dt.date.fromisoformat(event["date"]), "long"), query=_query, Version=Version, **context,
    )  # fmt: skip


def _query(version: Version) -> str:
    return f"paper={version.paper}" + ("&public=1" if version.public else "")


def _outlined(part: Any, left_out: frozenset[str]) -> dict[str, Any]:
    empty = not any(getattr(block, "text", "x").strip() for block in part.blocks)
    return {"key": part.key, "title": str(part.title), "out": part.key in left_out, "empty": empty}


def _hints(edited: edits.Edited, version: Version, t: Texts) -> dict[str, str]:
    """Say what may be written where nothing is."""
    hints = {f"{part.key}/{edits.ADDED}/text": t("edit_hint_added") for part in edited.document.parts}
    if version.paper == "summary":
        for part in edited.document.parts:
            if _outlined(part, frozenset())["empty"]:
                hints[f"{part.key}/{edits.ADDED}/text"] = t(f"summary_prompt_{part.key}")
        hints["why/lead/text"] = t("summary_prompt_why")
    return hints | {"in_short/more/text": t("edit_hint_more"), "in_short/lead/text": t("edit_hint_lead")}


def _checks(state: State, minutes: Any, shared: edits.Edited) -> list[dict[str, Any]]:
    """List what to think of before the paper is approved, each with whether it is in order."""
    notes = [note for note in state.notes.values() if not note.removed]
    quotes = [note for note in notes if note.kind == "quote"]
    unasked = sum(q.consent is None or (may_be_told(q) and is_awaited(state, q)) for q in quotes)
    unnamed = sum(note.kind == "photo" and not note.text for note in notes)
    meeting = minutes.meeting
    known = [meeting.title, meeting.place, meeting.facilitator, meeting.purpose, meeting.question, *meeting.hosts]
    for item in minutes.programme:
        known += [item.title, item.prompt, getattr(item, "speaker", ""), getattr(item, "role", "")]
        known += [note.name for note in item.notes]
    found = personal.found(shared.said.items(), known)
    lost = letters.lost("".join(shared.said.values()))
    hidden = sum(c.standing == "hidden" and not c.removed for c in state.contributions.values())
    return [
        {"key": "quotes", "ok": not unasked, "n": unasked},
        {"key": "photos", "ok": not unnamed, "n": unnamed},
        {"key": "personal", "ok": not found, "n": len(found), "found": found[:20]},
        {"key": "few", "ok": True, "n": 0},
        *([{"key": "letters", "ok": False, "n": len(lost), "letters": " ".join(lost[:20])}] if lost else []),
        {"key": "hidden", "ok": True, "n": hidden},
    ]
