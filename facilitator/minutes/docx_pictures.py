"""Pictures in a Word document: the file, its relation, and the drawing that stands in the text, with its words."""

from __future__ import annotations

import io
from collections.abc import Mapping
from html import escape

from PIL import Image

from facilitator.minutes.letterhead import kind_of

RELATIONS = "word/_rels/document.xml.rels"
TWIP = 635
"""English metric units, which drawings are measured in, to a twentieth of a point."""
HIGH = 3_960_000
"""How high a picture may be: 11 cm."""
_PIXEL = 9525
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


class Held:
    """The pictures of one document. Those that cannot be read are not in it."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        sizes = {name: _size(picture) for name, picture in pictures.items()}
        self._sizes = {name: size for name, size in sizes.items() if size is not None}
        self._pictures = {name: pictures[name] for name in sorted(self._sizes)}
        self._drawn = 0

    def __contains__(self, name: object) -> bool:
        return name in self._pictures

    def parts(self) -> dict[str, bytes]:
        """Give the files, by their place in the archive."""
        return {f"word/{self._target(name)}": picture for name, picture in self._pictures.items()}

    def related(self, relations: str) -> str:
        """Add the pictures to the document's relations."""
        each = (
            f'<Relationship Id="{self._id(name)}" Type="{_IMAGE}" Target="{self._target(name)}"/>'
            for name in self._pictures
        )
        return relations.replace("</Relationships>", "".join(each) + "</Relationships>")

    def drawn(self, name: str, alt: str, wide: int, high: int) -> str:
        """Draw a picture as large as it is, but no larger than so many units; "" where it is not there."""
        if name not in self._pictures:
            return ""
        self._drawn += 1
        width, height = (each * _PIXEL for each in self._sizes[name])
        share = min(1.0, wide / width, high / height)
        cx, cy = int(width * share), int(height * share)
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{self._drawn}" name="{self._id(name)}"'
            f' descr="{escape(alt)}"/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">'
            f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{self._drawn}" name="{self._id(name)}"/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{self._id(name)}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def _id(self, name: str) -> str:
        return f"picture{list(self._pictures).index(name) + 1}"

    def _target(self, name: str) -> str:
        return f"media/{self._id(name)}.{kind_of(self._pictures[name])}"


def _size(picture: bytes) -> tuple[int, int] | None:
    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as found:
            return found.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
