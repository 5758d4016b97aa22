"""Look at the plan files every other second: what was edited by hand is taken in, and what it replaced is kept."""

from __future__ import annotations

import logging
from pathlib import Path

import gevent

from facilitator import plan as plans
from facilitator.house import House
from facilitator.opening import PLAN_NAME

log = logging.getLogger(__name__)

LOOK = 2.0


class PlanWatch:
    """Knows each plan as it was last seen."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._known: dict[str, tuple[tuple[int, int], bytes]] = {}
        for folder in house.folders():
            self._differs(folder)
            if (running := house.of(folder)) and running.meeting.state.event.stage != "planned":
                house.take_in(folder)  # the file may have changed while nobody ran the program

    def start(self) -> None:
        """Go on looking for as long as the program runs."""
        gevent.spawn(self._run)

    def look(self) -> None:
        """Take in every plan that is not what it was."""
        for folder in self.house.folders():
            if self._differs(folder):
                self.house.take_in(folder)

    def _run(self) -> None:
        while True:
            gevent.sleep(LOOK)
            try:
                self.look()
            except Exception:
                log.exception("looking at the plans failed")

    def _differs(self, folder: Path) -> bool:
        """Whether a plan has other bytes than before. Those are kept: an editor may have saved over them."""
        file = folder / PLAN_NAME
        try:
            status = file.stat()
            mark = (status.st_mtime_ns, status.st_size)
            before = self._known.get(folder.name)
            if before is not None and before[0] == mark:
                return False
            content = file.read_bytes()
        except OSError:
            return False
        self._known[folder.name] = (mark, content)
        if before is None or before[1] == content:
            return before is None
        plans.keep(file, before[1])
        return True
