"""Papers on a desk: printed from a plan file, and looked at as a printer, a reader and a phone do."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as xml
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import msgspec

from facilitator import printing

FULL = 150
"""Dots per inch of a picture at full size."""
SMALL = 60
"""And at 40 %, which is a card seen from three seats away."""
MM = 72 / 25.4

PLAN = """
[event]
title = "Åbent Inspiratorium"
date = 2026-03-12
place = "Den gamle maskinhal"
starts = "13.00"
ends = "16.00"
code = "7K4"
people = 40
facilitator = "En facilitator"
question = "Hvad kunne vi gøre sammen?"
welcome = "Der er hul i hegnet.\\nKom indenfor."

[wifi]
ssid = "Inspiratorium"
password = "kom-indenfor"

[[activity]]
preset = "Velkomst"
minutes = 5
say = ["Velkommen. Scan koden.", "Det, I skriver, kommer op uden navn."]
bring = ["Tuscher på bordene"]

[[activity]]
preset = "Summe to og to"
title = "Første dans"
minutes = 7
prompt = "Hvad bragte dig herhen?"
lead = ["Værten ved døren"]

[[activity]]
kind = "ideas"
title = "Idérunde"
prompt = "Hvordan skaber vi et sted, der er »vores«?"
at = "13.30"
bring = ["Papirkort", "Tuscher på bordene"]
"""


class Word(msgspec.Struct, frozen=True):
    """A word on a page, with its box in millimetres."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


class Paper:
    """One PDF on the desk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def words(self) -> list[Word]:
        """Every word, where it stands."""
        listed = subprocess.run(["pdftotext", "-bbox", self.path, "-"], capture_output=True, check=True).stdout
        listed = re.sub(rb"<(title|meta)[^>]*>([^<]*</title>)?", b"", listed)
        found = []
        for number, page in enumerate(xml.fromstring(listed).iter("{http://www.w3.org/1999/xhtml}page"), start=1):
            for word in page:
                box = [float(word.attrib[side]) / MM for side in ("xMin", "yMin", "xMax", "yMax")]
                found.append(Word(number, word.text or "", *box))
        return found

    @cached_property
    def text(self) -> str:
        """What is read, without the spaces and line ends that the layout decides."""
        return self._text()

    def card_text(self, number: int) -> str:
        """What is read on a card, four to a page."""
        page, place = divmod(number, 4)
        down, across = divmod(place, 2)
        where = {
            "-f": page + 1,
            "-l": page + 1,
            "-r": 720,
            "-x": across * 2976,
            "-y": down * 4209,
            "-W": 2976,
            "-H": 4209,
        }
        return self._text(*(str(part) for pair in where.items() for part in pair))

    def _text(self, *where: str) -> str:
        command = ["pdftotext", "-raw", *where, self.path, "-"]
        return close(subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout)

    @cached_property
    def pages(self) -> int:
        """How many pages it has, all of them A4."""
        about = subprocess.run(["pdfinfo", self.path], capture_output=True, check=True, text=True).stdout
        assert re.search(r"Page size: .*\(A4\)", about), about
        found = re.search(r"Pages:\s+(\d+)", about)
        assert found
        return int(found[1])

    def card(self, number: int) -> list[Word]:
        """The words of a card, four to a page."""
        page, place = divmod(number, 4)
        down, across = divmod(place, 2)
        return [
            word
            for word in self.words
            if word.page == page + 1
            and across == (word.left + word.right > 210)
            and down == (word.top + word.bottom > 297)
        ]


def close(text: str) -> str:
    """A text as it is compared: without spaces, and without what marks where a line may break."""
    return re.sub(r"[\s\u200b\u00ad-]+", "", text)


def codes(papers: Iterable[Paper], dots_per_inch: int) -> dict[str, list[list[str]]]:
    """What a phone reads on each page of papers, by the paper's name; all in one go, because starting costs most."""
    found: dict[str, list[list[str]]] = {}
    pictures = []
    for paper in papers:
        stem = paper.path.parent / f"{paper.path.parent.name}.{paper.path.stem}.{dots_per_inch}"
        command = ["pdftoppm", "-r", str(dots_per_inch), "-gray", paper.path, stem]
        subprocess.run(command, check=True)
        pages = sorted(paper.path.parent.glob(f"{stem.name}-*.pgm"))
        assert len(pages) == paper.pages
        found[str(paper.path)] = [[] for _ in pages]
        pictures += [(str(paper.path), number, page) for number, page in enumerate(pages)]
    read = ["zbarimg", "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable", *(page for *_, page in pictures)]
    said = subprocess.run(read, capture_output=True).stdout.decode()
    for source in xml.fromstring(said):
        path, number, _ = next(each for each in pictures if str(each[2]) == source.attrib["href"])
        found[path][number] += [data.text or "" for data in source.iter() if data.tag.endswith("data")]
    return found


def print_all(folder: Path, plan: str, address: str | None, tables: int | None = None) -> dict[str, Paper]:
    """Print every paper of a plan."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    order = printing.order(folder, address, tables)
    papers = {}
    for paper in printing.PAPERS:
        path = folder / f"{paper}.pdf"
        path.write_bytes(printing.pdf(paper, order))
        papers[paper] = Paper(path)
    return papers
