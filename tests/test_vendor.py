"""What was brought in from elsewhere is what the manifest says, with its licence, and nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parents[1] / "static"
MANIFEST: dict[str, dict[str, Any]] = json.loads((STATIC / "vendor" / "MANIFEST.json").read_text(encoding="utf-8"))


def test_it_works() -> None:
    assert {"lit-html", "socket.io-client"} <= MANIFEST.keys()


def test_every_file_is_the_one_the_manifest_names() -> None:
    for package, about in MANIFEST.items():
        for name, said in about["files"].items():
            assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == said["sha256"], (package, name)


def test_every_package_has_a_version_a_licence_and_a_checksum() -> None:
    for package, about in MANIFEST.items():
        assert about["version"] and about["license"], package
        assert about["integrity"].startswith("sha512-"), package
        assert any("/licences/" in name for name in about["files"]), package


def test_nothing_else_lies_among_the_brought_in_files() -> None:
    named = {name for about in MANIFEST.values() for name in about["files"]} | {"vendor/MANIFEST.json"}
    files = [path for folder in ("vendor", "fonts") for path in (STATIC / folder).rglob("*") if path.is_file()]
    assert {path.relative_to(STATIC).as_posix() for path in files} == named
