"""Every idea as one row, for the formats that people count and sort in: what each column is called, and holds."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.minutes.types import Idea, Ideas, Minutes, Vote
from facilitator.texts import Texts

Value = int | str | None
"""What may stand in a column: a number, people's words or ours, or nothing."""

NAMES = ("number", "idea", "theme", "activity", "channel", "came_late", "edited", "merged_into")


def columns(minutes: Minutes, t: Texts) -> list[str]:
    """Name the columns, each differently: those every idea has, and the votes of each counted vote."""
    named = [t(f"minutes_{name}") for name in NAMES]
    votes = _votes(minutes)
    for vote in votes:
        named.append(alone(t("minutes_votes") if len(votes) == 1 else vote.title, named))
    return named


def rows(minutes: Minutes, t: Texts) -> Iterator[list[Value]]:
    """Give every text that was shown, in the order of the programme; one that was merged follows the one it is in."""
    votes = [{place.idea: place.votes for place in vote.places} for vote in _votes(minutes)]
    for each in minutes.programme:
        if isinstance(each, Ideas):
            themes = {theme.id: theme.title for theme in each.themes}
            for idea in each.ideas:
                theme = themes.get(idea.theme or "", "")
                yield [*_idea(idea, theme, each.title, t), *(given.get(idea.id) for given in votes)]
                for merged in idea.merged:
                    into = idea.text if idea.number is None else idea.number
                    yield [merged.number, merged.text, theme, each.title, "", "", "", into, *(None for _ in votes)]


def alone(name: str, taken: list[str]) -> str:
    """Give a name that no other has, also where capitals count for nothing."""
    found, n = name, 1
    while found.casefold() in (each.casefold() for each in taken):
        n += 1
        found = f"{name} ({n})"
    return found


def _votes(minutes: Minutes) -> list[Vote]:
    return [each for each in minutes.programme if isinstance(each, Vote) and each.counted]


def _idea(idea: Idea, theme: str, activity: str, t: Texts) -> list[Value]:
    channel = t("minutes_channel_paper" if idea.paper else "minutes_channel_phone")
    late, edited = (t("minutes_yes") if is_so else "" for is_so in (idea.late, idea.edited))
    return [idea.number, idea.text, theme, activity, channel, late, edited, None]
