"""The PDF that everybody can read: what the standards ask of its structure, as far as a machine can see it.

No validator is at hand that says PDF/UA or PDF/A by itself: what is held here are our own checks, beside what the
typesetter enforces.
"""

from __future__ import annotations

import io
import re
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest
from PIL import Image

from facilitator.minutes import copies, types, write_pdf
from facilitator.minutes.blocks import Picture
from facilitator.minutes.letterhead import Letterhead, readable
from facilitator.plan.checks import CONTRAST, contrast_on_white
from facilitator.printing.letters import lost
from tests.reading import pdf_text
from tests.test_minutes import AWKWARD, NOW
from tests.test_minutes_files import before, copied, example, many, texts_of

__all__ = ["NOW", "example"]
OPERATORS = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"}
BROKEN = re.compile(r"[\s\u00ad\u2010-]+")
KINDS = ("example", "english", "before", "many")


def case(name: str, told: types.Minutes) -> types.Minutes:
    if name == "english":
        return msgspec.structs.replace(copied(told), language="en")
    return {"before": before, "many": lambda each: many(each, 300)}.get(name, copied)(told)


@pytest.fixture(scope="module", params=KINDS)
def paper(request: pytest.FixtureRequest, example: types.Minutes) -> Iterator[pikepdf.Pdf]:
    told = case(request.param, example)
    with pikepdf.open(io.BytesIO(write_pdf.write(copies.of(told)))) as pdf:
        pdf.told = told  # type: ignore[attr-defined]
        yield pdf


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure, from above."""

    def down(node: Any) -> Iterator[Any]:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
        kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                yield from down(kid)

    yield from down(pdf.Root.StructTreeRoot)


def test_it_works(paper: Any) -> None:
    told = paper.told
    assert paper.Root.MarkInfo.Marked and str(paper.Root.Lang) == told.language
    assert paper.Root.ViewerPreferences.DisplayDocTitle and paper.Root.OutputIntents
    with paper.open_metadata() as said:
        assert said["pdfuaid:part"] == "1" and (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")
        assert told.meeting.title in said["dc:title"]
    assert paper.Root.Outlines.First, "an outline to find one's way"
    (name,) = paper.attachments
    data = paper.attachments[name].get_file().read_bytes()
    assert name == "minutes.json" and b'"format": "inspiratorium-minutes/1"' in data


def test_the_structure_says_what_is_what(paper: Any) -> None:
    found = list(elements(paper))
    kinds = [str(each.S) for each in found]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels and all(after <= level + 1 for level, after in zip([0, *levels], levels, strict=False))
    for each in found:
        if str(each.S) == "/Figure":
            assert str(each.get("/Alt", "")).strip()
        if str(each.S) == "/LI":
            assert str(each.P.S) == "/L"
        if str(each.S) == "/TH":
            assert "Scope" in str(each.get("/A", ""))
        if str(each.S) == "/TR":
            table = each.P if str(each.P.S) == "/Table" else each.P.P
            assert str(table.S) == "/Table"


def test_everything_drawn_is_tagged_or_an_artifact(paper: Any) -> None:
    for page in paper.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += name in ("BDC", "BMC")
            depth -= name == "EMC"
            assert depth or name not in OPERATORS, (name, operands)
        assert depth == 0


def test_all_typefaces_are_ours_and_inside(example: types.Minutes, tmp_path: Path) -> None:
    file = tmp_path / "minutes.pdf"
    file.write_bytes(write_pdf.write(copies.of(example)))
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True).returncode == 0
    rows = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    ours = ("Bricolage", "Schibsted", "DejaVu", "Libertinus", "NewCM")
    for row in rows:
        name = row.split()[0].split("+")[-1]
        assert name.startswith(ours), row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], "embedded, a part of it, and readable as text"


def test_every_text_is_read_and_page_one_begins_with_what_it_is(example: types.Minutes) -> None:
    for name in ("example", "before"):
        told = case(name, example)
        said = pdf_text(write_pdf.write(copies.of(told)))
        assert "Referat" in said.split()[:3] and told.meeting.title in said
        assert not unread(told, said)


def unread(told: types.Minutes, said: str) -> list[str]:
    """Give the texts that are not in what is read out; a long word may be broken at the end of a line."""
    whole = BROKEN.sub("", said)
    return [text for text in texts_of(told) if BROKEN.sub("", text) not in whole]


def test_the_same_minutes_are_the_same_bytes(example: types.Minutes) -> None:
    assert write_pdf.write(copies.of(copied(example))) == write_pdf.write(copies.of(copied(example)))


def test_nothing_is_warned_of(example: types.Minutes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_pdf.write(copies.of(example))


def test_awkward_texts_stand_as_written_and_what_has_no_typeface_is_a_box(example: types.Minutes) -> None:
    told = many(example, 0, [*AWKWARD, "Kaffe 😀 og 你好", "\u0627\u0644"])
    said = pdf_text(write_pdf.write(copies.of(told)))
    assert [text for text in unread(told, said) if not lost(text)] == []
    assert re.search(r"Kaffe . og", said) and "你" not in said


def test_a_line_is_as_high_as_the_heading_beside_it(example: types.Minutes) -> None:
    told = copied(example)
    told.programme[0].notes = [types.Note("n", "agreement", "Vi mødes igen", None, "", True)]
    file = write_pdf.write(copies.of(told))
    boxes = subprocess.run(["pdftotext", "-bbox", "-l", "1", "-", "-"], input=file, capture_output=True, check=True)
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>',
                       boxes.stdout.decode())  # fmt: skip
    hung = [(word, float(top), float(bottom)) for x, top, bottom, word in words if float(x) < 140]
    at = [word for word, _, _ in hung].index("enige")
    assert [word for word, _, _ in hung[at : at + 3]] == ["enige", "om", "Hvem"]
    assert hung[at + 2][1] - hung[at + 1][2] > 15, "with room for the line between them"


def test_pictures_and_an_own_letterhead_are_in_it(example: types.Minutes) -> None:
    made = io.BytesIO()
    Image.new("RGB", (300, 200), "#88aa99").save(made, "JPEG")
    logo = io.BytesIO()
    Image.new("RGB", (80, 40), "#aa0000").save(logo, "PNG")
    copy = copies.of(example)
    (first, *rest) = copy.document.parts
    first = msgspec.structs.replace(first, blocks=(*first.blocks, Picture("p1", "To ved et bord", "Samtalen")))
    doc = msgspec.structs.replace(copy.document, parts=(first, *rest))
    head = Letterhead("Foreningen Havnen", "#8E1F47", logo.getvalue())
    copy = msgspec.structs.replace(copy, document=doc, pictures={"p1": made.getvalue()}, letterhead=head)
    with pikepdf.open(io.BytesIO(write_pdf.write(copy))) as pdf:
        alts = [str(each.Alt) for each in elements(pdf) if str(each.S) == "/Figure"]
        assert {"To ved et bord", "Foreningen Havnen"} <= set(alts)


@pytest.mark.parametrize("colour", ["#FFC53A", "#FFFFFF", "#14584A", "#0000FF", "#77DD77"])
def test_a_colour_is_darkened_until_it_can_be_read(colour: str) -> None:
    assert contrast_on_white(readable(colour)) >= CONTRAST
    assert contrast_on_white(colour) < CONTRAST or readable(colour) == colour
    assert readable("") == ""


@pytest.mark.long
def test_three_thousand_ideas_are_all_in_it(example: types.Minutes) -> None:
    told = many(example, 3000)
    said = pdf_text(write_pdf.write(copies.of(told)))
    assert not unread(told, said)
