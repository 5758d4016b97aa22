"""What is wrong in a plan, said to an organiser: where it is, what stands there, what to write instead."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import inspect

from facilitator.plan.types import Warned
from facilitator.texts import Texts

SHOWN_PROBLEMS = 30
SHOWN_LETTERS = 60
SHOWN_PARTS = 4

Path = tuple[str | int, ...]
"""Where something is in the file: ("event", "title"), ("activity", 2, "minutes")."""


class Problem(msgspec.Struct, frozen=True):
    """One mistake. `place` names file, line, activity and field; the other two are whole sentences."""

    place: str
    found: str
    expected: str
    line: int | None = None
    path: Path = ()

    def __str__(self) -> str:
        return f"{self.place}\n   {self.found}\n   {self.expected}"


class PlanError(Exception):
    """A plan that cannot be used, with all its problems. As text: a list an organiser can work through."""

    def __init__(self, problems: Iterable[Problem], file: str = "plan.toml", language: str = "da") -> None:
        self.problems = tuple(problems)
        self.file = file
        self.language = language
        super().__init__(self.problems)

    def __str__(self) -> str:
        t = Texts(self.language)
        count = len(self.problems)
        listed = [f"{number}. {problem}" for number, problem in enumerate(self.problems[:SHOWN_PROBLEMS], 1)]
        if count > SHOWN_PROBLEMS:
            listed.append(t("plan_error_more", n=count - SHOWN_PROBLEMS))
        return "\n\n".join([t("plan_error_head", file=self.file, n=count), *listed, t("plan_error_remedy")])


class Report:
    """The problems and warnings of one file while it is read, each with its place in it."""

    def __init__(self, file: str, t: Texts, lines: dict[Path, int]) -> None:
        self.file = file
        self.t = t
        self.problems: list[Problem] = []
        self.warned: list[Warned] = []
        self.titles: dict[int, str] = {}
        self._lines = lines

    def add(self, path: Path, found: str, expected: str) -> None:
        """Write down a mistake at a path."""
        line = self.line(path)
        self.problems.append(Problem(safe(self.place(path, line)), safe(found), safe(expected), line, path))

    def warn(self, text: str, path: Path = ()) -> None:
        """Write down what is allowed but likely to go wrong."""
        self.warned.append(Warned(safe(text), path))

    def line(self, path: Path) -> int | None:
        """Return the line of a path, or of the nearest thing around it that has one."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._lines:
                return self._lines[path[:end]]
        return None

    def place(self, path: Path, line: int | None = None) -> str:
        """Return a place in the organiser's words: file, line, activity by number and title, field."""
        parts = [self.file]
        if line is not None:
            parts.append(self.t("plan_place_line", line=line))
        match path:
            case ("activity", int(index), *rest):
                parts.append(self._activity(index))
            case (str(table), *rest):
                parts.append(f"[{printable(table)}]")
            case _:
                rest = []
        if rest:
            parts.append(self.t("plan_place_field", field=".".join(printable(str(part)) for part in rest)))
        return ", ".join(parts)

    def _activity(self, index: int) -> str:
        title = self.titles.get(index, "")
        key = "plan_place_activity" if title else "plan_place_untitled"
        return self.t(key, number=index + 1, title=title)


def standing(value: Any, t: Texts) -> str:
    """Return the sentence that says what stands in the file."""
    if value is None or value == "":
        return t("plan_found_nothing")
    return t("plan_found", value=shown(value, t))


def shown(value: Any, t: Texts) -> str:
    """Return a value in words that are short and safe to print."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        # str() of a huge integer is refused by Python itself
        return str(value) if abs(value) < 10**15 else t("plan_shown_huge")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        named = 0 < len(value) <= SHOWN_PARTS and all(isinstance(part, str) for part in value)
        return quoted(map(printable, value), t) if named else t("plan_shown_list", n=len(value))
    if isinstance(value, dict):
        return t("plan_shown_table")
    return t("plan_shown_text", text=printable(str(value)))


def quoted(words: Iterable[str], t: Texts) -> str:
    """Return words in quotes and with commas between them."""
    return ", ".join(t("plan_shown_text", text=word) for word in words)


def printable(text: str) -> str:
    """Return a text on one line, cut to what fits, with nothing a terminal would act on."""
    line = safe(text[:500])
    return line if len(line) <= SHOWN_LETTERS else line[: SHOWN_LETTERS - 1] + "…"


def safe(text: str) -> str:
    """Return a text with a mark in the place of everything a terminal would act on or nobody can see."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def near(word: str, choices: Iterable[str]) -> str:
    """Return the choice that was probably meant, or nothing."""
    by_fold = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word.casefold()[:80], by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else ""


def described(kind: Any, t: Texts) -> str:
    """Return in words what a type of the settings accepts."""
    return _described(inspect.type_info(kind), t)


def _described(info: inspect.Type, t: Texts) -> str:
    match info:
        case inspect.Metadata():
            return _described(info.type, t)
        case inspect.BoolType():
            return t("plan_what_flag")
        case inspect.IntType():
            return whole_range(info.ge, info.le, t)
        case inspect.FloatType():
            return t("plan_what_number")
        case inspect.StrType():
            limit = info.max_length
            return t("plan_what_text") if limit is None else t("plan_what_text_upto", most=limit)
        case inspect.LiteralType():
            return t("plan_what_choice", choices=", ".join(f'"{value}"' for value in info.values))
        case inspect.ListType() | inspect.VarTupleType():
            return t("plan_what_list", what=_described(info.item_type, t))
        case inspect.UnionType():
            parts = [one for one in info.types if not isinstance(one, inspect.NoneType)]
            return t("plan_what_or").join(_described(one, t) for one in parts)
        case _:
            return t("plan_what_else")


def whole_range(low: int | None, high: int | None, t: Texts) -> str:
    """Return in words which whole numbers are meant."""
    if low is not None and high is not None:
        return t("plan_what_whole_between", low=low, high=high)
    if low is not None:
        return t("plan_what_whole_from", low=low)
    return t("plan_what_whole")
