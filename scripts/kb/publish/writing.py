"""Puts files on disk so that a reader sees the old or the new, and never half of either."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kb.edition.output import OutputFile


def write_text(path: Path, text: str) -> bool:
    """Writes the text where it differs from what is there; says whether it did."""
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> bool:
    """Writes the bytes where they differ from what is there; says whether it did."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None  # what was asked for, not how it is done
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def append_text(path: Path, text: str) -> None:
    """Adds to what others write to as well."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def remove(path: Path) -> None:
    """Takes a file away."""
    path.unlink()


def write_all(folder: Path, outputs: Iterable[OutputFile]) -> tuple[frozenset[PurePosixPath], frozenset[PurePosixPath]]:
    """Makes the folder hold these files and no others; leaves alone those that are right already. Gives the places of
    those that it wrote, and of those that it removed."""
    wanted = set()
    written = set()
    for output in outputs:
        if write_bytes(folder / output.path, output.data):
            written.add(output.path)
        wanted.add(output.path)
    removed = set()
    for path in sorted(folder.rglob("*"), reverse=True):
        place = PurePosixPath(path.relative_to(folder).as_posix())
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif place not in wanted:
            path.unlink()
            removed.add(place)
    return frozenset(written), frozenset(removed)
