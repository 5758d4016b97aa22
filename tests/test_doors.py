"""The doors over real HTTP and sockets: who comes in, what is said to those who may not, and nothing leaks."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import websocket

from facilitator.cli.serving import FILES
from facilitator.live import SPEAK_WITHIN, TABS
from tests.conftest import SMALL_PLAN, event_in
from tests.simulation.phone import Client, NoLine, Phone, new_id
from tests.simulation.room import Console, Room
from tests.simulation.server import ServerProcess

SECRET = "En ganske hemmelig idé om havnen"


@pytest.fixture
def console(server: ServerProcess) -> Console:
    return Console(server)


@pytest.fixture
def phone(server: ServerProcess) -> Phone:
    return entered(server)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One server for all who get nowhere with it."""
    with ServerProcess(event_in(tmp_path_factory.mktemp("standing"), SMALL_PLAN).parent) as process:
        yield process


@pytest.fixture
def client(standing: ServerProcess) -> Phone:
    """A phone at the standing server."""
    return entered(standing)


def entered(server: ServerProcess) -> Phone:
    phone = Phone(server.port, "7K4")
    phone.open_page()
    phone.connect()
    return phone


def test_it_works(server: ServerProcess, console: Console, phone: Phone) -> None:
    console.until("ideer", "open", "silent")
    phone.put(do="contribute", activity="ideer", text="En bænk")
    assert phone.flush()
    console.listen(0.5)
    assert [row["text"] for id, row in console.rows.items() if id.startswith("c:")] == ["En bænk"]


# --- coming in ------------------------------------------------------------------------------


def test_the_bare_address_leads_to_the_only_meeting_and_any_case_will_do(server: ServerProcess) -> None:
    browser = Client(server.port, "7K4")
    assert browser.request("GET", "/")[1]["Location"] == "/7K4"
    assert browser.request("GET", "/7k4")[1]["Location"] == "/7K4"
    assert browser.request("GET", "/7K4/12")[0] == 200, "the code on a table's card"


def test_looking_at_the_page_makes_nobody(server: ServerProcess, console: Console) -> None:
    for _ in range(3):
        Client(server.port, "7K4").open_page()
    console.listen(0.5)
    assert console.rows["progress"]["here"] == 0
    Phone(server.port, "7K4").flush()
    console.listen(0.5)
    assert console.rows["progress"]["here"] == 1


@pytest.mark.parametrize("path", ["/7K4/console", "/7K4/minutes", "/7K4/minutes?format=json", "/organise"])
def test_a_participant_does_not_come_into_the_helpers_rooms(client: Phone, path: str) -> None:
    status, _, body = client.request("GET", path)
    assert status == 403 and "Traceback" not in body.decode() and SECRET not in body.decode()


def test_a_link_works_once_and_a_wrong_one_never(server: ServerProcess) -> None:
    link = server.event["facilitator"].removeprefix(server.here)
    assert Client(server.port, "7K4").request("GET", link)[0] == 303
    assert Client(server.port, "7K4").request("GET", link)[0] == 403
    assert Client(server.port, "7K4").request("GET", "/f/AAAAAAAAAAAAAAAAAAAAAA")[0] == 403


def test_the_organisers_link_opens_the_home(server: ServerProcess) -> None:
    browser = Client(server.port, "7K4")
    assert browser.request("GET", server.links["organise"].removeprefix(server.here))[0] == 303
    status, _, body = browser.request("GET", "/organise")
    assert status == 200 and "Åbent Inspiratorium" in body.decode()


def test_the_console_over_the_socket_needs_the_key(server: ServerProcess) -> None:
    stranger = Client(server.port, "7K4", "console")
    with contextlib.suppress(NoLine, KeyError):
        stranger.connect()
    assert stranger.rows == {}
    assert Client(server.port, "7K4").request("GET", "/7K4/view?audience=console")[0] == 403


# --- a participant's limits, over socket and request ----------------------------------------

STEERING: list[dict[str, Any]] = [
    {"do": "next", "at": "ideer/open/silent"},
    {"do": "end"},
    {"do": "people", "count": 3},
    {"do": "screen", "frozen": True},
    {"do": "stage", "activity": "ideer", "stage": "closed"},
    {"do": "theme", "activity": "ideer", "title": "Mit"},
]


