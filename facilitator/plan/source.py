"""The bytes of plan.toml -> its tables and the line of each field, or plain words about what is broken."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from facilitator.plan.problems import Path, PlanError, Problem, printable
from facilitator.texts import Texts

SIZE_LIMIT = 256 * 1024

_TWICE = re.compile(r"Cannot (declare|overwrite|redefine|mutate)|Duplicate")
_OPEN_STRING = re.compile(r"Unterminated string|Illegal character '\\n'|Expected '(\"|')")
_AT = re.compile(r"\(at line (\d+), column \d+\)\Z")
_BARE_CLOCK = re.compile(r"=\s*\d{1,2}[.:]\d\d")
_BARE_TEXT = re.compile(r"""=\s*[^\s"'\[{]""")
_HIDDEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""+|' r"'''.*?'''+|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'|" r"#[^\n]*", re.DOTALL
)
_HEADING = re.compile(r"\s*\[(\[?)\s*([\w-]+)\s*\]")
_FIELD = re.compile(r"\s*([\w-]+)\s*[.=]")


def tables(raw: bytes | str, file: str, t: Texts) -> tuple[dict[str, Any], str]:
    """Return the tables of a file and its text. Raises PlanError for whatever cannot be read as TOML."""
    text = _decoded(raw, file, t)
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(str(error), text, file, t) from None
    except RecursionError:
        raise _broken(file, t("plan_source_deep"), t("plan_source_deep_expected"), t) from None
    except ValueError:
        # Python refuses to read a whole number of thousands of digits
        raise _broken(file, t("plan_found", value=t("plan_shown_huge")), t("plan_syntax_else"), t) from None


def lines_of(text: str) -> dict[Path, int]:
    """Return the line of each table and field of a text that is sound TOML."""
    plain = _HIDDEN.sub(lambda found: '"' + "\n" * found[0].count("\n") + '"', text)
    found: dict[Path, int] = {}
    table: Path = ()
    counts: dict[str, int] = {}
    depth = 0
    for number, line in enumerate(plain.split("\n"), 1):
        heading = _HEADING.match(line) if depth == 0 else None
        if heading:
            name = heading[2]
            table = (name,)
            if heading[1]:
                table = (name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            found.setdefault(table, number)
            continue
        field = _FIELD.match(line) if depth == 0 else None
        if field:
            found.setdefault((*table, field[1]), number)
        depth = max(0, depth + line.count("[") + line.count("{") - line.count("]") - line.count("}"))
    return found


def _decoded(raw: bytes | str, file: str, t: Texts) -> str:
    if len(raw) > SIZE_LIMIT:
        raise _broken(file, t("plan_source_big"), t("plan_source_big_expected"), t)
    try:
        data = raw.encode() if isinstance(raw, str) else raw
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeError as error:
        line = error.object[: error.start].count(b"\n") + 1 if isinstance(error, UnicodeDecodeError) else None
        raise _broken(file, t("plan_source_encoding"), t("plan_source_encoding_expected"), t, line) from None


def _syntax_error(message: str, text: str, file: str, t: Texts) -> PlanError:
    """Return what the TOML reader said, in words for somebody who never heard of TOML."""
    at = _AT.search(message)
    lines = text.split("\n")
    number = min(int(at[1]), len(lines)) if at else len(lines)
    line = lines[number - 1].strip()
    found = t("plan_syntax_found", line=printable(line)) if line else t("plan_syntax_found_empty")
    return _broken(file, found, t(_remedy(message, line)), t, number)


def _remedy(message: str, line: str) -> str:
    if _TWICE.search(message):
        return "plan_syntax_twice"
    if re.search("[“”„‟″]", line):
        return "plan_syntax_curly"
    if _BARE_CLOCK.search(line):
        return "plan_syntax_clock"
    if _OPEN_STRING.search(message):
        return "plan_syntax_open"
    if "\\" in message and "Unescaped" in message:
        return "plan_syntax_backslash"
    if line.count('"') > 2 and "Expected newline" in message:
        return "plan_syntax_inner_quotes"
    if line.startswith("["):
        return "plan_syntax_heading"
    if "Unclosed" in message:
        return "plan_syntax_list"
    if _BARE_TEXT.search(line):
        return "plan_syntax_bare"
    if "=" not in line:
        return "plan_syntax_line"
    return "plan_syntax_else"


def _broken(file: str, found: str, expected: str, t: Texts, line: int | None = None) -> PlanError:
    place = file if line is None else f"{file}, {t('plan_place_line', line=line)}"
    return PlanError([Problem(place, found, expected, line)], file, t.language)
