#!/usr/bin/env python3
"""Bring the browser's libraries and fonts into static/ from npm, each with licence, version and checksums.

Run it only to change a version: `python tools/vendor.py`. It needs npm; the result is committed, so nobody
else does. No install script is run. Only the files named here are kept; `static/vendor/MANIFEST.json` says
where each came from, and a test holds the files to it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

STATIC = Path(__file__).resolve().parent.parent / "static"
MANIFEST = STATIC / "vendor" / "MANIFEST.json"

# package: (version, {file in the package: file under static/})
WANTED: dict[str, tuple[str, dict[str, str]]] = {
    "lit-html": (
        "3.3.3",
        {
            "lit-html.js": "vendor/lit/lit-html.js",
            "directive.js": "vendor/lit/directive.js",
            "directive-helpers.js": "vendor/lit/directive-helpers.js",
            "directives/guard.js": "vendor/lit/directives/guard.js",
            "directives/repeat.js": "vendor/lit/directives/repeat.js",
            "directives/live.js": "vendor/lit/directives/live.js",
        },
    ),
    "socket.io-client": ("4.8.4", {"dist/socket.io.esm.min.js": "vendor/socket.io.esm.min.js"}),
    "@fontsource-variable/bricolage-grotesque": (
        "5.3.0",
        {"files/bricolage-grotesque-latin-wght-normal.woff2": "fonts/bricolage-grotesque.woff2"},
    ),
    "@fontsource-variable/schibsted-grotesk": (
        "5.3.0",
        {"files/schibsted-grotesk-latin-wght-normal.woff2": "fonts/schibsted-grotesk.woff2"},
    ),
}
LICENCE = re.compile(r"(LICEN[CS]E|OFL)(\.\w+)?", re.IGNORECASE)
SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")


def main() -> None:
    """Fetch every package in WANTED and write its files and the manifest."""
    manifest = {package: bring(package, version, files) for package, (version, files) in WANTED.items()}
    MANIFEST.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def bring(package: str, version: str, files: dict[str, str]) -> dict[str, Any]:
    """Copy the named files and the licence of one package; return what the manifest says about it."""
    with tempfile.TemporaryDirectory() as folder:
        archive, integrity = download(package, version, Path(folder))
        with tarfile.open(archive) as tar:
            inside = {name.split("/", 1)[1]: name for name in tar.getnames() if "/" in name}
            meta = json.loads(read(tar, inside["package.json"]))
            licences = [name for name in inside if LICENCE.fullmatch(name)]
            if len(licences) != 1:
                raise SystemExit(f"{package}: expected one licence file, found {licences}")
            folder_there = Path(next(iter(files.values()))).parts[0]
            licence = f"{folder_there}/licences/{package.strip('@').replace('/', '-')}.txt"
            kept = {there: keep(read(tar, inside[here]), there, here) for here, there in files.items()}
            kept[licence] = keep(read(tar, inside[licences[0]]), licence, licences[0])
    return {"version": version, "license": meta["license"], "integrity": integrity, "files": kept}


def download(package: str, version: str, folder: Path) -> tuple[Path, str]:
    """Let npm fetch the archive, and check it against the checksum the registry gave."""
    asked = ["npm", "pack", f"{package}@{version}", "--json", "--ignore-scripts"]
    asked += ["--pack-destination", str(folder)]
    said = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    info = said[0] if isinstance(said, list) else next(iter(said.values()))
    archive = next(folder.glob("*.tgz"))
    digest = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != info["integrity"]:
        raise SystemExit(f"{package}: the archive does not match its checksum")
    return archive, digest


def read(tar: tarfile.TarFile, name: str) -> bytes:
    """Read one file out of the archive."""
    file = tar.extractfile(name)
    if file is None:
        raise SystemExit(f"{name} is not a file")
    return file.read()


def keep(content: bytes, there: str, here: str) -> dict[str, Any]:
    """Write one file under static/ (scripts without their source map's address) and describe it."""
    upstream = hashlib.sha256(content).hexdigest()
    if there.endswith(".js"):
        content = SOURCE_MAP.sub(b"\n", content)
    path = STATIC / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return {"upstream": here, "upstream_sha256": upstream, "sha256": hashlib.sha256(content).hexdigest()}


if __name__ == "__main__":
    main()
