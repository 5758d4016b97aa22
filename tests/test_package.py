"""Everything that an organiser takes home: all there, the same each time, and whole whatever goes wrong."""

from __future__ import annotations

import datetime as dt
import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator import minutes, store
from facilitator.access import new_id
from facilitator.meeting import Meeting
from facilitator.minutes import Version, apart, mail, package
from facilitator.minutes.apart import File, Order, Unwritten
from tests.conftest import EVERY_KIND, ROOT, Facilitator, Person
from tests.reading import parts, unpacked
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

NOW = dt.datetime(2015, 12, 10, 14, 5, 9, tzinfo=dt.UTC)
SAME = ("pdf", "html", "md", "csv", "json", "ics", "txt")


@pytest.fixture
def plan() -> str:
    return EVERY_KIND


@pytest.fixture
def held(meeting: Meeting, facilitator: Facilitator, anna: Person) -> Path:
    """The folder of a meeting that was held: an idea, one that is hidden, something agreed, and a step."""
    facilitator.ask("start")
    facilitator.ask("stage", activity="ideer", stage="open", step="silent")
    anna.writes("Et tomt hus og en nøgle")
    facilitator.ask("hide", target=anna.writes("Noget hemmeligt"))
    facilitator.ask("stage", activity="ideer", stage="open", step="together")
    facilitator.ask("note", id=new_id(), text="Vi mødes igen", kind="agreement")
    facilitator.ask("end")
    return meeting.store.path.parent


def build(held: Path, target: Path, told: list[tuple[int, int]] | None = None) -> Path:
    heard = told if told is not None else []
    return package.build(store.read(held), held, target, NOW, lambda done, of: heard.append((done, of)))


