"""The minutes' files: Word, Excel, CSV and calendar take them, they hold everything, and texts in them stay texts."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, get_args

import gevent
import icalendar
import msgspec
import openpyxl
import pytest
from docx import Document as open_docx
from flask import Flask
from openxml_audit import OpenXmlValidator
from PIL import Image

from facilitator import audience, ics, minutes
from facilitator.clock import Clock
from facilitator.house import House
from facilitator.methods.votes import shared_ranks
from facilitator.minutes import (
    apart,
    copies,
    ideas,
    model,
    shapes,
    types,
    write_csv,
    write_docx,
    write_html,
    write_ics,
    write_md,
    write_xlsx,
)
from facilitator.minutes.blocks import (
    Bar,
    Block,
    Callout,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Entries,
    Entry,
    Figures,
    Heading,
    Lead,
    Paragraph,
    Part,
    Picture,
    Quote,
    Row,
    Table,
)
from facilitator.minutes.letterhead import Letterhead
from facilitator.opening import open_event
from facilitator.texts import Texts
from tests.conftest import EXAMPLE, ROOT
from tests.reading import csv_rows, docx_lines, parts, unpacked, xlsx_lines, xlsx_sheets
from tests.simulation.room import Console
from tests.simulation.server import ServerProcess
from tests.test_minutes import AWKWARD, MADE, NOW, Page, a_whole_round, lines_of, page_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ZIPPED = ("docx", "xlsx")
Kind = TypeVar("Kind", types.Ideas, types.Vote)
CASES = ("example", "english", "before", "awkward", "many")
_VALIDATOR = OpenXmlValidator()


# --- the meetings


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> types.Minutes:
    """The worked example after a whole round, as it is told."""
    folder = tmp_path_factory.mktemp("events") / EXAMPLE.name
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("event.db*", ".lock", "minutes"))
    opened = open_event(folder, Clock())
    a_whole_round(opened.meeting)
    told = model.build(opened.meeting.state, NOW)
    opened.close()
    return told


def copied(told: types.Minutes) -> types.Minutes:
    return msgspec.json.decode(msgspec.json.encode(told), type=types.Minutes)


def first(told: types.Minutes, kind: type[Kind]) -> Kind:
    return next(item for item in told.programme if isinstance(item, kind))


def before(told: types.Minutes) -> types.Minutes:
    """The same meeting before anything has happened, with nothing said of it but what has to be."""
    told = copied(told)
    told.stage, told.preliminary, told.example, told.programme = "planned", True, False, []
    told.people = types.People(0, "seen", 0, False)
    for name in ("starts", "ends", "purpose", "question", "facilitator", "referent"):
        setattr(told.meeting, name, "")
    told.meeting.hosts, told.meeting.began, told.meeting.ended = [], None, None
    return told


def many(told: types.Minutes, count: int, texts: list[str] | None = None) -> types.Minutes:
    """The same meeting with so many ideas, or with these, which all are voted on and of which some are merged."""
    told = copied(told)
    round_ = first(told, types.Ideas)
    vote = first(told, types.Vote)
    texts = texts or [
        f"Idé nummer {n} om noget, som mange kan være med til, når bare nogen begynder." for n in range(count)
    ]
    themes = [*(theme.id for theme in round_.themes), None]
    round_.ideas = [
        types.Idea(f"i{n}", n + 1, text, themes[n % len(themes)], n % 9 == 0, n % 7 == 0, n % 5 == 0,
                   [types.Merged(len(texts) + n + 1, f"{text} (igen)")] if n % 11 == 0 else [])
        for n, text in enumerate(texts)
    ]  # fmt: skip
    votes = sorted(((7 * n) % 40 for n in range(len(texts))), reverse=True)
    vote.places = [
        types.Place(rank, shared, given, given // 3, idea.id, idea.number, idea.text, idea.theme, "Tema", 1)
        for idea, given, (rank, shared) in zip(round_.ideas, votes, shared_ranks(votes), strict=True)
    ]
    return told


def awkward(told: types.Minutes) -> types.Minutes:
    """The same meeting by people who write what no program likes, everywhere they can."""
    told = many(told, 0, [*AWKWARD, "_x0041_ _x000D_", "x" * 280, "medborgerskabs" * 20, "=1+1", "＝1+1", "@SUM(A1)"])
    vote = first(told, types.Vote)
    for n, name in enumerate(("History", "[a]:*?/\\'", "😀" * 40, "_x0041_ & <b>", "=1+1")):
        again = copied_item(vote)
        again.title, again.id = name, f"v{n}"
        told.programme.append(again)
    told.meeting.title, told.meeting.place, told.meeting.hosts = "=1+1 & <b> _x0041_ %&[Side]", "'+1\"", AWKWARD[:3]
    told.parked = AWKWARD
    for item in told.programme:
        if isinstance(item, types.Conversation):
            item.harvest, item.state = AWKWARD[-5:], "done"
    return told


def copied_item(item: types.Vote) -> types.Vote:
    return msgspec.json.decode(msgspec.json.encode(item), type=types.Vote)


@pytest.fixture
def told(request: pytest.FixtureRequest, example: types.Minutes) -> types.Minutes:
    """A meeting by the name of its case."""
    made: dict[str, Callable[[], types.Minutes]] = {
        "example": lambda: example,
        "english": lambda: msgspec.structs.replace(example, language="en"),
        "before": lambda: before(example),
        "awkward": lambda: awkward(example),
        "many": lambda: many(example, 300),
    }
    return made[request.param]()


every_case = pytest.mark.parametrize("told", CASES, indirect=True)
the_example = pytest.mark.parametrize("told", ["example"], indirect=True)


def texts_of(told: types.Minutes) -> Iterator[str]:
    """What people wrote and where it came from: all of it is to be found."""
    for item in told.programme:
        if isinstance(item, types.Ideas):
            for idea in item.ideas:
                yield idea.text
                yield from (merged.text for merged in idea.merged)


def test_it_works(example: types.Minutes) -> None:
    document = open_docx(_file(minutes.FORMATS["docx"].write(copies.of(example))))
    said = [(each.style.name, each.text) for each in document.paragraphs if each.style]
    assert ("Title", "Åbent Inspiratorium på INSP!") in said and ("Heading 1", "Kort fortalt") in said
    book = openpyxl.load_workbook(_file(minutes.FORMATS["xlsx"].write(copies.of(example))))
    assert book.sheetnames == ["Overblik", "Idéer", "Resultat", "Deltagelse", "Programmet"]
    rows = csv_rows(minutes.FORMATS["csv"].write(copies.of(example)))
    assert rows[0][:3] == ["Nr.", "Idé", "Tema"] and len(rows) == 55


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


# --- all of them


@every_case
@pytest.mark.parametrize("name", ZIPPED)
def test_office_files_are_what_the_standard_says(name: str, told: types.Minutes, tmp_path: Path) -> None:
    file = tmp_path / f"minutes.{name}"
    file.write_bytes(minutes.FORMATS[name].write(copies.of(told)))
    found = _VALIDATOR.validate(file)
    assert found.is_valid, [str(error) for error in found.errors]


@the_example
def test_what_looks_for_mistakes_finds_them(told: types.Minutes, tmp_path: Path) -> None:
    file = tmp_path / "minutes.docx"
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts(write_docx.write(copies.of(told))).items():
            swapped = part.replace(b"<w:cantSplit/><w:tblHeader/>", b"<w:tblHeader/><w:surprise/>", 1)
            archive.writestr(name, swapped)
    assert not _VALIDATOR.validate(file).is_valid


@every_case
@pytest.mark.parametrize("name", ["docx", "xlsx", "csv"])
def test_every_text_is_in_every_file_as_it_was_written(name: str, told: types.Minutes) -> None:
    written = minutes.FORMATS[name].write(copies.of(told))
    if name == "csv":
        said = {cell for row in csv_rows(written) for cell in row}
        assert {write_csv.safe(text) for text in texts_of(told)} <= said
        return
    lines = docx_lines(written) if name == "docx" else xlsx_lines(written)
    whole = "\n".join(lines)
    assert not [text for text in texts_of(told) if text not in whole]
    assert not [text for text in told.parked if text not in lines]


def test_what_stands_for_a_letter_in_a_workbook_does_not(example: types.Minutes) -> None:
    inside = parts(write_xlsx.write(copies.of(awkward(example))))
    read = "".join(part.decode() for name, part in inside.items() if name.startswith("xl/") and "/charts/" not in name)
    read = re.sub(r'descr="[^"]*"', "", read)
    assert "_x005F_x0041_" in read and not re.search("(?<!_x005F)_x0041_", read)


@every_case
@pytest.mark.parametrize("name", ["docx", "xlsx", "csv"])
def test_the_same_minutes_make_the_same_file(name: str, told: types.Minutes) -> None:
    one, other = (minutes.FORMATS[name].write(copies.of(copied(told))) for _ in range(2))
    assert one == other if name == "csv" else parts(one) == parts(other)


@pytest.mark.parametrize("name", ZIPPED)
def test_nothing_in_a_file_is_of_this_machine_or_of_today(name: str, example: types.Minutes) -> None:
    inside = unpacked(minutes.FORMATS[name].write(copies.of(example)))
    today = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d")
    assert "2015-12-10T14:05:09Z" in inside and f"{today}T" not in inside
    assert not [word for word in ("python", "/home", "/root", str(ROOT), "Microsoft Excel Sheet") if word in inside]
    assert "http://" not in re.sub(r"http://(schemas|purl|www\.w3)\.?[\w./-]*", "", inside)


@pytest.mark.parametrize("name", ["docx", "xlsx", "csv"])
def test_english_files_are_english(name: str, example: types.Minutes) -> None:
    english = unpacked(minutes.FORMATS[name].write(copies.of(msgspec.structs.replace(example, language="en"))))
    assert "Votes" in english or "votes" in english
    danish = ("Stemmer", "Idéer", "Referat", "Deltagelse", "Søjlediagram", "da-DK", "$-406")
    assert not [word for word in danish if re.search(rf"{re.escape(word)}(?!\w)", english)]


def test_every_kind_of_block_is_written_by_every_writer_of_text() -> None:
    assert {type(block) for block in SAMPLES} == set(get_args(Block)), "a block that no writer is tried with"
    cover = Cover("Referat", "Titel", "Undertitel", ("Udkast",), (("Sted", "Havnen"),))
    parts_ = tuple(Part(f"del{n}", f"Del {n}", (block,)) for n, block in enumerate(SAMPLES))
    doc = Document("da", cover, parts_, foot="Fod", page=("Side", "af"), made=MADE, author="Resonans")
    for said in (
        Page(write_html.html(doc)).texts,
        page_of(write_md.markdown(doc)).texts,
        docx_lines(write_docx.docx(doc)),
    ):
        whole = "\n".join(said)
        for block in SAMPLES:
            assert not [text for text in strings(block) if text not in whole], (type(block).__name__, said)


SAMPLES: tuple[Block, ...] = (
    Lead("En manchet"),
    Paragraph("Et afsnit"),
    Heading("Et tema", 4),
    Callout("Husk", "En ting til"),
    Figures((("40", "deltagere"), ("54", "idéer"))),
    Entries((Entry("Mærke", "note", "Tekst", ("Et punkt", "Et til")), Entry(text="Alene"))),
    Table((Column("Nr.", "name"), Column("Idé"), Column("Stemmer", "number"), Column("Kl.", "time")),
          (Row((Cell("7"), Cell("Kaffe", ("En bemærkning",), 2, "Det varme"), Cell("11"), Cell("13.00"))),),
          "Overskrift"),
    Quote("»Vi manglede en nøgle«", "Bodil"),
    Chart("Flest stemmer", (Bar("Kaffe", 11, "11 stemmer", 2), Bar("Te", 3, "3 stemmer"))),
    Picture("p1", "To ved et bord", "Samtalen"),
)  # fmt: skip


def strings(said: Any) -> Iterator[str]:
    """Every text in a block; the kind of a column is not read."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, tuple):
        for each in said:
            yield from strings(each)
    elif isinstance(said, msgspec.Struct):
        for name in said.__struct_fields__:
            if name not in ("kind", "key", "point_keys") and not (name == "name" and isinstance(said, Picture)):
                yield from strings(getattr(said, name))


