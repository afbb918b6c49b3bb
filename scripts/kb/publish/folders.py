"""Where a build reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    """An edition whose Markdown is on disk.

    ``written`` are the files that are new or changed, ``lost`` those that were there before; both are named below the
    edition. ``titles`` are those of the pages that others lead to by their title.
    """

    locale: Locale
    pages: tuple[PurePosixPath, ...]
    titles: Mapping[str, str]
    written: frozenset[PurePosixPath]
    lost: frozenset[PurePosixPath]
