"""Printing through its two doors, the command line and the organiser's browser, and what is remembered of it."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator import printing
from facilitator.cli import main
from facilitator.plan import Wifi
from facilitator.texts import Texts
from tests.conftest import SMALL_PLAN
from tests.printing.conftest import FULL, PLAN, Paper, close, codes
from tests.simulation.phone import Client, Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess
from tests.test_cli import run

Done = tuple[int, str, str]
OUR_NETWORK = Wifi("Inspiratorium", "kom-indenfor")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An event with a network of its own, never started."""
    folder = tmp_path / "events" / "2026-03-12-maskinhallen"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def prints(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Type the command to print, in this process, which is quicker than a new one each time."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def printing_with(*options: str, typed: str = "") -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        try:
            code = main(["print", folder.name, "--events", str(folder.parent), *options])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return printing_with


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One program for all that is asked through the browser."""
    folder = tmp_path_factory.mktemp("house") / "events" / "2015-12-10-insp"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")
    with ServerProcess(folder.parent) as process:
        yield process


@pytest.fixture(scope="module")
def organiser(server: ServerProcess) -> Client:
    """A browser that carries the organiser's key."""
    browser = Client(server.port, "7K4")
    assert browser.request("GET", server.links["organise"].removeprefix(server.here))[0] == 303
    return browser


def page(server: ServerProcess, query: str = "") -> str:
    return f"/organise/{server.folder.name}/print{query}"


def test_it_works(folder: Path) -> None:
    done = run("print", "7K4", "--events", folder.parent, "--address", "192.168.8.10", "--tables", "2")
    assert done.returncode == 0, done.stderr
    names = ["plakat.pdf", "bordkort.pdf", "drejebog.pdf", "idekort.pdf"]
    assert done.stdout.split() == [str(folder / "print" / name) for name in names]
    assert "100 %" in done.stderr
    cards = codes([Paper(folder / "print" / "bordkort.pdf")], FULL)
    network = "WIFI:T:WPA;S:Inspiratorium;P:kom-indenfor;"
    (found,) = next(iter(cards.values()))
    assert sorted(found) == [*[network + ";"] * 2, *(f"http://192.168.8.10/7K4/{table}" for table in (1, 2))]


# --- the command line


def test_the_address_is_asked_for_and_may_be_unknown(folder: Path, prints: Callable[..., Done]) -> None:
    code, said, _ = prints("--only", "poster", typed="192.168.8.10:8080\n")
    assert code == 0 and "router" in said
    there = printing.printed(folder)
    assert there is not None and (there.address, there.code, there.wifi) == ("192.168.8.10:8080", "7K4", OUR_NETWORK)
    assert prints("--only", "poster", typed="?\n")[0] == 0
    there = printing.printed(folder)
    assert there is not None and there.address is None
    assert close("Koden står på tavlen") in Paper(folder / "print" / "plakat.pdf").text


def test_nobody_is_asked_for_an_address_that_is_on_no_paper(folder: Path, prints: Callable[..., Done]) -> None:
    out = folder.parent / "elsewhere"
    code, said, _ = prints("--only", "script", "--only", "ideas", "--out", str(out))
    assert code == 0 and said.split() == [str(out / name) for name in ("drejebog.pdf", "idekort.pdf")]
    assert printing.printed(folder) is None, "the drejebog says nothing that can be out of date"


def test_what_is_in_the_way_is_said_plainly(folder: Path, prints: Callable[..., Done]) -> None:
    wrong: list[tuple[tuple[str, ...], str, int, str]] = [
        ((), "", 1, "--unknown"),
        ((), "her\n", 1, "adresse"),
        (("--address", "her"), "", 2, "adresse"),
        (("--address", "1.2.3.4", "--unknown"), "", 2, "kan ikke bruges sammen"),
        (("--tables", "0"), "", 2, "1 til 99"),
    ]
    for options, typed, code, words in wrong:
        got, _, said = prints(*options, typed=typed)
        assert got == code and words in said, options
    (folder / "print").write_text("in the way")
    assert "kan ikke skrives" in prints("--unknown")[2]
    (folder / "plan.toml").write_text(PLAN.replace('code = "7K4"\n', ""), encoding="utf-8")
    assert "kode" in prints("--unknown")[2]
    (folder / "plan.toml").write_text(PLAN.replace("2026-03-12", '"i morgen"'), encoding="utf-8")
    assert "plan.toml, linje 4" in prints("--unknown")[2]


def test_letters_that_cannot_be_printed_are_named(folder: Path, prints: Callable[..., Done]) -> None:
    (folder / "plan.toml").write_text(PLAN.replace("Åbent", "Åbent 🎉"), encoding="utf-8")
    assert "🎉" in prints("--unknown", "--only", "ideas")[2]


# --- what was printed, and today


def test_what_was_printed_is_compared_with_today(folder: Path, prints: Callable[..., Done]) -> None:
    t = Texts("da")
    assert printing.outdated(folder, "10.0.4.23", "7K4", OUR_NETWORK, t) == [], "nothing was printed"
    prints("--address", "192.168.8.10", "--only", "cards")
    assert printing.outdated(folder, "192.168.8.10", "7K4", OUR_NETWORK, t) == []
    address, code = printing.outdated(folder, "10.0.4.23", "8AB", OUR_NETWORK, t)
    assert address == "Bordkortene viser 192.168.8.10. I dag er adressen 10.0.4.23."
    assert "8AB" in code
    assert printing.outdated(folder, "127.0.0.1:8080", "7K4", OUR_NETWORK, t) == [], "there is no network yet"
    (wifi,) = printing.outdated(folder, "192.168.8.10", "7K4", None, t)
    assert "kom-indenfor" in wifi and "intet net" in wifi
    prints("--unknown", "--only", "cards")
    assert printing.outdated(folder, "10.0.4.23", "8AB", OUR_NETWORK, t) == [], "these lead to the board"


def test_what_cannot_be_read_is_as_if_nothing_was_printed(folder: Path) -> None:
    (folder / "print").mkdir()
    (folder / "print" / "printed.json").write_text("{half")
    assert printing.printed(folder) is None


def test_the_start_says_when_the_cards_are_out_of_date(folder: Path, prints: Callable[..., Done]) -> None:
    prints("--address", "192.168.8.10", "--only", "cards")
    with ServerProcess(folder.parent, "--address", "10.0.4.23") as server:
        today = f"10.0.4.23:{server.port}"
        wanted = f"Bordkortene viser 192.168.8.10. I dag er adressen {today}."
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline and "run.py print" not in "".join(server.output):
            time.sleep(0.05)
        assert wanted in "".join(server.output) and f"run.py print {folder.name}" in "".join(server.output)


# --- the organiser's browser


def test_the_page_asks_first_and_then_gives_four_papers(server: ServerProcess, organiser: Client) -> None:
    first = organiser.request("GET", page(server))[2].decode()
    assert first.count(".pdf?") == 2 and first.count("Svar først") == 2
    before = printing.printed(server.folder)
    answered = organiser.request("GET", page(server, "?known=1&address=192.168.8.10&tables=3"))[2].decode()
    assert answered.count(".pdf?") == answered.count(".png?") == 4 and "100 %" in answered
    assert f"{page(server)}/cards.pdf?known=1&amp;address=192.168.8.10&amp;tables=3" in answered
    assert organiser.request("GET", page(server, "/poster.png?known=0"))[2].startswith(b"\x89PNG")
    assert printing.printed(server.folder) == before, "looking is not printing"


def test_a_paper_that_is_fetched_is_remembered(server: ServerProcess, organiser: Client, tmp_path: Path) -> None:
    query = "/cards.pdf?known=1&address=192.168.8.10&tables=3"
    status, headers, pdf = organiser.request("GET", page(server, query))
    assert status == 200 and headers["Content-Type"] == "application/pdf"
    assert "bordkort.pdf" in headers["Content-Disposition"]
    (tmp_path / "cards.pdf").write_bytes(pdf)
    (found,) = next(iter(codes([Paper(tmp_path / "cards.pdf")], FULL).values()))
    assert sorted(found) == [f"http://192.168.8.10/7K4/{table}" for table in (1, 2, 3)]
    there = printing.printed(server.folder)
    assert there is not None and there.address == "192.168.8.10"


def test_a_card_leads_to_the_meeting_with_its_table_in_any_case(server: ServerProcess) -> None:
    browser = Client(server.port, "7K4")
    assert browser.request("GET", "/7K4/4")[0] == 200
    assert browser.request("GET", "/7k4/4")[1]["Location"] == "/7K4/4"


@pytest.mark.parametrize(
    ("query", "status"),
    [("?known=1&address=127.0.0.1", 400), ("?known=1&address=", 400), ("?tables=0", 400), ("?tables=x", 400),
     ("/poster.pdf", 400), ("/poster.pdf?known=1&address=her", 400), ("/nothing.pdf?known=0", 404)],
)  # fmt: skip
def test_wrong_answers_are_met_with_words(server: ServerProcess, organiser: Client, query: str, status: int) -> None:
    got, _, body = organiser.request("GET", page(server, query))
    assert got == status and b"Traceback" not in body


def test_a_plan_that_is_broken_now_is_said_on_the_page(server: ServerProcess, organiser: Client) -> None:
    (server.folder / "plan.toml").write_text("[event\n", encoding="utf-8")
    status, _, body = organiser.request("GET", page(server))
    assert status == 200 and "plan.toml" in body.decode()
    assert organiser.request("GET", page(server, "/ideas.pdf"))[0] == 404
    (server.folder / "plan.toml").write_text(SMALL_PLAN, encoding="utf-8")


def test_only_the_organiser_prints(server: ServerProcess) -> None:
    participant = Phone(server.port, "7K4")
    participant.open_page()
    before = printing.printed(server.folder)
    for browser in (Client(server.port, "7K4"), participant, Console(server)):
        for path in ("", "/poster.pdf?known=0", "/script.png"):
            status, _, body = browser.request("GET", page(server, path))
            assert status == 403 and b"Hvad er adressen" not in body
    assert printing.printed(server.folder) == before


@pytest.mark.parametrize("name", ["nothing-here", "..", "%2e%2e", ".server"])
def test_only_events_have_papers(organiser: Client, name: str) -> None:
    assert organiser.request("GET", f"/organise/{name}/print")[0] == 404
