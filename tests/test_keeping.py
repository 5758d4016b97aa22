"""Copies that are whole, the way back from one of them, and the account of a meeting."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator import backups, carried, opening, store
from facilitator.lock import Locked
from facilitator.meeting import Meeting
from facilitator.opening import Opened
from facilitator.reckoning import reckon
from tests.conftest import EVERY_KIND, ROOT, Facilitator, Person
from tests.simulation.phone import Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess
from tests.test_package import NOW
from tests.test_unlinking import OTHERS, SECRET, a_meeting, erases_all, play, where


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


def run(events: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "run.py"), *words, "--events", str(events)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)


def copy_of(opened: Opened, minute: int = 0) -> Path:
    return backups.make(opened.meeting.store, opened.folder, NOW + dt.timedelta(minutes=minute))


def test_it_works(opened: Opened, facilitator: Facilitator, anna: Person, bo: Person) -> None:
    play(facilitator, anna, bo)
    made = copy_of(opened)
    assert backups.there(opened.folder) == [made] and store.is_whole(made)
    state = opened.meeting.state
    opened.close()
    (opened.folder / "event.db").write_bytes(b"not a file of ours" * 1000)
    said = run(opened.folder.parent, "verify", "7K4")
    assert said.returncode == 1 and "beskadiget" in said.stdout and "run.py restore" in said.stdout
    said = run(opened.folder.parent, "restore", "7K4")
    assert said.returncode == 0 and made.name in said.stdout, said.stderr
    again = store.read(opened.folder)
    assert again.contributions == state.contributions and again.rows["mark"] == state.rows["mark"]
    assert again.event.history != state.event.history, "phones offer their receipts again"
    assert list(opened.folder.glob("event.before-restore-*.db")), "what stood there is put aside"
    said = run(opened.folder.parent, "verify", "7K4")
    assert said.returncode == 0 and "Modtagne bidrag: 3. Mangler: 0." in said.stdout, said.stdout


def test_a_few_copies_are_kept_and_the_oldest_goes(opened: Opened, facilitator: Facilitator) -> None:
    facilitator.ask("start")
    made = [copy_of(opened, n // 2) for n in range(backups.KEPT + 3)]
    assert backups.there(opened.folder) == made[: -backups.KEPT - 1 : -1]


def test_a_damaged_copy_is_passed_over_and_never_put_in_place(
    opened: Opened, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play(facilitator, anna, bo)
    whole, damaged = copy_of(opened), copy_of(opened)
    content = bytearray(damaged.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    damaged.write_bytes(content)
    assert backups.newest(opened.folder) == whole
    opened.close()
    before = (opened.folder / "event.db").read_bytes()
    said = run(opened.folder.parent, "restore", "7K4", "--from", str(damaged))
    assert said.returncode == 1 and "ikke hel" in said.stderr and "Traceback" not in said.stderr
    assert (opened.folder / "event.db").read_bytes() == before


def test_nothing_is_restored_under_a_running_meeting(opened: Opened, facilitator: Facilitator) -> None:
    facilitator.ask("start")
    made = copy_of(opened)
    with pytest.raises(Locked):
        opening.restore(opened.folder, made)
    said = run(opened.folder.parent, "restore", "7K4")
    assert said.returncode == 1 and "Luk programmet først" in said.stderr


def test_a_meeting_without_a_copy_says_where_to_look(opened: Opened) -> None:
    opened.close()
    said = run(opened.folder.parent, "restore", "7K4")
    assert said.returncode == 1 and "USB-nøgle" in said.stderr
    assert "findes ikke" in run(opened.folder.parent, "restore", "7K4", "--from", "nowhere.db").stderr


def test_a_stick_that_has_the_meeting_gets_each_copy(
    opened: Opened, tmp_path: Path, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    ours, others = tmp_path / "stick", tmp_path / "another"
    (ours / "Inspiratorium" / opened.folder.name).mkdir(parents=True)
    others.mkdir()
    play(facilitator, anna, bo)
    carried.carry(copy_of(opened), opened.folder, {"KINGSTON": ours, "SALEN": others}, "")
    there = ours / "Inspiratorium" / opened.folder.name
    assert [path.name for path in there.iterdir()] == ["event.db"] and not list(others.iterdir())
    assert {c.text for c in store.read(there).contributions.values()} >= {SECRET, OTHERS}


def test_a_stick_that_was_out_when_somebody_erased_is_named_until_it_is_back_and_clean(
    opened: Opened, tmp_path: Path, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    there = tmp_path / "stick" / "Inspiratorium" / opened.folder.name
    house_papers, in_it = opened.folder / "minutes" / "huset", {"KINGSTON": tmp_path / "stick"}
    for name in ("backups/event-20151210T120000000Z.db", "event.before-restore-20151210T120000Z.db",
                 "minutes/huset/referat.md", "minutes/huset/x.docx", "minutes/noter.txt", "plan.toml"):  # fmt: skip
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_text(SECRET, encoding="utf-8")
    play(facilitator, anna, bo)
    assert carried.carry(copy_of(opened), opened.folder, in_it, opened.meeting.store.unlinked_at()) == []
    assert where(there, SECRET) > {"referat.md", "event.db"}, "before anybody erases, nothing is taken from a stick"
    anna.ask("erase")
    house_papers.mkdir(parents=True)
    (house_papers / "referat.md").write_text("Uden", encoding="utf-8")
    unlinked_at = opened.meeting.store.unlinked_at()
    assert carried.carry(copy_of(opened), opened.folder, {}, unlinked_at) == ["KINGSTON"]
    assert carried.carry(copy_of(opened), opened.folder, {"SALEN": tmp_path / "other"}, unlinked_at) == ["KINGSTON"]
    assert carried.carry(copy_of(opened), opened.folder, in_it, unlinked_at) == []
    assert where(there, SECRET) == {"noter.txt", "plan.toml"}, "what is somebody's own is left to them"
    assert (there / "minutes" / "huset" / "referat.md").read_text(encoding="utf-8") == "Uden"
    assert carried.out_of_reach(opened.folder, unlinked_at) == []


def test_a_full_stick_keeps_the_copy_it_has(opened: Opened, tmp_path: Path, facilitator: Facilitator) -> None:
    target = tmp_path / "stick" / "Inspiratorium" / opened.folder.name
    target.mkdir(parents=True)
    facilitator.ask("start")
    carried.carry(copy_of(opened), opened.folder, {"KINGSTON": tmp_path / "stick"}, "")
    before = (target / "event.db").read_bytes()
    (target / "event.db.part").mkdir()  # nothing can be written beside it
    facilitator.next()
    with pytest.raises(OSError):
        carried.carry(copy_of(opened), opened.folder, {"KINGSTON": tmp_path / "stick"}, "")
    assert (target / "event.db").read_bytes() == before


def test_a_restored_copy_gets_from_the_phones_what_it_does_not_have(server: ServerProcess) -> None:
    console, phones = Console(server), [Phone(server.port, "7K4", n) for n in range(5)]
    console.ask("start")
    console.until("ideer", "open", "silent")
    for n, phone in enumerate(phones):
        phone.put(do="contribute", activity="ideer", text=f"Før kopien {n}")
        sends(phone)
    server.stop()
    copy = server.folder / "backups" / "event-20151210T120000000Z.db"
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(server.folder / "event.db", copy)
    server.start()
    for n in range(10):
        phones[n % 5].put(do="contribute", activity="ideer", text=f"Efter kopien {n}")
        sends(phones[n % 5])
    server.kill()
    assert run(server.events, "restore", "7K4", "--from", str(copy)).returncode == 0
    assert len(store.read(server.folder).contributions) == 5
    server.start()
    offer_again(phones)
    texts = sorted(c.text for c in store.read(server.folder).contributions.values())
    assert texts == sorted([f"Før kopien {n}" for n in range(5)] + [f"Efter kopien {n}" for n in range(10)])


def sends(phone: Phone) -> None:
    """Send what waits; the first attempt may find out that the line is another by now."""
    assert phone.flush() or phone.flush()


def offer_again(phones: list[Phone]) -> None:
    """Do what a phone does when the history is another than that of its receipts: offer them all again."""
    for phone in phones:
        before = phone.history
        phone.connect()
        assert phone.history != before, "the file says that it is not the continuation"
        phone.outbox, phone.acknowledged = [*phone.acknowledged], []
        assert phone.flush() and not phone.refused


def test_a_copied_folder_goes_on_on_another_laptop(server: ServerProcess, tmp_path: Path) -> None:
    console, phone = Console(server), Phone(server.port, "7K4", 1)
    console.ask("start")
    console.until("ideer", "open", "silent")
    phone.put(do="contribute", activity="ideer", text="Før kopien")
    sends(phone)
    server.stop()
    spare = tmp_path / "spare" / server.folder.name
    shutil.copytree(server.folder, spare)
    with sqlite3.connect(spare / "event.db") as db:
        db.execute("UPDATE event SET machine = 'another laptop'")
    db.close()
    server.start()
    for n in range(10):
        phone.put(do="contribute", activity="ideer", text=f"Efter kopien {n}")
        sends(phone)
    port = server.port
    server.kill()
    with ServerProcess(spare.parent, port=port):
        offer_again([phone])
        texts = [c.text for c in store.read(spare).contributions.values()]
        assert len(texts) == len(set(texts)) == 11
        assert "Modtagne bidrag: 11. Mangler: 0." in run(spare.parent, "verify", "7K4").stdout


def test_after_erasing_no_copy_has_it(server: ServerProcess) -> None:
    _, anna, _ = a_meeting(server)
    server.stop()
    (server.folder / "backups").mkdir(exist_ok=True)
    for n in range(3):
        shutil.copy(server.folder / "event.db", server.folder / "backups" / f"event-2015121{n}T120000000Z.db")
    for tail in ("", "-wal"):
        shutil.copy(server.folder / "event.db", server.folder / f"event.before-restore-20151210T120000Z.db{tail}")
    server.start()
    assert where(server.folder / "backups", SECRET)
    erases_all(server, anna)
    assert where(server.folder, SECRET) == set()
    assert len(backups.there(server.folder)) == 1, "and there is a fresh one"


def test_the_account_finds_what_is_not_as_it_must_be(
    meeting: Meeting, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    ideas = play(facilitator, anna, bo)
    facilitator.until("stemmer", "shown")
    log = meeting.store.query("SELECT * FROM change ORDER BY seq")
    right = reckon(meeting.state, log, NOW)
    assert all(line.ok for line in right) and len(right) == 6
    wrong = {line.key for line in reckon(meeting.state, [log[0], *log[2:]], NOW) if not line.ok}
    assert {"reckon_log", "reckon_replay"} <= wrong
    lost = store.replay(log)
    lost.drop("contribution", ideas["bo"])
    assert "reckon_sent" in {line.key for line in reckon(lost, log, NOW) if not line.ok}


def test_the_account_stands_after_erasing_sealing_and_forgetting(
    opened: Opened, facilitator: Facilitator, anna: Person, bo: Person
) -> None:
    play(facilitator, anna, bo)
    facilitator.until("stemmer", "shown")
    for step in (lambda: anna.ask("erase"), lambda: facilitator.ask("end"), lambda: facilitator.ask("seal")):
        assert step()["ok"]
        state = opened.meeting.state
        lines = reckon(state, opened.meeting.store.query("SELECT * FROM change ORDER BY seq"), NOW)
        assert all(line.ok for line in lines), [line for line in lines if not line.ok]


def test_the_account_is_a_page_for_whoever_steers(server: ServerProcess) -> None:
    console, _, _ = a_meeting(server)
    page = console.request("GET", "/7K4/reckoning")[2].decode()
    assert "Ja. Alt, der er modtaget, er her." in page and "Modtagne bidrag: 4. Mangler: 0." in page
    assert Phone(server.port, "7K4").request("GET", "/7K4/reckoning")[0] == 403


@pytest.mark.waits
def test_a_meeting_is_copied_when_it_ends(server: ServerProcess) -> None:
    console = Console(server)
    console.until("ideer", "open", "together")
    assert console.ask("contribute", activity="ideer", text="Det sidste kort")["ok"] and console.ask("end")["ok"]
    until = time.monotonic() + 20
    while not backups.there(server.folder):
        assert time.monotonic() < until, "long before the next copy is due"
        time.sleep(0.1)
    with sqlite3.connect(backups.there(server.folder)[0]) as copy:
        assert copy.execute("SELECT text FROM contribution").fetchall() == [("Det sidste kort",)]
        assert copy.execute("SELECT closed_at IS NOT NULL FROM event").fetchone() == (1,)
