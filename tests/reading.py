"""Reads the minutes' formats as their readers do, without the writers' own modules."""

from __future__ import annotations

import csv
import io
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from html import unescape
from typing import Any

import openpyxl
import pikepdf
from docx import Document as open_docx

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(archive: bytes) -> dict[str, bytes]:
    """Give what a ZIP archive holds, which Word's and Excel's files are."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def unpacked(file: bytes) -> str:
    """Give everything that lies in a file, read or not."""
    if file.startswith(b"%PDF"):
        return pdf_inside(file)
    if not file.startswith(b"PK"):
        return file.decode()
    return "\n".join(f"{name}\n{unescape(part.decode(errors='replace'))}" for name, part in sorted(parts(file).items()))


def pdf_text(file: bytes) -> str:
    """Give a PDF's text as it is read out, one space between words, without the hyphens of line ends."""
    told = subprocess.run(["pdftotext", "-", "-"], input=file, capture_output=True, check=True).stdout.decode()
    return " ".join(told.replace("\u00ad", "").replace("\f", " ").split())


def pdf_inside(file: bytes) -> str:
    """Give everything that lies in a PDF: its text, what it holds as data, and every stream of it unpacked."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        attached = [each.get_file().read_bytes().decode() for each in pdf.attachments.values()]
        streams = [_stream(each).decode("latin-1") for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        strings = [str(each) for each in pdf.objects if not isinstance(each, pikepdf.Stream)]
    return "\n".join([pdf_text(file), *attached, *strings, *streams])


def _stream(stream: pikepdf.Stream) -> bytes:
    """Give a stream unpacked; a photograph stays as it is."""
    return stream.read_raw_bytes() if stream.get("/Filter") == "/DCTDecode" else stream.read_bytes()


def docx_lines(file: bytes) -> list[str]:
    """Give a Word document's paragraphs in order, in tables and foot as well, without the shapes of themes."""
    open_docx(io.BytesIO(file))
    held = parts(file)
    lines = [
        "".join(map(_run, paragraph.iter(f"{_W}r")))
        for name in ("word/document.xml", "word/footer.xml")
        for paragraph in ET.fromstring(held[name]).iter(f"{_W}p")
    ]
    return [line for line in lines if line]


def _run(run: ET.Element) -> str:
    style = run.find(f"{_W}rPr/{_W}rStyle")
    if style is not None and style.get(f"{_W}val") == "InspiratoriumShape":
        return ""
    said = {"t": lambda e: e.text or "", "tab": lambda _: "\t", "br": lambda _: "\n"}
    return "".join(said[e.tag.removeprefix(_W)](e) for e in run if e.tag.removeprefix(_W) in said)


def xlsx_sheets(file: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Give a workbook's sheets by name, each as its rows."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def xlsx_lines(file: bytes) -> list[str]:
    """Give the cells of all sheets that hold something."""
    rows = (row for sheet in xlsx_sheets(file).values() for row in sheet)
    return [str(cell) for row in rows for cell in row if cell is not None]


def csv_rows(file: bytes) -> list[list[str]]:
    """Give the rows of CSV as Excel on a Danish machine reads them."""
    text = file.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
