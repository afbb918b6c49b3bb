"""Makes the new site beside the old one, and swaps the two."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kb.edition.output import OutputFile
from kb.model.values import Edition
from kb.publish.folders import Folders
from kb.publish.writing import write_bytes


def why_not_there(root: Path, out: Path) -> str:
    """Why a site must not be put in place of a folder, which would be lost with all it holds; empty where it may."""
    place, project = out.resolve(), root.resolve()
    if project.is_relative_to(place):
        return "it holds the project"
    if any(
        place.is_relative_to(project / kept)
        for kept in ("data", "docs", "scripts", "tests", ".git", ".github", ".venv")
    ):
        return "it is a part of the project"
    if place.is_file():
        return "it is a file"
    if (
        place.is_dir()
        and any(place.iterdir())
        and not all((place / edition / "index.html").is_file() for edition in Edition)
    ):
        return "it holds other things than a site"
    return ""


def publish(folders: Folders, files: Iterable[OutputFile], drawn: Iterable[tuple[PurePosixPath, Path]]) -> None:
    """Makes the new site beside the old one, then swaps the two: a reader finds one or the other, whole.

    ``drawn`` are pictures: their places on the site, and the files that hold them.
    """
    out = folders.out
    fresh = _beside(out, "new")
    shutil.rmtree(fresh, ignore_errors=True)
    for edition in Edition:
        _take_over(folders.html / edition, out / edition, fresh / edition)
    for file in files:
        _put(file, out / file.path, fresh / file.path)
    for place, picture in drawn:
        _link(picture, fresh / place)
    old = _beside(out, "old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def recover(out: Path) -> None:
    """Puts the old site back where a build was killed between taking it away and putting the new one in place."""
    old = _beside(out, "old")
    if old.is_dir() and not out.exists():
        old.rename(out)


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


def _take_over(built: Path, published: Path, fresh: Path) -> None:
    """Links an edition's files into the new site; those that did not change keep the file, and so the time, they
    had."""
    for path in sorted(p for p in built.rglob("*") if p.is_file()):
        below = path.relative_to(built)
        if _LEFT_OUT & set(below.parts) or below.suffix == ".map" or any(below.match(pattern) for pattern in _MERGED):
            continue
        before = published / below
        same = (
            before.is_file()
            and before.stat().st_size == path.stat().st_size
            and before.read_bytes() == path.read_bytes()
        )
        _link(before if same else path, fresh / below)


def _put(file: OutputFile, before: Path, target: Path) -> None:
    """Writes a file of our own into the new site; one that did not change keeps the file, and so the time, it had."""
    content = file.data
    if before.is_file() and before.read_bytes() == content:
        _link(before, target)
    else:
        write_bytes(target, content)


def _link(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(path, target)


_LEFT_OUT = {"sitemap.xml", "sitemap.xml.gz", "lunr", "workers"}
"""What nobody asks for: MkDocs' sitemaps, which know one edition and the day of the build, and the theme's own
search."""


_MERGED = (
    "assets/stylesheets/*.css",
    "assets/javascripts/bundle.*.js",
    "assets/javascripts/search-box.js",
    "assets/images/favicon.png",
)
"""What `light_assets` takes the place of, and the icon that stands within the page."""
