"""plan.toml -> Plan: every table and field is read, every mistake collected, and one PlanError raised."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from facilitator.access import ALPHABET
from facilitator.plan import checks, programme, source
from facilitator.plan.fields import Table, hidden, unknown
from facilitator.plan.problems import PlanError, Problem, Report, near
from facilitator.plan.types import BOARD_LIMIT, KindSpec, Letterhead, Plan, Wifi
from facilitator.texts import LANGUAGES, Texts

ACTIVITY_LIMIT = 60
TABLES = ("event", "wifi", "letterhead", "activity")
TIMEZONE = "Europe/Copenhagen"

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_STYLES = re.compile(r"[\w][\w .-]*\.docx", re.IGNORECASE)
_LOGO = re.compile(r"[\w-]+\.(png|jpg|jpeg)", re.IGNORECASE)
_CODE = re.compile(f"[{ALPHABET}]{{3,4}}")


def read(path: Path, kinds: Mapping[str, KindSpec]) -> Plan:
    """Return the plan of a file. Raises PlanError with every problem, also for a file that cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        t = Texts("da")
        key = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        problem = Problem(str(path), t(f"plan_source_{key}"), t(f"plan_source_{key}_expected"))
        raise PlanError([problem], path.name) from None
    return parse(raw, kinds, path.name)


def parse(
    text: bytes | str, kinds: Mapping[str, KindSpec], name: str = "plan.toml", speaking: Texts | None = None
) -> Plan:
    """Return the plan a text describes; `name` is what the file is called in problems.

    Problems are told in the plan's own language, or in the texts that are given.

    Whatever the bytes are: a Plan, or a PlanError that holds all there is to correct.
    """
    found, plain = source.tables(text, name, speaking or Texts("da"))
    event = found.get("event")
    language = event.get("language") if isinstance(event, dict) else None
    t = speaking or Texts(language if language in LANGUAGES else "da")
    report = Report(name, t, source.lines_of(plain))
    plan = _plan(found, kinds, report)
    if not report.problems:
        checks.check(plan, kinds, report)
    if report.problems:
        problems = sorted(report.problems, key=lambda problem: problem.line or 0)
        raise PlanError(problems, name, t.language)
    return plan if not report.warned else _with_warnings(plan, report)


def _with_warnings(plan: Plan, report: Report) -> Plan:
    fields = {name: getattr(plan, name) for name in plan.__struct_fields__}
    return Plan(**{**fields, "warned": tuple(report.warned)})


def _plan(found: dict[str, Any], kinds: Mapping[str, KindSpec], report: Report) -> Plan:
    for name in found.keys() - set(TABLES):
        unknown((name,), TABLES, report)
    event = Table(_table(found, "event", report), ("event",), report)
    values: dict[str, Any] = {
        "title": event.text("title", 80, required=True),
        "date": event.day("date") or date.min,
        "place": event.text("place", 120, required=True),
        "starts": event.clock("starts", required=True) or time.min,
        "ends": event.clock("ends", required=True) or time.max,
        "hosts": event.texts("hosts", 80),
        "facilitator": event.text("facilitator", 80),
        "referent": event.text("referent", 80),
        "purpose": event.text("purpose", 300),
        "question": event.text("question", BOARD_LIMIT),
        "welcome": event.text("welcome", 60, lines=3),
        "language": event.choice("language", LANGUAGES, "da"),
        "timezone": _timezone(event),
        "people": event.whole("people", 1, 5000),
        "code": _code(event),
        "minutes_at": event.text("minutes_at", 120),
        "minutes_by": event.text("minutes_by", 60),
        "next": event.text("next", 120),
        "mail_list": event.flag("mail_list"),
        "seal_days": event.whole("seal_days", 1, 365),
        "keep_days": event.whole("keep_days", 1, 1825),
        "contact": event.text("contact", 120),
        "privacy": event.text("privacy", 1000, lines=12),
        "accessibility": event.text("accessibility", 1000, lines=12),
        "example": event.flag("example"),
    }
    event.unknown()
    values["welcome"] = values["welcome"] or report.t("plan_welcome_default")
    values["wifi"] = _wifi(found, report)
    values["letterhead"] = _letterhead(found, report)
    listed = _activities(found, report)
    return Plan(**values, activities=programme.activities(listed, kinds, report))


