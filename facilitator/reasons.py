"""In which words we say why the system did not do something."""

from __future__ import annotations

import errno

from facilitator.texts import Texts

_FULL = dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "why_full")
_SHUT = {errno.EROFS: "why_read_only", errno.EACCES: "why_denied", errno.EPERM: "why_denied", errno.EIO: "why_broken"}
_REASONS = _FULL | _SHUT | {errno.EADDRINUSE: "why_taken"}


def takes_nothing(why: Exception) -> bool:
    """Whether a disk said so: it is full, may only be read, or is broken."""
    return isinstance(why, OSError) and why.errno in _FULL.keys() | _SHUT.keys()


def reason(why: OSError, t: Texts) -> str:
    """Give the reason of the system in our words, where we have them."""
    key = _REASONS.get(why.errno or 0)
    return t(key) if key else why.strerror or str(why)
