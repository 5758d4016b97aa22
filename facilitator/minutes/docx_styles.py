"""The styles of somebody's own Word document, for minutes that look like everything else they send.

Only what words look like is taken from it: styles and theme. What is missing there is ours, and what numbers lists is
always ours. Nothing else of it is read, and nothing of it is ever run.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

MOST = 4 * 2**20
"""No part may be larger than this, packed or not."""
TAKEN = {"word/styles.xml": "styles", "word/theme/theme1.xml": "theme"}
OURS = re.compile(r"Inspiratorium\w*|ListBullet2?|ListNumber")
_NUMBERED = re.compile(r"<w:numPr>.*?</w:numPr>", re.DOTALL)
_STYLE = re.compile(r'<w:style [^>]*?w:styleId="([^"]+)".*?</w:style>', re.DOTALL)


class Unusable(Exception):
    """A file is no Word document whose styles can be used."""


def read(file: bytes) -> dict[str, str]:
    """Give the parts that are taken, by our names for them. Raise Unusable."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            there = {name: archive.getinfo(name) for name in TAKEN if name in archive.namelist()}
            if "word/styles.xml" not in there or any(info.file_size > MOST for info in there.values()):
                raise Unusable("no styles, or too large")
            return {TAKEN[name]: _checked(archive.read(name)) for name in there}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as why:
        raise Unusable(str(why)) from None


def merged(theirs: str, ours: str) -> str:
    """Add to their styles those of ours that they have not, and those that only we have."""
    kept = _STYLE.sub(lambda found: "" if OURS.fullmatch(found[1]) else found[0], _NUMBERED.sub("", theirs))
    there = {found[1] for found in _STYLE.finditer(kept)}
    more = "".join(found[0] for found in _STYLE.finditer(ours) if found[1] not in there)
    return kept.replace("</w:styles>", f"{more}</w:styles>")


def _checked(part: bytes) -> str:
    """Read a part as plain XML: no entities, no document type, nothing from elsewhere."""
    text = part.decode("utf-8-sig")
    if "<!" in text or "TargetMode" in text:
        raise Unusable("not plain XML")
    try:
        ET.fromstring(text)
    except ET.ParseError as why:
        raise Unusable(str(why)) from None
    return text
