"""The typefaces on paper are those of the screens, as the manifest says, and nothing else lies among them."""

from __future__ import annotations

import hashlib
import json

from facilitator.printing.letters import FONTS
from tests.test_vendor import MANIFEST as ON_SCREEN

MANIFEST = json.loads((FONTS / "MANIFEST.json").read_text(encoding="utf-8"))


def test_it_works() -> None:
    assert {"bricolage-grotesque-700.ttf", "schibsted-grotesk-400.ttf"} <= MANIFEST["files"].keys()


def test_every_file_is_the_one_the_manifest_names() -> None:
    files = {path.name: path for path in FONTS.iterdir() if path.name != "MANIFEST.json"}
    assert files.keys() == MANIFEST["files"].keys()
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == MANIFEST["files"][name]["sha256"], name


def test_paper_and_screens_have_the_same_version_from_the_same_archive() -> None:
    for package, about in MANIFEST["packages"].items():
        assert {key: ON_SCREEN[package][key] for key in ("version", "license", "integrity")} == about
