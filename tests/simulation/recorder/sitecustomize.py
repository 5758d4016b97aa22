"""Python runs this first in a server under test: it writes down what SQLite does to the event's file, and how it fails.

SQLite asks its VFS for every write, so the table of functions behind the running program's own SQLite is where to
listen; nothing is needed but Python. `DISK_LOG` names the file that everything is appended to, `DISK_FAULT` one with
the code that every write is answered with as long as it is there (13 is a full disk, 8 one that is read-only), and
after it, where the disk is slow, so many seconds that each sync takes.
"""

import _sqlite3
import ctypes
import marshal
import os
import time
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p

SLOW = 0.002
"""Seconds that a sync takes at least, so that who answers too early is found out."""
LOG, FAULT = os.environ.get("DISK_LOG", ""), os.environ.get("DISK_FAULT", "")
sleep, write = time.sleep, os.write  # as they are before gevent's patch: these run in SQLite's own threads

OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Vfs(Structure):
    """`sqlite3_vfs` as far as needed."""

    _fields_ = (
        *((name, c_int) for name in ("version", "size_of_file", "longest_path")),
        *((name, c_void_p) for name in ("next", "name", "data")),
        ("open", OPEN), ("delete", DELETE),
    )  # fmt: skip


class Methods(Structure):
    """`sqlite3_io_methods`."""

    _fields_ = (
        ("version", c_int), ("close", c_void_p), ("read", c_void_p),
        ("write", WRITE), ("truncate", TRUNCATE), ("sync", SYNC),
        *((f"other_{n}", c_void_p) for n in range(13)),
    )  # fmt: skip


class File(Structure):
    """`sqlite3_file`."""

    _fields_ = (("methods", POINTER(Methods)),)


names: dict[int, str] = {}
kept: list[object] = []
"""What SQLite points at, and Python shall not throw away."""
wrapped: dict[int, object] = {}


def note(kind: str, name: str, at: int = 0, data: bytes = b"") -> None:
    """Append what has been done, with the moment it was done."""
    if LOG:
        file = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        write(file, marshal.dumps((kind, name, at, data, time.monotonic())))
        os.close(file)


def told() -> "tuple[int, float]":
    """Give the code that every write is answered with just now, and how long a sync takes."""
    try:
        with open(FAULT, encoding="ascii") as file:
            code, _, seconds = file.read().partition(" ")
        return int(code or 0), float(seconds or SLOW)
    except (OSError, ValueError):
        return 0, SLOW


def fault() -> int:
    return told()[0]


def listen_to(stock: "ctypes._Pointer[Methods]") -> Methods:
    """Make a copy of a table of functions that writes down what goes through it."""
    ours = Methods.from_buffer_copy(stock.contents)
    to_write, to_truncate, to_sync = stock.contents.write, stock.contents.truncate, stock.contents.sync

    def on_write(file: int, data: int, length: int, at: int) -> int:
        code = fault() or to_write(file, data, length, at)
        if code == 0:
            note("write", names[file], at, ctypes.string_at(data, length))
        return code

    def on_truncate(file: int, length: int) -> int:
        code = fault() or to_truncate(file, length)
        if code == 0:
            note("truncate", names[file], length)
        return code

    def on_sync(file: int, flags: int) -> int:
        sleep(told()[1])
        code = fault() or to_sync(file, flags)
        if code == 0:
            note("sync", names[file])
        return code

    ours.write, ours.truncate, ours.sync = WRITE(on_write), TRUNCATE(on_truncate), SYNC(on_sync)
    kept.append(ours)
    return ours


def install() -> None:
    """Listen at the door of the SQLite that this Python uses."""
    library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
    library.sqlite3_vfs_find.restype = POINTER(Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    to_open, to_delete = OPEN.from_buffer_copy(vfs.open), DELETE.from_buffer_copy(vfs.delete)

    def on_open(vfs: int, path: "int | None", file: int, flags: int, given: int) -> int:
        code = to_open(vfs, path, file, flags, given)
        name = os.path.basename(os.fsdecode(ctypes.string_at(path))) if path else ""
        if code == 0 and name.startswith("event.db"):
            there = File.from_address(file)
            stock = ctypes.cast(there.methods, c_void_p).value or 0
            if stock not in wrapped:
                wrapped[stock] = listen_to(there.methods)
            names[file] = name
            there.methods = ctypes.pointer(wrapped[stock])
        return code

    def on_delete(vfs: int, path: bytes, sync: int) -> int:
        code = to_delete(vfs, path, sync)
        if code == 0 and os.path.basename(path).startswith(b"event.db"):
            note("delete", os.path.basename(path).decode())
        return code

    vfs.open, vfs.delete = OPEN(on_open), DELETE(on_delete)
    kept.extend((vfs, vfs.open, vfs.delete, to_open, to_delete))


if LOG or FAULT:
    install()
