"""Every page stands whatever is sent to it: unknown fields, values that are none, files that are something else.

The pages and their roles are the program's own; the fields are those that its pages read.
"""

from __future__ import annotations

import io
import logging
import random
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from facilitator.access import ROLES
from facilitator.app import Server
from facilitator.config import Config
from facilitator.house import House
from facilitator.pages.admission import PAGES
from tests.conftest import EVERY_KIND, ROOT
from tests.test_admission import address, browser_of, rules

ASKED = re.compile(r"""(?:form|args|values|files)\.get(?:list)?\(\s*"(\w+)\"""")
FIELDS = sorted(
    {name for path in (ROOT / "facilitator" / "pages").glob("*.py") for name in ASKED.findall(path.read_text("utf-8"))}
    | {"do", "id", "at", "target", "value", "theme", "when", "date", "place", "template", "line", "people", "language"}
)
VALUES = (
    "", "7K4", "ideer", "stemmer", "da", "en", "xx", "minutes", "summary", "pdf", "docx", "json", "public", "on", "1",
    "0", "-1", "999999999999999999999", "1e309", "٣", "2026-02-30", "2015-12-10", "24.00", "13.00", "contribute",
    "next", "x" * 16, "x" * 22, "x" * 5000, "../../etc/passwd", "..\\..", "/", "C:\\", "con", "\x00", "\u202e", "æøå",
    "👩‍👩‍👧", "<script>", "{{7*7}}", "%s%n", "'; DROP TABLE mark; --", "http://evil.example/", "[]", "{}",
    "null", '{"activity": [1]}', "[[activity]]\nkind = 'nope'", "[event]\ntitle = 3",
)  # fmt: skip
BODIES = (
    b"", b"\x00\xff", b"{", b"[]", b"null", b'{"do": "next"}', b'{"text": 7}', b"\xff\xd8\xff\xe0 no picture",
    b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"<svg onload=alert(1)>", b"PK\x03\x04", b"[event]\n", b"[" * 5000,
    b"text=%ED%A0%80&at=%FF",
)  # fmt: skip
KINDS = (
    "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "text/plain",
    "image/jpeg", "image/svg+xml", "multipart/form-data", "application/json; charset=nope", "",
)  # fmt: skip


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def test_it_works() -> None:
    assert {"drive", "photo", "pace", "targets", "address"} <= set(FIELDS)


def test_whatever_is_sent_to_a_page_there_is_an_answer(
    event_folder: Path, pytestconfig: pytest.Config, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    for seed in range(30 if pytestconfig.getoption("--long") else 2):
        (event_folder / "plan.toml").write_text(EVERY_KIND, encoding="utf-8")
        server = Server(Config(events=event_folder.parent))
        try:
            pesters(server, random.Random(seed), seed)
        finally:
            server.stop()
        stumbled = [record for record in caplog.records if record.exc_info]
        assert not stumbled, (seed, stumbled[0].exc_text)


def pesters(server: Server, dice: random.Random, seed: int) -> None:
    """Everybody sends something to every page that they may open."""
    web, house = server.app, server.house
    for role in dice.sample(ROLES, len(ROLES)):
        for method in ("GET", "POST"):
            for rule in dice.sample(there := rules(web, method), len(there)):
                roles = PAGES[rule.endpoint]
                if roles is not None and role not in roles:
                    continue
                if house.find("7K4") is None:
                    return  # an organiser has put the event away
                browser = browser_of(web, house, role)
                sent = something(dice) if method == "POST" else {}
                answer = browser.open(address(rule), method=method, query_string=some_fields(dice), **sent)
                told = (seed, role, method, rule.rule, sent, answer.status_code)
                assert answer.status_code < 500 or answer.status_code == 503, told
                assert b"Traceback" not in answer.get_data(), told


def some_fields(dice: random.Random) -> dict[str, str]:
    return {dice.choice(FIELDS): dice.choice(VALUES) for _ in range(dice.randrange(5))}


def something(dice: random.Random) -> dict[str, Any]:
    """Something to send: a form, a form with a file in it, or bytes that call themselves something."""
    how = dice.random()
    if how < 0.5:
        return {"data": some_fields(dice)}
    if how < 0.7:
        name = dice.choice(["a.jpg", "../../b.png", "", "x" * 300, "c.toml"])
        return {"data": some_fields(dice) | {dice.choice(["photo", "file"]): (io.BytesIO(dice.choice(BODIES)), name)}}
    return {"data": dice.choice(BODIES), "content_type": dice.choice(KINDS)}


def test_what_calls_itself_json_and_is_none_stops_no_page(
    web: Flask, house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = browser_of(web, house, "facilitator")
    for rule in rules(web, "POST"):
        for body in BODIES:
            answer = browser.post(address(rule), data=body, content_type="application/json")
            assert answer.status_code < 500, (rule.rule, body)
    assert not [record for record in caplog.records if record.exc_info]
    assert "Traceback" not in capfd.readouterr().err, "a picture that is none is no fault"