def test_it_works(held: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    archive = build(held, tmp_path / "out", told)
    inside = parts(archive.read_bytes())
    assert archive.name == "referat-2015-12-10-insp.zip" and told == [(n, 25) for n in range(26)]
    assert {name.split("/")[0] for name in inside} == {"internt", "offentligt", "LAES-MIG.txt"}
    for name, content in inside.items():
        assert (tmp_path / "out" / name).read_bytes() == content, "the folder holds what the archive holds"
        assert "Noget hemmeligt" not in unpacked(content), name
        if "referat-" in name:
            assert "Et tomt hus og en nøgle" in unpacked(content), name
        if "referat-" in name and not name.endswith(("csv", "ics")):
            assert "Vi mødes igen" in unpacked(content), name
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_each_file_is_what_the_minutes_are(held: Path, meeting: Meeting, tmp_path: Path) -> None:
    build(held, tmp_path)
    for version in (Version(), Version(public=True), Version("summary"), Version("summary", public=True)):
        for name in set(package.PAPERS[version.paper]) - {"ics"}:
            path = (
                tmp_path
                / ("offentligt" if version.public else "internt")
                / minutes.file_name(meeting.state, name, version)
            )
            written = minutes.render(meeting.state, name, NOW, version, held)
            assert path.read_bytes() == written if name in SAME else parts(path.read_bytes()) == parts(written), (
                path.name
            )


def test_the_same_meeting_makes_the_same_package(held: Path, tmp_path: Path) -> None:
    one, other = (parts(build(held, tmp_path / name).read_bytes()) for name in ("one", "other"))
    assert one.keys() == other.keys()
    for name in one:
        same = one[name] == other[name] if name.endswith(SAME) else parts(one[name]) == parts(other[name])
        assert same, name


def test_what_is_somebody_elses_in_the_folder_stays_and_old_files_of_ours_go(held: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.docx").write_text("mine")
    (tmp_path / "internt").mkdir()
    (tmp_path / "internt" / "referat-gammelt-navn.pdf").write_text("old")
    build(held, tmp_path)
    assert (tmp_path / "mine.docx").read_text() == "mine"
    assert not (tmp_path / "internt" / "referat-gammelt-navn.pdf").exists()


def test_the_mail_is_ready_and_says_only_what_may_be_shared(held: Path, tmp_path: Path) -> None:
    build(held, tmp_path)
    said = (tmp_path / "internt" / "mail.txt").read_text("utf-8")
    assert said.startswith("Emne: Referat: Åbent Inspiratorium\n\nKære alle\n\nTak, fordi I var med")
    assert "- Vi mødes igen" in said and "Referatet er vedhæftet." in said
    assert mail.subject(minutes.make(store.read(held), NOW, Version(language="en")).minutes).startswith("Minutes: ")


# --- what can go wrong


def whole(target: Path) -> dict[str, bytes]:
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


@pytest.fixture
def there(held: Path, tmp_path: Path) -> Iterator[tuple[Path, dict[str, bytes]]]:
    """A package that stands already, and what is in it."""
    target = tmp_path / "package" / "minutes"
    build(held, target)
    yield target, whole(target)
    assert [path.name for path in target.parent.iterdir()] == ["minutes"], "nothing half is left"


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="a disk cannot be made small here")
def test_a_full_disk_leaves_the_old_package_whole(held: Path, there: tuple[Path, dict[str, bytes]]) -> None:
    target, before = there
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(Unwritten) as no:
            build(held, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert no.value.key == "common_minutes_no_room" and whole(target) == before


def test_a_killed_process_leaves_the_old_package_whole(
    held: Path, there: tuple[Path, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    target, before = there
    begin = subprocess.Popen

    def begun(*given: Any, **more: Any) -> Any:
        process = begin(*given, **more)
        threading.Timer(0.15, process.kill).start()
        return process

    monkeypatch.setattr(apart.subprocess, "Popen", begun)
    with pytest.raises(Unwritten) as no:
        build(held, target)
    assert no.value.key == "common_minutes_unwritten" and whole(target) == before


def test_an_order_that_takes_too_long_is_stopped(
    held: Path, there: tuple[Path, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    target, before = there
    monkeypatch.setattr(apart, "PATIENCE", 0.15)
    with pytest.raises(Unwritten) as no:
        build(held, target)
    assert no.value.key == "common_minutes_unwritten" and whole(target) == before


def test_what_a_computer_without_power_left_behind_goes_and_what_another_is_writing_stays(
    held: Path, tmp_path: Path
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    old, young, of_nobody = (tmp_path / f".out.{pid}.part" for pid in (1, os.getppid(), ended.pid))
    for left in (old, young, of_nobody):
        left.mkdir()
        (left / "LAES-MIG.txt").write_text("half")
    os.utime(old, (0, 0))
    build(held, tmp_path / "out")
    assert not old.exists() and young.exists() and not of_nobody.exists()


def test_a_calendar_without_dates_is_no_full_disk(held: Path) -> None:
    with pytest.raises(Unwritten) as no:
        apart.one(held, "ics", Version(), NOW)
    assert no.value.key == "common_minutes_no_dates"


def test_a_folder_that_cannot_be_written_is_said(held: Path, there: tuple[Path, dict[str, bytes]]) -> None:
    target, before = there
    with pytest.raises(Unwritten) as no:
        package.build(store.read(held), held, target / "LAES-MIG.txt" / "minutes", NOW)
    assert no.value.key == "common_minutes_no_room" and whole(target) == before


def test_one_order_is_written_at_a_time(held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running, most = [0], [0]
    follow = apart._follow

    def counted(*given: Any) -> Any:
        running[0] += 1
        most[0] = max(most[0], running[0])
        try:
            return follow(*given)
        finally:
            running[0] -= 1

    monkeypatch.setattr(apart, "_follow", counted)
    orders = [Order(str(held), str(tmp_path / str(n)), NOW.isoformat(), False, (File("a.md", "md", Version()),))
              for n in range(3)]  # fmt: skip
    threads = [threading.Thread(target=apart.write, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most == [1] and all((tmp_path / str(n) / "a.md").exists() for n in range(3))


def test_the_process_lets_others_go_first(held: Path, tmp_path: Path) -> None:
    order = Order(str(held), str(tmp_path), NOW.isoformat(), False, (File("a.md", "md", Version()),))
    said = subprocess.run(
        [sys.executable, "-c", "import os, sys; from facilitator.minutes.__main__ import main; main();"
         "print(os.nice(0), file=sys.stderr)"],
        input=msgspec.json.encode(order), capture_output=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert int(said.stderr) - os.nice(0) == 10


# --- by itself


def until(condition: Any, seconds: float = 40.0) -> Any:
    """Wait for what the program does by itself."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("it never happened")


@pytest.mark.waits
def test_the_end_of_a_meeting_writes_the_package_and_a_correction_writes_it_anew(server: ServerProcess) -> None:
    console = Console(server)
    console.ask("start")
    console.ask("end")
    (folder,) = (path for path in server.events.iterdir() if (path / "plan.toml").exists())
    archive = folder / "minutes" / "referat-2015-12-10-insp.zip"
    until(archive.exists)
    first = archive.read_bytes()
    until(lambda: (console.listen(0.1), console.rows["package"]["state"] == "ready")[1])
    console.ask(
        "rephrase", paper="minutes", version="both", place="in_short/more/text", was="", seen="", text="Tre sætninger."
    )
    text = until(lambda: archive.read_bytes() != first and archive.read_bytes())
    with zipfile.ZipFile(io.BytesIO(text)) as file:
        (name,) = (each for each in file.namelist() if each.startswith("internt/referat") and each.endswith(".md"))
        assert "Tre sætninger." in file.read(name).decode()


def test_the_command_line_writes_it_with_neither_server_nor_network(held: Path, opened: Any, tmp_path: Path) -> None:
    opened.close()
    alone = ["unshare", "-rn"] if shutil.which("unshare") and _may_unshare() else []
    command = [*alone, sys.executable, str(ROOT / "run.py"), "minutes", held.name, "--events", str(held.parent)]
    done = subprocess.run([*command, "--out", str(tmp_path / "all")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and "25 af 25" in done.stderr, done.stderr
    assert Path(done.stdout.strip()).exists() and (tmp_path / "all" / "offentligt").is_dir()
    one = [*command, "--format", "pdf", "--paper", "summary", "--public", "--out", str(tmp_path / "one")]
    done = subprocess.run(one, cwd=ROOT, capture_output=True, text=True)
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["opsamling-2015-12-10-insp-offentlig.pdf"], (
        done.stderr
    )


def _may_unshare() -> bool:
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0
