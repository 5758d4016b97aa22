"""What was printed is remembered beside the plan, so that a new address is found out before the guests find it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from facilitator import venue
from facilitator.plan import Wifi
from facilitator.printing.content import Order
from facilitator.texts import Texts

FOLDER = "print"
_FILE = "printed.json"


class Printed(msgspec.Struct, frozen=True):
    """What the poster and the cards on the tables say. Without an address they lead to the board."""

    address: str | None
    code: str
    wifi: Wifi | None
    at: dt.datetime


def printed(folder: Path) -> Printed | None:
    """Give what an event's papers say; None where none were printed."""
    try:
        return msgspec.json.decode((folder / FOLDER / _FILE).read_bytes(), type=Printed)
    except (OSError, msgspec.DecodeError):
        return None


def remember(folder: Path, order: Order, at: dt.datetime) -> None:
    """Write down what was printed. Raise OSError."""
    said = Printed(order.address, order.code, order.plan.wifi, at)
    path = folder / FOLDER / _FILE
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n")


def outdated(folder: Path, address: str, code: str, wifi: Wifi | None, t: Texts) -> list[str]:
    """Say, a sentence each, where an event's papers differ from today. `address` is 127.0.0.1 without a network."""
    there = printed(folder)
    if there is None:
        return []
    said = []
    if there.wifi != wifi:
        said.append(t("print_outdated_wifi", printed=_name(there.wifi, t), today=_name(wifi, t)))
    if there.address is None or address.partition(":")[0] == venue.LOOPBACK:
        return said
    if there.address != address:
        said.append(t("print_outdated_address", printed=there.address, today=address))
    if there.code != code:
        said.append(t("print_outdated_code", printed=there.code, today=code))
    return said


def _name(wifi: Wifi | None, t: Texts) -> str:
    if wifi is None:
        return t("print_no_wifi")
    return t("print_wifi_open" if not wifi.password else "print_wifi", ssid=wifi.ssid, password=wifi.password)
