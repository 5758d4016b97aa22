"""What docs/security.md says is what the program does, and each test that it names is there."""

from __future__ import annotations

import re

from tests.conftest import ROOT
from tools.security import ASVS, document


def test_it_works() -> None:
    assert (ROOT / "docs" / "security.md").read_text("utf-8") == document(), "run: python tools/security.py"


def test_every_test_that_is_named_is_there() -> None:
    there = {
        name
        for path in ROOT.glob("tests/**/test_*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    }
    assert {test for _, _, test in ASVS} <= there
