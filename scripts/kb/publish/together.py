"""Changes several files as one: whoever is killed half-way leaves a note from which the next command goes on.

The note holds every file as it will be, and is written before the first of them is touched. Without it all is as it
was; with it, whatever is missing can be done again. It is believed only while each file is as it was before or as it
will be after: what somebody has edited or taken back since is theirs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from kb.publish.writing import remove, write_text

NOTE = ".unfinished.json"
"""In the folder that is changed, hidden, so that no reader takes it for a record."""


def write_together(folder: Path, texts: Mapping[PurePosixPath, str | None]) -> None:
    """Gives the files below a folder these texts; takes away those that have none."""
    files = {str(path): {"before": _digest(folder / path), "text": text} for path, text in sorted(texts.items())}
    write_text(folder / NOTE, json.dumps({"files": files}, ensure_ascii=False))
    _carry_out(folder, texts)


def finish(folder: Path) -> bool:
    """Ends a change that was begun and not ended; says whether there was one to end."""
    if not (folder / NOTE).is_file():  # to open a pipe would wait for ever
        return False
    try:
        held = json.loads((folder / NOTE).read_text(encoding="utf-8"))["files"]
        texts = {PurePosixPath(path): file["text"] for path, file in held.items()}
        before = {PurePosixPath(path): file["before"] for path, file in held.items()}
        if any(path.is_absolute() or ".." in path.parts for path in texts):
            raise ValueError
    except OSError:  # whoever reads the records tells of it
        return False
    except (ValueError, KeyError, TypeError, AttributeError):  # no note of ours
        return False
    now = {path: _digest(folder / path) for path in texts}
    after = {path: None if text is None else _digest_of(text) for path, text in texts.items()}
    begun = any(now[path] == after[path] != before[path] for path in texts)
    if begun and all(now[path] in (before[path], after[path]) for path in texts):
        _carry_out(folder, texts)
        return True
    remove(folder / NOTE)
    return False


def _carry_out(folder: Path, texts: Mapping[PurePosixPath, str | None]) -> None:
    for path, text in texts.items():
        if text is not None:
            write_text(folder / path, text)
    for path, text in texts.items():
        if text is None:
            with suppress(FileNotFoundError):
                remove(folder / path)
    remove(folder / NOTE)


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
