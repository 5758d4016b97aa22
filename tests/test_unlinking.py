"""People own their words: what is erased is nowhere, what is sealed cannot be found, what is forgotten was nobody's."""

from __future__ import annotations

import contextlib
import io
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import gevent
import pytest

from facilitator import minutes, store
from facilitator.access import new_id
from facilitator.actions.unlink import forget_now
from facilitator.activities import kind_of
from facilitator.afterwards import BY_ITSELF, QUIET, Afterwards
from facilitator.audience import board_view, person_view, phone_view
from facilitator.house import House
from facilitator.meeting import Meeting
from facilitator.minutes import package
from facilitator.opening import Opened
from facilitator.ready import BACKUP
from facilitator.safekeeping import Safekeeping
from tests.conftest import EVERY_KIND, Facilitator, Person, facilitator_of
from tests.reading import unpacked
from tests.simulation.phone import Client, Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess
from tests.test_package import NOW, until

PATIENCE = 120.0
"""Seconds: a package of minutes takes ten on a machine that does much else, and one may be under way."""
FORM = "application/x-www-form-urlencoded"
SECRET = "En vippe ved åen"
FIRST = "En gynge ved aaen"
PARKED = "Hvem ejer nøglen til skuret?"
STEP = "Jeg ringer til Havnekontoret på mandag"
HOME = "Familien Fjordgren"
DROPPED = "Naboerne ved Dampmøllen"
NAME = "Zofrid"
OTHERS = "Et kor på torvet"


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def pieces(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything in a folder as text: files as they are, and unpacked; archives in archives too."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        yield path.name, content.decode("utf-8", "replace")
        if path.suffix in (".pdf", ".docx", ".xlsx"):
            yield path.name, unpacked(content)
        elif path.suffix == ".zip":
            yield from _inside(path, content)


def _inside(path: Path, content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            inner = archive.read(name)
            wrapped = name.endswith((".pdf", ".docx", ".xlsx"))
            yield f"{path.name}/{name}", unpacked(inner) if wrapped else inner.decode("utf-8", "replace")


def where(folder: Path, text: str) -> set[str]:
    return {name for name, piece in pieces(folder) if text in piece}


def holds(look: Callable[[], bool]) -> bool:
    """Whether something is so; where files moved while they were read, that has to be looked at again."""
    try:
        return look()
    except FileNotFoundError:
        return False


def gives(phone: Phone, **command: Any) -> None:
    phone.put(**command)
    assert phone.flush() and not phone.refused, phone.refused


def come(server: ServerProcess) -> tuple[Console, Phone, Phone]:
    """Two people are there, and it begins."""
    console, anna, bo = Console(server), Phone(server.port, "7K4", 1), Phone(server.port, "7K4", 2)
    for phone in (anna, bo):
        phone.open_page()
        phone.connect()
    console.ask("start")
    return console, anna, bo


def a_meeting(server: ServerProcess) -> tuple[Console, Phone, Phone]:
    """One person has written of everything, somebody else too, and much was done with it; then it was ended."""
    console, anna, bo = come(server)
    console.until("ideer", "open", "silent")
    secret, others = new_id(), new_id()
    gives(anna, do="contribute", id=secret, activity="ideer", text=FIRST)
    gives(anna, do="edit", target=secret, text=SECRET)
    gives(anna, do="contribute", activity="parking", text=PARKED)
    gives(bo, do="contribute", id=others, activity="ideer", text=OTHERS)
    console.until("ideer", "open", "gather")
    console.ask("screen", frozen=True)
    console.ask("theme", id=(theme := new_id()), activity="ideer", title="Ved vandet")
    console.ask("place", target=secret, theme=theme)
    console.until("stemmer", "open")
    for phone in (anna, bo):
        gives(phone, do="mark", activity="stemmer", target=secret, value=True)
    console.until("stemmer", "closed")
    for phone in (anna, bo):
        phone.hello()  # nothing waits on the phones, so nobody waits for them
    console.until("stemmer", "shown")
    console.until("skridt", "open", "write")
    gives(anna, do="home", activity="skridt", title=HOME)
    home = next(iter(anna.mine["marks"]["skridt"].values()))
    gives(anna, do="contribute", activity="skridt", text=STEP, theme=home, when="week")
    console.ask("end")
    return console, anna, bo


def erases(phone: Client) -> str:
    status, _, body = phone.request("POST", "/7K4/mine/erase", urlencode({}).encode(), FORM)
    assert status in (200, 202), status
    return body.decode()


def is_gone(server: ServerProcess) -> bool:
    """Whether the page that whoever erased is on says that all of it is gone; it answers late while some is not."""
    status, _, body = Client(server.port, "7K4").request("GET", "/7K4/mine/erased")
    assert ('<h1 class="huge" id="title">Det er slettet</h1>' in body.decode()) == (status == 200)
    assert ("Se, om det er gjort" in body.decode()) == (status == 202)
    return status == 200


def erases_all(server: ServerProcess, phone: Client) -> None:
    """Erase, and wait for the page to say that all of it is gone: on a busy machine that takes a while."""
    erases(phone)
    until(lambda: is_gone(server), PATIENCE)


def nobody_sees_anybody_elses(server: ServerProcess, anna: Phone, bo: Phone) -> None:
    for path in ("/7K4/mine", "/7K4/mine.txt"):
        assert PARKED not in bo.request("GET", path)[2].decode()
        assert PARKED not in Client(server.port, "7K4").request("GET", path)[2].decode()
    status, headers, _ = Client(server.port, "7K4").request("POST", "/7K4/mine/erase", b"", FORM)
    assert status == 303 and headers["Location"] == "/7K4/mine"
    assert PARKED in anna.request("GET", "/7K4/mine")[2].decode()


def test_it_works(server: ServerProcess) -> None:
    console, anna, bo = a_meeting(server)
    folder = server.folder
    until((folder / "minutes" / "referat-2015-12-10-insp.zip").exists, PATIENCE)
    console.connect()
    place = "ideas/ideer/row/added"
    rewritten = f"Som nogen skrev: »{SECRET}«"
    console.ask("rephrase", paper="minutes", version="both", place=place, was="", seen="", text=rewritten)
    until(lambda: holds(lambda: len(where(folder / "minutes", SECRET)) > 8), PATIENCE)
    anna.connect()
    for text in (FIRST, SECRET, PARKED, STEP, HOME, OTHERS):
        assert where(folder, text), f"the search finds what is there: {text}"
    nobody_sees_anybody_elses(server, anna, bo)
    page = anna.request("GET", "/7K4/mine")[2].decode()
    assert SECRET in page and STEP in page and "Slet alt, jeg har skrevet" in page
    assert SECRET in anna.request("GET", "/7K4/mine.txt")[2].decode()
    erases_all(server, anna)
    for text in (FIRST, SECRET, PARKED, STEP, HOME):
        assert where(folder, text) == set(), text
    assert where(folder, OTHERS) and where(folder / "minutes", "slettet af den, der skrev det")
    status, headers, _ = bo.request("GET", "/7K4/mine/erased")
    assert status == 303 and headers["Location"] == "/7K4/mine", "who has erased nothing is not told so"
    bo.connect()  # it may have been let go meanwhile
    assert bo.rows["r:stemmer"]["ranks"][0]["votes"] == 2, "what was counted still counts"


@pytest.mark.parametrize("still", [True, False])
def test_a_frozen_board_and_a_home_that_others_are_in_keep_no_name(server: ServerProcess, still: bool) -> None:
    console, anna, bo = come(server)
    console.until("skridt", "open", "write")
    gives(anna, do="home", activity="skridt", title=DROPPED)
    dropped = anna.mine["marks"]["skridt"]["home"]
    gives(anna, do="home", activity="skridt", title=HOME)
    home = anna.mine["marks"]["skridt"]["home"]
    assert console.ask("drop_theme", theme=dropped)["ok"]
    gives(bo, do="home", activity="skridt", home=home)
    gives(bo, do="contribute", id=(others := new_id()), activity="skridt", text=OTHERS, theme=home, when="week")
    console.until("skridt", "open", "aloud")
    gives(anna, do="take_on", target=others, value=True, named=True, name=NAME)
    console.ask("screen", frozen=True)
    console.ask("screen", frozen=still)
    for place, text in ((f"steps/{others}/who", f"Det gør {NAME}"), ("steps/intro", f"Sammen med {HOME}")):
        assert console.ask("rephrase", paper="minutes", version="both", place=place, was="", seen="", text=text)["ok"]
    for text in (HOME, DROPPED, NAME):
        assert where(server.folder, text)
    erases_all(server, anna)
    for text in (HOME, DROPPED, NAME):
        assert where(server.folder, text) == set(), text
    bo.connect()  # it may have been let go meanwhile
    assert bo.rows[f"t:{home}"]["title"] == "[navnet er slettet]", "whoever else is in it still is"
    assert where(server.folder, OTHERS)


@pytest.mark.waits
def test_it_says_that_something_is_left_while_somebody_reads_the_file(server: ServerProcess) -> None:
    _, anna, _ = a_meeting(server)
    reader = sqlite3.connect(server.folder / "event.db")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM contribution").fetchall()
    assert "Det er næsten slettet" in erases(anna) and not is_gone(server)
    assert where(server.folder, SECRET), "the reader still has it"
    reader.close()
    until(lambda: is_gone(server), PATIENCE)
    assert not where(server.folder, SECRET)


def test_what_was_erased_does_not_come_back_with_a_killed_server(server: ServerProcess) -> None:
    _, anna, _ = a_meeting(server)
    erases_all(server, anna)
    server.kill()
    server.start()
    assert where(server.folder, SECRET) == set()
    assert SECRET not in Client(server.port, "7K4").open_page()


@pytest.mark.waits
def test_what_was_being_erased_when_the_server_was_killed_is_gone_after_the_next_start(server: ServerProcess) -> None:
    _, anna, _ = a_meeting(server)
    (server.folder / "backups").mkdir(exist_ok=True)
    reader = sqlite3.connect(server.folder / "event.db")
    with contextlib.closing(sqlite3.connect(server.folder / "backups" / "event-20151210T120000000Z.db")) as older:
        reader.backup(older)
    shutil.copy(server.folder / "backups" / "event-20151210T120000000Z.db", server.folder / BACKUP)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM contribution").fetchall()
    assert "Det er næsten slettet" in erases(anna)
    server.kill()
    reader.close()
    assert where(server.folder, SECRET) >= {BACKUP, "event-20151210T120000000Z.db"}
    server.start()
    until(lambda: is_gone(server), PATIENCE)
    assert not where(server.folder, SECRET)


def play(facilitator: Facilitator, anna: Person, bo: Person) -> dict[str, str]:
    facilitator.ask("start")
    facilitator.until("ideer", "open", "silent")
    ideas = {"anna": anna.writes(SECRET), "bo": bo.writes(OTHERS), "same": bo.writes("En vippe")}
    facilitator.until("ideer", "open", "gather")
    facilitator.until("stemmer", "open")
    for person in (anna, bo):
        person.votes(ideas["anna"])
    return ideas


def test_the_log_played_again_is_what_the_tables_hold(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play(facilitator, anna, bo)
    facilitator.until("stemmer", "shown")
    anna.ask("home", activity="skridt", home="self")
    assert anna.ask("erase")["ok"]
    log = meeting.store.query("SELECT * FROM change ORDER BY seq")
    replayed = store.replay(log)
    for table, rows in meeting.state.rows.items():
        assert replayed.rows[table] == rows, table
    assert store.read(meeting.store.path.parent).rows == meeting.state.rows
    assert [row["seq"] for row in log] == list(range(1, len(log) + 1))


def test_nothing_leads_from_a_vote_that_stands_to_whoever_erased(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play(facilitator, anna, bo)
    facilitator.until("stemmer", "shown")
    before = meeting.state.activities["stemmer"]
    anna.ask("erase")
    voters = {mark.voter for mark in meeting.state.rows["mark"].values()}
    assert len(voters) == 2 and anna.actor.id not in voters
    (stranger,) = voters - {bo.actor.id}
    for row in meeting.store.query("SELECT * FROM change"):
        both = stranger in str(row) and anna.actor.id in str(row)
        assert not both, row
    assert not [row for row in meeting.store.query("SELECT * FROM change") if anna.actor.device in str(row)]
    assert meeting.state.activities["stemmer"] == before


def test_a_vote_of_a_round_that_goes_on_is_taken_away(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    ideas = play(facilitator, anna, bo)
    anna.ask("erase")
    facilitator.until("stemmer", "closed")
    (rank, *_) = board_result(meeting)
    assert rank["id"] == ideas["anna"] and rank["votes"] == 1, "the card stays, with the other's vote"
    card = phone_view(meeting.state)[f"c:{ideas['anna']}"]
    assert card["text"] == "[slettet af den, der skrev det]"


def board_result(meeting: Meeting) -> list[dict[str, Any]]:
    activity = meeting.state.activities["stemmer"]
    result = kind_of(activity).result(meeting.state, activity)
    assert result is not None
    return list(result["ranks"])


def test_the_oldest_text_that_was_merged_into_it_is_shown_instead(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    facilitator.ask("start")
    facilitator.until("ideer", "open", "silent")
    mine, same = anna.writes(SECRET), bo.writes("En vippe")
    bo.writes(OTHERS)
    facilitator.until("ideer", "open", "gather")
    facilitator.ask("merge", target=same, into=mine)
    facilitator.until("stemmer", "open")
    bo.votes(mine)
    facilitator.until("stemmer", "shown")
    anna.ask("erase")
    (rank, *_) = board_result(meeting)
    assert meeting.state.contributions[rank["id"]].text == "En vippe" and rank["votes"] == 1
    assert SECRET not in str(board_view(meeting.state, 0)) + str(phone_view(meeting.state))


def test_a_frozen_board_lets_go_of_it(meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person) -> None:
    facilitator.ask("start")
    facilitator.until("ideer", "open", "silent")
    anna.writes(SECRET)
    bo.writes(OTHERS)
    facilitator.until("ideer", "open", "gather")
    facilitator.ask("screen", frozen=True)
    assert SECRET in str(board_view(meeting.state, 0))
    anna.ask("erase")
    assert SECRET not in str(board_view(meeting.state, 0)) and OTHERS in str(board_view(meeting.state, 0))
    assert not [row for row in meeting.store.query("SELECT * FROM change") if SECRET in str(row)]


def test_whoever_erased_can_begin_afresh(meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person) -> None:
    play(facilitator, anna, bo)
    code = person_view(meeting.state, anna.actor.id)["return_code"]
    anna.ask("erase")
    assert anna.ask("erase")["ok"], "twice is once"
    assert person_view(meeting.state, anna.actor.id)["return_code"] == ""
    assert bo.ask("regain", code=code)["refused"] == "refused_code"
    assert meeting.arrive(anna.token) != anna.actor.id


def test_a_meeting_is_sealed_only_when_it_is_over_and_by_whoever_leads(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play(facilitator, anna, bo)
    assert facilitator.ask("seal")["refused"] == "refused_not_ended"
    facilitator.ask("end")
    assert "bad" in anna.ask("seal")
    assert facilitator.ask("seal")["ok"] and meeting.state.event.stage == "sealed"
    assert facilitator.ask("seal")["refused"] == "refused_sealed"
    assert facilitator.ask("reopen")["refused"] == "refused_sealed"


def test_after_sealing_the_figures_stand_and_no_vote_is_anybodys(
    meeting: Meeting, event_folder: Path, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    ideas = play(facilitator, anna, bo)
    bo.votes(ideas["bo"])
    facilitator.ask("end")
    people, before = {anna.actor.id, bo.actor.id}, minutes.render(meeting.state, "md", NOW)
    facilitator.ask("seal")
    assert minutes.render(meeting.state, "md", NOW) == before
    assert len({mark.voter for mark in meeting.state.rows["mark"].values() if mark.activity == "stemmer"}) == 2
    assert not people & {mark.voter for mark in meeting.state.rows["mark"].values()}
    assert all(mark.given_at is None for mark in meeting.state.rows["mark"].values())
    assert '"mark"' not in str(meeting.store.query("SELECT targets, before, after FROM change"))
    assert not meeting.store.query("SELECT seq FROM change WHERE kind = 'mark'")
    assert person_view(meeting.state, anna.actor.id)["marks"] == {}


def test_the_file_itself_is_cut_not_only_its_tables(
    meeting: Meeting, event_folder: Path, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    ideas = play(facilitator, anna, bo)
    facilitator.ask("end")
    vote = f'["mark",["stemmer","{ideas["anna"]}","{bo.actor.id}"]'.encode()
    raw = lambda: b"".join(path.read_bytes() for path in event_folder.iterdir() if path.is_file())  # noqa: E731
    assert vote in raw()
    facilitator.ask("seal")
    until(meeting.store.scrub)
    assert vote not in raw()


def test_a_person_has_another_voter_in_every_activity(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    facilitator.ask("start")
    for person in (anna, bo):
        person.ask("mark", activity="velkomst", target="dot", value=True)
    facilitator.until("ideer", "open", "silent")
    first = anna.writes(SECRET)
    bo.writes(OTHERS)
    facilitator.until("stemmer", "open")
    for person in (anna, bo):
        person.votes(first)
    facilitator.ask("end")
    facilitator.ask("seal")
    marks = meeting.state.rows["mark"].values()
    of = {name: {mark.voter for mark in marks if mark.activity == name} for name in ("velkomst", "stemmer")}
    assert len(of["velkomst"]) == len(of["stemmer"]) == 2 and not of["velkomst"] & of["stemmer"]


def test_one_can_still_erase_after_sealing(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play(facilitator, anna, bo)
    facilitator.ask("end")
    facilitator.ask("seal")
    assert anna.ask("edit", target=next(meeting.state.given_by(anna.actor.id)).id, text="x")["refused"] == (
        "refused_sealed"
    )
    assert anna.ask("erase")["ok"]
    assert not [row for row in meeting.store.query("SELECT * FROM change") if SECRET in str(row)]


def test_when_it_is_forgotten_the_words_stand_and_lead_to_nobody(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play(facilitator, anna, bo)
    anna.ask("contribute", activity="parking", text=PARKED)
    facilitator.ask("end")
    before = minutes.render(meeting.state, "md", NOW)
    assert meeting.change(BY_ITSELF, "forget", forget_now)["ok"]
    state = meeting.state
    assert minutes.render(state, "md", NOW) == before
    assert not state.devices and not state.keys and len(meeting.store.query("SELECT * FROM change")) == 1
    writers = {c.text: c.participant for c in state.contributions.values()}
    assert writers[OTHERS] == writers["En vippe"] != writers[SECRET], "one who wrote two things still wrote two"
    assert not {anna.actor.id, bo.actor.id} & set(writers.values())
    assert store.read(meeting.store.path.parent).rows == state.rows


def test_a_meeting_is_sealed_and_forgotten_by_itself_when_its_day_has_come(server: ServerProcess) -> None:
    a_meeting(server)
    server.stop()
    for days, stage in ((13, "closed"), (15, "sealed"), (91, "forgotten")):
        with sqlite3.connect(server.folder / "event.db") as db:
            moment = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() - days * 86400))
            db.execute("UPDATE event SET closed_at = ?", (moment,))
        db.close()
        with server:
            until(lambda stage=stage: stages(server.folder) == stage)
    assert where(server.folder, SECRET), "the minutes stay"


def stages(folder: Path) -> str:
    event = store.read(folder).event
    return "forgotten" if event.forgotten_at else event.stage


def test_own_words_are_mended_and_taken_back_on_the_plain_page(server: ServerProcess) -> None:
    console, phone = Console(server), Phone(server.port, "7K4", 1)
    phone.open_page()
    phone.connect()
    console.ask("start")
    console.until("ideer", "open", "silent")
    one, two = new_id(), new_id()
    gives(phone, do="contribute", id=one, activity="ideer", text=SECRET)
    gives(phone, do="contribute", id=two, activity="ideer", text=PARKED)
    console.ask("end")
    posts: Callable[..., Any] = lambda **fields: phone.request(  # noqa: E731
        "POST", "/7K4/form", urlencode(fields | {"id": new_id(), "from": "mine"}).encode(), FORM
    )
    status, headers, _ = posts(do="edit", target=one, text="En vippe ved søen")
    assert status == 303 and headers["Location"].startswith("/7K4/mine?said=")
    posts(do="take_back", target=two)
    page = phone.request("GET", "/7K4/mine")[2].decode()
    assert "En vippe ved søen" in page and SECRET not in page and PARKED not in page


def test_what_is_kept_and_for_how_long_is_told_before_and_after(server: ServerProcess) -> None:
    console, phone = Console(server), Client(server.port, "7K4")
    assert phone.request("GET", "/was")[1]["Location"] == "/7K4/was"
    before = phone.request("GET", "/7K4/was")[2].decode()
    assert "kan se det" in before and "Senest 14 dage efter mødet" in before and "90 dage efter mødet" in before
    console.ask("start")
    console.ask("end")
    assert "Efter den " in phone.request("GET", "/7K4/was")[2].decode()
    console.ask("seal")
    after = phone.request("GET", "/7K4/was")[2].decode()
    assert "Ingen, heller ikke vi, kan finde dine stemmer." in after and "kan se det" not in after


def test_the_plan_says_whom_to_ask_and_how_long(opened: Opened, event_folder: Path) -> None:
    plan = event_folder / "plan.toml"
    added = '[event]\ncontact = "Oda, oda@example.dk"\nseal_days = 3\nkeep_days = 30\nprivacy = "Til budgettet."'
    text = plan.read_text("utf-8").replace("[event]", added, 1)
    opened.close()
    plan.write_text(text, encoding="utf-8")
    with ServerProcess(event_folder.parent) as server:
        page = Client(server.port, "7K4").request("GET", "/7K4/was")[2].decode()
        assert "Oda, oda@example.dk" in page and "Senest 3 dage" in page and "30 dage" in page
        assert "Til budgettet." in page


def test_two_who_erase_in_the_same_moment_leave_no_trace_of_each_other(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person, arrives: Callable[[], Person]
) -> None:
    play(facilitator, anna, bo)
    facilitator.until("stemmer", "shown")
    carl = arrives()
    with meeting.turn:  # the writer waits, and takes all of them together
        asked = [gevent.spawn(person.ask, do, **fields) for person, do, fields in (
            (anna, "erase", {}), (bo, "erase", {}), (carl, "contribute", {"activity": "parking", "text": PARKED}),
        )]  # fmt: skip
        gevent.sleep(0.05)
    assert all(each.get()["ok"] for each in asked)
    log = meeting.store.query("SELECT * FROM change ORDER BY seq")
    assert [row["kind"] for row in log[-3:]] == ["erase", "erase", "contribute"]
    assert store.replay(log).rows == meeting.state.rows
    voters = {mark.voter for mark in meeting.state.rows["mark"].values() if mark.activity == "stemmer"}
    for row in log:
        said = str(row)
        assert SECRET not in said and OTHERS not in said
        assert not any(v in said and p.actor.id in said for v in voters for p in (anna, bo)), row["kind"]


def test_whoever_has_just_erased_is_somebody_new_at_once(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play(facilitator, anna, bo)
    anna.ask("erase")
    answer = anna.ask("contribute", activity="parking", text=PARKED)
    assert not answer["ok"] and answer["again"], "the phone asks again, with what is somebody else's by then"
    assert PARKED not in str(meeting.store.query("SELECT text FROM contribution"))


def test_an_edit_of_an_older_wording_goes_too(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    ideas = play(facilitator, anna, bo)
    place = f"ideas/row/{ideas['anna']}/text"
    facilitator.ask("rephrase", paper="minutes", version="both", place=place, was=FIRST, seen=FIRST, text="Gyngen")
    anna.ask("erase")
    assert not [row for row in meeting.store.query("SELECT * FROM change") if FIRST in str(row) or "Gyngen" in str(row)]
    assert FIRST not in str(meeting.store.query("SELECT * FROM wording"))


def test_whoever_erases_waits_for_one_package_and_not_for_one_that_was_to_be(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, built = house.running["7K4"], []
    monkeypatch.setattr(package, "build", lambda *_: built.append(1) or Path("referat.zip"))
    Afterwards(house, Safekeeping(house)).follow(running)
    facilitator = facilitator_of(running.meeting)
    assert facilitator.ask("start")["ok"] and facilitator.ask("end")["ok"] and facilitator.ask("seal")["ok"]
    gevent.sleep(QUIET + 1)
    assert len(built) == 1


def test_a_package_that_was_on_its_way_is_written_anew(server: ServerProcess) -> None:
    _, anna, _ = a_meeting(server)
    assert not (server.folder / "minutes").exists(), "it waits until nothing has happened for a while"
    erases_all(server, anna)
    until((server.folder / "minutes" / "referat-2015-12-10-insp.zip").exists)
    assert where(server.folder, SECRET) == set()
