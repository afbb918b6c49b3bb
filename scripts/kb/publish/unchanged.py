"""Knows a site whose inputs and files are those of the last build, so that nothing has to be made again.

Inputs are everything a site is made from: records, pages written by hand, this package with its templates and theme,
the settings, the versions of Python and of all packages, the fonts for the pictures. What was noted is believed only if
each file of the site still has the size and the time that it had when it was put there; a note that is damaged, or of
another version, is as good as none.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import kb
from kb.publish.folders import Folders
from kb.publish.writing import write_text

NOTE = "built.json"


def inputs(folders: Folders, records: str, *settings: object) -> str:
    """One digest of everything that the site is made from: ``records`` is that of the records, ``settings`` how it is
    built."""
    digest = hashlib.sha256()
    package = Path(kb.__file__).parent
    for top in (package, folders.root / "docs", folders.root / "scripts" / "locks", folders.root / "mkdocs.yml"):
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(top.parent).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    surroundings = sorted((key, value) for key, value in os.environ.items() if key.startswith("KB_"))
    packages = sorted((found.metadata["Name"] or "", found.version) for found in importlib.metadata.distributions())
    digest.update(repr([records, settings, surroundings, packages, sys.version]).encode())
    return digest.hexdigest()


def is_built(folders: Folders, made_from: str) -> bool:
    """Whether the site in its place is the one that was built from these inputs, file by file."""
    try:
        note = json.loads((folders.work / NOTE).read_text(encoding="utf-8"))
        return bool(note == _note(folders, made_from))
    except (OSError, ValueError):
        return False


def remember(folders: Folders, made_from: str) -> None:
    """Notes what the site that was just put in its place was made from."""
    write_text(folders.work / NOTE, json.dumps(_note(folders, made_from)))


def _note(folders: Folders, made_from: str) -> dict[str, object]:
    return {"inputs": made_from, "out": str(folders.out.resolve()), "files": dict(_files(folders.out.resolve(), ""))}


def _files(folder: Path, below: str) -> Iterator[tuple[str, list[int]]]:
    """The files below a folder with their sizes and times."""
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{below}{entry.name}/")
            else:
                about = entry.stat(follow_symlinks=False)
                yield f"{below}{entry.name}", [about.st_size, about.st_mtime_ns]
