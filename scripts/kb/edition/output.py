"""What the build makes, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written: its path below the folder that the writer chooses, and its text or bytes."""

    path: PurePosixPath
    content: str | bytes

    @property
    def data(self) -> bytes:
        """What is written: a text in UTF-8."""
        return self.content.encode("utf-8") if isinstance(self.content, str) else self.content