# --- Word


def xml_of(file: bytes, name: str = "word/document.xml") -> ET.Element:
    return ET.fromstring(parts(file)[name])


def values(root: ET.Element, path: str) -> list[str | None]:
    return [each.get(f"{W}val") for each in root.iterfind(path.replace("w:", W))]


@every_case
def test_headings_begin_at_the_first_level_and_skip_none(told: types.Minutes) -> None:
    styles = values(xml_of(write_docx.write(copies.of(told))), ".//w:pStyle")
    levels = [int(style[-1]) for style in styles if style and style.startswith("Heading")]
    assert levels[0] == 1 and all(one - other <= 1 for other, one in pairwise(levels))
    assert styles.count("Title") == 1


@every_case
def test_every_style_that_is_used_is_there(told: types.Minutes) -> None:
    written = write_docx.write(copies.of(told))
    styles = xml_of(written, "word/styles.xml")
    there = {each.get(f"{W}styleId") for each in styles.iter(f"{W}style")}
    used = {value for name in ("pStyle", "rStyle", "tblStyle") for value in values(xml_of(written), f".//w:{name}")}
    assert used <= there
    assert set(values(styles, ".//w:basedOn") + values(styles, ".//w:next")) <= there


@every_case
def test_tables_repeat_their_headings_and_say_what_they_are(told: types.Minutes) -> None:
    for table in xml_of(write_docx.write(copies.of(told))).iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        (caption,) = values(table, "./w:tblPr/w:tblCaption")
        assert caption
        widths = [int(each.get(f"{W}w") or 0) for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert sum(widths) <= write_docx.WIDE and min(widths) > 500
        for row in rows:
            assert [int(each.get(f"{W}w") or 0) for each in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")] == widths


def test_many_columns_of_votes_still_leave_room_for_the_idea() -> None:
    columns = (Column("Nr.", "name"), Column("Idé"), *(Column(f"Runde {n}", "number") for n in range(9)))
    table = Table(columns, (Row(tuple(Cell("Tekst") for _ in columns)),))
    widths = write_docx._widths(table)
    assert sum(widths) <= write_docx.WIDE and widths[1] >= 0.35 * write_docx.WIDE


@the_example
def test_the_document_says_its_language_its_title_and_whose_it_is(told: types.Minutes) -> None:
    hosts = copied(told)
    hosts.meeting.hosts = ["Foreningen Havnen", "Åse <b> & Co."]
    for language, locale, title in (
        ("da", "da-DK", "Referat · Eksempel · Udkast"),
        ("en", "en-GB", "Minutes · Example · Draft"),
    ):
        written = write_docx.write(copies.of(msgspec.structs.replace(hosts, language=language)))
        core = open_docx(_file(written)).core_properties
        assert core.title == f"{title} · Åbent Inspiratorium på INSP!" and core.language == locale
        assert core.author == core.last_modified_by == Texts(language).listed(hosts.meeting.hosts)
        assert core.created == core.modified == NOW
        (default,) = xml_of(written, "word/styles.xml").iterfind(f"{W}docDefaults//{W}lang")
        assert default.get(f"{W}val") == locale
        settings = xml_of(written, "word/settings.xml")
        (mode,) = (e for e in settings.iter(f"{W}compatSetting") if e.get(f"{W}name") == "compatibilityMode")
        assert mode.get(f"{W}val") == "15", "or Word opens it as one of an older Word"


@the_example
def test_pages_are_counted_below_and_annexes_begin_a_page(told: types.Minutes) -> None:
    written = write_docx.write(copies.of(told))
    foot = xml_of(written, "word/footer.xml")
    assert [each.get(f"{W}instr", "").strip() for each in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert (
        docx_lines(written)[-1]
        == "Åbent Inspiratorium på INSP!, udkast 1, torsdag den 10. december 2015 kl. 15.05. Til internt brug."
        "\tSide 1 af 1"
    )
    breaks = [p for p in xml_of(written).iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert ["".join(p.itertext()) for p in breaks] == ["Bilag: Alle idéer"]


@the_example
def test_a_theme_is_a_colour_a_shape_and_a_word(told: types.Minutes) -> None:
    rounds = first(told, types.Ideas)
    paragraphs = list(xml_of(write_docx.write(copies.of(told))).iter(f"{W}p"))
    shaped = [p for p in paragraphs if "InspiratoriumShape" in values(p, "./w:r/w:rPr/w:rStyle")]
    titles = {theme.title for theme in rounds.themes}
    assert len(shaped) > 12
    for paragraph in shaped:
        said = "".join(paragraph.itertext())
        (colour,) = values(paragraph, "./w:r/w:rPr/w:color")
        assert colour in write_docx.LOOKS and said[0] in write_docx.SHAPES
        assert any(title in said for title in titles), said
    assert len(set(write_docx.SHAPES)) == len(write_docx.SHAPES) == len(shapes.SHAPES)


def test_a_short_table_stays_together_and_no_row_of_a_long_one_is_left_alone() -> None:
    assert write_docx._kept(1) == set() and write_docx._kept(8) == set(range(7))
    assert write_docx._kept(9) == {0, 7}


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_pictures_and_a_letterhead_are_in_a_word_document_with_their_words(
    kind: str, example: types.Minutes, tmp_path: Path
) -> None:
    made = io.BytesIO()
    Image.new("RGB", (2000, 900), "#88aa99").save(made, kind)
    copy = copies.of(example)
    first, *rest = copy.document.parts
    shown = (
        Picture("p1", 'To "ved" et bord', "Samtalen"),
        Picture("gone", "En væg", "Pausen"),
        Picture("bad", "Nej", "X"),
    )
    first = msgspec.structs.replace(first, blocks=(*first.blocks, *shown))
    doc = msgspec.structs.replace(copy.document, parts=(first, *rest))
    head = Letterhead("Foreningen Havnen", "#8E1F47", made.getvalue())
    written = write_docx.docx(doc, {"p1": made.getvalue(), "bad": b"no picture"}, head)
    (tmp_path / "minutes.docx").write_bytes(written)
    found = _VALIDATOR.validate(tmp_path / "minutes.docx")
    assert found.is_valid, [str(error) for error in found.errors]
    drawn = [each.get("descr") for each in xml_of(written).iter() if each.tag.endswith("}docPr")]
    assert drawn == ["Foreningen Havnen", 'To "ved" et bord'] and "En væg" in "\n".join(docx_lines(written))
    inside = parts(written)
    assert sorted(name for name in inside if "media" in name) == [
        f"word/media/picture{n}.{kind.lower()}" for n in (1, 2)
    ]
    styles = inside["word/styles.xml"].decode()
    assert "8E1F47" in styles and not [each for each in ("14584A", "0C3B33", "DCEBE4", "BCD6CB") if each in styles]
    for extent in (each for each in xml_of(written).iter() if each.tag.endswith("}extent")):
        assert int(extent.get("cx") or 0) <= write_docx.WIDE * 635 and int(extent.get("cy") or 0) <= 3_960_000
    page = write_html.html(doc, {"p1": made.getvalue()}, head=head)
    assert (
        'alt="Foreningen Havnen"' in page and "--forest: #8E1F47" in page and 'alt="To &quot;ved&quot; et bord"' in page
    )


def test_the_plans_letterhead_is_on_every_paper(event_folder: Path) -> None:
    logo = io.BytesIO()
    Image.new("RGB", (60, 30), "#aa0000").save(logo, "PNG")
    (event_folder / "logo.png").write_bytes(logo.getvalue())
    with (event_folder / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write('\n[letterhead]\nname = "Foreningen Havnen"\nlogo = "logo.png"\ncolour = "#FFC53A"\n')
    opened = open_event(event_folder, Clock())
    copy = minutes.make(opened.meeting.state, NOW, folder=event_folder)
    opened.close()
    assert copy.letterhead.logo == logo.getvalue() and copy.letterhead.colour not in ("", "#FFC53A")
    for name in ("html", "docx", "pdf", "md"):
        assert "Foreningen Havnen" in unpacked(minutes.FORMATS[name].write(copy)), name
    (event_folder / "logo.png").unlink()
    assert minutes.make(opened.meeting.state, NOW, folder=event_folder).letterhead.logo == b""


# --- Excel


@every_case
def test_nothing_in_a_workbook_is_reckoned_or_leads_anywhere(told: types.Minutes) -> None:
    written = write_xlsx.write(copies.of(told))
    book = openpyxl.load_workbook(_file(written))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), (cell.coordinate, cell.value)
                assert cell.hyperlink is None
    inside = parts(written)
    assert not [name for name, part in inside.items() if b"<f>" in part and "chart" not in name]
    assert not [name for name, part in inside.items() if b'TargetMode="External"' in part or b"hyperlink" in part]


@every_case
def test_sheets_have_names_that_excel_takes(told: types.Minutes) -> None:
    names = openpyxl.load_workbook(_file(write_xlsx.write(copies.of(told)))).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name)
        assert name.casefold() != "history"


@every_case
def test_every_sheet_is_a_table_to_sort_with_its_head_in_sight(told: types.Minutes) -> None:
    book = openpyxl.load_workbook(_file(write_xlsx.write(copies.of(told))))
    tables = []
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions and table.autoFilter is not None
        heads = [column.name for column in table.tableColumns]
        assert heads == [cell.value for cell in sheet[1]] and len({h.casefold() for h in heads}) == len(heads)
        tables.append(table.name)
    assert len(set(tables)) == len(tables)


@the_example
def test_the_sheets_say_what_the_meeting_says(told: types.Minutes) -> None:
    sheets = xlsx_sheets(write_xlsx.write(copies.of(told)))
    rounds = first(told, types.Ideas)
    vote = first(told, types.Vote)
    head, *rows = sheets["Idéer"]
    assert len(rows) == len(rounds.ideas) and head[-1] == "Stemmer"
    given = {place.number: place.votes for place in vote.places}
    assert {row[0]: row[-1] for row in rows} == given and all(type(row[-1]) is int for row in rows)
    assert [(row[0], row[1], row[2], row[4]) for row in sheets["Resultat"][1:]] == [
        (place.rank, place.number, place.text, place.votes) for place in vote.places
    ]  # fmt: skip
    counts = {what: n for _, what, n in sheets["Deltagelse"][1:]}
    assert counts["Mennesker, der stemte"] == 11 and counts["Hvor mange vi var"] == 40 and counts["Idéer"] == 54
    assert str(sum(given.values())) not in xlsx_lines(write_xlsx.write(copies.of(told))), "votes are not added up"
    day = {name: value for name, value in (row[:2] for row in sheets["Overblik"]) if name}
    assert day["Dato"] == dt.datetime(2015, 12, 10) and day["Referatet er lavet"] == dt.datetime(2015, 12, 10, 15, 5, 9)
    assert "Eksempel" in day


@the_example
def test_days_are_days_in_the_meeting_s_language_on_every_machine(told: types.Minutes) -> None:
    for language, name, looks in (("da", "Programmet", "[$-406]d. mmm yyyy hh\\.mm"),
                                  ("en", "The programme", "[$-809]d mmm yyyy hh:mm")):  # fmt: skip
        book = openpyxl.load_workbook(
            _file(write_xlsx.write(copies.of(msgspec.structs.replace(told, language=language))))
        )
        planned = book[name]["A2"]
        assert planned.is_date and planned.value == dt.datetime(2015, 12, 10, 13, 0) and planned.number_format == looks


def test_a_text_that_was_merged_follows_the_one_it_is_in(example: types.Minutes) -> None:
    told = many(example, 12)
    head, *rows = xlsx_sheets(write_xlsx.write(copies.of(told)))["Idéer"]
    merged = [row for row in rows if row[head.index("Slået sammen med nr.")]]
    assert [(row[0], row[7]) for row in merged] == [(13, 1), (24, 12)] and len(rows) == 14
    assert rows[1] == merged[0] and rows[1][2] == rows[0][2] and rows[1][-1] is None
    assert (rows[0][4], rows[0][5], rows[0][6]) == ("Papirkort", "ja", "ja")
    assert (rows[2][4], rows[2][5], rows[2][6]) == ("Telefon", None, None)


@the_example
def test_a_chart_shows_the_ideas_with_most_votes_and_says_it_in_words(told: types.Minutes) -> None:
    inside = parts(write_xlsx.write(copies.of(told)))
    drawing = inside["xl/drawings/drawing1.xml"].decode()
    (words,) = re.findall(r'descr="([^"]*)"', drawing)
    (*_, best) = (place for place in first(told, types.Vote).places if place.rank == 1)
    assert words.startswith(f"Søjlediagram. Idéer med flest stemmer. {best.number}. {best.text[:20]}")
    assert words.count("stemme") == 13 and f"{best.votes} stemmer" in words
    chart = inside["xl/charts/chart1.xml"].decode()
    assert "Resultat!$G$2:$G$13" in chart and "Resultat!$E$2:$E$13" in chart
    assert [name for name in inside if "chart" in name and name.endswith(".xml")] == ["xl/charts/chart1.xml"]


def test_each_of_several_votes_has_its_sheet_and_its_chart(example: types.Minutes) -> None:
    told = copied(example)
    again = copied_item(first(told, types.Vote))
    again.id, again.title = "igen", "=1+1"
    told.programme.append(again)
    inside = parts(write_xlsx.write(copies.of(told)))
    charts = "".join(part.decode() for name, part in inside.items() if name.startswith("xl/charts/chart"))
    assert charts.count("<a:t>Idéer med flest stemmer: Stemmerunde</a:t>") == 1
    assert charts.count("<a:t>Idéer med flest stemmer: =1+1</a:t>") == 1
    sheets = xlsx_sheets(write_xlsx.write(copies.of(told)))
    assert {"Stemmerunde", "=1+1"} <= set(sheets) and sheets["Idéer"][0][-2:] == ("Stemmerunde", "=1+1")


def test_no_chart_is_drawn_of_nothing(example: types.Minutes) -> None:
    told = copied(example)
    vote = first(told, types.Vote)
    for place in vote.places:
        place.votes, place.rank = 0, 1
    assert not [name for name in parts(write_xlsx.write(copies.of(told))) if "chart" in name]


def test_rows_are_as_high_as_what_wraps_in_them(example: types.Minutes) -> None:
    sheet = openpyxl.load_workbook(_file(write_xlsx.write(copies.of(awkward(example)))))["Idéer"]
    high = {row[1].value: sheet.row_dimensions[row[1].row].height for row in sheet.iter_rows(min_row=2)}
    assert high["x" * 280] >= 4 * write_xlsx.LINE and high["'"] <= 1.5 * write_xlsx.LINE
    assert write_xlsx._lines("字" * 70, 70) == 2 * write_xlsx._lines("x" * 70, 70)
    assert max(high.values()) <= 409


# --- CSV


@every_case
def test_csv_is_what_excel_opens_on_a_danish_machine(told: types.Minutes) -> None:
    written = write_csv.write(copies.of(told))
    assert written.startswith(b"\xef\xbb\xbf") and written.endswith(b"\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"") and b"\r" not in written.replace(b"\r\n", b"")
    rows = csv_rows(written)
    assert len({len(row) for row in rows}) == 1
    dangerous = re.compile("^[ \t\u00a0]*[=+\\-@＝＋－＠]")
    assert not [cell for row in rows for cell in row if dangerous.match(cell)]


@every_case
def test_csv_read_back_is_the_ideas_but_for_the_apostrophe(told: types.Minutes) -> None:
    t = Texts(told.language)
    wanted = [["" if value is None else str(value) for value in row] for row in ideas.rows(told, t)]
    read = csv_rows(write_csv.write(copies.of(told)))[1:]
    assert [[_bare(cell) for cell in row] for row in read] == [[_bare(cell) for cell in row] for row in wanted]


def _bare(cell: str) -> str:
    return cell.removeprefix("'") if cell.lstrip("' ")[:1] in tuple("=+-@＝＋－＠") else cell


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", " =1", "\u00a0=1", "＝1", "－1", "\t=1"])
def test_what_a_spreadsheet_would_reckon_with_is_held_by_an_apostrophe(text: str) -> None:
    assert write_csv.safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Kaffe = te", "'=1", "1+1", "", "»-« er en streg"])
def test_other_texts_are_left_as_they_are(text: str) -> None:
    assert write_csv.safe(text) == text
    assert write_csv.safe(-3) == -3 and write_csv.safe(None) == ""


def test_the_styles_of_an_own_word_document_are_used(event_folder: Path, tmp_path: Path) -> None:
    own = open_docx()
    own.styles["Heading 1"].font.name = "Courier New"
    own.save(str(event_folder / "brev.docx"))
    with (event_folder / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write('\n[letterhead]\nstyles = "brev.docx"\n')
    opened = open_event(event_folder, Clock())
    written = minutes.render(opened.meeting.state, "docx", NOW, None, event_folder)
    (tmp_path / "minutes.docx").write_bytes(written)
    found = _VALIDATOR.validate(tmp_path / "minutes.docx")
    assert found.is_valid, [str(error) for error in found.errors]
    read = open_docx(_file(written))
    assert read.styles["Heading 1"].font.name == "Courier New"
    used = set(values(xml_of(written), ".//w:pStyle") + values(xml_of(written), ".//w:rStyle"))
    assert used <= {style.style_id for style in read.styles}, "what is missing there is ours"
    for broken in (b"no document", b"PK\x03\x04", _with_styles("<!DOCTYPE x><w:styles/>"), _with_styles("<w:styles>")):
        (event_folder / "brev.docx").write_bytes(broken)
        again = parts(minutes.render(opened.meeting.state, "docx", NOW, None, event_folder))
        assert again["word/styles.xml"] == (write_docx.PARTS / "word" / "styles.xml").read_bytes(), "then they are ours"
    opened.close()


def _with_styles(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/styles.xml", text)
    return made.getvalue()


# --- calendar


def _due(*days: str, summary: str, description: str = "") -> bytes:
    made = [
        ics.Day(f"{n}@7K4", dt.date.fromisoformat(day), summary, description, "da", NOW) for n, day in enumerate(days)
    ]
    return ics.write(made, "Åbent Inspiratorium")


@pytest.mark.parametrize("text", [*AWKWARD, "æøå " * 60, "😀" * 60, "a, b; c\\d \\n e", "to\nlinjer"])
def test_a_deadline_comes_through_a_calendar_as_it_was(text: str, example: types.Minutes) -> None:
    written = _due("2016-09-15", summary=text, description=text)
    for line in written.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75 and line.decode()
    calendar = icalendar.Calendar.from_ical(written)
    (event,) = calendar.walk("VEVENT")
    assert not calendar.errors and not event.errors
    assert event["SUMMARY"] == text and event["DESCRIPTION"] == text
    assert event.decoded("DTSTART") == dt.date(2016, 9, 15) and event.decoded("DTEND") == dt.date(2016, 9, 16)
    assert event["TRANSP"] == "TRANSPARENT" and calendar["METHOD"] == "PUBLISH"
    assert event.decoded("DTSTAMP") == NOW


def test_a_calendar_taken_again_moves_what_it_holds_and_doubles_nothing(example: types.Minutes) -> None:
    one = _due("2016-01-31", "2016-12-31", summary="Ring")
    other = _due("2016-02-01", "2016-12-31", summary="Ring til Åse")
    assert re.findall(rb"UID:(.*)\r", one) == re.findall(rb"UID:(.*)\r", other) == [b"0@7K4", b"1@7K4"]
    assert _due("2016-01-31", "2016-12-31", summary="Ring") == one


def test_a_calendar_guesses_nothing(example: types.Minutes) -> None:
    written = write_ics.write(copies.of(example))
    assert b"VEVENT" not in written and written.endswith(b"END:VCALENDAR\r\n")
    assert icalendar.Calendar.from_ical(written)["X-WR-CALNAME"] == "Åbent Inspiratorium på INSP!"


def test_a_calendar_has_the_steps_that_have_a_day_the_minutes_and_the_next_meeting(example: types.Minutes) -> None:
    told = copied(example)
    item = next(each for each in told.programme if isinstance(each, types.Steps))
    dated = types.Step("Låner nøglen", "Havnen", "2016-01-31", "2016-01-31", True, "Bodil", 0)
    item.steps = [dated, msgspec.structs.replace(dated, what="Uden dag", when="next", by=None), dated]
    told.meeting.next, told.meeting.next_date = "15. september 2016", "2016-09-15"
    told.meeting.minutes_by_date, told.meeting.minutes_at = "2015-12-14", "insp.dk"
    events = icalendar.Calendar.from_ical(write_ics.write(copies.of(told))).walk("VEVENT")
    assert [(str(e["SUMMARY"]), e.decoded("DTSTART").isoformat()) for e in events] == [
        ("Frist: Låner nøglen", "2016-01-31"),
        ("Frist: Låner nøglen", "2016-01-31"),
        ("Referatet kommer senest i dag", "2015-12-14"),
        ("Næste gang: Åbent Inspiratorium på INSP!", "2016-09-15"),
    ]
    assert len({str(e["UID"]) for e in events}) == len(events), "two who wrote the same have both theirs"
    assert [str(e.get("DESCRIPTION", "")) for e in events] == ["Havnen", "Havnen", "insp.dk", ""], "and never a name"


# --- on the way to people


def test_the_console_offers_every_format_but_the_calendar_which_may_be_empty() -> None:
    assert {*audience.MINUTES_FORMATS, "ics"} == {*minutes.FORMATS, "zip"}
    menu = (ROOT / "static/js/parts/console/menu.js").read_text("utf-8")
    (offered,) = re.findall(r"const FORMATS = \{(.*)\}", menu)
    assert re.findall(r"(\w+): '", offered) == list(audience.MINUTES_FORMATS)
    home = (ROOT / "templates/organise.html").read_text("utf-8")
    found = [name for name in re.findall(r'\("(\w+)", "\w+"\)', home) if name in audience.MINUTES_FORMATS]
    assert found == list(audience.MINUTES_FORMATS)


def test_documents_are_taken_from_the_running_program(server: ServerProcess) -> None:
    console_ = Console(server)
    for name in audience.MINUTES_FORMATS:
        status, headers, body = console_.request("GET", f"/7K4/minutes?format={name}")
        kind = "application/zip" if name == "zip" else minutes.FORMATS[name].type
        assert status == 200 and headers["Content-Type"] == kind and headers["Cache-Control"] == "no-store"
        assert headers["Content-Disposition"] == f'attachment; filename="referat-2015-12-10-insp.{name}"'
        assert (xlsx_lines(body) if name == "xlsx" else docx_lines(body)) if name in ZIPPED else body
    status, headers, body = console_.request("GET", "/7K4/minutes?format=md&paper=summary&public=1&language=en")
    assert status == 200 and body.decode().startswith("Summary · ") and "public" in headers["Content-Disposition"]


def test_the_room_goes_on_while_a_document_is_written(
    house: House, web: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    (running,) = house.running.values()
    asked: list[Any] = []

    def slow(*_: Any, **__: Any) -> bytes:
        asked.append(gevent.spawn(lambda: running.meeting.mint("facilitator", "Bo")).get(timeout=10))
        return b"written"

    monkeypatch.setattr(apart, "one", slow)
    answer = _browser(running.meeting, web).get("/7K4/minutes?format=docx")
    assert answer.status_code == 200 and answer.get_data() == b"written" and asked, "the turn was free"


def test_a_document_that_cannot_be_written_is_said_and_nothing_else_happens(
    house: House, web: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    (running,) = house.running.values()
    browser = _browser(running.meeting, web)
    with monkeypatch.context() as patch:
        patch.setattr(apart, "PATIENCE", 0.001)
        answer = browser.get("/7K4/minutes?format=docx")
    assert answer.status_code == 500 and "intet er tabt" in answer.get_data(as_text=True)
    assert browser.get("/7K4/minutes?format=html").status_code == 200
    for wrong in ("format=papyrus", "format=xlsx&paper=summary", "paper=novel", "language=fr"):
        assert browser.get(f"/7K4/minutes?{wrong}").status_code == 404


def _browser(meeting: Any, web: Flask) -> Any:
    entered = meeting.use_link(meeting.mint("facilitator", "Mette"))
    browser = web.test_client()
    browser.set_cookie("insp_key_7K4", entered[0])
    return browser


# --- what takes longer


@pytest.mark.long
@pytest.mark.parametrize("name", ["docx", "xlsx", "csv", "html", "md"])
def test_three_thousand_ideas_are_all_there(name: str, example: types.Minutes) -> None:
    told = many(example, 3000)
    whole = "\n".join(lines_of(minutes.FORMATS[name].write(copies.of(told)), name))
    assert not [text for text in texts_of(told) if text not in whole]


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@every_case
@pytest.mark.parametrize("name", ["docx", "xlsx", "csv"])
def test_another_office_opens_what_is_written(name: str, told: types.Minutes, tmp_path: Path) -> None:
    file = tmp_path / f"minutes.{name}"
    file.write_bytes(minutes.FORMATS[name].write(copies.of(told)))
    as_it_is = "--infilter=CSV:59,34,76,1,,1030" if name == "csv" else "--norestore"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", as_it_is, "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    said = subprocess.run(["pdftotext", str(tmp_path / "minutes.pdf"), "-"], check=True, capture_output=True, text=True)
    words = set(re.findall(r"\w+", said.stdout))
    assert {"Stemmer", "Votes", "Nr", "No", "Foreløbigt"} & words
