"""Those who help: how they come in, what each role may see, how they come back, and how they are let out."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from facilitator.access import ROLES
from tests.simulation.phone import Client, NoLine, Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

FORM = "application/x-www-form-urlencoded"

# Every address that is not everybody's, and the roles it answers. The organiser may see everything.
PAGES: dict[str, set[str]] = {
    "/7K4": set(ROLES),
    "/7K4/board": set(ROLES),
    "/7K4/view?audience=phone": set(ROLES),
    "/7K4/view?audience=board": set(ROLES),
    "/7K4/console": {"organiser", "facilitator"},
    "/7K4/view?audience=console": {"organiser", "facilitator"},
    "/7K4/minutes": {"organiser", "facilitator"},
    "/7K4/minutes?format=json": {"organiser", "facilitator"},
    "/7K4/minutes?format=zip": {"organiser", "facilitator"},
    "/7K4/minutes/edit": {"organiser", "facilitator", "referent"},
    "/7K4/minutes/sheet?paper=summary&public=1": {"organiser", "facilitator", "referent"},
    "/7K4/take.pdf": set(),
    "/7K4/mail": set(),
    "/7K4/reckoning": {"organiser", "facilitator"},
    "/7K4/mine": set(ROLES),
    "/7K4/mine.txt": set(ROLES),
    "/7K4/mine/erased": set(ROLES),
    "/7K4/was": set(ROLES),
    "/7K4/alike": {"organiser", "facilitator"},
    "/7K4/host": {"organiser", "facilitator", "host"},
    "/7K4/view?audience=host": {"organiser", "facilitator", "host"},
    "/7K4/referent": {"organiser", "facilitator", "referent"},
    "/7K4/view?audience=referent": {"organiser", "facilitator", "referent"},
    "/7K4/speaker": {"speaker"},
    "/organise": {"organiser", "facilitator"},
    "/organise/new": {"organiser"},
    "/organise/2015-12-10-insp/plan": {"organiser"},
    "/organise/2015-12-10-insp/plan/view": {"organiser"},
    "/organise/2015-12-10-insp/plan/text": {"organiser"},
    "/organise/2015-12-10-insp/copy": {"organiser"},
    "/organise/2015-12-10-insp/delete": {"organiser"},
    "/organise/2015-12-10-insp/print": {"organiser"},
    "/organise/2015-12-10-insp/print/script.pdf": {"organiser"},
    "/organise/2015-12-10-insp/print/script.png": {"organiser"},
}


def invite(console: Client, role: str, **fields: Any) -> str:
    """Have an invitation made, and give its path."""
    status, body = asked_to_invite(console, {"role": role} | fields)
    assert status == 200 and body["ok"], body
    assert body["qr"]["path"] and body["minutes"] == 15
    path = re.sub(r"^http://[^/]+", "", body["url"])
    assert path.startswith("/f/")
    return path


def asked_to_invite(browser: Client, wanted: dict[str, Any]) -> tuple[int, Any]:
    data = json.dumps(wanted).encode()
    status, _, body = browser.request("POST", "/7K4/helpers/invite", data, "application/json")
    return status, json.loads(body)


def comes(server: ServerProcess, path: str, name: str = "") -> Client:
    """Somebody opens a link, and says a name where one is asked for."""
    browser = Client(server.port, "7K4")
    status, headers, _ = browser.request("GET", path)
    if name:
        assert status == 200 and not browser.cookie, "looking at the link uses nothing"
        status, headers, _ = browser.request("POST", path, urlencode({"name": name}).encode(), FORM)
    assert status == 303, status
    browser.landing = headers["Location"]  # type: ignore[attr-defined]
    return browser


def helper(server: ServerProcess, console: Client, role: str, name: str = "Ida") -> Client:
    """Let somebody in as a helper."""
    return comes(server, invite(console, role), name)


def browser_of(role: str, server: ServerProcess, console: Console) -> Client:
    """Give a browser of somebody in a role."""
    if role == "organiser":
        browser = Client(server.port, "7K4")
        assert browser.request("GET", server.links["organise"].removeprefix(server.here))[0] == 303
        return browser
    if role == "participant":
        phone = Phone(server.port, "7K4")
        phone.open_page()
        return phone
    if role == "speaker":
        return comes(server, invite(console, role, activity="samtale"), "Ida")
    return helper(server, console, role)


def test_it_works(server: ServerProcess) -> None:
    console = Console(server)
    ida = helper(server, console, "facilitator")
    assert ida.landing == "/7K4/console"  # type: ignore[attr-defined]
    ida.audience = "console"
    ida.connect()
    console.listen(0.3)
    named = {each["name"]: each for each in console.rows["helpers"]["all"]}
    assert named["Ida"]["role"] == "facilitator" and named["Ida"]["here"]
    assert ida.ask_raw("command", {"do": "start", "id": "A" * 16})["ok"]


def test_each_role_sees_its_own_pages_and_no_others(server: ServerProcess) -> None:
    console = Console(server)
    wrong = []
    for role in ROLES:
        browser = browser_of(role, server, console)
        for path, roles in PAGES.items():
            status, _, body = browser.request("GET", path)
            assert b"Traceback" not in body
            if (status == 200) != (role in roles):
                wrong.append((role, path, status))
    assert wrong == []


def test_only_those_who_steer_invite_and_a_referent_invites_speakers(server: ServerProcess) -> None:
    console = Console(server)
    for role in ROLES:
        browser = browser_of(role, server, console)
        for wanted, may in (
            ({"role": "facilitator"}, {"organiser", "facilitator"}),
            ({"role": "host"}, {"organiser", "facilitator"}),
            ({"role": "speaker", "activity": "samtale"}, {"organiser", "facilitator", "referent"}),
        ):
            status, body = asked_to_invite(browser, wanted)
            assert (status == 200) == (role in may), (role, wanted, body)
            assert ("url" in body) == (role in may)


def test_nobody_is_invited_to_what_is_not_there(server: ServerProcess) -> None:
    console = Console(server)
    for wanted in (
        {"role": "organiser"}, {"role": "participant"}, {"role": "speaker"}, {"role": "host", "more": 1}, {},
        {"role": "speaker", "activity": "findes-ikke"}, {"role": "host", "name": "\ud800"},
    ):  # fmt: skip
        status, body = asked_to_invite(console, wanted)
        assert status == 400 and "url" not in body, wanted


def test_an_invitation_works_once_also_for_two_at_the_same_moment(server: ServerProcess) -> None:
    console = Console(server)
    path = invite(console, "referent")
    late = Client(server.port, "7K4")
    assert late.request("GET", path)[0] == 200
    comes(server, path, "Ida")
    assert late.request("POST", path, urlencode({"name": "Bo"}).encode(), FORM)[0] == 403
    assert late.request("GET", path)[0] == 403
    assert not late.cookie


def test_a_helper_who_is_let_out_is_out_at_once_and_so_is_a_link(server: ServerProcess) -> None:
    console = Console(server)
    ida = helper(server, console, "facilitator")
    ida.audience = "console"
    ida.connect()
    unused = invite(console, "host")
    console.listen(0.3)
    for each in console.rows["helpers"]["all"]:
        if each["name"] == "Ida" or each["until"]:
            assert console.ask("revoke", key=each["id"])["ok"]
    assert ida.request("GET", "/7K4/console")[0] == 403
    assert Client(server.port, "7K4").request("GET", unused)[0] == 403
    with pytest.raises(NoLine):
        ida.ask_raw("command", {"do": "next", "id": "A" * 16, "at": "planned"})
    console.listen(0.3)
    assert [each["name"] for each in console.rows["helpers"]["all"]] == ["Facilitator"]


def code_of(browser: Client, path: str) -> str:
    """Read the code that brings a helper back, as the page tells it to its own script."""
    _, _, body = browser.request("GET", path)
    found = re.search(r'id="page">(.*?)</script>', body.decode())
    assert found
    code = json.loads(found[1])["back"]
    assert re.fullmatch(r"\w+ \w+ \d{3}", code)
    return str(code)


def test_a_code_brings_a_helper_back_on_another_computer_with_the_lead(server: ServerProcess) -> None:
    console = Console(server)
    ida = helper(server, console, "facilitator")
    code = code_of(ida, "/7K4/console")
    console.ask("start")
    console.listen(0.2)
    me = next(each["id"] for each in console.rows["helpers"]["all"] if each["name"] == "Ida")
    console.ask("lead", act="take")
    assert console.ask("lead", act="give", to=me)["ok"]
    other = Client(server.port, "7K4")
    status, headers, _ = other.request("POST", "/7K4/back", urlencode({"code": f"  {code.upper()} "}).encode(), FORM)
    assert (status, headers["Location"]) == (303, "/7K4/console")
    assert other.request("GET", "/7K4/console")[0] == 200
    assert ida.request("GET", "/7K4/console")[0] == 403, "the seat is on one computer at a time"
    assert code_of(other, "/7K4/console") == code
    console.listen(0.3)
    assert console.rows["lead"]["name"] == "Ida"
    assert [each["name"] for each in console.rows["helpers"]["all"]].count("Ida") == 1


def test_codes_cannot_be_guessed_at_a_pace(server: ServerProcess) -> None:
    thief = Phone(server.port, "7K4")
    thief.open_page()
    said = [
        thief.request("POST", "/7K4/back", urlencode({"code": f"bølge kyst {n}"}).encode(), FORM)[0]
        for n in range(100, 107)
    ]
    assert said == [403] * 5 + [429] * 2


def test_the_lead_goes_to_facilitators_only(server: ServerProcess) -> None:
    console = Console(server)
    helper(server, console, "host")
    console.ask("start")
    console.listen(0.3)
    host = next(each["id"] for each in console.rows["helpers"]["all"] if each["role"] == "host")
    assert "bad" in console.ask("lead", act="give", to=host)


def hears(host: Client, lately: int) -> None:
    """Listen until the host's screen says so many."""
    for _ in range(20):
        host.listen(0.2)
        if host.rows["arrivals"] == {"lately": lately}:
            return
    raise AssertionError(host.rows["arrivals"])


def test_the_host_sees_how_many_have_just_come_and_never_who(server: ServerProcess) -> None:
    console = Console(server)
    host = helper(server, console, "host", "Vera")
    host.audience = "host"
    host.connect()
    assert host.rows["arrivals"] == {"lately": 0}
    phones = [Phone(server.port, "7K4", n) for n in range(3)]
    for phone in phones:
        assert phone.flush()
    hears(host, 3)
    assert host.ask_raw("command", {"do": "greet", "id": "A" * 16})["ok"]
    hears(host, 0)
    assert "bad" in host.ask_raw("command", {"do": "start", "id": "B" * 16})
    assert set(host.rows) == {"event", "arrivals"}
    for phone in phones:
        assert phone.mine["return_code"] and phone.mine["return_code"] not in "".join(host.raw)