@pytest.mark.parametrize("command", STEERING, ids=lambda c: str(c["do"]))
def test_a_participant_cannot_steer(
    server: ServerProcess, console: Console, phone: Phone, command: dict[str, Any]
) -> None:
    console.until("ideer", "open", "silent")
    before = console.rows
    assert not phone.ask_raw("command", {"id": new_id(), **command})["ok"]
    for audience in ("phone", "board", "console"):
        body = json.dumps({"id": new_id(), **command}).encode()
        path = f"/7K4/command?audience={audience}"
        assert not json.loads(phone.request("POST", path, body, "application/json")[2])["ok"]
    form = "&".join(f"{key}={value}" for key, value in {"id": new_id(), **command}.items())
    phone.request("POST", "/7K4/form", form.encode(), "application/x-www-form-urlencoded")
    console.hello()
    assert {id: row for id, row in console.rows.items() if id != "progress"} == {
        id: row for id, row in before.items() if id != "progress"
    }


def test_nobody_acts_in_another_event(tmp_path: Path, event_folder: Path) -> None:
    other = event_folder.parent / "2016-05-01-kalundborg"
    other.mkdir()
    text = (event_folder / "plan.toml").read_text("utf-8").replace('code = "7K4"', 'code = "M9P"')
    (other / "plan.toml").write_text(text, "utf-8")
    with ServerProcess(event_folder.parent) as server:
        events = {event["code"]: event for event in server.links["events"]}
        helper = Client(server.port, "7K4")
        helper.request("GET", events["7K4"]["facilitator"].removeprefix(server.here))
        assert helper.request("GET", "/7K4/console")[0] == 200
        assert helper.request("GET", "/M9P/console")[0] == 403
        body = json.dumps({"id": new_id(), "do": "start"}).encode()
        answer = helper.request("POST", "/M9P/command?audience=console", body, "application/json")[2]
        assert json.loads(answer)["refused"] == "refused_key"
        anna = Phone(server.port, "7K4")
        anna.open_page()
        answer = json.loads(anna.request("POST", "/M9P/command", body, "application/json")[2])
        assert answer["refused"] == "refused_cookies"
        assert "Hvilket møde" in helper.request("GET", "/")[2].decode(), "two meetings: type the code"


# --- what a hostile client gets -------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "inspiratorium.evil.example:80", ""])
def test_a_strangers_name_for_this_laptop_is_refused(standing: ServerProcess, host: str) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", standing.port, timeout=5)
    connection.putrequest("GET", "/7K4", skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    assert connection.getresponse().status in (400, 421)


def test_another_origin_cannot_ask(standing: ServerProcess, client: Phone) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(
            f"ws://127.0.0.1:{standing.port}/socket.io/?EIO=4&transport=websocket",
            origin="http://evil.example", cookie=client.cookie, timeout=5,
        )  # fmt: skip


BROKEN: list[Any] = [None, [], "x", 7, {}, {"do": "contribute"}, {"do": "dance", "id": "A" * 16},
                     {"id": 1, "do": "end"},
                     {"do": "contribute", "id": "A" * 16, "activity": ["ideer"], "text": "x"},
                     {"do": "contribute", "id": "../../etc/passwd", "activity": "ideer", "text": "x"},
                     {"do": "mark", "id": "A" * 16, "activity": "velkomst", "target": "__class__", "value": True},
                     {"do": "contribute", "id": "A" * 16, "activity": "ideer", "text": "x",
                      "participant": "bo"}]  # fmt: skip


@pytest.mark.parametrize("message", BROKEN, ids=str)
def test_a_broken_command_is_told_so_and_leaves_no_trace(standing: ServerProcess, client: Phone, message: Any) -> None:
    answer = client.ask_raw("command", message)
    assert answer["ok"] is False and ("bad" in answer or "refused" in answer)
    status, _, body = client.request("POST", "/7K4/command", json.dumps(message).encode(), "application/json")
    assert json.loads(body)["ok"] is False and status in (200, 400)
    assert not standing.faults


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 50_000, b'{"do":' * 9000])
def test_what_is_not_json_is_told_so(standing: ServerProcess, client: Phone, body: bytes) -> None:
    status, _, said = client.request("POST", "/7K4/command", body, "application/json")
    assert status in (400, 413) and b"Traceback" not in said
    assert not standing.faults


@pytest.mark.parametrize(
    "frame", ["42", '42["hello"', '42["command"]', "4", "9", '42["nosuch",1]', "45-[", "451-[" + "x" * 99]
)
def test_a_broken_frame_hurts_nobody(standing: ServerProcess, client: Phone, frame: str) -> None:
    bad = entered(standing)
    try:
        bad._send(frame)
        bad.listen(0.3)
    except NoLine:
        pass
    client.hello()
    assert not standing.faults


