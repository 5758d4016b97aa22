"""The minutes as data: what the model holds, word for word. `schema.json` beside this file describes it."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from facilitator.minutes.copies import Copy
from facilitator.minutes.types import Minutes

TYPE = "application/json"


def write(copy: Copy) -> bytes:
    """Write the JSON export: UTF-8, indented so that it can be read and compared."""
    return (json.dumps(msgspec.to_builtins(copy.minutes), ensure_ascii=False, indent=2) + "\n").encode()


def schema() -> dict[str, Any]:
    """Describe the export as JSON Schema 2020-12. `schema.json` is this, kept for readers without Python."""
    made = msgspec.json.schema(Minutes)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Inspiratorium: the minutes of one meeting",
        **made,
    }
