"""The mail that goes out with the minutes: ready to paste, and only what everybody may read."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.minutes import document, results
from facilitator.minutes.types import Minutes, Vote
from facilitator.texts import Texts

TOP = 3


def subject(minutes: Minutes) -> str:
    """Say what the mail is about."""
    return Texts(minutes.language)("mail_subject", title=minutes.meeting.title)


def text(minutes: Minutes) -> str:
    """Write the mail, from the minutes as they may be published."""
    t = Texts(minutes.language)
    return "\n\n".join(["\n".join(lines) for lines in _paragraphs(minutes, t) if lines]) + "\n"


def _paragraphs(minutes: Minutes, t: Texts) -> Iterator[list[str]]:
    meeting = minutes.meeting
    yield [t("mail_subject_line", subject=subject(minutes))]
    yield [t("mail_hello")]
    where = document.minutes_lines(meeting, t)
    yield [" ".join([t("mail_thanks", title=meeting.title), *(where or [t("mail_attached")])])]
    agreed = [note.text for item in minutes.programme for note in item.notes if note.kind == "agreement"]
    yield [t("mail_agreed"), *(f"- {line}" for line in agreed)] if agreed else []
    for vote in minutes.programme:
        if isinstance(vote, Vote) and vote.places:
            top = [place for place in results.top(vote.places)[0] if place.rank <= TOP]
            if top and len(top) <= 2 * TOP:
                yield [t("mail_pointed"), *(f"- {t('summary_idea', text=p.text, n=p.votes)}" for p in top)]
    if meeting.next:
        yield [document.next_lines(meeting, t)[0]]
    yield [t("mail_mistakes")]
    yield [t("mail_bye"), *([t.listed(meeting.hosts)] if meeting.hosts else [])]
