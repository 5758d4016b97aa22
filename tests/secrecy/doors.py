"""Everything that somebody in a role can ask a meeting for, told so that two meetings can be compared."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from facilitator.access import LANDINGS, hash_of
from facilitator.arrivals import host_view
from facilitator.audience import board_view, console_view, phone_view
from facilitator.minutes import FORMATS
from facilitator.pages.admission import PAGES, STATIC
from facilitator.referent import referent_view
from facilitator.state import State
from tests.secrecy.twin import DRAWN, Twin, calm
from tests.test_admission import address

LOT = re.compile(rb"[A-Za-z0-9_-]{16,22}")
WHEN = re.compile(rb'"(epoch|version|clock|from|to)":("[^"]*"|\d+),?')
"""How often and when screens were told is asked of the updates; here is asked what pages say."""
FOLLOWS = ("Set-Cookie", "ETag", "Content-Length")
"""Headers that follow from what is drawn by lot."""
AUDIENCES = {
    "nobody": ("phone", "board"),
    "participant": ("phone", "board"),
    "board": ("board",),
    "speaker": (),
    "host": ("host",),
    "referent": ("referent",),
    "facilitator": ("console", "host", "referent"),
    "organiser": ("console",),
}
"""Role -> the screens it has."""
FORMATS_OF_PAGES = ("json", "md", "html", "csv")
VERSIONS = ("language=en", "public=1", "paper=summary", "paper=summary&public=1")
PRINTED = ("papers.fetch", "papers.look", "take_away.take")
"""Papers say what the plan says, and the plan is the same; what people take home is among the exports."""

View = Callable[[State, int], Mapping[str, Any]]


def _host(state: State, clock: int) -> Mapping[str, Any]:
    """How many have come is what a host is told."""
    return {id: row for id, row in host_view(state, clock).items() if id != "arrivals"}


VIEWS: dict[str, View] = {
    "phone": lambda state, _: phone_view(state),
    "board": lambda state, clock: calm(board_view(state, clock)),
    "console": console_view,
    "host": _host,
    "referent": lambda state, _: referent_view(state),
}


class Doors:
    """Somebody in a role at a twin."""

    def __init__(self, twin: Twin, role: str) -> None:
        self.twin, self.role = twin, role
        self._browser = twin.app.test_client()
        meeting, code = twin.meeting, twin.meeting.code
        if role == "participant":
            self._browser.set_cookie(f"insp_{code}", twin.people[0].token)
        elif role == "organiser":
            self._browser.get(f"/t/{twin.house.organise_link()}")
        elif role in LANDINGS:
            token = meeting.mint(role, role.title(), activity="oplaeg" if role == "speaker" else None)
            entered = meeting.use_link(token)
            assert entered is not None
            self._browser.set_cookie(f"insp_key_{code}", entered[0])
            twin.settle("key", hash_of(entered[0]), return_code=f"bølge kyst {role}")

    def addresses(self) -> Iterator[str]:
        """Give every page that this role may open, with what can be asked for there."""
        event = self.twin.meeting.state.event
        for rule in self.twin.app.url_map.iter_rules():
            roles = PAGES.get(rule.endpoint)
            mine = rule.endpoint in PAGES and (roles is None or self.role in roles)
            if rule.endpoint == STATIC or rule.endpoint in PRINTED or "GET" not in (rule.methods or ()) or not mine:
                continue
            path = address(rule, code=event.code, folder=event.id, name=event.id)
            yield from (f"{path}{more}" for more in self._asked(rule.endpoint))

    def ask(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        """Open a page."""
        answer = self._browser.get(path)
        headers = {name: value for name, value in answer.headers if name not in FOLLOWS}
        return answer.status_code, told(answer.get_data()), headers

    def exports(self) -> dict[str, bytes]:
        """Write the minutes as everything they can be written as; and after the end, what people take home."""
        asked = [f"minutes?format={name}&{version}" for name in FORMATS for version in VERSIONS]
        answers = {each: self._browser.get(f"/{self.twin.meeting.code}/{each}") for each in (*asked, "take.pdf")}
        return {each: told(answer.get_data()) for each, answer in answers.items() if answer.status_code == 200}

    def views(self) -> dict[str, bytes]:
        """Give what the screens of this role are told."""
        self.twin.meeting.count_people()
        state, clock = self.twin.meeting.state, self.twin.meeting.clock.ms()
        return {name: told(repr(VIEWS[name](state, clock)).encode()) for name in AUDIENCES[self.role]}

    def _asked(self, endpoint: str) -> tuple[str, ...]:
        if endpoint == "meetings.download":
            return tuple(f"?format={name}" for name in FORMATS_OF_PAGES)
        if endpoint == "people.view":
            return tuple(f"?audience={name}" for name in AUDIENCES[self.role] if name not in ("board", "host"))
        if endpoint == "meetings.suggestions":
            return ("?activity=ideer",)
        return tuple(f"?{version}" for version in VERSIONS) if endpoint in ("edits.edit", "edits.sheet") else ("",)


def told(body: bytes) -> bytes:
    """Give an answer without what is drawn by lot: what is the same there is called the same, and nothing else is."""
    met: dict[bytes, bytes] = {}
    body = WHEN.sub(b"", DRAWN.sub(b"", body))
    return LOT.sub(lambda each: met.setdefault(each[0], b"#%d" % len(met)), body)


def same(one: Any, other: Any, where: str) -> None:
    """Hold two answers to be the same; say where they first part."""
    if one != other:
        a, b = repr(one), repr(other)
        at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        raise AssertionError(
            f"{where}: ...{a[max(0, at - 200) : at + 100]}... is ...{b[max(0, at - 20) : at + 100]}..."
        )


class Pair:
    """Two meetings, and somebody in each of some roles at both."""

    def __init__(self, one: Twin, other: Twin, roles: tuple[str, ...]) -> None:
        self.doors = [(Doors(one, role), Doors(other, role)) for role in roles]

    def agree(self, dice: random.Random, share: float, leave: Callable[[str], bool] = lambda _: False) -> None:
        """Compare what screens are told, and a share of the pages."""
        for one, other in self.doors:
            same(one.views(), other.views(), one.role)
            for path in list(one.addresses()):
                if dice.random() < share and not leave(path):
                    same(one.ask(path), other.ask(path), f"{one.role} {path}")

    def agree_wholly(self) -> None:
        """Compare everything, and for whoever may have them every export."""
        self.agree(random.Random(0), 1.0)
        for one, other in self.doors:
            if one.role == "organiser":
                written = one.exports()
                assert len(written) > len(VERSIONS)
                assert ("take.pdf" in written) == (one.twin.meeting.state.event.stage in ("closed", "sealed"))
                same(written, other.exports(), "exports")
