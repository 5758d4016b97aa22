"""People who do what comes to their minds: facilitators at their consoles, and participants with their phones."""

from __future__ import annotations

import contextlib
import random
import time
from typing import Any

from tests.simulation.phone import Client, NoLine, Phone, new_id
from tests.simulation.room import some_text

PATIENCE = 60
"""Seconds until a facilitator gives up on the server."""


class Somebody:
    """A client that acts at random, and comes back when the line is gone."""

    def __init__(self, client: Client, seed: int) -> None:
        self.client = client
        self.random = random.Random(seed)

    def pick(self, prefix: str, **wanted: Any) -> str | None:
        """Some id of a row on this screen, if there is one."""
        rows = [
            row["id"]
            for id, row in sorted(self.client.rows.items())
            if id.startswith(prefix) and all(row.get(name) == value for name, value in wanted.items())
        ]
        return self.random.choice(rows) if rows else None

    def merged(self) -> str | None:
        """Some text that lies on another's card."""
        rows = [each["id"] for row in self.client.rows.values() for each in row.get("merged", ())]
        return self.random.choice(rows) if rows else None

    def heap(self) -> str | None:
        """Some heap that tables have made."""
        made = self.client.rows.get("g:ideer", {}).get("heaps", ())
        return self.random.choice(made)["title"] if made else None

    def done_by_anybody(self) -> int | None:
        """Some change in the list."""
        changes = self.client.rows["history"]["changes"]
        return self.random.choice(changes)["seq"] if changes else None

    def comes_back(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                self.client.connect()
                return
            except (NoLine, OSError):
                time.sleep(0.1 + self.random.random() * 0.2)
        raise AssertionError("the server is gone")


class Steerer(Somebody):
    """A facilitator's console."""

    def __init__(self, client: Client, seed: int) -> None:
        super().__init__(client, seed)
        self.answers: list[tuple[dict[str, Any], dict[str, Any]]] = []

    def act(self) -> None:
        """Do one thing, as it seems possible from what this screen shows."""
        command = self.something()
        if command is None:
            return
        command = {"id": new_id(), **command}
        answer = self.insists(command)
        with contextlib.suppress(NoLine):
            self.client.listen(0.01)
        assert answer["ok"] or "refused" in answer or "bad" in answer, answer
        self.answers.append((command, answer))
        if self.random.random() < 0.02:
            self.client.drop()
            self.comes_back()

    def insists(self, command: dict[str, Any]) -> dict[str, Any]:
        """Ask until there is an answer, whatever becomes of the line."""
        while True:
            try:
                return self.client.ask_raw("command", command)
            except NoLine:
                self.comes_back()

    def something(self) -> dict[str, Any] | None:
        rows, dice = self.client.rows, self.random
        if dice.random() < 0.3 and self.just_undid():
            return {"do": "redo"}
        card, theme = self.pick("c:"), self.pick("t:")
        now = rows["event"]["now"] or "ideer"
        wishes: list[Any] = [
            {"do": "theme", "activity": "ideer", "title": f"Tema {dice.randrange(99)}"},
            theme and {"do": "retitle", "theme": theme, "title": f"Andet {dice.randrange(99)}"},
            theme and {"do": "drop_theme", "theme": theme},
            *4 * [card and {"do": "place", "target": card, "theme": theme if dice.random() < 0.8 else None}],
            *2 * [card and {"do": "hide", "target": card, "reason": "Nævner en person"}],
            *2 * [card and {"do": "show", "target": card}],
            card and {"do": "edit", "target": card, "text": some_text(dice)},
            *3 * [card and {"do": "merge", "target": card, "into": self.pick("c:")}],
            *2 * [(merged := self.merged()) and {"do": "split", "target": merged}],
            *2 * [{"do": "undo"}],
            *3 * [{"do": "redo"}],
            *2 * [{"do": "stage", "activity": "ideer", "stage": "open", "step": "gather"}],
            {"do": "replan", "activity": dice.choice(["ideer", "samtale"]), "minutes": dice.randrange(1, 20)},
            {"do": "reword", "activity": "samtale", "prompt": some_text(dice)},
            {"do": "at_tables", "activity": "ideer", "on": dice.random() < 0.9},
            *2 * [(heap := self.heap()) and {"do": "adopt", "activity": "ideer", "title": heap}],
            (asked := self.pick("c:", activity="oplaeg")) and {
                "do": "answer", "target": asked, "value": dice.choice(["answered", "later", None])},
            {"do": "theme", "activity": "skridt", "title": f"Hjem {dice.randrange(9)}"},
            card and {"do": "count", "activity": "stemmer", "target": card, "people": dice.randrange(9)},
            (done := self.done_by_anybody()) and {"do": "undo", "seq": done},
            {"do": "contribute", "activity": "ideer", "text": some_text(dice)},
            *2 * [{"do": "lead", "act": dice.choice(["take", "give", "keep"])}],
            {"do": "people", "count": dice.randrange(20, 60)},
            {"do": "timer", "activity": now, "act": dice.choice(["start", "pause", "add", "stop"]), "minutes": 1},
            {"do": "screen", "scene": dice.choice([None, "codes", "blank", "clock", "round", "cards", "top"])},
            {"do": "screen", "frozen": dice.random() < 0.3},
            card and {"do": "screen", "spotlight": card},
            rows["undo"] and {"do": "undo", "seq": rows["undo"]["seq"]},
            *6 * [rows["next"] and {"do": "next", "at": rows["next"]["at"]}],
            *9 * [rows["back"] and {"do": "back", "at": rows["back"]["at"]}],
            *3 * [{"do": "stage", "activity": dice.choice(["ideer", "stemmer", "oplaeg", "skridt"]), "stage": "open"}],
            {"do": "stage", "activity": "skridt", "stage": "closed"},
        ]  # fmt: skip
        wish = dice.choice(wishes)
        return None if wish and wish.get("at", "").startswith("skridt/closed") else wish or None

    def just_undid(self) -> bool:
        """Whether the last that this console did was to undo."""
        command, answer = self.answers[-1] if self.answers else ({}, {})
        return command.get("do") == "undo" and answer["ok"]


class Visitor(Somebody):
    """A participant's phone."""

    client: Phone
    most_texts = 10_000
    """Whoever has so many of their own writes no more, and mends or votes instead."""

    def act(self) -> None:
        """Write, mend, take back, vote or lose the line."""
        phone, dice = self.client, self.random
        own = [each["id"] for each in phone.mine.get("contributions", ())]
        candidates = phone.rows.get("a:stemmer", {}).get("candidates") or []
        wish = dice.random()
        if len(own) >= self.most_texts and wish < 0.35:
            wish += 0.35
        if wish < 0.3 and (now := phone.rows["event"]["now"]) in ("oplaeg", "skridt"):
            self.asks_or_takes_a_step(now)
        elif wish < 0.35 or not (own or candidates):
            phone.put(do="contribute", activity="ideer", text=some_text(dice))
        elif wish < 0.45 and own:
            phone.put(do="edit", target=dice.choice(own), text=some_text(dice))
        elif wish < 0.5 and own:
            phone.put(do="take_back", target=dice.choice(own))
        elif wish < 0.53 and own:
            phone.put(do="object", target=dice.choice(own), value=dice.random() < 0.7)
        elif wish < 0.55:
            phone.drop()
        elif wish < 0.65 and phone.rows.get("a:ideer", {}).get("tables"):
            stack = list(phone.mine.get("marks", {}).get("ideer", ()))
            if stack:
                phone.put(do="heap", activity="ideer", targets=stack[:2], title=f"Bunke {dice.randrange(5)}")
            else:
                phone.put(do="deal", activity="ideer")
        elif candidates:
            target = dice.choice(candidates)
            phone.put(do="mark", activity="stemmer", target=target, value=dice.random() < 0.7)
        phone.flush()
        time.sleep(dice.random() * 0.1)

    def asks_or_takes_a_step(self, now: str) -> None:
        """Ask a speaker, or want to know too; belong somewhere, write a step, join one or see to it."""
        phone, dice = self.client, self.random
        home, card = self.pick("t:", activity="skridt"), self.pick("c:", activity=now)
        wishes: list[Any] = [
            {"do": "contribute", "activity": now, "text": some_text(dice)}
            | ({"theme": home, "when": dice.choice(["week", "2016-01-15"])} if now == "skridt" and home else {}),
            card and {"do": "mark", "activity": now, "target": card, "value": dice.random() < 0.7},
        ]  # fmt: skip
        if now == "skridt":
            named = dice.random() < 0.5
            fields = {"name": "Anne Holm", "named": True} if named else {}
            wishes += [
                {"do": "home", "activity": now, "title": f"Hjem {dice.randrange(9)}"},
                card and {"do": "take_on", "target": card, "value": dice.random() < 0.7, **fields},
            ]
        wish = dice.choice(wishes)
        if wish:
            phone.put(**wish)
