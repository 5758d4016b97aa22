"""Whatever comes in at a door gets a clear no: random input, and a kept corpus of what once was or could be awkward.

A finding goes into `tests/corpus/`, one file each, before it is mended.
"""

from __future__ import annotations

import json
import string
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from facilitator.activities import SPECS
from facilitator.changes import BadCommand
from facilitator.commands import parse, parse_hello
from facilitator.plan import PlanError
from facilitator.plan.reading import parse as read_plan
from tests.conftest import EVERY_KIND, ROOT, event_in
from tests.simulation.phone import Client, NoLine, Phone
from tests.simulation.server import ServerProcess

CORPUS = ROOT / "tests" / "corpus"
FORM = "application/x-www-form-urlencoded"
WORDS = some.sampled_from(
    ["do", "contribute", "end", "id", "activity", "text", "ideer", "targets", "value", "audience"]
)
WHILE_SERVED = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # the server is the same for all examples: that it stands all of them is what is tried


def kept(folder: str) -> list[Path]:
    return sorted((CORPUS / folder).iterdir())


def names(path: Path) -> str:
    return path.stem


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> ServerProcess:  # type: ignore[misc]
    folder = event_in(tmp_path_factory.mktemp("fuzz"), EVERY_KIND)
    with ServerProcess(folder.parent) as process:
        yield process


def unharmed(server: ServerProcess) -> None:
    """The server stumbled over nothing, and a phone that comes now finds everything as it was."""
    assert not server.faults, "".join(server.output[-30:])
    phone = Phone(server.port, "7K4")
    assert phone.flush() and phone.rows["event"]["stage"] == "planned"


def test_it_works() -> None:
    assert all(len(kept(folder)) >= 10 for folder in ("messages", "plans", "frames", "forms"))


@pytest.mark.parametrize("path", kept("messages"), ids=names)
def test_a_kept_message_is_a_command_or_a_clear_no(path: Path, server: ServerProcess) -> None:
    text = path.read_text("utf-8")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        message = None
    for read in (parse, parse_hello):
        try:
            read(message)
        except BadCommand as no:
            assert str(no)
    phone = Client(server.port, "7K4")
    status, _, said = phone.request("POST", "/7K4/command", text.encode(), "application/json")
    assert status in (200, 400, 413) and b"Traceback" not in said
    unharmed(server)


@pytest.mark.parametrize("path", kept("plans"), ids=names)
def test_a_kept_plan_is_read_or_its_mistakes_are_named(path: Path) -> None:
    try:
        read_plan(path.read_bytes(), SPECS)
    except PlanError as no:
        assert no.problems and str(no)


@given(some.binary(max_size=400) | some.text(alphabet=string.printable + "æøå", max_size=400).map(str.encode))
def test_any_bytes_are_a_plan_or_named_mistakes(raw: bytes) -> None:
    for content in (raw, EVERY_KIND.encode()[: len(raw) * 3] + raw):
        try:
            read_plan(content, SPECS)
        except PlanError as no:
            assert no.problems


@pytest.mark.parametrize("path", kept("frames"), ids=names)
def test_a_kept_frame_hurts_nobody(path: Path, server: ServerProcess) -> None:
    send_frame(server, path.read_text("utf-8"))
    unharmed(server)


@WHILE_SERVED
@given(
    some.text(max_size=60) | some.tuples(some.sampled_from(["42", "420", "43", "451-", "40"]), some.text()).map("".join)
)
def test_any_frame_hurts_nobody(server: ServerProcess, frame: str) -> None:
    send_frame(server, frame)
    assert not server.faults


def send_frame(server: ServerProcess, frame: str) -> None:
    client = Client(server.port, "7K4")
    client.open_page()
    try:
        client.connect()
        client._send(frame)
        client.listen(0.02)
    except (NoLine, KeyError, ValueError):  # it was let go, or answered what nobody had asked
        client.drop()


@pytest.mark.parametrize("path", kept("forms"), ids=names)
def test_a_kept_form_leads_back_to_a_page(path: Path, server: ServerProcess) -> None:
    send_form(server, path.read_bytes())
    unharmed(server)


@WHILE_SERVED
@given(some.dictionaries(WORDS | some.text(max_size=8), WORDS | some.text(max_size=30), max_size=6))
def test_any_form_leads_back_to_a_page(server: ServerProcess, fields: dict[str, str]) -> None:

    pairs = (
        f"{quote_plus(name, errors='replace')}={quote_plus(value, errors='replace')}" for name, value in fields.items()
    )
    send_form(server, "&".join(map("=".join, pairs)).encode())


def send_form(server: ServerProcess, body: bytes) -> None:
    status, _, said = Client(server.port, "7K4").request("POST", "/7K4/form", body, FORM)
    assert status in (303, 400) and b"Traceback" not in said
    assert not server.faults, "".join(server.output[-30:])
