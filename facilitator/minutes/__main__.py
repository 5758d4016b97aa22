"""Write a copy of the minutes that comes in as JSON: `python -m facilitator.minutes docx <copy.json >copy.docx`.

This is what `apart` starts. It is kind to the server it came from, which has a room to answer.
"""

from __future__ import annotations

import os
import sys

import msgspec

from facilitator.minutes import FORMATS
from facilitator.minutes.copies import Copy


def main(name: str) -> None:
    """Read, write, and be done."""
    if hasattr(os, "nice"):  # elsewhere whoever started this has seen to it
        os.nice(10)
    copy = msgspec.json.decode(sys.stdin.buffer.read(), type=Copy)
    sys.stdout.buffer.write(FORMATS[name].write(copy))


if __name__ == "__main__":
    main(sys.argv[1])
