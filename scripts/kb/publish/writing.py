"""Puts files on disk so that a reader sees the old or the new, and never half of either."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

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
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def remove(path: Path) -> None:
    """Takes a file away."""
    path.unlink()


def write_all(folder: Path, outputs: Iterable[OutputFile]) -> bool:
    """Makes the folder hold these files and no others; leaves alone those that are right already. Says whether any
    were removed."""
    wanted = set()
    for output in outputs:
        path = folder / output.path
        write_bytes(path, output.data)
        wanted.add(path)
    removed = False
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
            removed = True
    return removed
