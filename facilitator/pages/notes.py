"""What the referent's browser asks for, with pictures; and the speaker's page, where quotes are answered for."""

from __future__ import annotations

from typing import Any

import gevent
import msgspec
from flask import Blueprint, Response, abort, redirect, request

from facilitator import photos
from facilitator.access import Actor, handle, new_id
from facilitator.activities.notes import speakers_quotes
from facilitator.changes import BadCommand
from facilitator.commands import parse
from facilitator.door import Answer, answer_command
from facilitator.house import House, Running
from facilitator.pages.files import Files
from facilitator.pages.helping import way_back
from facilitator.pages.people import find, page_block, said
from facilitator.pages.responses import json, page, texts, who

REFERENT_TEXTS = ("kind_", "referent_", "refused_", "common_")


def pages(house: House, files: Files) -> Blueprint:
    """Make the pages of the referent and of speakers."""
    blueprint = Blueprint("notes", __name__)

    @blueprint.get("/<code>/referent")
    def referent(code: str) -> Any:
        return _referent_page(files, find(house, code), who())

    @blueprint.post("/<code>/photo")
    def take_photo(code: str) -> Any:
        running = find(house, code)
        if request.args.get("history") not in (None, running.meeting.state.event.history):
            abort(409)  # it was taken at the rehearsal, and this is the meeting
        request.max_content_length = photos.SENT_LIMIT
        sent = request.files.get("photo")
        answer = _take_photo(house, running, sent.read() if sent else request.get_data())
        if sent is None:
            return json(answer)
        key = "referent_said_photo" if answer["ok"] else answer.get("refused", "refused_bad")
        return redirect(f"/{running.meeting.code}/referent?said={key}", 303)

    @blueprint.get("/<code>/photo/<name>.jpg")
    def photo(code: str, name: str) -> Response:
        running = find(house, code)
        note = running.meeting.state.notes.get(name)
        if note is None or note.removed or note.kind != "photo":
            abort(404)
        picture = photos.read(_folder(running), note.id)
        return Response(picture or abort(404), headers={"Cache-Control": "no-store"}, content_type="image/jpeg")

    @blueprint.get("/<code>/speaker")
    def speaker(code: str) -> Any:
        return _speaker_page(files, find(house, code), who())

    @blueprint.post("/<code>/speaker")
    def answer(code: str) -> Any:
        running = find(house, code)
        fields = {name: request.form.get(name, "") for name in ("target", "value", "text", "id")}
        answer = answer_command(house, running, "speaker", request.cookies, {"do": "approve"} | fields)
        key = "speaker_said" if answer["ok"] else answer.get("refused", "refused_bad")
        return redirect(f"/{running.meeting.code}/speaker?said={key}#q-{fields['target'][:16]}", 303)

    return blueprint


def _folder(running: Running) -> Any:
    return running.meeting.store.path.parent


def _referent_page(files: Files, running: Running, writer: Actor) -> Response:
    meeting = running.meeting
    with meeting.turn:
        room = running.broadcast.up_to_date("referent").room()
    rows = room["rows"]
    t = texts(rows["event"]["language"])
    more = {"me": handle(writer.id), "facilitates": writer.facilitates, "back": way_back(running)}
    block = page_block(meeting.code, "referent", files) | more
    blocks = {"room": room, "page": block, "texts": {"language": t.language, "texts": t.bundle(REFERENT_TEXTS)}}
    begun = sorted((row for id, row in rows.items() if id.startswith("a:")), key=lambda row: row["position"])
    notes = [row for id, row in rows.items() if id.startswith("n:")]
    return page(
        "referent.html", files, t, "referent", page=block, blocks=blocks, rows=rows, said=said(t), begun=begun,
        now=rows.get(f"a:{rows['event']['now']}"), notes=sorted(notes, key=lambda row: (row["at"], row["id"])),
    )  # fmt: skip


def _take_photo(house: House, running: Running, sent: bytes) -> Answer:
    """Write the picture anew and put it on disk, then have it kept; where that is refused, it is gone again."""
    asked = {"do": "photo", "id": request.args.get("id") or new_id(), "activity": request.args.get("activity") or None}
    try:
        parse(asked)
        picture = gevent.get_hub().threadpool.apply(photos.shrink, (sent,))
    except BadCommand as bad:
        return {"ok": False, "bad": str(bad)}
    if picture is None:
        return {"ok": False, "refused": "refused_photo", "args": {}}
    there = asked["id"] in running.meeting.state.notes
    try:
        if not there:
            photos.keep(_folder(running), str(asked["id"]), picture)
    except OSError:
        return {"ok": False, "refused": "refused_disk", "args": {}, "again": True}
    answer = answer_command(house, running, "referent", request.cookies, asked)
    if not answer["ok"] and not there:
        photos.forget(_folder(running), str(asked["id"]))
    return answer


def _speaker_page(files: Files, running: Running, speaker: Actor) -> Response:
    meeting = running.meeting
    with meeting.turn:
        state = meeting.state
        about = state.keys[speaker.id].activity
        quotes = [msgspec.structs.asdict(note) for note in speakers_quotes(state, about)]
        talk = state.activities.get(about or "")
        language, rehearsal = state.event.language, state.rehearsal is not None
        event = {"title": state.event.title, "language": language}
    t = texts(language)
    return page(
        "speaker.html", files, t, "phone", page={}, blocks={}, event=event, name=speaker.name, quotes=quotes,
        talk=talk.title if talk else "", back=way_back(running), base=f"/{meeting.code}", said=said(t),
        rehearsal=rehearsal,
        left=sum(quote["approval"] is None for quote in quotes),
    )  # fmt: skip
