"""The minutes for Excel: ideas, results, participation and programme as tables to sort, with dates that are dates.

Texts stay texts: there are no formulas and no links, whatever people wrote.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import textwrap
import unicodedata
from functools import lru_cache
from typing import Any

from facilitator.minutes import ideas
from facilitator.minutes.copies import Copy
from facilitator.minutes.sheets import Chart, Sheet, Value, overview, sheets
from facilitator.minutes.types import Minutes
from facilitator.texts import Texts

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAYS = {"da": "[$-406]d. mmm yyyy", "en": "[$-809]d mmm yyyy"}
"""How days look. The language is named, so that months are called the same on every machine."""
CLOCKS = {"da": " hh\\.mm", "en": " hh:mm"}
FOREST, DEEP, INK, RULE = "#14584A", "#0C3B33", "#0F2A26", "#CFDAD3"
_LETTER = "_(?=x[0-9a-fA-F]{4}_)"
_FIRST_WIDE = "\u1100"
LINE = 15
"""The height of a line of text, in points; a row is never higher than 409."""


def write(copy: Copy) -> bytes:
    """Write the minutes as a workbook: an overview, and a sheet for everything there is rows of."""
    minutes = copy.minutes
    import xlsxwriter  # the server never needs it: workbooks are written in a process of their own

    t = Texts(minutes.language)
    file = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(file, plain)
    workbook.set_properties(
        {
            "title": f"{t('minutes_kicker')} · {minutes.meeting.title}",
            "author": t.listed(minutes.meeting.hosts) or minutes.meeting.facilitator,
            "created": dt.datetime.fromisoformat(minutes.made).astimezone(dt.UTC).replace(tzinfo=None),
        }
    )
    looks = _looks(workbook, minutes.language)
    front, names = workbook.add_worksheet(t("minutes_overview")), [t("minutes_overview")]
    row = _overview(front, minutes, t, looks) + 1
    for place, sheet in enumerate(sheets(minutes, t)):
        names.append(_name(sheet.name, names))
        _sheet(workbook.add_worksheet(names[-1]), sheet, f"table_{place}", looks)
        if sheet.chart:
            height = 90 + 32 * sheet.chart.rows
            where = {"description": sheet.chart.alt, "object_position": 3}
            front.insert_chart(row, 0, _chart(workbook, names[-1], sheet.chart, height), where)
            row += height // 20 + 2  # so many pixels an empty row is high
        workbook.worksheets()[-1].set_landscape()
    for worksheet in workbook.worksheets():
        _paper(worksheet, minutes, t)
    front.fit_to_pages(1, 1)
    workbook.close()
    return file.getvalue()


def _looks(workbook: Any, language: str) -> dict[str, Any]:
    common = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
    ruled = {"bottom": 1, "bottom_color": RULE}
    day, clock = DAYS[language], CLOCKS[language]
    wanted: dict[str, dict[str, Any]] = {
        "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": DEEP, "text_wrap": True},
        "text": ruled | {"text_wrap": True},
        "number": ruled | {"num_format": "0", "align": "right", "indent": 1},
        "day": ruled | {"num_format": day, "align": "left"},
        "moment": ruled | {"num_format": day + clock, "align": "left"},
        "title": {"bold": True, "font_size": 20, "font_color": FOREST},
        "name": ruled | {"bold": True, "text_wrap": True},
    }
    return {name: workbook.add_format(common | look) for name, look in wanted.items()}


def _overview(worksheet: Any, minutes: Minutes, t: Texts, looks: dict[str, Any]) -> int:
    """Write what the meeting was, and give the first row that is free."""
    worksheet.hide_gridlines(2)
    worksheet.set_column(0, 0, 18)
    worksheet.set_column(1, 1, 80)
    worksheet.set_row(0, 30)
    worksheet.write_string(0, 0, minutes.meeting.title, looks["title"])
    row = 2
    for name, value in overview(minutes, t):
        worksheet.set_row(row, _height([value], [80]))
        worksheet.write_string(row, 0, name, looks["name"])
        _put(worksheet, row, 1, value, looks)
        row += 1
    return row


def _sheet(worksheet: Any, sheet: Sheet, name: str, looks: dict[str, Any]) -> None:
    widths = [column.width for column in sheet.columns]
    worksheet.hide_gridlines(2)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    titles: list[str] = []
    for place, column in enumerate(sheet.columns):
        worksheet.set_column(place, place, column.width)
        titles.append(ideas.alone(column.title, titles))
    worksheet.set_row(0, _height(titles, [width - 3 for width in widths]))  # the filter's arrow takes some
    worksheet.add_table(0, 0, len(sheet.rows), len(widths) - 1, {
        "name": name, "style": "Table Style Light 1", "banded_rows": False,
        "columns": [{"header": _escaped(title), "header_format": looks["head"]} for title in titles],
    })  # fmt: skip
    for place, title in enumerate(titles):
        worksheet.write_string(0, place, title, looks["head"])
    for row, values in enumerate(sheet.rows, start=1):
        worksheet.set_row(row, _height(values, widths))
        for place, value in enumerate(values):
            _put(worksheet, row, place, value, looks)


def _escaped(title: str) -> str:
    """Escape what stands for a letter in a workbook, where XlsxWriter does not: it does in cells."""
    return re.sub(_LETTER, "_x005F_", title)


def _put(worksheet: Any, row: int, place: int, value: Value, looks: dict[str, Any]) -> None:
    if value is None or value == "":
        worksheet.write_blank(row, place, None, looks["text"])
    elif isinstance(value, int):
        worksheet.write_number(row, place, value, looks["number"])
    elif isinstance(value, dt.date):
        worksheet.write_datetime(row, place, value, looks["moment" if isinstance(value, dt.datetime) else "day"])
    else:
        worksheet.write_string(row, place, value, looks["text"])


def _height(values: Any, widths: list[int]) -> float:
    """Reckon how high a row is: programs other than Excel do not when it wraps."""
    lines = (_lines(value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str))
    return min(409.0, LINE * max(lines, default=1) + 1)


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    """Reckon how many lines a text takes; letters of East Asia and pictures are as wide as two."""
    if len(text) <= width // 2:
        return 1
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text if letter >= _FIRST_WIDE)
    return len(textwrap.wrap(text, max(4, width * len(text) // (len(text) + wide))))


def _chart(workbook: Any, name: str, said: Chart, height: int) -> Any:
    """Draw bars of what stands in a sheet, so that they can be changed where they are read."""
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({
        "name": said.title, "categories": [name, 1, said.names, said.rows, said.names],
        "values": [name, 1, said.values, said.rows, said.values], "fill": {"color": FOREST}, "gap": 45,
        "data_labels": {"value": True},
    })  # fmt: skip
    font = {"name": "Calibri", "color": INK}
    chart.set_title({"name": said.title, "name_font": font | {"size": 14}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": font | {"size": 10}, "line": {"none": True}})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 740, "height": height})
    return chart


def _name(wanted: str, taken: list[str]) -> str:
    """Give a sheet a name that Excel takes: short, without what it reckons with, no other's, and not its own word."""
    plain = re.sub(rf"[\[\]:*?/\\]|{_LETTER}", " ", wanted)
    short = plain.encode("utf-16-le")[:52].decode("utf-16-le", "ignore").strip("' ")
    return ideas.alone(short or "–", [*taken, "History"])


def _paper(worksheet: Any, minutes: Minutes, t: Texts) -> None:
    """How it prints: A4, as wide as the paper, with the title below."""
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    title = _escaped(minutes.meeting.title[:100].replace("&", "&&"))
    worksheet.set_footer(f"&L{title}&R{t('minutes_page')} &P {t('minutes_page_of')} &N")
