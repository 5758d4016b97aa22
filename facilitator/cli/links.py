"""`run.py link`: a fresh link for the facilitator, from the running program or without it."""

from __future__ import annotations

import argparse
import json
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from facilitator import lock, opening
from facilitator.access import LINK_MINUTES
from facilitator.cli.folders import events_of, folder_of
from facilitator.cli.words import Stop, stopped, t, without_traces
from facilitator.house import secret_file

ANSWER_WITHIN = 5
REFUSED = 409


def link(options: argparse.Namespace) -> int:
    """Print a fresh facilitator's link."""
    events = events_of(options)
    folder = folder_of(events, options.event)
    running = lock.read(folder).get("url")
    try:
        if running:
            print(ask_running(running, events, folder.name))
            return 0
    except Stop:
        pass  # what the lock says is from a process that is gone, unless taking it fails too
    try:
        with without_traces():
            token = opening.mint(folder, "facilitator", t("common_facilitator"), minutes=LINK_MINUTES)
    except lock.Locked as held:
        raise Stop(t("cli_no_answer", address=held.url or "-")) from held
    except Exception as why:
        raise stopped(why, str(folder)) from why
    print(t("cli_link_later", path=f"/f/{token}"))
    return 0


def ask_running(url: str, events: Path, folder: str) -> str:
    """Ask the running program for a link. Raise Stop."""
    try:
        return str(_post(url, events, f"/organise/link?event={folder}")["link"])
    except KeyError as why:
        raise Stop(t("cli_no_answer", address=url)) from why


def rehearse_running(url: str, events: Path, folder: str, people: int | None, pace: float) -> None:
    """Have the running program rehearse an event. Raise Stop, also where it does not, with its words."""
    asked = {"pace": pace} | ({} if people is None else {"people": people})
    answer = _post(url, events, f"/organise/{folder}/rehearse?{urllib.parse.urlencode(asked)}")
    if not answer["ok"]:
        raise Stop(t(answer["refused"], **answer["args"]))


def _post(url: str, events: Path, path: str) -> dict[str, Any]:
    """Ask the running program, with the key that only this computer's user can read. Raise Stop."""
    try:
        key = secret_file(events).read_text(encoding="ascii").strip()
        headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
        asked = urllib.request.Request(f"{url}{path}", data=b"", headers=headers, method="POST")
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(asked, timeout=ANSWER_WITHIN) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as no:
        if no.code == REFUSED:
            return dict(json.load(no))
        raise Stop(t("cli_no_answer", address=url)) from no
    except (OSError, ValueError, TypeError, urllib.error.URLError) as why:
        raise Stop(t("cli_no_answer", address=url)) from why
