"""The first start on a machine with only Python: it sets itself up, once, and says what is in the way."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT

BARE = str(Path(getattr(sys, "_base_executable", sys.executable)))
"""The Python that the tests' own environment was made with."""
PROGRAM = """
import sys
from gevent.monkey import patched
def main(arguments):
    print("runs", patched, *arguments)
    return 3 if arguments == ["three"] else 0
"""
PATCH = """
import sys
patched = []
def patch_all():
    patched.append(not any(name.startswith("facilitator") for name in sys.modules))
"""
ALONE = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_NO_INDEX": "0", "PIP_CONFIG_FILE": os.devnull,
         "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": ""}  # fmt: skip
pytestmark = pytest.mark.xdist_group("start")
"""One process sets up for all of these."""
posix = pytest.mark.skipif(os.name == "nt", reason="as it is on macOS and Linux")


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Type `python3 run.py` in a folder, on a machine that speaks no language in particular."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "VIRTUAL_ENV"))}
    return subprocess.run(
        [BARE, str(folder / "run.py"), *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120,
        stdin=subprocess.DEVNULL, env=plain | {"PYTHONUTF8": "1"} | environment,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def a_machine_of_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Danish is what is spoken where nothing is asked for."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it is unpacked, with a small stand-in for what is fetched and for the command line."""
    folder = tmp_path_factory.mktemp("unpacked")
    shutil.copy(ROOT / "run.py", folder)
    package = folder / "facilitator"
    (package / "texts").mkdir(parents=True)
    for name in ("__init__.py", "computer.py", "lock.py", "texts/da.toml", "texts/en.toml"):
        shutil.copy(ROOT / "facilitator" / name, package / name)
    (package / "cli.py").write_text(PROGRAM, "utf-8")
    (folder / "gevent").mkdir()
    (folder / "gevent" / "__init__.py").touch()
    (folder / "gevent" / "monkey.py").write_text(PATCH, "utf-8")
    for name in ("requirements.txt", "requirements-dev.txt"):
        (folder / name).write_text("# nothing\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def first(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder where it was started once, and what was said."""
    folder = tmp_path_factory.mktemp("made") / "et hus med æøå"
    shutil.copytree(unpacked, folder)
    return folder, start(folder, "serve", "æble")


@pytest.fixture
def made(first: tuple[Path, object], tmp_path: Path) -> Path:
    """A copy of a folder where it was started once."""
    folder = tmp_path / "made"
    shutil.copytree(first[0], folder, symlinks=True)
    return folder


@pytest.fixture
def run_py() -> ModuleType:
    """The first half of the program, as a module."""
    spec = importlib.util.spec_from_file_location("run_py", ROOT / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_works(first: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _folder, done = first
    assert done.returncode == 0, done.stderr
    assert done.stdout == "runs [True] serve æble\n", "gevent's patch first of all; what is set up is said elsewhere"
    assert [line[0] for line in done.stderr.splitlines()] == ["I", "1", "2", "3"]
    assert "uden internet" in done.stderr


def test_the_second_start_says_nothing_and_needs_no_network(made: Path) -> None:
    before = os.times()
    done = start(made, **ALONE)
    after = os.times()
    assert (done.returncode, done.stderr) == (0, "")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert used < 2, "seconds of the processor: what others do on this machine does not count"


def test_the_exit_code_is_the_programs(made: Path) -> None:
    assert start(made, "three").returncode == 3


def test_only_a_change_of_what_is_needed_fetches_again(made: Path) -> None:
    (made / "requirements.txt").write_text("# something else\n", "utf-8")
    assert "requirements.txt" in start(made).stderr
    assert start(made).stderr == ""


def test_what_tests_need_is_fetched_for_tests_only(made: Path) -> None:
    assert "requirements-dev.txt" in start(made, "test").stderr
    assert start(made, "test").stderr == ""


@posix
def test_a_setup_that_was_cut_off_is_done_again(made: Path) -> None:
    for name in (".made", ".requirements.txt.stamp"):
        (made / ".venv" / name).unlink()
    shutil.rmtree(made / ".venv" / "lib")
    done = start(made)
    assert done.returncode == 0 and "1." in done.stderr, done.stderr


@posix
def test_another_python_under_the_environment_makes_it_anew(made: Path) -> None:
    (library,) = (made / ".venv" / "lib").iterdir()
    library.rename(library.with_name("python3.1"))
    done = start(made)
    assert done.returncode == 0 and "1." in done.stderr, done.stderr


def test_two_clicks_at_once_set_up_once(unpacked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "both"
    shutil.copytree(unpacked, folder)
    both = [
        subprocess.Popen([BARE, str(folder / "run.py")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert sum("1." in each for each in said) == 1


# --- what is in the way ---------------------------------------------------------------------


def said_plainly(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1 and done.stdout == "" and "Traceback" not in done.stderr, done.stderr
    return done.stderr


def test_no_network_is_said_with_what_to_do(made: Path) -> None:
    (made / "requirements.txt").write_text("Flask==3.1.3\n", "utf-8")
    assert "Gå på et net" in said_plainly(start(made, **ALONE))


def test_what_cannot_be_fetched_for_another_reason_is_not_blamed_on_the_network(made: Path) -> None:
    (made / "requirements.txt").write_text("Flask is not a requirement\n", "utf-8")
    said = said_plainly(start(made, **ALONE))
    assert "Gå på et net" not in said and "Flask" in said and ".venv" in said


def test_settings_of_pip_are_followed_as_given(made: Path, tmp_path: Path) -> None:
    (made / "requirements.txt").write_text("Flask==3.1.3\n", "utf-8")
    log = tmp_path / "pip.log"
    start(made, **ALONE | {"PIP_INDEX_URL": "http://127.0.0.1:9/ours/", "PIP_LOG": str(log)})
    assert "127.0.0.1:9/ours/" in log.read_text("utf-8") and "pypi.org" not in log.read_text("utf-8")


def test_a_python_without_venv_is_said_with_the_command_that_helps(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "debian").mkdir()
    words = "The virtual environment was not created successfully because ensurepip is not available."
    (tmp_path / "debian" / "venv.py").write_text(f"raise SystemExit({words!r})", "utf-8")
    folder = tmp_path / "folder"
    shutil.copytree(unpacked, folder)
    assert "sudo apt install python3." in said_plainly(start(folder, PYTHONPATH=str(tmp_path / "debian")))


def test_an_environment_that_lacks_something_is_said(made: Path) -> None:
    shutil.rmtree(made / "gevent")
    assert "Slet den" in said_plainly(start(made))


def test_a_folder_that_cannot_be_written_is_said(
    run_py: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(run_py, "HOME", tmp_path / "file" / ".venv")  # whoever runs the tests may write everywhere
    monkeypatch.setattr(run_py, "PYTHON", tmp_path / "nothing")
    assert run_py.main([]) == 1
    assert "kan ikke skrives" in capsys.readouterr().err


def test_a_python_that_is_too_old_is_told_so(
    run_py: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_py, "OLDEST", (4, 0))
    assert run_py.main([]) == 1
    assert "python.org" in capsys.readouterr().err
    assert ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 6)), "an old one has to read it"


@pytest.mark.parametrize("why", [KeyboardInterrupt, OSError])
def test_a_setup_that_is_broken_off_ends_in_words(
    why: type[BaseException], run_py: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def broken() -> None:
        raise why

    monkeypatch.setattr(run_py, "HOME", tmp_path / ".venv")
    monkeypatch.setattr(run_py, "PYTHON", tmp_path / "nothing")
    monkeypatch.setattr(run_py, "make", broken)
    assert run_py.main([]) == 1
    assert "igen" in capsys.readouterr().err or why is KeyboardInterrupt


def test_a_folder_in_the_cloud_is_warned_of_before_anything_is_put_there(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "Inspiratorium"
    shutil.copytree(made, folder, symlinks=True)
    (folder / "requirements.txt").write_text("# other\n", "utf-8")
    done = start(folder)
    assert done.returncode == 0, "nobody is there to ask"
    assert done.stderr.index("Dropbox") < done.stderr.index("2.")


@posix
@pytest.mark.parametrize(("answer", "code"), [("nej\n", 1), ("ja\n", 0)])
def test_whoever_is_there_is_asked_about_the_cloud(made: Path, tmp_path: Path, answer: str, code: int) -> None:
    folder = tmp_path / "OneDrive - Kommunen" / "Inspiratorium"
    shutil.copytree(made, folder, symlinks=True)
    (folder / "requirements.txt").write_text("# other\n", "utf-8")
    ours, theirs = os.openpty()
    try:
        os.write(ours, answer.encode())
        done = subprocess.run([BARE, str(folder / "run.py")], stdin=theirs, capture_output=True, timeout=120)
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == code and b"OneDrive" in done.stderr


def test_an_english_machine_is_spoken_to_in_english(made: Path) -> None:
    (made / "requirements.txt").write_text("# other\n", "utf-8")
    assert "getting ready" in start(made, LANG="en_GB.UTF-8").stderr


# --- two clicks -----------------------------------------------------------------------------


@pytest.fixture
def clicks(made: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Double-click the starter, on a machine with these programs only."""
    shutil.copy(ROOT / "Start Inspiratorium.command", made)

    def click(*programs: str, **fakes: str) -> subprocess.CompletedProcess[str]:
        folder = made / "programs"
        folder.mkdir()
        for name in programs:
            (folder / name).symlink_to(shutil.which(name) or name)
        for name, script in fakes.items():
            (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
            (folder / name).chmod(0o755)
        command = ["/bin/sh", str(made / "Start Inspiratorium.command"), "three"]
        return subprocess.run(
            command, capture_output=True, text=True, env={"PATH": str(folder)}, stdin=subprocess.DEVNULL, timeout=60
        )

    return click


@posix
def test_the_starter_finds_a_python_and_starts(clicks: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = clicks("dirname", "uname", python3=f'exec "{BARE}" "$@"')
    assert done.returncode == 3 and "three" in done.stdout, done.stderr


@posix
@pytest.mark.skipif(
    any(Path(place, "python3").exists() for place in ("/opt/homebrew/bin", "/usr/local/bin")), reason="one is found"
)
def test_the_starter_says_where_to_get_python(clicks: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = clicks("dirname", "uname", python3="exit 1")
    assert done.returncode == 1 and "python.org" in done.stdout


@posix
def test_the_starters_can_be_clicked() -> None:
    command, batch = ROOT / "Start Inspiratorium.command", ROOT / "Start Inspiratorium.bat"
    assert os.access(command, os.X_OK) and os.access(ROOT / "run.py", os.X_OK) and os.access(ROOT / ".ci/run", os.X_OK)
    for script in (command, ROOT / ".ci" / "run"):
        assert subprocess.run(["sh", "-n", str(script)]).returncode == 0
    text = batch.read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n"), "Windows reads these lines only"
    assert b"run.py" in text
