"""Before the meeting, through the real door: events are made, edited, copied, put away, and files stay in step."""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator import plan as plans
from facilitator.activities import SPECS
from tests.conftest import SMALL_PLAN
from tests.simulation.phone import Client, Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

NAME = "2015-12-10-insp"
PLAN = f"/organise/{NAME}/plan"
HEAR = 8.0
"""Seconds in which a hand edit is noticed, on a machine with much to do."""


class Organiser(Client):
    """A browser with the organiser's key."""

    def __init__(self, server: ServerProcess) -> None:
        super().__init__(server.port, "7K4")
        (secret,) = (server.events / ".server").glob("organiser.key")
        self.cookie = f"insp_organiser={secret.read_text()}"

    def posts(self, path: str, **fields: str) -> tuple[int, Any, bytes]:
        """Send a form."""
        return self.request("POST", path, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def view(self) -> dict[str, Any]:
        """The plan as the editor gets it."""
        return json.loads(self.request("GET", f"{PLAN}/view")[2])  # type: ignore[no-any-return]

    def saves(self, view: dict[str, Any], path: str = PLAN) -> tuple[int, dict[str, Any]]:
        """Save a view's form over the file it came from."""
        body = json.dumps({"hash": view["hash"], "form": view["form"]}).encode()
        status, _, answer = self.request("POST", path, body, "application/json")
        return status, json.loads(answer)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One server for all that only looks."""
    folder = tmp_path_factory.mktemp("house") / "events" / NAME
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")
    with ServerProcess(folder.parent) as process:
        yield process


@pytest.fixture
def guest(house: ServerProcess) -> Organiser:
    """The organiser there."""
    return Organiser(house)


@pytest.fixture
def organiser(server: ServerProcess) -> Organiser:
    return Organiser(server)


@pytest.fixture
def file(server: ServerProcess) -> Path:
    return server.events / NAME / "plan.toml"


def eventually(holds: Callable[[], Any]) -> Any:
    """Wait until something holds, and give it."""
    until = time.monotonic() + HEAR
    while not (value := holds()):
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.1)
    return value


def heard(console: Console, holds: Callable[[dict[str, Any]], Any]) -> None:
    """Wait until a console was told."""

    def look() -> Any:
        console.listen(0.2)
        return holds(console.rows)

    eventually(look)


def test_it_works(house: ServerProcess, guest: Organiser) -> None:
    made = {"template": "world-cafe", "title": "Hvem har nøglen?", "place": "Maskinhallen", "date": "2027-01-14"}
    status, headers, _ = guest.posts("/organise/new", **made, starts="18.30")
    assert (status, headers["Location"]) == (303, "/organise/2027-01-14-maskinhallen/plan")
    plan = plans.read(house.events / "2027-01-14-maskinhallen" / "plan.toml", SPECS)
    assert (plan.title, plans.clock(plan.starts), plans.clock(plan.ends)) == ("Hvem har nøglen?", "18.30", "21.00")
    assert Client(house.port, plan.code).request("GET", f"/{plan.code}")[0] == 200, "it is live without a restart"
    phone = Phone(house.port, plan.code)
    phone.open_page()
    phone.connect()
    assert guest.request("GET", headers["Location"])[0] == 200
    home = guest.request("GET", "/organise")[2].decode()
    assert "Hvem har nøglen?" in home and f"{headers['Location']}" in home


def test_every_link_of_the_home_leads_somewhere_for_whoever_sees_it(server: ServerProcess) -> None:
    console = Console(server)
    for browser in (Organiser(server), console):
        links = set(re.findall(r'href="([^"]*)"', browser.request("GET", "/organise")[2].decode()))
        assert {"/7K4/board", "/7K4/console"} <= links
        for link in links:
            slow = "format=pdf" in link or "format=zip" in link
            assert slow or browser.request("GET", link)[0] in (200, 303), link


def test_a_new_event_that_cannot_be_says_why_beside_the_field(guest: Organiser) -> None:
    status, _, body = guest.posts("/organise/new", template="nothing", title=" ", place="x" * 121, date="x")
    page = body.decode()
    assert status == 422 and page.count('aria-invalid="true"') == 3 and "Vælg en skabelon." in page
    assert 'value="' + "x" * 121 in page, "what was written is still there"


def test_two_events_on_one_day_at_one_place_get_a_folder_each(house: ServerProcess, guest: Organiser) -> None:
    for _ in range(2):
        guest.posts("/organise/new", template="en-to-fire-alle", title="To", place="Her", date="2027-02-01")
    assert {"2027-02-01-her", "2027-02-01-her-2"} <= {each.name for each in house.events.iterdir()}


# --- who may ------------------------------------------------------------------------------------

PAGES = [
    ("GET", "/organise/new"), ("POST", "/organise/new"),
    ("GET", f"/organise/{NAME}/copy"), ("POST", f"/organise/{NAME}/copy"),
    ("GET", f"/organise/{NAME}/delete"), ("POST", f"/organise/{NAME}/delete"),
    ("GET", PLAN), ("POST", PLAN), ("GET", f"{PLAN}/view"), ("POST", f"{PLAN}/check"),
    ("GET", f"{PLAN}/text"), ("POST", f"{PLAN}/text"),
    ("POST", f"/organise/{NAME}/logo"), ("GET", f"/organise/{NAME}/logo/logo.png"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), PAGES, ids=lambda part: str(part))
def test_only_the_organiser_comes_to_the_plans(house: ServerProcess, method: str, path: str) -> None:
    body = b"{}" if method == "POST" else None
    facilitator = Console(house)
    participant = Phone(house.port, "7K4")
    participant.open_page()
    for who in (facilitator, participant, Client(house.port, "7K4")):
        assert who.request(method, path, body, "application/json" if body else "")[0] == 403
    assert Organiser(house).request(method, path, body, "application/json" if body else "")[0] in (200, 400, 404, 422)
    assert (house.events / NAME / "plan.toml").read_text("utf-8") == SMALL_PLAN


@pytest.mark.parametrize(("method", "path"), [each for each in PAGES if each[0] == "POST"], ids=lambda part: str(part))
def test_no_other_page_can_ask_in_the_organisers_name(house: ServerProcess, method: str, path: str) -> None:
    line = http.client.HTTPConnection("127.0.0.1", house.port)
    line.request(method, path, b"", {"Cookie": Organiser(house).cookie, "Origin": "http://elsewhere.example"})
    assert line.getresponse().status == 403


@pytest.mark.parametrize("name", ["..", "%2e%2e", ".server", "templates", "nothing", "..%2f..", "2015-12-10-insp%00"])
def test_a_folder_is_one_of_the_events_or_nothing(house: ServerProcess, name: str) -> None:
    organiser = Organiser(house)
    for page in ("plan", "plan/view", "plan/text", "copy", "delete", "logo/logo.png"):
        assert organiser.request("GET", f"/organise/{name}/{page}")[0] in (400, 404), page


def test_a_facilitator_sees_their_own_meeting_and_nothing_to_organise(house: ServerProcess) -> None:
    page = Console(house).request("GET", "/organise")[2].decode()
    assert "/7K4/console" in page and set(re.findall(r"/organise/[\w/-]+", page)) == {f"/organise/{NAME}/rehearse"}


# --- the form ---------------------------------------------------------------------------------------


def test_what_is_saved_is_in_the_file_and_on_every_screen_at_once(organiser: Organiser, file: Path) -> None:
    phone = Phone(organiser.port, "7K4")
    phone.open_page()
    phone.connect()
    view = organiser.view()
    view["form"]["event"]["title"] = "Et andet møde"
    view["form"]["activities"].pop()
    view["form"]["wifi"] = {"ssid": "Salen", "password": "kom-indenfor"}
    status, answer = organiser.saves(view)
    assert status == 200 and answer["view"]["hash"] == plans.digest(file.read_bytes())
    plan = plans.read(file, SPECS)
    assert (plan.title, len(plan.activities)) == ("Et andet møde", 4)
    eventually(lambda: phone.listen(0.2) or phone.rows["event"]["title"] == "Et andet møde")
    board = Client(organiser.port, "7K4", "board")
    board.connect()
    assert board.rows["join"]["wifi"]["ssid"] == "Salen" and "a:pause" not in board.rows
    assert SMALL_PLAN.encode() in plans.past(file).values()


def test_a_field_that_cannot_be_is_named_and_the_file_stays(house: ServerProcess, guest: Organiser) -> None:
    view = guest.view()
    view["form"]["event"]["title"] = ""
    view["form"]["activities"][1] |= {"prompt": "Hvad? " * 30, "at": "kvart i"}
    for path in (PLAN, f"{PLAN}/check"):
        status, answer = guest.saves(view, path)
        assert not answer["ok"] and status == (422 if path == PLAN else 200)
        found = {tuple(one["path"]): one["text"] for one in answer["problems"]}
        assert set(found) == {("event", "title"), ("activity", 1, "prompt"), ("activity", 1, "at")}
        assert "179 tegn er for langt til tavlen." in found["activity", 1, "prompt"]
        assert "anførselstegn" not in " ".join(found.values()), "nobody types quotes in a form"
    assert (house.events / NAME / "plan.toml").read_text("utf-8") == SMALL_PLAN


def test_a_warning_is_told_with_its_place_before_anything_is_saved(house: ServerProcess, guest: Organiser) -> None:
    view = guest.view()
    view["form"]["activities"][1]["minutes"] = 100
    view["form"]["letterhead"] = {"name": "", "logo": "", "colour": "#FFFF00"}
    _, answer = guest.saves(view, f"{PLAN}/check")
    texts = " ".join(one["text"] for one in answer["warnings"])
    assert answer["ok"] and "Telefonerne er fremme i 106 af 180 minutter" in texts and "Farven er for lys" in texts
    assert (house.events / NAME / "plan.toml").read_text("utf-8") == SMALL_PLAN


def test_a_file_that_was_edited_meanwhile_is_not_written_over(organiser: Organiser, file: Path) -> None:
    view = organiser.view()
    by_hand = SMALL_PLAN.replace("Idérunde", "Idéer")
    file.write_text(by_hand, encoding="utf-8")
    view["form"]["event"]["title"] = "Min"
    status, answer = organiser.saves(view)
    assert (status, answer) == (409, {"ok": False, "changed": True})
    assert file.read_text("utf-8") == by_hand


def test_what_is_no_form_is_refused(guest: Organiser) -> None:
    for body in (b"", b"[]", b'{"hash": 1}', b"\xff", b'{"hash": "x", "form": {"event": {}, "activities": []}}'):
        assert guest.request("POST", PLAN, body, "application/json")[0] == 400


# --- by hand ----------------------------------------------------------------------------------------


def test_an_edit_by_hand_is_noticed_before_the_meeting_begins(server: ServerProcess, file: Path) -> None:
    console = Console(server)
    file.write_text(SMALL_PLAN.replace('"Hvad kunne vi gøre sammen?"', '"Hvad nu?"'), encoding="utf-8")
    heard(console, lambda rows: rows["a:ideer"]["prompt"] == "Hvad nu?")
    assert SMALL_PLAN.encode() in plans.past(file).values(), "what an editor saved over is kept"
    file.write_text("title =", encoding="utf-8")
    heard(console, lambda rows: rows["plan"]["problem"])
    home = Organiser(server).request("GET", "/organise")[2].decode()
    assert "Planen skal rettes" in home and f"{PLAN}" in home
    file.write_text(SMALL_PLAN, encoding="utf-8")
    heard(console, lambda rows: not rows["plan"]["problem"] and rows["a:ideer"]["prompt"] != "Hvad nu?")


def test_a_folder_that_appears_is_opened(server: ServerProcess, organiser: Organiser) -> None:
    folder = server.events / "2027-03-01-nyt"
    folder.mkdir()
    (folder / "plan.toml").write_text(SMALL_PLAN.replace("7K4", "9K4"), encoding="utf-8")
    eventually(lambda: organiser.request("GET", "/9K4")[0] == 200)


def test_a_meeting_that_has_begun_takes_only_what_is_fetched(
    server: ServerProcess, organiser: Organiser, file: Path
) -> None:
    console = Console(server)
    console.until("ideer", "open", "silent")
    view = organiser.view()
    assert view["stage"] == "open"
    ideas, _, talk, pause = view["form"]["activities"][1:]
    ideas["title"], talk["title"] = "For sent", "Stor samtale"
    view["form"]["activities"][3:] = [pause, talk]
    view["form"]["activities"].append({"kind": "break", "preset": "Pause", "title": "Kaffe", "minutes": 10})
    assert organiser.saves(view)[0] == 200
    heard(console, lambda rows: rows["plan"]["changed"] == 3)
    assert console.rows["a:samtale"]["title"] == "Samtale" and "a:kaffe" not in console.rows
    assert console.request("POST", "/7K4/plan")[0] == 200
    heard(console, lambda rows: rows["plan"]["changed"] == 0 and "a:kaffe" in rows)
    order = sorted((row["position"], id) for id, row in console.rows.items() if id.startswith("a:"))
    assert [id for _, id in order] == ["a:velkomst", "a:ideer", "a:stemmer", "a:pause", "a:samtale", "a:kaffe"]
    assert console.rows["a:samtale"]["title"] == "Stor samtale"
    assert console.rows["a:ideer"]["title"] == "Idérunde", "what has begun stays"
    assert Phone(server.port, "7K4").request("POST", "/7K4/plan")[0] == 403


def test_what_the_console_changed_is_no_change_of_the_file(server: ServerProcess, file: Path) -> None:
    console = Console(server)
    console.until("velkomst", "open")
    assert console.ask("replan", activity="samtale", minutes=9)["ok"]
    file.write_text(SMALL_PLAN + "\n# en kommentar\n", encoding="utf-8")
    console.listen(3)
    assert console.rows["plan"] == {"changed": 0, "problem": ""} and console.rows["a:samtale"]["minutes"] == 9


# --- as text ----------------------------------------------------------------------------------------


def test_a_plan_with_mistakes_opens_as_text_with_each_one_named(server: ServerProcess, organiser: Organiser) -> None:
    folder = server.events / "2027-04-01-forkert"
    folder.mkdir()
    broken = SMALL_PLAN.replace("7K4", "7K6").replace("minutes = 5", 'minutes = "fem"')
    (folder / "plan.toml").write_text(broken, encoding="utf-8")
    eventually(lambda: "forkert" in organiser.request("GET", "/organise")[2].decode())
    path = "/organise/2027-04-01-forkert/plan"
    status, headers, _ = organiser.request("GET", path)
    assert (status, headers["Location"]) == (303, f"{path}/text")
    page = organiser.request("GET", f"{path}/text")[2].decode()
    assert "feltet minutes" in page and "Der står »fem«." in page
    (known,) = re.findall(r'name="hash" value="(\w+)"', page)
    status, _, body = organiser.posts(f"{path}/text", hash=known, text=broken.replace("fem", "seks"))
    assert status == 422 and "Der står »seks«." in body.decode()
    assert (folder / "plan.toml").read_text("utf-8") == broken
    mended = broken.replace('"fem"', "5")
    (folder / "plan.toml").write_text(broken + "# imens\n", encoding="utf-8")
    status, _, body = organiser.posts(f"{path}/text", hash=known, text=mended)
    assert status == 409 and "# imens" in body.decode() and "minutes = 5" in body.decode(), "both are shown"
    (known,) = re.findall(r'name="hash" value="(\w+)"', body.decode())
    assert organiser.posts(f"{path}/text", hash=known, text=mended.replace("\n", "\r\n"))[0] == 303
    assert (folder / "plan.toml").read_text("utf-8") == mended
    assert organiser.request("GET", "/7K6")[0] == 200, "and the meeting opens"


def test_a_laptop_whose_only_plan_has_mistakes_still_starts_and_it_can_be_mended(event_folder: Path) -> None:
    file = event_folder / "plan.toml"
    file.write_text(SMALL_PLAN.replace("13.00", "25.00"), encoding="utf-8")
    with ServerProcess(event_folder.parent) as server:
        assert server.links["events"] == [] and event_folder.name in server.links["problems"]
        organiser = Organiser(server)
        assert "Ret planen" in organiser.request("GET", "/organise")[2].decode()
        known = plans.digest(file.read_bytes())
        assert organiser.posts(f"{PLAN}/text", hash=known, text=SMALL_PLAN)[0] == 303
        assert organiser.request("GET", "/7K4")[0] == 200


# --- copies, pictures, and putting away ---------------------------------------------------------------


def test_a_copy_is_the_plan_with_a_code_of_its_own(house: ServerProcess, guest: Organiser) -> None:
    status, headers, _ = guest.posts(f"/organise/{NAME}/copy", title="Igen", place="Her", date="2027-05-01")
    assert status == 303
    copy = house.events / headers["Location"].split("/")[2]
    plan = plans.read(copy / "plan.toml", SPECS)
    assert (plan.title, plan.place, plan.date.isoformat()) == ("Igen", "Her", "2027-05-01")
    assert plan.code not in ("7K4", "") and len(plan.activities) == 5
    assert guest.request("GET", f"/{plan.code}")[0] == 200


def test_only_a_picture_becomes_the_logo(guest: Organiser) -> None:
    path = f"/organise/{NAME}/logo"
    assert guest.request("POST", path, b"<svg onload=alert(1)>", "image/svg+xml")[0] == 422
    assert guest.request("POST", path, b"\x89PNG\r\n\x1a\n" + b"0" * 400_000, "image/png")[0] == 422
    status, _, body = guest.request("POST", path, b"\x89PNG\r\n\x1a\n1", "image/png")
    assert (status, json.loads(body)) == (200, {"ok": True, "name": "logo.png"})
    status, headers, body = guest.request("GET", f"{path}/logo.png")
    assert (status, headers["Content-Type"], body[-1:]) == (200, "image/png", b"1")
    assert guest.request("GET", f"{path}/plan.toml")[0] == 404


def test_an_event_is_put_away_when_its_title_is_typed_and_nothing_is_lost(
    server: ServerProcess, organiser: Organiser
) -> None:
    console = Console(server)
    path = f"/organise/{NAME}/delete"
    assert organiser.posts(path, title="Noget andet")[0] == 422
    console.ask("next", at=console.rows["next"]["at"])
    assert organiser.posts(path, title="Åbent Inspiratorium")[0] == 200, "a meeting that runs is not deleted"
    assert organiser.request("GET", "/7K4")[0] == 200
    console.ask("end")
    assert organiser.posts(path, title=" åbent inspiratorium ")[0] == 303
    assert organiser.request("GET", "/7K4")[0] == 404
    (away,) = (server.events / ".deleted").iterdir()
    assert away.name.startswith(NAME) and {"plan.toml", "event.db"} <= {each.name for each in away.iterdir()}
    home = organiser.request("GET", "/organise")[2].decode()
    assert "Åbent Inspiratorium" not in home and "Her er ingen møder endnu." in home
