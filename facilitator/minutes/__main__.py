"""Write minutes that come in as JSON in another format: `python -m facilitator.minutes docx <some.json >some.docx`.

This is what `apart` starts. It is kind to the server it came from, which has a room to answer.
"""

from __future__ import annotations

import os
import sys

import msgspec

from facilitator.minutes import FORMATS
from facilitator.minutes.types import Minutes


def main(name: str) -> None:
    """Read, write, and be done."""
    if hasattr(os, "nice"):  # elsewhere whoever started this has seen to it
        os.nice(10)
    minutes = msgspec.json.decode(sys.stdin.buffer.read(), type=Minutes)
    sys.stdout.buffer.write(FORMATS[name].write(minutes))


if __name__ == "__main__":
    main(sys.argv[1])
