"""Everything that an organiser takes home, in one folder and in one ZIP: both papers, both versions, every format.

It is written beside its place first, all of it: what stood there is whole until the new one is.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from facilitator import in_place, photos
from facilitator.activities.notes import notes_of
from facilitator.minutes import FORMATS, copies, file_name
from facilitator.minutes.apart import MAIL, File, Order, Unwritten, write
from facilitator.minutes.copies import Version
from facilitator.state import State
from facilitator.texts import Texts

FOLDER = "minutes"
ABANDONED = 3600.0
"""What is written beside a package and is so many seconds old was left by a computer that lost its power. It may have
been another, on which another process had this number."""
PAPERS: dict[copies.Paper, tuple[str, ...]] = {"minutes": tuple(FORMATS), "summary": ("docx", "pdf", "html", "md")}
"""Which formats each paper is written in: the opsamling is for reading, and carries no data."""

Tell = Callable[[int, int], None]


def files(state: State, *, public: bool) -> list[File]:
    """List the files of one version, each in its folder. The mail goes to the house, and says what all may read."""
    t = Texts(state.event.language)
    house = t("minutes_folder_house")
    below = t("minutes_folder_public") if public else house
    found = [
        File(f"{below}/{file_name(state, name, version)}", name, version)
        for version, names in ((Version(paper, public), names) for paper, names in PAPERS.items())
        for name in names
    ]
    return [*found, File(f"{house}/{t('minutes_mail_file')}", MAIL, Version(public=True))] if public else found


def build(state: State, folder: Path, target: Path, now: dt.datetime, tell: Tell = lambda done, of: None) -> Path:
    """Write the package of the event in `folder` below `target`, and give its ZIP. Raise Unwritten.

    The two versions are two processes, one after the other: the typesetter keeps what it has once laid out.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    wanted = [files(state, public=public) for public in (False, True)]
    count, total = 0, sum(map(len, wanted))

    def done(path: str) -> None:
        nonlocal count
        count += 1
        tell(count, total)

    tell(0, total)
    try:
        _clear(target)
        shutil.rmtree(beside, ignore_errors=True)
        for each in wanted:
            rehearsal = state.rehearsal is not None
            write(Order(str(folder), str(beside), now.isoformat(), rehearsal, tuple(each)), done)
        for path, content in _beside_the_papers(state, folder):
            in_place.put(beside / path, content)
        archive = beside / file_name(state, "zip")
        in_place.put(archive, zipped(beside))
        _take_the_place(beside, target)
        return target / archive.name
    except OSError as why:
        raise Unwritten("common_minutes_no_room") from why
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def is_newer(folder: Path, moment: dt.datetime) -> bool:
    """Whether the package of an event is there, and was written after this moment."""
    return any(path.stat().st_mtime > moment.timestamp() for path in (folder / FOLDER).glob("*.zip"))


def zipped(folder: Path) -> bytes:
    """Put a folder's files into an archive that is the same whenever they are."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix())  # whose date is always the same
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            file.writestr(info, path.read_bytes())
    return archive.getvalue()


def _beside_the_papers(state: State, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give what to read first, and the pictures that somebody has put into words."""
    t = Texts(state.event.language)
    house = t("minutes_folder_house")
    yield t("minutes_read_me_file"), t("minutes_read_me").encode()
    for activity in state.programme():
        for note in notes_of(state, activity.id):
            picture = photos.read(folder, note.id) if note.kind == "photo" and note.text else None
            if picture is not None:
                yield f"{house}/{t('minutes_photos_folder')}/{note.id}.jpg", picture
                if (note.data or {}).get("public"):
                    yield f"{t('minutes_folder_public')}/{t('minutes_photos_folder')}/{note.id}.jpg", picture


def _take_the_place(beside: Path, target: Path) -> None:
    """Put the new files in the places of the old, each in one step, and take away what is no longer of it."""
    new = [path.relative_to(beside) for path in beside.rglob("*") if path.is_file()]
    for path in sorted(new):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (beside / path).replace(target / path)
    for path in list(target.rglob("*")):
        if path.is_file() and path.relative_to(target) not in new and _is_ours(path.relative_to(target), new):
            path.unlink()


def _clear(target: Path) -> None:
    """Take away what lies half written beside a package, and is nobody's any longer."""
    for left in target.parent.glob(f".{target.name}.*.part"):
        writer = left.name.split(".")[-2]
        ended = writer.isdecimal() and not psutil.pid_exists(int(writer))
        if ended or time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _is_ours(path: Path, new: list[Path]) -> bool:
    """Whether a file lies in one of the folders that only packages are put into; what else lies there is somebody's."""
    return len(path.parts) > 1 and any(path.parts[0] == other.parts[0] for other in new if len(other.parts) > 1)
