"""The minutes as data: what the model holds, word for word. `schema.json` beside this file describes it."""

from __future__ import annotations

import json

import msgspec

from facilitator.minutes.model import Minutes

TYPE = "application/json"


def write(minutes: Minutes) -> bytes:
    """Write the JSON export: UTF-8, indented so that it can be read and compared."""
    return (json.dumps(msgspec.to_builtins(minutes), ensure_ascii=False, indent=2) + "\n").encode()
