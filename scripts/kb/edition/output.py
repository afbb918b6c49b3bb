"""What the build makes, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written: its path below the folder that the writer chooses, and its text."""

    path: PurePosixPath
    content: str
