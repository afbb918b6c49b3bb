"""Where a build reads and writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.edition.locale import Locale

Say = Callable[[str], None]
"""Is told of each step as it begins."""


class BuildFailed(Exception):
    """MkDocs refused an edition; the message holds what it said."""


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Where the build reads and writes. ``work`` holds what can be made again: Markdown, and MkDocs' output."""

    root: Path
    out: Path
    work: Path

    @property
    def theme(self) -> Path:
        return self.root / "scripts" / "kb" / "theme"

    @property
    def markdown(self) -> Path:
        return self.work / "docs"

    @property
    def html(self) -> Path:
        return self.work / "html"


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """An edition whose Markdown is on disk. ``lost`` says whether pages went that were there before."""

    locale: Locale
    pages: tuple[PurePosixPath, ...]
    lost: bool
