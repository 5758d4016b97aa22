"""What the homes will do, what became of what they meant to do last time, and what was asked of those who spoke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from facilitator.minutes.blocks import Block, Cell, Column, Entries, Entry, Paragraph, Part, Row, Table
from facilitator.minutes.types import Minutes, PastStep, Question, Since, Step, Steps, Talk
from facilitator.texts import Texts


def since(minutes: Minutes, t: Texts) -> Iterator[Part]:
    """Give each *Siden sidst*: the earlier steps with what became of them."""
    for item in minutes.programme:
        if isinstance(item, Since) and item.steps:
            yield Part(f"since:{item.id}", item.title, tuple(_since(item, t)))


def steps(minutes: Minutes, t: Texts) -> Iterator[Part]:
    """Give each table of next steps."""
    for item in minutes.programme:
        if isinstance(item, Steps) and (item.steps or item.hidden):
            yield Part(f"steps:{item.id}", item.title, tuple(_steps(item, t)))


def talks(minutes: Minutes, t: Texts) -> Iterator[Part]:
    """Give who spoke, and what people asked."""
    held = [item for item in minutes.programme if isinstance(item, Talk) and item.state in ("running", "done")]
    if held:
        yield Part("talks", t("minutes_talks"), (Entries(tuple(_talk(each, t) for each in held)),))


def homes(minutes: Minutes) -> int:
    """How many homes have a first step."""
    of = (each.steps for each in minutes.programme if isinstance(each, Steps))
    return len({step.home for all_steps in of for step in all_steps if step.home})


def _steps(item: Steps, t: Texts) -> Iterator[Block]:
    if item.prompt:
        yield Paragraph(item.prompt, key="prompt")
    if item.steps:
        names = ("minutes_step_what", "minutes_step_home", "minutes_step_keeper", "minutes_step_when")
        rows = tuple(
            Row(
                (
                    Cell(step.what, notes=(t("minutes_step_joined", n=step.joined),) if step.joined else ()),
                    Cell(step.home or t("minutes_step_self")),
                    Cell(keeper(step, t)),
                    Cell(when(step, t)),
                )
            )
            for step in item.steps
        )
        yield Table(tuple(Column(t(name)) for name in names), rows)
    yield from _hidden(item.hidden, t)


def _since(item: Since, t: Texts) -> Iterator[Block]:
    if item.earlier:
        date = t.date(dt.date.fromisoformat(item.earlier.date), "long")
        yield Paragraph(t("minutes_since_from", title=item.earlier.title, date=date))
    names = ("minutes_step_what", "minutes_step_home", "minutes_step_keeper", "minutes_since_now")
    rows = tuple(
        Row(
            (
                Cell(step.what),
                Cell(step.home or t("minutes_step_self")),
                Cell(keeper(step, t)),
                Cell(outcome(step, t), notes=tuple(step.said)),
            )
        )
        for step in item.steps
    )  # fmt: skip
    yield Table(tuple(Column(t(name)) for name in names), rows)
    yield from _hidden(item.hidden, t)


def _hidden(hidden: int, t: Texts) -> Iterator[Block]:
    if hidden:
        yield Paragraph(t("minutes_hidden", n=hidden), small=True, key="hidden")


def keeper(step: Step | PastStep, t: Texts) -> str:
    """Say who sees to a step, or that somebody does."""
    return step.keeper or (t("minutes_step_kept") if step.kept else "")


def when(step: Step | PastStep, t: Texts) -> str:
    """Say when: a day where there is one, and in the words that were chosen."""
    if step.by:
        return t("minutes_step_by", date=t.date(dt.date.fromisoformat(step.by), "long"))
    return t("kind_when_next") if step.when == "next" else ""


def outcome(step: PastStep, t: Texts) -> str:
    """Say what became of a step."""
    return t(f"kind_outcome_{step.outcome}") if step.outcome else t("minutes_since_untold")


def answer(question: Question, t: Texts) -> str:
    """Say what became of a question."""
    became = {"answered": "minutes_question_answered", "later": "minutes_question_later"}
    return t(became.get(question.answer or "", "minutes_question_open"))


def _talk(item: Talk, t: Texts) -> Entry:
    named = item.title != item.preset
    return Entry(
        label=item.speaker or item.title,
        note=item.role,
        text=item.title if item.speaker and named else item.prompt,
        points=tuple(_question(each, t) for each in item.questions),
    )


def _question(question: Question, t: Texts) -> str:
    more = [answer(question, t)]
    if question.others:
        more.append(t("minutes_question_others", n=question.others))
    return f"{question.text} ({' '.join(more)})"
