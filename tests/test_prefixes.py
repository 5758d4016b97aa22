"""What a referent types is read alike by the script and by the server that takes the plain form."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from facilitator.methods.prefixes import read
from tests.test_front_end import needs_node
from tests.test_front_end import workbench as workbench

LINES = {
    "Flere har lånt et tomt hus": ("Flere har lånt et tomt hus", "point", None),
    "- Flere har lånt": ("Flere har lånt", "point", None),
    "– Flere har lånt": ("Flere har lånt", "point", None),
    "-5 grader i salen": ("-5 grader i salen", "point", None),
    "+45 12 34 56 78": ("+45 12 34 56 78", "point", None),
    "+ Et helt år giver ro #12": ("Et helt år giver ro", "for", 12),
    "+ #12 Et helt år": ("Et helt år", "for", 12),
    "#12 + Et helt år": ("Et helt år", "for", 12),
    "/ Ingen hjælper #3.": ("Ingen hjælper", "against", 3),
    '"Vi manglede en nøgle"': ("Vi manglede en nøgle", "quote", None),
    "“Vi manglede en nøgle”": ("Vi manglede en nøgle", "quote", None),
    "»Vi manglede en nøgle« #7": ("Vi manglede en nøgle", "quote", 7),
    "%38 af 40": ("38 af 40", "figure", None),
    "*En gryde\nsuppe": ("En gryde\nsuppe", "story", None),
    "! Havnen spørger": ("Havnen spørger", "agreement", None),
    " ?Hvem betaler": ("Hvem betaler", "parked", None),
    "som #7 sagde, er det svært": ("som #7 sagde, er det svært", "point", 7),
    "a&#12; og x#5 og #0 og #12345": ("a&#12; og x#5 og #0 og #12345", "point", None),
    "++ dobbelt": ("+ dobbelt", "for", None),
    "#12": ("", "point", 12),
    "!": ("", "agreement", None),
    "": ("", "point", None),
    "C# og #dansk": ("C# og #dansk", "point", None),
}


def test_it_works() -> None:
    assert read("+ Et helt år giver ro #12") == ("Et helt år giver ro", "for", 12)


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read(line: str) -> None:
    assert read(line) == LINES[line]


def test_a_form_says_its_kind_and_a_prefix_says_it_louder() -> None:
    assert read("Et helt år", "story") == ("Et helt år", "story", None)
    assert read("! Et helt år", "story") == ("Et helt år", "agreement", None)


@needs_node
def test_the_script_reads_the_same(workbench: Path) -> None:
    script = f"""import {{readLine, typedAs}} from './static/js/parts/referent/prefixes.js';
        const lines = {json.dumps(list(LINES))};
        console.log(JSON.stringify(lines.map((line) => {{
            const read = readLine(line);
            const again = readLine(typedAs(read));
            return [read.text, read.kind, read.link, again.text, again.kind, again.link];
        }})));"""
    asked = ["node", "--input-type=module", "-e", script]
    done = subprocess.run(asked, cwd=workbench, capture_output=True, text=True, timeout=60, check=True)
    for line, answer in zip(LINES, json.loads(done.stdout), strict=True):
        assert tuple(answer[:3]) == LINES[line], line
        assert answer[3:] == answer[:3], f"{line!r}, taken up to be mended, says the same"
