"""Where pages stand: paths within an edition, and the ways between them."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from pathlib import PurePosixPath

from kb.model.records import Record


def path_of(record: Record) -> PurePosixPath:
    """The path of a record's Markdown page within an edition: ``people/tony-wu.md``."""
    return _path(record.kind_name, record.id)


@lru_cache(maxsize=65536)
def _path(kind: str, record_id: str) -> PurePosixPath:
    return PurePosixPath(kind, f"{record_id}.md")


@lru_cache(maxsize=65536)
def relative(target: PurePosixPath, page: PurePosixPath) -> str:
    """The way from one page to another, as Markdown links give it: ``../people/tony-wu.md``."""
    return posixpath.relpath(target, page.parent)


def page_address(page: PurePosixPath) -> str:
    """A page's address within its edition: ``people/tony-wu.md`` is at ``people/tony-wu/``, an index at its folder."""
    parts = page.with_suffix("").parts
    return "".join(f"{part}/" for part in (parts[:-1] if parts[-1] == "index" else parts))


def href(record: Record, page: PurePosixPath, anchor: str = "") -> str:
    """The way from a page to a record's page for links within HTML and SVG, which MkDocs leaves as they are."""
    address = posixpath.relpath(page_address(path_of(record)), page_address(page) or ".")
    return f"{address}/{'#' + anchor if anchor else ''}"
