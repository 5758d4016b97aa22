"""What the computer says of itself, asked with nothing but Python: its language, and where a folder really lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

# How the folders of services that copy files begin, on every system and in Danish and English.
_SERVICES = {
    "onedrive": "OneDrive",
    "sharepoint": "SharePoint",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mit drev": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
}
_NETWORK_FILES = ("nfs", "cifs", "smb", "9p", "afpfs", "fuse.sshfs", "davfs")
_DRIVE_REMOTE = 4


def language(environment: Mapping[str, str] = os.environ) -> str:
    """Give the language to speak on the command line: "en" where the locale is English, otherwise "da"."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if said.lower().startswith("en") else "da"


def copied_by(folder: Path) -> str:
    """Name the service that copies a folder to the cloud; empty when none is seen.

    It shows in the names on the way to the folder, so one that hides its folders is not found.
    """
    for part in reversed(folder.resolve().parts):
        for begins, service in _SERVICES.items():
            if part.lower().startswith(begins):
                return service
    return ""


def on_network(folder: Path) -> bool:
    """Whether a folder lies on another machine, where SQLite's own log does not hold."""
    there = folder.resolve()
    if sys.platform == "win32":
        import ctypes

        drive = there.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return _kind_of(there, mounts).startswith(_NETWORK_FILES)


def elsewhere() -> Path:
    """Suggest a place that is on this computer only."""
    return Path.home() / "Inspiratorium"


def _kind_of(folder: Path, mounts: str) -> str:
    """Give the kind of file system a folder is on, from the system's own list of them."""
    kinds = {Path(words[1].replace("\\040", " ")): words[2] for words in map(str.split, mounts.splitlines())}
    return next((kinds[each] for each in (folder, *folder.parents) if each in kinds), "")
