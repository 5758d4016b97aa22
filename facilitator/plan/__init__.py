"""plan.toml <-> Plan: what the organiser writes before the meeting, with every mistake named at once."""

from facilitator.plan.examples import ExampleIdea, Examples, ExampleTheme, examples
from facilitator.plan.problems import PlanError, Problem
from facilitator.plan.reading import ACTIVITY_LIMIT, parse, read
from facilitator.plan.times import begins, minute
from facilitator.plan.types import PROMPT_LIMIT, KindSpec, Plan, PlannedActivity, Preset, Wifi
from facilitator.plan.writing import code_in, folder_name, new, new_code

__all__ = [
    "ACTIVITY_LIMIT",
    "PROMPT_LIMIT",
    "ExampleIdea",
    "ExampleTheme",
    "Examples",
    "KindSpec",
    "Plan",
    "PlanError",
    "PlannedActivity",
    "Preset",
    "Problem",
    "Wifi",
    "begins",
    "code_in",
    "examples",
    "folder_name",
    "minute",
    "new",
    "new_code",
    "parse",
    "read",
]
