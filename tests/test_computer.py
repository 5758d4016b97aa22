"""What the computer says of itself: its language, and where a folder really lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.computer import _kind_of, copied_by, elsewhere, language, on_network


def test_it_works(tmp_path: Path) -> None:
    assert language({}) == "da" and copied_by(tmp_path) == "" and not on_network(tmp_path)
    assert not copied_by(elsewhere())


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "C.UTF-8"}, "da"),
        ({"LANG": "sv_SE.UTF-8"}, "da"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "da_DK.UTF-8"}, "da"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_english_is_spoken_where_the_locale_asks_for_it(environment: dict[str, str], spoken: str) -> None:
    assert language(environment) == spoken


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("OneDrive - Roskilde Kommune/Dokumenter/Inspiratorium", "OneDrive"),
        ("Dropbox (Personal)/Inspiratorium", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/Inspiratorium", "iCloud"),
        ("iCloudDrive/Inspiratorium", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-anne@insp.dk/Mit drev", "Google Drive"),
        ("Google Drive/Inspiratorium", "Google Drive"),
        ("Dokumenter/ikke OneDrive", ""),
        ("Dokumenter/Inspiratorium", ""),
    ],
)
def test_services_that_copy_are_known_by_their_folders(tmp_path: Path, path: str, service: str) -> None:
    assert copied_by(tmp_path / path / "events") == service


def test_the_innermost_file_system_counts() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\n//server/home /home/anne/f\\040drev cifs rw 0 0\n"
    assert _kind_of(Path("/home/anne/f drev/events"), mounts) == "cifs"
    assert _kind_of(Path("/home/anne/events"), mounts) == "ext4"
