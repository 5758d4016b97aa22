"""What the laptop tells of itself before a meeting: power, room on its disk, where the events lie, sticks in it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import psutil

from facilitator import computer

MOUNTED_AT = ("/media/", "/run/media/", "/Volumes/")
"""Where Linux and macOS put what somebody plugs in. Windows says of a drive that it is removable."""
COARSE = 100
"""MB: the free room is told in steps, so that it is news only when it matters."""


def look(folder: Path) -> dict[str, Any]:
    """Give what can be seen now of the laptop that an event's folder lies on. It may touch slow disks."""
    return {
        "power": power(),
        "free": shutil.disk_usage(folder).free // 2**20 // COARSE * COARSE,
        "copied_by": computer.copied_by(folder),
        "on_network": computer.on_network(folder),
        "drives": sorted(drives()),
    }


def power() -> dict[str, Any] | None:
    """Give charge and whether it charges; None where there is no battery, or none that tells."""
    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError):  # some systems have nobody to ask
        return None
    if battery is None or battery.power_plugged is None:
        return None
    return {"plugged": battery.power_plugged, "percent": round(battery.percent)}


def drives() -> dict[str, Path]:
    """Give the sticks that can be written to, by the name people know them under."""
    found = {}
    for part in psutil.disk_partitions(all=False):
        options = part.opts.split(",")
        plugged_in = "removable" in options if sys.platform == "win32" else part.mountpoint.startswith(MOUNTED_AT)
        if plugged_in and "ro" not in options and "cdrom" not in options:
            path = Path(part.mountpoint)
            found[path.name or path.drive or part.mountpoint] = path
    return found