def test_ten_megabytes_are_not_read(server: ServerProcess, phone: Phone) -> None:
    status, _, _ = phone.request("POST", "/7K4/command", b" " * 10_000_000, "application/json")
    assert status == 413
    with pytest.raises(NoLine):
        phone.ask_raw("command", {"id": new_id(), "do": "contribute", "activity": "ideer", "text": "x" * 10_000_000})


# --- nothing hidden leaks -------------------------------------------------------------------


def test_while_people_write_and_vote_nothing_of_it_reaches_phone_or_board(
    server: ServerProcess, console: Console
) -> None:
    room = Room(server, 4, seed=5)
    room.join()
    outsider = room.phones[0]
    board = Client(server.port, "7K4", "board")
    board.open_page()
    board.connect()
    console.until("ideer", "open", "silent")
    for phone in room.phones[1:]:
        phone.put(do="contribute", activity="ideer", text=SECRET)
        assert phone.flush()
    ids = [c["id"] for phone in room.phones for c in phone.acknowledged]
    look_everywhere(server, outsider, board)
    heard = "".join(outsider.raw + board.raw)
    assert SECRET not in heard and not any(each in heard for each in ids)
    console.until("stemmer", "open")
    room.drain()
    quiet = [len(outsider.raw), len(board.raw)]
    for phone in room.phones[1:]:
        phone.put(do="mark", activity="stemmer", target=ids[0], value=True)
        assert phone.flush()
    look_everywhere(server, outsider, board)
    for text in outsider.raw[quiet[0] :] + board.raw[quiet[1] :]:
        assert '"votes"' not in text and '"ranks"' not in text
        for numbers in re.findall(r'"(?:voted|written|here|people)":\s*(\d+)', text):
            assert int(numbers) <= 4
    on_board = {id: row for id, row in board.rows.items() if id.startswith(("c:", "r:"))}
    assert not on_board, "candidates and counts stay off the board while people vote"


def look_everywhere(server: ServerProcess, phone: Phone, board: Client) -> None:
    """Read everything that a phone and a board can ask for, into their `raw`."""
    for screen in (phone, board):
        screen.listen(0.4)
        screen.hello()
        screen.open_page()
        for path in ("/7K4/view?audience=phone", "/7K4/view?audience=board", "/7K4/view?audience=phone&version=1"):
            screen.raw.append(screen.request("GET", path)[2].decode())
        for path in ("/7K4/minutes?format=json", "/7K4/minutes?format=md", "/7K4/minutes?format=html"):
            screen.raw.append(screen.request("GET", path)[2].decode())
        screen.raw.append(str(screen.request("GET", "/7K4/view?audience=phone")[1]["ETag"]))


def test_every_page_carries_the_policy(server: ServerProcess, phone: Phone) -> None:
    for path in ("/7K4", "/7K4/board", "/organise", "/nope", "/7K4/view"):
        _, headers, _ = phone.request("GET", path)
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(server: ServerProcess) -> None:
    import urllib.request

    with urllib.request.urlopen(f"{server.here}/7K4") as response:
        cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


@pytest.mark.waits
def test_a_socket_that_never_says_who_it_is_is_let_go(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    silent, phone = Phone(server.port, "7K4"), Phone(server.port, "7K4")
    monkeypatch.setattr(silent, "hello", lambda waiting=0: {})
    silent.connect()
    assert phone.flush()
    with pytest.raises(NoLine):
        silent.listen(SPEAK_WITHIN + 10)
    phone.listen(0.5)
    assert phone.connected, "who has said it stays"


def test_a_browser_with_ever_more_sockets_loses_its_oldest(server: ServerProcess, phone: Phone) -> None:
    tabs = [phone]
    for _ in range(TABS):
        tab = Phone(server.port, "7K4")
        tab.cookie = phone.cookie
        tab.connect()
        tabs.append(tab)
    with pytest.raises(NoLine):
        phone.listen(2)
    for tab in tabs[1:]:
        tab.hello()
    other = Phone(server.port, "7K4")
    assert other.flush(), "nobody else notices"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells what a process may")
def test_a_program_that_may_open_few_files_asks_for_more(event_folder: Path) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        with ServerProcess(event_folder.parent) as server:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            lines = (Path("/proc") / str(server.pid) / "limits").read_text("ascii").splitlines()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    (files,) = [line.split()[3] for line in lines if line.startswith("Max open files")]
    assert int(files) >= min(FILES, hard)
