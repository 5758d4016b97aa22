"""The settings of one process, each with what it is for."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """How the server runs. Everything has a sensible value but the folder of events."""

    events: Path
    """The folder that holds one folder for each event."""
    event: str | None = None
    """The only event to serve, by its folder's name or its code; all of them when left out."""
    host: str = "0.0.0.0"
    """The address to listen on; all networks of the laptop unless it is narrowed."""
    port: int | None = None
    """The port to listen on; the first free of the usual ones when left out."""
    address: str | None = None
    """The address phones are told, where the laptop's own guess is wrong."""
    names: tuple[str, ...] = ()
    """Names, beside addresses, under which the laptop may be called."""
    ping_interval: float = 25
    """Seconds between signs of life that the server asks of a socket."""
    ping_timeout: float = 20
    """Seconds it waits for one."""
