"""The commands as people type them, and a sentence for everything that can be in the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from facilitator.checks import scripts_are_whole
from facilitator.cli import main
from facilitator.cli.serving import _say_addresses
from facilitator.cli.words import t
from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.lock import Lock
from facilitator.opening import open_event
from facilitator.venue import Address
from tests.conftest import ROOT
from tests.simulation.phone import Client
from tests.simulation.server import ServerProcess


@pytest.fixture(autouse=True)
def a_machine_of_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Danish is what is spoken where nothing is asked for."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def run(*arguments: str | Path, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Type a command, on a machine that speaks no language in particular."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
        timeout=60, input=typed, env=plain | {"PYTHONUTF8": "1"} | environment,
    )  # fmt: skip


def said_plainly(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    return done.stderr


def test_it_works(server: ServerProcess) -> None:
    assert Client(server.port, "7K4").request("GET", "/7K4")[0] == 200
    assert server.event["console"] == f"{server.here}/7K4/console"


def test_a_second_start_takes_less_than_two_seconds(event_folder: Path) -> None:
    with ServerProcess(event_folder.parent):
        pass
    with ServerProcess(event_folder.parent) as server:
        used = psutil.Process(server.pid).cpu_times()  # what others do on this machine does not count
    assert used.user + used.system < 2


def test_a_start_beside_a_running_one_leads_there_and_never_writes(server: ServerProcess) -> None:
    done = run("--no-open", "--print-json", "--events", server.events)
    assert done.returncode == 0 and "kører allerede" in done.stderr
    said = json.loads(done.stdout)
    assert said["here"] == server.here
    assert Client(server.port, "7K4").request("GET", said["facilitator"].removeprefix(server.here))[0] == 303


def test_two_clicks_at_once_give_one_server(event_folder: Path) -> None:
    command = [sys.executable, str(ROOT / "run.py"), "--no-open", "--print-json", "--host", "127.0.0.1", "--port", "0",
               "--events", str(event_folder.parent)]  # fmt: skip
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) for _ in range(2)]
    try:
        lines = [json.loads(each.stdout.readline()) for each in both if each.stdout]
        one, other = sorted(lines, key=lambda line: "already" in line)
        assert other["here"] == one["here"], "the second leads to the first"
        assert Client(one["port"], "7K4").request("GET", other["facilitator"].removeprefix(one["here"]))[0] == 303
    finally:
        for each in both:
            each.terminate()
            each.communicate(timeout=10)


def test_an_event_held_by_a_program_that_does_not_answer_is_said(event_folder: Path) -> None:
    held = Lock(event_folder)
    held.say("http://127.0.0.1:9")
    try:
        assert "svarer ikke" in said_plainly(run("--no-open", "--events", event_folder.parent))
        assert "svarer ikke" in said_plainly(run("link", "7K4", "--events", event_folder.parent))
    finally:
        held.release()


def test_a_program_that_was_killed_stands_in_nobodys_way(server: ServerProcess) -> None:
    server.kill()
    assert "/f/" in run("link", "7K4", "--events", server.events).stdout
    server.start()
    assert Client(server.port, "7K4").request("GET", "/7K4")[0] == 200


@pytest.mark.skipif(os.name == "nt", reason="a browser made of a script")
def test_console_and_board_are_opened_in_the_browser(event_folder: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/opened"\necho "Opening in existing browser session."\n')
    browser.chmod(0o755)
    command = [sys.executable, str(ROOT / "run.py"), "--print-json", "--host", "127.0.0.1", "--port", "0", "--events",
               str(event_folder.parent)]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"BROWSER": str(browser)}
    )
    try:
        until = time.monotonic() + 10
        while time.monotonic() < until and len(opened := _lines(tmp_path / "opened")) < 2:
            time.sleep(0.1)
    finally:
        process.send_signal(signal.SIGINT)
        output, said = process.communicate(timeout=10)
    (line,) = output.splitlines()
    event = json.loads(line)["events"][0]
    assert opened == [event["facilitator"], event["board"]]
    assert process.returncode == 0 and "Traceback" not in said, "Ctrl+C is how it is stopped"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_stop_in_the_moment_of_starting_is_a_stop(event_folder: Path) -> None:
    server = ServerProcess(event_folder.parent)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        server.start()
        os.kill(server.pid, number)
        server.stop()
    time.sleep(0.2)
    assert not server.faults, "".join(server.output)


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").split() if path.exists() else []


def test_every_address_is_shown_where_there_are_several(
    event_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    two = [Address("192.168.8.10", "wlan0", 30), Address("10.0.4.23", "eth0", 26)]
    found = [*two, Address("172.17.0.1", "docker0", -30)]
    monkeypatch.setattr("facilitator.venue.candidates", lambda: found)
    _say_addresses("192.168.8.10", Config(events=event_folder.parent), print)
    said = capsys.readouterr().out
    assert "--address" in said and all(each.host in said and each.interface in said for each in found)
    likely, unlikely = (t(f"cli_address_{name}", address="", interface="") for name in ("likely", "unlikely"))
    (last,) = [line for line in said.splitlines() if line.endswith(unlikely.replace(likely, ""))]
    assert "docker0" in last, "what is hardly the room's network is said to be so"


def test_people_read_every_link_and_a_code_to_scan(server: ServerProcess) -> None:
    time.sleep(0.2)
    said = "".join(server.output)
    for link in (server.event["board"], server.event["facilitator"], server.event["phone"].removeprefix("http://")):
        assert link in said
    assert "▄" in said and "Ctrl+C" in said


def test_a_link_can_be_had_beside_the_running_program_and_without_it(server: ServerProcess) -> None:
    link = run("link", "7K4", "--events", server.events).stdout.strip()
    assert Client(server.port, "7K4").request("GET", link.removeprefix(server.here))[0] == 303
    server.stop()
    later = run("link", server.folder.name, "--events", server.events).stdout
    path = "/f/" + later.split("/f/")[1].split()[0]
    server.start()
    assert Client(server.port, "7K4").request("GET", path)[0] == 303


def test_an_event_can_be_chosen_by_folder_or_code(event_folder: Path) -> None:
    other = event_folder.parent / "2016-05-01-kalundborg"
    shutil.copytree(event_folder, other)
    (other / "plan.toml").write_text((other / "plan.toml").read_text("utf-8").replace("7K4", "M9P"), "utf-8")
    for name in ("2016-05-01-kalundborg", "m9p", "2016"):
        with ServerProcess(event_folder.parent, name) as server:
            assert server.event["folder"] == "2016-05-01-kalundborg"


def test_a_broken_plan_is_named_with_everything_that_is_wrong(event_folder: Path) -> None:
    plan = event_folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8").replace('kind = "vote"', 'kind = "vot"').replace("13.00", "25.00"), "utf-8")
    said = said_plainly(run(event_folder.name, "--no-open", "--events", event_folder.parent))
    assert "plan.toml" in said and "vot" in said and "25.00" in said


def test_a_broken_plan_keeps_only_its_own_meeting_from_running(event_folder: Path) -> None:
    broken = event_folder.parent / "2016-05-01-broken"
    broken.mkdir()
    (broken / "plan.toml").write_text("[event", "utf-8")
    with ServerProcess(event_folder.parent) as server:
        assert server.event["code"] == "7K4" and broken.name in server.links["problems"]


def test_two_events_with_one_code_are_named(event_folder: Path) -> None:
    shutil.copytree(event_folder, event_folder.parent / "2016-05-01-copy")
    with ServerProcess(event_folder.parent) as server:
        assert "7K4" in next(iter(server.links["problems"].values()))


def test_a_taken_port_is_said_with_what_to_do(event_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = said_plainly(run("--no-open", "--host", "127.0.0.1", "--port", port, "--events", event_folder.parent))
        assert port in said and "--port" in said


def test_an_address_that_is_not_ours_is_said(event_folder: Path) -> None:
    for host in ("10.9.8.7", "findes.invalid"):
        said = said_plainly(run("--no-open", "--host", host, "--events", event_folder.parent))
        assert host in said and "--host" in said


def test_an_address_for_phones_that_is_not_ours_is_warned_of(event_folder: Path) -> None:
    with ServerProcess(event_folder.parent, "--address", "10.9.8.7") as server:
        time.sleep(0.2)
        assert any("10.9.8.7 lige nu" in line for line in server.output)
        assert server.event["phone"].startswith("http://10.9.8.7:")


def test_a_file_from_a_newer_version_is_refused(event_folder: Path) -> None:
    open_event(event_folder, Clock()).close()
    with sqlite3.connect(event_folder / "event.db") as file:
        file.execute("UPDATE _sqlite_migrations SET name = 'later' WHERE name = 'm002_steering'")
    file.close()
    assert "nyere udgave" in said_plainly(run("--no-open", "--events", event_folder.parent))
    assert "nyere udgave" in said_plainly(run("link", "7K4", "--events", event_folder.parent))


def test_a_file_that_is_broken_is_said(event_folder: Path) -> None:
    (event_folder / "event.db").write_bytes(b"not a database" * 1000)
    for command in (["--no-open"], ["link", "7K4"], ["minutes", "7K4"]):
        assert "event.db" in said_plainly(run(*command, "--events", event_folder.parent))


def test_minutes_are_written_beside_the_running_program_and_without_it(server: ServerProcess, tmp_path: Path) -> None:
    for out in ("beside", "alone"):
        done = run("minutes", "7K4", "--format", "md", "--out", tmp_path / out, "--events", server.events)
        assert done.returncode == 0, done.stderr
        (file,) = (tmp_path / out).iterdir()
        assert done.stdout.strip() == str(file) and "Åbent Inspiratorium" in file.read_text("utf-8")
        server.stop()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "findes-ikke"], "Her er"),
        (["minutes", "findes-ikke"], "Her er"),
        (["link", "findes-ikke"], "Her er"),
        (["minutes", "2015-12-10-insp"], "aldrig"),
        (["new", "--date", "i morgen", "--place", "x"], "ikke en dato"),
        (["new", "--date", "2026-12-31"], "sted"),
    ],
)
def test_what_is_not_there_is_said(event_folder: Path, arguments: list[str], said: str) -> None:
    assert said in said_plainly(run(*arguments, "--events", event_folder.parent))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "--events" in said_plainly(run("--no-open", "--events", tmp_path / "nope"))


def test_a_folder_in_the_cloud_is_warned_of(tmp_path: Path, event_folder: Path) -> None:
    cloud = tmp_path / "OneDrive - Kommunen" / "events"
    shutil.copytree(event_folder.parent, cloud)
    with ServerProcess(cloud) as server:
        time.sleep(0.2)
        assert any("OneDrive og bliver kopieret" in line for line in server.output)


def test_a_folder_that_cannot_be_written_is_said(
    event_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # whoever runs the tests may be allowed everything
    assert main(["--no-open", "--events", str(event_folder.parent)]) == 1
    assert "--events" in capsys.readouterr().err


def test_a_new_event_is_made_and_runs(tmp_path: Path) -> None:
    events = tmp_path / "events"
    done = run("new", "--title", "Borgermøde", "--date", "2027-03-01", "--place", "Kalundborg", "--events", events)
    assert done.returncode == 0, done.stderr
    assert (events / "2027-03-01-kalundborg" / "plan.toml").exists()
    with ServerProcess(events) as server:
        assert server.event["title"] == "Borgermøde"


def test_a_new_event_is_asked_for_what_was_not_given(tmp_path: Path) -> None:
    done = run("new", "--starts", "19.00", "--events", tmp_path, typed="\n1.3.2027\nGentofte Hovedbibliotek\n")
    assert done.returncode == 0, done.stderr
    plan = (tmp_path / "2027-03-01-gentofte-hovedbibliotek" / "plan.toml").read_text("utf-8")
    assert 'title = "Åbent Inspiratorium"' in plan and 'starts = "19.00"' in plan


def test_a_plan_that_is_there_is_never_overwritten(event_folder: Path) -> None:
    done = run("new", "--date", "2015-12-10", "--place", "insp", "--title", "x", "--events", event_folder.parent)
    assert "plan" in said_plainly(done)
    assert "INSP, Roskilde" in (event_folder / "plan.toml").read_text("utf-8")


@pytest.mark.parametrize("command", ["", "serve", "new", "link", "minutes"])
def test_help_is_there_for_every_command(command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert done.returncode == 0 and "møde" in done.stdout


def test_a_wrong_word_is_met_with_help() -> None:
    done = run("serve", "--port", "otte")
    assert done.returncode == 2 and "»otte«" in done.stderr and "--help" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "--prot", "8080"], "--prot"),
        (["minutes"], "Der mangler: EVENT"),
        (["minutes", "7K4", "--format", "papyrus"], "html"),
        (["serve", "--port"], "--port skal have noget"),
        (["--port", "6000"], "Browsere nægter"),
    ],
)
def test_what_python_says_of_options_is_said_in_our_words(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and said in done.stderr and "argument" not in done.stderr


def test_a_command_that_is_nearly_right_is_recognised(event_folder: Path) -> None:
    assert "run.py minutes" in said_plainly(run("minuts", "--events", event_folder.parent))


def test_an_english_machine_is_spoken_to_in_english(event_folder: Path) -> None:
    assert "usage: run.py" in run("--help", LANG="en_GB.UTF-8").stdout
    assert "There is no meeting" in run("link", "nope", "--events", event_folder.parent, LANG="en_GB.UTF-8").stderr


def test_checks_explain_themselves_and_fail_when_something_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--long" in run("test", "--help").stdout
    assert run("test", "tests/there_is_no_such_test.py").returncode == 1
    if shutil.which("node"):
        (tmp_path / "whole.js").write_text("export const one = 1;\n")
        assert scripts_are_whole(tmp_path)
        (tmp_path / "broken.js").write_text("export const one = 1;\nexport const = ;\n")
        assert not scripts_are_whole(tmp_path)
        assert f"{tmp_path / 'broken.js'}:2" in capsys.readouterr().out
