"""Python runs this first in a program under test: the folder that `READ_ONLY` names takes nothing, whoever asks."""

import errno
import os
import sys

FOLDER = os.path.realpath(os.environ["READ_ONLY"])
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}


def look(event: str, args: tuple[object, ...]) -> None:
    writes = isinstance(args[2], int) and args[2] & WRITES if event == "open" else event in CHANGES
    path = args[0] if args else None
    if writes and isinstance(path, (str, bytes, os.PathLike)):
        place = os.path.realpath(os.fsdecode(path))
        if place == FOLDER or place.startswith(FOLDER + os.sep):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), os.fsdecode(path))


sys.addaudithook(look)
