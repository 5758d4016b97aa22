"""plan.toml <-> Plan: what the organiser writes before the meeting, with every mistake named at once."""

from facilitator.plan.checks import UNTIMED, minutes_at_phone
from facilitator.plan.editing import ByHandOnly, rewritten, with_fields
from facilitator.plan.examples import ExampleIdea, Examples, ExampleTheme, examples
from facilitator.plan.form import ActivityForm, EventForm, Form, clock, digest, filled_in, form_of, from_preset
from facilitator.plan.keeping import ChangedMeanwhile, keep, past, save
from facilitator.plan.palette import fields, palette
from facilitator.plan.problems import PlanError, Problem
from facilitator.plan.reading import ACTIVITY_LIMIT, parse, read
from facilitator.plan.times import begins, minute
from facilitator.plan.types import (
    BOARD_LIMIT,
    PROMPT_LIMIT,
    KindSpec,
    Letterhead,
    Plan,
    PlannedActivity,
    Preset,
    Warned,
    Wifi,
)
from facilitator.plan.writing import TEMPLATES, code_in, copied, folder_name, free_folder, new, new_code, title_in

__all__ = [
    "ACTIVITY_LIMIT",
    "BOARD_LIMIT",
    "PROMPT_LIMIT",
    "TEMPLATES",
    "UNTIMED",
    "ActivityForm",
    "ByHandOnly",
    "ChangedMeanwhile",
    "EventForm",
    "ExampleIdea",
    "ExampleTheme",
    "Examples",
    "Form",
    "KindSpec",
    "Letterhead",
    "Plan",
    "PlanError",
    "PlannedActivity",
    "Preset",
    "Problem",
    "Warned",
    "Wifi",
    "begins",
    "clock",
    "code_in",
    "copied",
    "digest",
    "examples",
    "fields",
    "filled_in",
    "folder_name",
    "form_of",
    "free_folder",
    "from_preset",
    "keep",
    "minute",
    "minutes_at_phone",
    "new",
    "new_code",
    "palette",
    "parse",
    "past",
    "read",
    "rewritten",
    "save",
    "title_in",
    "with_fields",
]
