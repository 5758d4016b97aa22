"""The templates: each is a plan that can be run as it stands, and keeps its own time."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator import plan as plans
from facilitator.activities import SPECS
from facilitator.plan import minutes_at_phone
from facilitator.texts import LANGUAGES, Texts
from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "events" / "templates").glob("*/plan.toml"))
WITH_SLACK = {"aabent-inspiratorium"}
"""Its items leave time to read together, which no timer counts."""


def minute(text: str) -> int:
    hours, minutes = text.split(".")
    return int(hours) * 60 + int(minutes)


def test_it_works() -> None:
    assert {file.parent.name for file in TEMPLATES} >= {
        "aabent-inspiratorium", "borgermoede", "en-to-fire-alle", "fremtidsvaerksted", "world-cafe",
    }  # fmt: skip


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_a_template_has_nothing_to_look_at(file: Path) -> None:
    plan = plans.read(file, SPECS)
    assert plan.warnings == ()
    assert plan.purpose and plan.question
    assert all(
        one.title and one.minutes and one.board_prompt for one in plan.activities if one.kind not in ("break", "talk")
    )


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_its_minutes_add_up_to_its_length(file: Path) -> None:
    form = plans.form_of(file.read_bytes(), SPECS)
    at = minute(form.event.starts)
    for one in form.activities:
        begins = minute(one.at or "")
        assert begins == at or (begins > at and file.parent.name in WITH_SLACK), one.title
        at = begins + (one.minutes or 0)
    assert at == minute(form.event.ends) or (at < minute(form.event.ends) and file.parent.name in WITH_SLACK)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_phones_are_out_for_less_than_a_third_and_a_talk_follows_every_vote(file: Path) -> None:
    plan = plans.read(file, SPECS)
    whole = minute(plans.clock(plan.ends)) - minute(plans.clock(plan.starts))
    assert sum(minutes_at_phone(one, SPECS) for one in plan.activities) * 3 < whole
    for one, after in zip(plan.activities, plan.activities[1:], strict=False):
        assert one.kind != "vote" or after.kind == "conversation"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_described_where_it_is_chosen(language: str) -> None:
    for file in TEMPLATES:
        assert f"organise_template_{file.parent.name.replace('-', '_')}" in Texts(language)


def test_one_two_four_all_takes_twelve_minutes_and_a_world_cafe_three_rounds_of_twenty() -> None:
    plan = plans.read(ROOT / "events" / "templates" / "en-to-fire-alle" / "plan.toml", SPECS)
    assert [one.minutes for one in plan.activities if one.key in ("alene", "to", "fire", "alle")] == [1, 2, 4, 5]
    plan = plans.read(ROOT / "events" / "templates" / "world-cafe" / "plan.toml", SPECS)
    assert [one.minutes for one in plan.activities if one.key.startswith("runde")] == [20, 20, 20]