def _table(found: dict[str, Any], name: str, report: Report) -> dict[str, Any]:
    value = found.get(name)
    if isinstance(value, dict):
        return value
    if name in found:
        several = isinstance(value, list) and len(value) > 1
        found_key = "plan_found_table_twice" if several else "plan_found_no_table"
        report.add((name,), report.t(found_key, table=name), report.t("plan_expected_one_table", table=name))
    else:
        report.add((name,), report.t("plan_found_no_table", table=name), report.t("plan_expected_event"))
    first = value[0] if isinstance(value, list) and value else None
    return first if isinstance(first, dict) else {}


def _activities(found: dict[str, Any], report: Report) -> list[dict[str, Any]]:
    value = found.get("activity", [])
    t = report.t
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        report.add(("activity",), t("plan_found_one_activity"), t("plan_expected_activities"))
        return []
    if not value:
        report.add((), t("plan_found_no_activities"), t("plan_expected_activities"))
    if len(value) > ACTIVITY_LIMIT:
        expected = t("plan_expected_many", most=ACTIVITY_LIMIT)
        report.add((), t("plan_found_many", n=len(value)), expected)
        return []
    return value


def _wifi(found: dict[str, Any], report: Report) -> Wifi | None:
    if "wifi" not in found:
        return None
    table = Table(_table(found, "wifi", report), ("wifi",), report)
    ssid, password = table.take("ssid"), table.take("password") or ""
    table.unknown()
    sound = True
    # Not tidied: a network's name and password are what they are, to the last space.
    if not _network_text(ssid) or not 1 <= len(ssid.encode()) <= 32:
        table.wrong("ssid", ssid, report.t("plan_what_ssid"))
        sound = False
    if not _network_text(password) or not (password == "" or 8 <= len(password) <= 63):
        table.wrong("password", password, report.t("plan_what_password"))
        sound = False
    return Wifi(ssid, password) if sound else None


def _letterhead(found: dict[str, Any], report: Report) -> Letterhead | None:
    if "letterhead" not in found:
        return None
    table = Table(_table(found, "letterhead", report), ("letterhead",), report)
    name, logo, colour = table.text("name", 80), table.text("logo", 60), table.text("colour", 7)
    styles = table.text("styles", 60)
    table.unknown()
    if logo and not _LOGO.fullmatch(logo):
        table.wrong("logo", logo, report.t("plan_what_logo"))
    if colour and not _COLOUR.fullmatch(colour):
        table.wrong("colour", colour, report.t("plan_what_colour"))
    if styles and not _STYLES.fullmatch(styles):
        table.wrong("styles", styles, report.t("plan_what_styles"))
    return Letterhead(name, logo, colour, styles)


def _network_text(value: Any) -> bool:
    return isinstance(value, str) and not any(hidden(letter) or letter in "\t\r\n" for letter in value)


def _code(event: Table) -> str:
    value = event.take("code")
    if value is None or value == "":
        return ""
    if isinstance(value, str) and _CODE.fullmatch(value.strip().upper()):
        return value.strip().upper()
    event.wrong("code", value, event.t("plan_what_code", alphabet=ALPHABET))
    return ""


def _timezone(event: Table) -> str:
    value = event.take("timezone")
    if value is None or value == TIMEZONE:
        return TIMEZONE
    zones = zoneinfo.available_timezones()
    if isinstance(value, str) and value in zones:
        return value
    meant = near(value, zones) if isinstance(value, str) else ""
    event.wrong("timezone", value, f'"{meant or TIMEZONE}"')
    return TIMEZONE
