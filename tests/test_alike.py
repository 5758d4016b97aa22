"""Suggestions of ideas that may say the same: found in spite of inflections and compounds, and with a reason."""

from __future__ import annotations

import json
import tomllib

import pytest

from facilitator.methods.alike import MOST, alike
from tests.conftest import EXAMPLE
from tests.simulation.phone import Phone
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess

IDEAS = [each["text"] for each in tomllib.loads((EXAMPLE / "examples.toml").read_text("utf-8"))["idea"]]


def reason(one: str, other: str, language: str = "da") -> list[str] | None:
    """Why two ideas are suggested among the worked example's, or None where they are not."""
    texts = {"a": one, "b": other} | {f"c{n}": text for n, text in enumerate(IDEAS)}
    return next((pair.words for pair in alike(texts, language) if (pair.a, pair.b) == ("a", "b")), None)


def test_it_works() -> None:
    assert reason("Flere cykelstier til havnen", "Vi skal have en cykelsti ned til havnen") == ["cykelstier", "havnen"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("En bænk ved åen", "Bænke langs aaen"),
        ("Fælles spisning hver fredag", "Fællesspisning om fredagen"),
        ("Cyklerne skal have et værksted", "Et cykelværksted"),
        ("Gør det til en cykel", "Cykler"),
        ("Kaffe", "Gratis kaffe"),
    ],
)
def test_inflections_spellings_and_compounds_are_seen_through(one: str, other: str) -> None:
    assert reason(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kor for alle", "Et stort værksted for cykler"),
        ("Vi vil gerne have noget, der er for alle", "Der skal være noget, vi alle kan have"),
        ("Lån de tomme huse ud", "Mad sammen"),
        ("æ", "ø"),
        ("", "..."),
    ],
)
def test_nothing_in_common_is_no_suggestion(one: str, other: str) -> None:
    assert reason(one, other) is None


def test_english_has_its_own_stems() -> None:
    assert reason("Bicycle repairs every week", "A weekly repair shop for bicycles", "en")


def test_one_idea_gets_few_suggestions() -> None:
    pairs = alike({str(n): "Kaffe og kage" for n in range(12)}, "da")
    assert pairs and max(sum(id in (p.a, p.b) for p in pairs) for id in map(str, range(12))) == MOST


def test_only_facilitators_are_told(server: ServerProcess) -> None:
    console = Console(server)
    console.until("ideer", "open", "silent")
    phone = Phone(server.port, "7K4")
    ids = [phone.put(do="contribute", activity="ideer", text=text) for text in ("Gratis kaffe", "Kaffe", "Et kor")]
    assert phone.flush()
    status, _, body = console.request("GET", "/7K4/alike?activity=ideer")
    (pair,) = json.loads(body)["pairs"]
    assert status == 200 and {pair["a"], pair["b"]} == set(ids[:2]) and pair["words"] == ["kaffe"]
    assert phone.request("GET", "/7K4/alike?activity=ideer")[0] == 403
    assert json.loads(console.request("GET", "/7K4/alike?activity=nope")[2]) == {"pairs": []}
