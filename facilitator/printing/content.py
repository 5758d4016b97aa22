"""What stands on each paper, in the event's language: plain data for the typesetter, which only lays it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec

from facilitator import venue
from facilitator.plan import Plan, PlannedActivity, begins
from facilitator.printing.letters import lost, printable, verbatim
from facilitator.texts import Texts

PEOPLE_AT_A_TABLE = 5
TABLES = 10
"""How many tables there are where the plan does not say how many people."""
MOST_TABLES = 99


class Order(msgspec.Struct, frozen=True):
    """What is to be printed: a plan, the meeting's code, the address phones open (None: nobody knows yet), tables."""

    plan: Plan
    code: str
    address: str | None
    tables: int


def tables_of(plan: Plan) -> int:
    """Give how many tables a meeting is likely to have."""
    return min(MOST_TABLES, -(-plan.people // PEOPLE_AT_A_TABLE)) if plan.people else TABLES


def unprintable(plan: Plan) -> str:
    """Give what a plan has that no typeface of ours can show."""
    lines = (line for each in plan.activities for line in (*each.say, *each.bring, *each.lead))
    texts = [plan.title, plan.place, plan.welcome, plan.question, plan.facilitator, plan.referent, *lines]
    texts += [text for each in plan.activities for text in (each.title, each.prompt, each.preset)]
    texts += [plan.wifi.ssid, plan.wifi.password] if plan.wifi else []
    return " ".join(lost("".join(texts)))


def poster(order: Order, t: Texts) -> dict[str, Any]:
    """Give what the poster says."""
    return _joining(order, t) | {
        "heading": printable(order.plan.welcome).split("\n"),
        "nothing_needed": t("board_nothing_needed"),
        "page": _page(order, t),
    }


def cards(order: Order, t: Texts) -> dict[str, Any]:
    """Give what the tables' cards say; the code of each holds its number."""
    tables = range(1, order.tables + 1)
    return _joining(order, t) | {
        "tables": [{"name": t("print_table", n=n), "page": _page(order, t, n)} for n in tables],
    }


def ideas(order: Order, t: Texts) -> dict[str, Any]:
    """Give what the blank cards say."""
    return _common(order, t) | {"hint": t("print_idea_hint"), "number": t("print_idea_number")}


def script(order: Order, t: Texts) -> dict[str, Any]:
    """Give the whole programme with everything the facilitator is to say, fetch and arrange."""
    plan = order.plan
    items = [_item(each, start, t) for each, start in zip(plan.activities, begins(plan), strict=True)]
    return _common(order, t) | {
        "question": printable(plan.question),
        "facts": [{"name": name, "said": printable(said)} for name, said in _facts(plan, t) if said],
        "bring_first": t("print_bring_first"),
        "bring": _to_bring(items),
        "items": items,
        "ends": {"at": t.time(plan.ends), "said": t("print_ends")},
        "words": {name: t(f"console_script_{name}") for name in ("say", "bring", "lead")},
        "page": t("minutes_page"),
        "page_of": t("minutes_page_of"),
    }


def _common(order: Order, t: Texts) -> dict[str, Any]:
    plan = order.plan
    return {"language": t.language, "title": printable(plan.title), "date": t.date(plan.date)}


def _joining(order: Order, t: Texts) -> dict[str, Any]:
    """What poster and cards have in common: the network, and help."""
    no_phone, _, counts = t("board_paper_is_as_good").partition("? ")
    return _common(order, t) | {
        "wifi": _wifi(order.plan, t),
        "wifi_heading": t("board_wifi"),
        "page_heading": t("board_page"),
        "help": t("board_help"),
        "help_lines": [
            f"{t('board_help_internet')} {t('board_help_internet_do')}",
            f"{t('board_help_nothing')} {t('board_help_nothing_do')}",
            f"{t('board_help_local')} {t('board_help_local_do')}",
            t("board_help_hand"),
        ],
        "no_phone": f"{no_phone}?",
        "no_phone_lines": counts,
    }


def _wifi(plan: Plan, t: Texts) -> dict[str, Any] | None:
    if plan.wifi is None:
        return None
    return {
        "name": verbatim(plan.wifi.ssid),
        "password": verbatim(plan.wifi.password).replace(" ", "\N{NO-BREAK SPACE}"),
        "before": t("board_password", password="").strip() if plan.wifi.password else t("board_no_password"),
        "qr": venue.wifi_qr(plan.wifi.ssid, plan.wifi.password),
        "by_hand": t("print_wifi_by_hand"),
    }


def _page(order: Order, t: Texts, table: int | None = None) -> dict[str, Any]:
    """The page to open: its code and what to type, or where the address will stand."""
    if order.address is None:
        return {"qr": None, "on_board": t("print_on_board"), "to_write": t("print_to_write")}
    url = f"http://{order.address}/{order.code}" + ("" if table is None else f"/{table}")
    return {"qr": venue.qr(url), "address": verbatim(order.address), "type_it": t("board_type_it")}


def _facts(plan: Plan, t: Texts) -> Iterable[tuple[str, str]]:
    day = t.date(plan.date)
    yield t("minutes_date"), day[0].upper() + day[1:]
    yield t("minutes_time"), t("print_from_to", starts=t.time(plan.starts), ends=t.time(plan.ends))
    yield t("minutes_place"), plan.place
    yield t("common_facilitator"), plan.facilitator
    yield t("minutes_referent"), plan.referent


def _item(activity: PlannedActivity, start: int, t: Texts) -> dict[str, Any]:
    kind = t(f"kind_{activity.kind}")
    names = dict.fromkeys(name for name in (kind, activity.preset) if name and name != activity.title)
    return {
        "at": t.time(dt.time(start // 60 % 24, start % 60)),
        "title": printable(activity.title),
        "kind": ", ".join(map(printable, names)),
        "minutes": t("console_takes", n=activity.minutes) if activity.minutes else "",
        "prompt": printable(activity.prompt),
        "say": [printable(line) for line in activity.say],
        "bring": [printable(line) for line in activity.bring],
        "lead": [printable(line) for line in activity.lead],
    }


def _to_bring(items: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Everything that is to be there, in the order it is used; what is used twice stands once, with both times."""
    when: dict[str, list[str]] = {}
    for item in items:
        for line in item["bring"]:
            when.setdefault(line, []).append(item["at"])
    return [{"line": line, "at": ", ".join(dict.fromkeys(times))} for line, times in when.items()]
