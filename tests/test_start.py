"""Starting: the commands as people type them, and a sentence for everything that can be in the way."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator.cli import main
from tests.conftest import ROOT
from tests.simulation.phone import Client
from tests.simulation.server import ServerProcess


def run(*arguments: str | Path, **options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "run.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, input="", **options)  # type: ignore[call-overload,no-any-return]


def said_plainly(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    return done.stderr


def test_it_works(server: ServerProcess) -> None:
    assert Client(server.port, "7K4").request("GET", "/7K4")[0] == 200
    assert server.event["console"] == f"{server.here}/7K4/console"


def test_a_second_start_takes_less_than_two_seconds(event_folder: Path) -> None:
    started = time.monotonic()
    with ServerProcess(event_folder.parent):
        assert time.monotonic() - started < 2


def test_a_start_beside_a_running_one_leads_there_and_never_writes(server: ServerProcess) -> None:
    done = run("--no-open", "--print-json", "--events", server.events)
    assert done.returncode == 0 and "kører allerede" in done.stderr
    said = json.loads(done.stdout)
    assert said["here"] == server.here
    assert Client(server.port, "7K4").request("GET", said["facilitator"].removeprefix(server.here))[0] == 303


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
    said = said_plainly(run("--no-open", "--events", event_folder.parent))
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
        assert any("skyen" in line for line in server.output)


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


@pytest.mark.parametrize("command", ["", "serve", "new", "link", "minutes"])
def test_help_is_there_for_every_command(command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert done.returncode == 0 and "møde" in done.stdout


def test_a_wrong_word_is_met_with_help() -> None:
    done = run("serve", "--port", "otte")
    assert done.returncode == 2 and "»otte«" in done.stderr and "--help" in done.stderr


def test_setting_up_says_what_it_does_and_what_is_in_the_way(tmp_path: Path) -> None:
    """On a fresh copy with no network: the environment is made, and the missing network is said, not traced."""
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("run.py", "requirements.txt"):
        shutil.copy(ROOT / name, copy / name)
    nowhere = os.environ | {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_NO_INDEX": "0",
                            "PIP_EXTRA_INDEX_URL": "", "PIP_CONFIG_FILE": os.devnull}  # fmt: skip
    python = str(Path(sys.base_prefix) / "bin" / "python3") if os.name != "nt" else sys.executable
    done = subprocess.run(
        [python, str(copy / "run.py")], capture_output=True, text=True, env=nowhere, timeout=120, encoding="utf-8"
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "Første gang" in done.stderr and "nettet" in done.stderr
