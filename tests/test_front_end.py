"""Rules every page, script and style keeps: nothing from elsewhere, nothing inline, people's words only as text."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from facilitator.methods.order import in_order
from facilitator.texts import load

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "static"
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
VENDOR = sorted((STATIC / "vendor").rglob("*.js"))
STYLES = sorted((STATIC / "css").rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
IMPORT = re.compile(
    r"""(?:^|[;\s}])(?:import|export)\b[^;'"()]*?from\s*['"]([^'"]+)['"]|(?:^|[;\s])import\s*['"]([^'"]+)['"]"""
)
UNSAFE = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "unsafeHTML", "eval(", "new Function", "srcdoc",
)  # fmt: skip
ONLY_OVER_TLS = (
    "randomUUID", "crypto.subtle", "navigator.clipboard", "serviceWorker", "navigator.locks", "wakeLock",
)  # fmt: skip
SPEAKS = re.compile(r"import[^;]*\b(connect|openOutbox|io)\b[^;]*from")
PHONE_TEXT = re.compile(r"""["'](phone_\w*[a-z0-9])["']""")
ELSEWHERE = re.compile(r"""(?:src|href|action|url|from|import|fetch)\s*[=(]?\s*['"(]\s*(?:https?:)?//""", re.IGNORECASE)


def imports_of(script: Path) -> list[str]:
    """The specifiers a module imports."""
    return [one or other for one, other in IMPORT.findall(script.read_text(encoding="utf-8"))]


def reached_from(entry: Path) -> set[Path]:
    """Every module that an entry loads."""
    found: set[Path] = set()
    waiting = [entry.resolve()]
    while waiting:
        script = waiting.pop()
        if script not in found:
            found.add(script)
            waiting += [(script.parent / name).resolve() for name in imports_of(script)]
    return found


def test_it_works() -> None:
    assert {path.name for path in reached_from(STATIC / "js" / "phone.js")} > {"outbox.js", "lit-html.js", "vote.js"}


@pytest.mark.parametrize("script", SCRIPTS + VENDOR, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_every_import_is_relative_and_there(script: Path) -> None:
    for name in imports_of(script):
        assert name.startswith("."), f"{name} is a bare name: browsers here have no import maps"
        assert (script.parent / name).is_file(), name


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_people_s_words_can_only_become_text(script: Path) -> None:
    code = script.read_text(encoding="utf-8")
    for way in UNSAFE:
        assert way not in code, way


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_no_style_attribute_is_drawn(script: Path) -> None:
    code = script.read_text(encoding="utf-8")
    assert not re.search(r"""(?<![.\w])style=["'$]""", code), "bind the property: .style=${...}"
    assert "styleMap" not in code


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_pages_have_nothing_inline(template: Path) -> None:
    page = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", page)
    assert not re.search(r"\son\w+\s*=", page)
    assert "<style" not in page
    for tag in re.findall(r"<script[^>]*>", page):
        assert "src=" in tag or 'type="application/json"' in tag, tag
    assert "|safe" not in page.replace(" ", "")


@pytest.mark.parametrize("path", SCRIPTS + STYLES + TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    assert not ELSEWHERE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_nothing_is_used_that_plain_http_has_not(script: Path) -> None:
    if {"phone", "live"} & set(script.relative_to(STATIC).parts) or script.name == "phone.js":
        code = script.read_text(encoding="utf-8")
        for missing in ONLY_OVER_TLS:
            assert missing not in code, missing


def test_the_line_never_draws_and_the_parts_never_speak() -> None:
    for script in (STATIC / "js" / "live").glob("*.js"):
        assert "lit-html" not in script.read_text(encoding="utf-8"), script.name
    for script in (STATIC / "js" / "parts").rglob("*.js"):
        assert not SPEAKS.search(script.read_text(encoding="utf-8")), script.name


def test_phones_download_no_other_screen() -> None:
    names = {path.as_posix() for path in reached_from(STATIC / "js" / "phone.js")}
    assert not any("/parts/board/" in name or "/parts/console/" in name for name in names)


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_styles_stay_above_the_floor(style: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    for new in ("color-mix(", ":has(", "@container", "@import", "@layer"):
        assert new not in css, new


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_text_that_the_phone_asks_for_is_there(language: str) -> None:
    texts = load(language)
    pages = [path for path in TEMPLATES if path.parent.name == "parts" or path.stem in ("phone", "message")]
    places = [*pages, *reached_from(STATIC / "js" / "phone.js")]
    wanted = {key for path in places for key in PHONE_TEXT.findall(path.read_text(encoding="utf-8"))}
    assert {key for key in wanted if key not in texts and f"{key}_other" not in texts} == set()


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of scripts and their tests where node takes every file for a module."""
    folder = tmp_path_factory.mktemp("js")
    for name in ("static/js", "static/vendor", "tests/js"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


needs_node = pytest.mark.skipif(
    shutil.which("node") is None and "INSPIRATORIUM_CI" not in os.environ, reason="node is not installed"
)


@needs_node
@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests" / "js").glob("*.test.mjs")))
def test_scripts_keep_their_promises(workbench: Path, name: str) -> None:
    asked = ["node", "--test", f"tests/js/{name}"]
    done = subprocess.run(asked, cwd=workbench, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@needs_node
def test_phones_order_ideas_as_the_server_does(workbench: Path) -> None:
    ids = [f"idé-{n}" for n in range(25)]
    cases = [(activity, salt, ids) for activity in ("stem", "ideer") for salt in ("", "a", "æøå", "0_-")]
    script = f"""import {{ordered}} from './static/js/parts/order.js';
        console.log(JSON.stringify({json.dumps(cases)}.map((one) => ordered(...one))));"""
    asked = ["node", "--input-type=module", "-e", script]
    done = subprocess.run(asked, cwd=workbench, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout) == [in_order(*case) for case in cases]
