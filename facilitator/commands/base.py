"""What every command has, and what their fields are made of."""

from __future__ import annotations

from typing import Annotated

import msgspec

Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{16}\Z", description="96 random bits, base64url")]
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=80, description="an id that the server gave")]
Text = Annotated[str, msgspec.Meta(max_length=8000, description="text; the limit of its kind is checked after NFC")]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=240)]


class Command(msgspec.Struct, tag_field="do", frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What someone asks for. `id` is made by the asker; a repeat of an accepted one gets the first answer."""

    id: Id
