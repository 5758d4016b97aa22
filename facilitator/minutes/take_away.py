"""*Tag det med*: what everybody can take home on their phone before they leave the network. Only what may be shared."""

from __future__ import annotations

from facilitator.minutes import document, results, said, steps
from facilitator.minutes.blocks import Document, Paragraph, Part
from facilitator.minutes.types import Minutes
from facilitator.texts import Texts


def build(minutes: Minutes) -> Document:
    """Make the document: what was agreed, who does what first, what the room pointed to, and where the minutes are."""
    t = Texts(minutes.language)
    where = document.next_lines(minutes.meeting, t)
    parts = (
        Part("agreed", t("minutes_agreed"), tuple(said.agreed(minutes, t))),
        *steps.steps(minutes, t),
        *(part for part in results.parts(minutes, t) if part.key.startswith("result:")),
        Part("next", t("minutes_next"), (Paragraph(" ".join(where)),) if where else ()),
    )
    return document.whole(minutes, t("minutes_take_away"), tuple(part for part in parts if part.blocks), t)
