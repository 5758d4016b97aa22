"""`run.py chaos`: a meeting on a network that fails, with a server that is killed; nothing may be lost or doubled.

Phones and facilitators do what comes to their minds, over real sockets, each through a proxy of its own. The seed
decides what they wish, what happens to whose line and when, and when the server dies.
"""

from __future__ import annotations

import argparse
import contextlib
import heapq
import json
import random
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.conftest import EVERY_KIND
from tests.simulation.agreement import agree, keep_everything, undo_only_what_was_done
from tests.simulation.people import Steerer, Visitor
from tests.simulation.phone import Client, NoLine, new_id
from tests.simulation.proxy import FAULTS, Line, disturb
from tests.simulation.room import Console, Room, consoles
from tests.simulation.server import ServerProcess

IN_STEP = 20
"""Seconds from the last kill until every screen shows what is on disk."""
CALM = 20
"""A line fails about once in so many seconds."""
PAUSE = 5
"""A phone does something about once in so many seconds."""
PATIENCE = 4.0


class Chaos:
    """One run: a server, a room, the network between them, and what befalls both."""

    def __init__(self, server: ServerProcess, phones: int, seconds: float, kills: int, seed: int) -> None:
        self.server = server
        self.seconds, self.kills, self.seed = seconds, kills, seed
        self.room = Room(server, phones, seed)
        steering = consoles(server)
        self._open(steering[0])
        self.visitors = [Visitor(phone, seed * 1000 + n) for n, phone in enumerate(self.room.phones)]
        self.steerers = [Steerer(console, seed * 100 + n) for n, console in enumerate(steering)]
        clients: list[Client] = [one.client for one in (*self.visitors, *self.steerers)]
        self.lines = [Line(server.port) for _ in clients]
        for client, line in zip(clients, self.lines, strict=True):
            client.drop()
            client.port, client.patience, client.raw = line.port, PATIENCE, deque(maxlen=0)
        self.faults: Counter[str] = Counter()
        self._over = 0.0

    def _open(self, console: Console) -> None:
        console.ask("start")
        console.until("ideer", "open", "silent")

    def run(self) -> dict[str, Any]:
        """Let it all happen, come to rest, and see that everything is there. Give the figures."""
        self._over = time.monotonic() + self.seconds
        befalls = [threading.Thread(target=act, daemon=True) for act in (self._weather, self._strike)]
        for thread in befalls:
            thread.start()
        acting: dict[int, Any] = {id(one.client): one for one in (*self.visitors, *self.steerers)}
        phones = self.room.phones
        self.room.phones = [*phones, *(one.client for one in self.steerers)]  # type: ignore[list-item]
        self.room.each(lambda client: self._live(acting[id(client)]), self.seconds + 60)
        self.room.phones = phones
        for thread in befalls:
            thread.join()
        if self.kills:
            self.server.kill()
            self.server.start()
        rested = self._come_to_rest()
        return self._figures(rested)

    def _live(self, one: Any) -> None:
        """Do something now and then until time is up. Some come later than others."""
        dice: random.Random = one.random
        if isinstance(one, Visitor):
            one.most_texts = 4
            time.sleep(dice.random() * min(5, self.seconds / 4))
        while time.monotonic() < self._over:
            if isinstance(one, Steerer) or (not one.client.outbox and one.client.rows):
                one.act()
            elif not one.client.flush(PATIENCE):
                time.sleep(0.2 + dice.random())
            with contextlib.suppress(NoLine):
                one.client.listen(dice.uniform(0, 2) * (1 if isinstance(one, Steerer) else PAUSE))

    def _weather(self) -> None:
        """Let something go wrong on some line all the time, and heal it again; in the end all."""
        dice = random.Random(f"weather {self.seed}")
        wanted = round(self.seconds / CALM * len(self.lines))
        begun = self._over - self.seconds
        plan = [(begun + dice.random() * self.seconds, n, dice.choice(FAULTS)) for n in dice.choices(
            range(len(self.lines)), k=wanted)]  # fmt: skip
        heapq.heapify(plan)
        while plan and time.monotonic() < self._over:
            moment, n, fault = heapq.heappop(plan)
            time.sleep(max(0.0, min(moment, self._over) - time.monotonic()))
            if fault == "heal":
                self.lines[n].heal()
                continue
            self.faults[fault] += 1
            lasts = disturb(self.lines[n], fault, dice)
            if lasts:
                heapq.heappush(plan, (time.monotonic() + lasts, n, "heal"))
        for line in self.lines:  # a facilitator insists on an answer, also when time is up
            line.heal()

    def _strike(self) -> None:
        """Kill the server at moments nobody knows; for the last time when all is over, before all come to rest."""
        dice = random.Random(f"kills {self.seed}")
        begun = self._over - self.seconds
        share = self.seconds / max(1, self.kills)
        for n in range(self.kills - 1):
            moment = begun + (n + dice.uniform(0.2, 0.9)) * share
            time.sleep(max(0.0, moment - time.monotonic()))
            self.server.kill()
            time.sleep(dice.uniform(0.1, 2))
            self.server.start()

    def _come_to_rest(self) -> float:
        """Let everybody send what waits and hear what is new. Give the seconds until all are in step."""
        began = time.monotonic()
        first = self.steerers[0]
        for fields in ({"frozen": False}, {"scene": None}):
            answer = first.insists({"id": new_id(), "do": "screen", **fields})
            assert answer["ok"], answer
        self.room.drain(IN_STEP)
        self.room.drain(IN_STEP)  # who was ready first hears what the last one sent
        took = time.monotonic() - began
        for one in self.steerers:
            one.comes_back()
        agree(self.server, self.room, [one.client for one in self.steerers])
        assert took < IN_STEP, f"all in step after {took:.1f} s"
        return took

    # --- what must hold -----------------------------------------------------------------------

    def _figures(self, rested: float) -> dict[str, Any]:
        keep_everything(self.server, self.room)
        undo_only_what_was_done(self.server)
        said = [command for phone in self.room.phones for command in phone.acknowledged]
        done = [command for one in self.steerers for command, answer in one.answers if answer["ok"]]
        lost, doubled = self._lost_and_doubled(said, done)
        figures = {
            "seed": self.seed, "seconds": round(self.seconds), "phones": len(self.room.phones), "kills": self.kills,
            "faults": dict(sorted(self.faults.items())), "acknowledged": len(said) + len(done),
            "texts": sum(command["do"] == "contribute" for command in said),
            "refused": sum(len(phone.refused) for phone in self.room.phones),
            "lost": lost, "doubled": doubled, "in_step_s": round(rested, 1),
        }  # fmt: skip
        assert not self.server.faults, "the server never stumbled"
        assert not lost and not doubled, figures
        assert self._unlike_asked() == [], "each phone's votes are as it last asked"
        return figures

    def _lost_and_doubled(self, said: list[dict[str, Any]], done: Sequence[dict[str, Any]] = ()) -> tuple[int, int]:
        """Count what phones and consoles were told is received and is not in the file, and texts in it beyond that."""
        with contextlib.closing(self.room.sql()) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            there = {id for (id,) in file.execute("SELECT id FROM contribution WHERE channel = 'phone'")}
            changed = Counter(id for (id,) in file.execute("SELECT command_id FROM change"))
        sent = {command["id"] for command in said if command["do"] == "contribute"}
        lost = {command["id"] for command in (*said, *done)} - changed.keys() | sent - there
        twice = sum(changed[command["id"]] > 1 for command in (*said, *done))
        return len(lost), len(there - sent) + twice

    def _unlike_asked(self) -> list[Any]:
        """Give votes that are not as their phone last asked, of what was never laid together with another text."""
        with contextlib.closing(self.room.sql()) as file:
            log = file.execute("SELECT after FROM change WHERE after LIKE '%merged_into%'").fetchall()
        rows = [(str(id), new) for (after,) in log for _, id, new in json.loads(after)]
        merged = {each for id, new in rows if "merged_into" in new for each in (id, new["merged_into"]) if each}
        unlike: list[Any] = []
        for phone in self.room.phones:
            asked = {(c["activity"], c["target"]): c["value"] for c in phone.acknowledged if c["do"] == "mark"}
            for (activity, target), on in asked.items():
                is_on = bool(phone.mine["marks"].get(activity, {}).get(target))
                if is_on != on and target not in merged:
                    unlike.append((activity, target, on))
        return unlike


def main(arguments: list[str]) -> int:
    """Do what the command line says. Give an exit code."""
    parser = argparse.ArgumentParser(prog="run.py chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=random.randrange(1000))
    parser.add_argument("--phones", type=int, default=50)
    parser.add_argument("--kills", type=int, help="one in 50 seconds, and at least two, unless said otherwise")
    options = parser.parse_args(arguments)
    kills = options.kills if options.kills is not None else max(2, round(options.minutes * 1.2))
    with tempfile.TemporaryDirectory() as folder:
        event = Path(folder, "events", "2015-12-10-insp")
        event.mkdir(parents=True)
        (event / "plan.toml").write_text(EVERY_KIND, encoding="utf-8")
        with ServerProcess(event.parent) as server:
            figures = Chaos(server, options.phones, options.minutes * 60, kills, options.seed).run()
    print(json.dumps(figures), flush=True)
    return 0
