"""Conversation: people talk, phones are put down."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from facilitator.activities.kind import Facts, Kind, Stop
from facilitator.plan import KindSpec, Preset
from facilitator.state import Activity, State


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """`form`: in twos, fours, at the tables or all together. `sides`: for and against, or none.
    `harvest`: who writes down what was said."""

    form: Literal["two", "four", "table", "all"] = "two"
    sides: Literal[0, 2] = 0
    harvest: Literal["none", "referent", "groups"] = "none"


def _preset(name: str, form: str, minutes: int, prompt: str = "") -> Preset:
    return Preset(name, "conversation", name, prompt, minutes, {"form": form})


class Conversation(Kind):
    """Its only screen is the prompt; it can be wound up before it ends."""

    name = "conversation"
    spec = KindSpec(
        kind="conversation",
        settings=Settings,
        presets=(
            _preset("Første dans", "two", 6, "Find en, du ikke kender. Hvad bragte dig herhen?"),
            _preset("Summe to og to", "two", 3),
            _preset("Fire og fire", "four", 8),
            _preset("Ved bordet", "table", 20),
            _preset("Alle sammen", "all", 15),
        ),
        prompt_required=True,
    )
    stops = (
        Stop("open", None, "console_next_open", False, "console_phones_put_down", "console_board_conversation",
             "put_down"),
        Stop("open", "winding", "console_next_wind", False, "console_phones_put_down",
             "console_board_winding", "put_down"),
    )  # fmt: skip

    def fields(self, state: State, activity: Activity) -> dict[str, Any]:
        """The form, which is drawn, and whether people have just seen what they point to."""
        before = [a for a in state.programme() if a.position < activity.position and a.stage != "planned"]
        return {
            "form": activity.settings.get("form", "two"),
            "after_vote": bool(before) and before[-1].kind == "vote" and before[-1].stage == "shown",
        }

    def planned_ms(self, state: State, activity: Activity, stop: Stop) -> int | None:
        """The planned minutes; the last minute when it is wound up."""
        return 60_000 if stop.step == "winding" else super().planned_ms(state, activity, stop)

    def facts(self, state: State, activity: Activity) -> Facts:
        """The form, and the lines that were harvested."""
        harvest = [c.text for c in state.given(activity.id) if c.standing == "shown"]
        return super().facts(state, activity) | {
            "form": activity.settings.get("form", "two"),
            "harvest": harvest,
        }
