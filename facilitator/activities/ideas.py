"""Ideas: silent writing first, then all together, then gathered in themes."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, get_args

import msgspec

from facilitator.activities.kind import Facts, Kind, Stop, give_numbers
from facilitator.methods.order import in_order
from facilitator.plan import KindSpec, Preset
from facilitator.state import Activity, Contribution, Draft, State

IDEA_LIMIT = 280
IDEA_HINT = 120
Step = Literal["silent", "review", "together", "gather"]
STEPS: tuple[Step, ...] = get_args(Step)


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """`steps`: which of the steps this round has (silent writing always). `after_vote`: the ideas came after
    a vote and are marked so. `tables`: they are gathered at the tables, on a phone each."""

    steps: list[Step] = msgspec.field(default_factory=lambda: list(STEPS))
    after_vote: bool = False
    tables: bool = False


class Ideas(Kind):
    """Until *together* no phone and no board sees anyone else's idea; while gathering, new ones still come in."""

    name = "ideas"
    limit = IDEA_LIMIT
    numbered = True
    spec = KindSpec(
        kind="ideas",
        settings=Settings,
        presets=(
            Preset("Idérunde", "ideas", "Idérunde", "", 5, {}),
            Preset(
                "Mangler der noget?",
                "ideas",
                "Mangler der noget?",
                "Mangler der noget?",
                2,
                {"after_vote": True, "steps": ["silent", "together"]},
            ),
        ),
        prompt_required=True,
        at_phone=None,
    )
    stops = (
        Stop("open", "silent", "console_next_open", False, "console_phones_write", "console_board_write", "work"),
        Stop("open", "review", "console_next_close_writing", True, "console_phones_look_up",
             "console_board_review", "look_up"),
        Stop("open", "together", "console_next_show_ideas", True, "console_phones_read", "console_board_cards",
             "work"),
        Stop("open", "gather", "console_next_gather", False, "console_phones_look_up", "console_board_gather",
             "look_up"),
    )  # fmt: skip
    sees: ClassVar = {
        "silent": frozenset(),
        "review": frozenset(),
        "together": frozenset({"cards"}),
        "gather": frozenset({"cards"}),
        "shown": frozenset({"cards"}),
    }

    def stops_of(self, activity: Activity) -> tuple[Stop, ...]:
        """Silent writing, and the steps that the plan keeps."""
        kept = {"silent", *activity.settings.get("steps", STEPS)}
        return tuple(stop for stop in self.stops if stop.step in kept)

    def pose(self, activity: Activity) -> str:
        """A closed round asks people to look up, whatever its last step was."""
        if self.gathers_at_tables(activity):
            return "work"
        return super().pose(activity) if activity.stage == "open" else "look_up"

    def gathers_at_tables(self, activity: Activity) -> bool:
        """Whether tables are asked to gather now."""
        gathering = activity.stage == "open" and activity.step == "gather"
        return gathering and bool(activity.settings.get("tables"))

    def entering(self, draft: Draft, activity: Activity, stop: Stop, clock: int) -> None:
        """Give numbers when the ideas are revealed: in random order, so that a number tells nothing of when."""
        if "cards" in self.sees.get(stop.step or stop.stage, frozenset()):
            state = draft.state
            cards = {card.id: card for card in state.given(activity.id) if card.standing == "shown"}
            order = in_order(activity.id, state.event.history, cards)
            give_numbers(draft, [cards[each] for each in order])

    def fields(self, state: State, activity: Activity) -> dict[str, Any]:
        """The limits, and whether what comes now comes late."""
        return {"limit": IDEA_LIMIT, "hint": IDEA_HINT, "late": activity.stage in ("closed", "shown"),
                "after_vote": bool(activity.settings.get("after_vote")),
                "tables": bool(activity.settings.get("tables"))}  # fmt: skip

    def facts(self, state: State, activity: Activity) -> Facts:
        """Every idea with its number, theme and what was merged into it; nothing while it is secret.

        The ideas, `merged`, `hidden` and `waiting` are all that was given; `paper` and `late` tell of what is shown.
        """
        facts = super().facts(state, activity)
        if "cards" not in self.seen(activity):
            return facts | {"not_yet": True, "themes": [], "ideas": []}
        given = list(state.given(activity.id))
        shown = [c for c in given if c.standing == "shown"]
        cards = sorted(state.cards(activity.id), key=lambda card: (card.number or 0, card.id))
        merged: dict[str | None, list[Contribution]] = {}
        for each in sorted(shown, key=lambda c: (c.number or 0, c.id)):
            merged.setdefault(each.merged_into, []).append(each)
        return facts | {
            "not_yet": False,
            "after_vote": bool(activity.settings.get("after_vote")),
            "writers": len({c.participant for c in shown if c.participant}),
            "themes": [{"id": t.id, "title": t.title, "look": t.look} for t in state.themes_of(activity.id)],
            "ideas": [_idea(state, card, merged.get(card.id, [])) for card in cards],
            "hidden": sum(c.standing == "hidden" for c in given),
            "merged": sum(bool(c.merged_into) for c in shown),
            "paper": sum(c.channel == "paper" for c in shown),
            "late": sum(bool(c.late) for c in shown),
            "waiting": sum(c.standing == "waiting" for c in given),
        }


def theme_of(state: State, card: Contribution) -> str | None:
    """The theme a card lies in, or None where it stands by itself."""
    theme = state.themes.get(card.theme or "")
    return theme.id if theme and not theme.removed else None


def _idea(state: State, card: Contribution, merged: list[Contribution]) -> dict[str, Any]:
    return {
        "id": card.id,
        "number": card.number,
        "text": card.text,
        "theme": theme_of(state, card),
        "channel": card.channel,
        "late": bool(card.late),
        "edited": bool(card.edited),
        "merged": [{"number": each.number, "text": each.text} for each in merged],
    }
