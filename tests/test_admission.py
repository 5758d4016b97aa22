"""Every page is in the table of who may open it, and the table is asked before the page is."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from facilitator.access import LANDINGS, ROLES
from facilitator.house import House
from facilitator.pages.admission import PAGES, STATIC
from tests.conftest import EVERY_KIND
from tests.test_helping import PAGES as ASKED

FROM = {
    "code": "7K4", "folder": "2015-12-10-insp", "name": "2015-12-10-insp", "table": "3", "step": "findes-ikke.ics",
    "paper": "script", "token": "x" * 22, "nonce": "x" * 22,
}  # fmt: skip
UNCHECKED = {"organise.enter", "helping.enter", "helping.enter_as", "helping.back", "people.command", "own.erase",
             "lend.pass_on", "mail.keep", "people.form"}  # fmt: skip
"""Everybody's, and answered 403 for reasons of their own where nothing fitting is sent."""


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def browser_of(web: Flask, house: House, role: str) -> FlaskClient:
    """Give a browser that has come in as a role, by the way that role comes in."""
    browser = web.test_client()
    if role == "organiser":
        browser.get(f"/t/{house.organise_link()}")
    elif role == "participant":
        browser.get("/7K4")
    elif role in LANDINGS:
        meeting = house.running["7K4"].meeting
        token = meeting.mint(role, "Ida", activity="oplaeg" if role == "speaker" else None)
        assert browser.get(f"/f/{token}").status_code == 303
    return browser


def address(rule: Rule, **named: str) -> str:
    """Give an address that a rule is for."""
    return str(rule.rule).replace("<int:", "<").replace("<", "{").replace(">", "}").format(**FROM | named)


def rules(web: Flask, method: str) -> list[Rule]:
    return [rule for rule in web.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint != STATIC]


def test_it_works(web: Flask) -> None:
    """A page that somebody adds is nobody's until the table names it."""
    assert {rule.endpoint for method in ("GET", "POST") for rule in rules(web, method)} == set(PAGES)


def test_a_page_that_is_not_in_the_table_is_nobodys(web: Flask, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PAGES, "people.phone")
    for role in ROLES:
        assert browser_of(web, house, role).get("/7K4").status_code == 403, role


def test_each_page_of_a_role_is_asked_for_by_every_role(web: Flask) -> None:
    """What `test_helping` asks of a real server has every page that is not everybody's."""
    match = web.url_map.bind("").match
    asked = {match(path.split("?")[0])[0] for path in ASKED}
    mine = {rule.endpoint for rule in rules(web, "GET") if PAGES[rule.endpoint] is not None}
    assert mine - asked <= {"notes.photo", "plans.show_logo"}, "a picture has to be there first"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whoever_has_no_business_at_a_page_never_comes_to_it(web: Flask, house: House, method: str) -> None:
    wrong = []
    for role in ROLES:
        for rule in rules(web, method):
            roles = PAGES[rule.endpoint]
            if rule.endpoint in UNCHECKED or (roles is not None and role in roles):
                continue  # what the roles that may are answered is for the pages' own tests
            status = browser_of(web, house, role).open(address(rule), method=method).status_code
            if (status == 403) != (roles is not None):
                wrong.append((role, rule.rule, status))
    assert wrong == []


def test_nothing_is_changed_for_another_site_whoever_asks(web: Flask, house: House) -> None:
    browser = browser_of(web, house, "organiser")
    for rule in rules(web, "POST"):
        for origin in ("http://evil.example", "null"):
            assert browser.post(address(rule), headers={"Origin": origin}).status_code == 403, rule.rule
    assert house.running["7K4"].meeting.state.rehearsal is None


def test_a_key_of_one_meeting_is_nothing_at_another(web: Flask, house: House, event_folder: Path) -> None:
    other = event_folder.parent / "2016-01-01-andet"
    other.mkdir()
    (other / "plan.toml").write_text(EVERY_KIND.replace('code = "7K4"', 'code = "8M4"'), encoding="utf-8")
    house.take_in(other)
    token = house.running["8M4"].meeting.mint("facilitator", "Bo")
    browser = web.test_client()
    assert browser.get(f"/f/{token}").headers["Location"] == "/8M4/console"
    key = browser.get_cookie("insp_key_8M4")
    assert key is not None
    browser.set_cookie("insp_key_7K4", key.value)
    assert browser.get("/8M4/console").status_code == 200
    assert browser.get("/7K4/console").status_code == 403
    assert browser.post("/organise/7K4/rehearse").status_code == 403
    assert "7K4" not in browser.get("/organise").get_data(as_text=True)
