"""Makes the new site beside the old one, and puts it in its place: exactly what a build put there is replaced.

A site carries a **manifest**, the list of its files with their digests. Only what stands in it is ours to replace or to
delete. Where the folder holds nothing else, the new site is made beside it and the two change places, by renaming;
where it holds more (a ``CNAME``, a repository) or cannot be renamed (a mount point), it is filled file by file, while
the manifest names the old files and the new ones until all is done.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kb.edition.output import OutputFile
from kb.model.values import Edition
from kb.publish.folders import BuildFailed, Folders
from kb.publish.writing import write_bytes

MANIFEST = "site-files.json"
"""The list of what a build put there: ``{"files": {path: SHA-256}}``."""

OF_THE_PROJECT = ("data", "docs", "scripts", "tests", ".git", ".github", ".venv", ".build", ".ci", ".vscode")


def why_not_there(root: Path, out: Path) -> str:
    """Why a site must not be put into a place; empty where it may: what is absent, empty, or a site with its
    manifest."""
    if out.exists() and not out.is_dir():
        return "it is a file" if out.is_file() else "it is neither a folder nor absent"
    if reason := why_not_written(root, out):
        return reason
    place = out.resolve()
    if root.resolve().is_relative_to(place):
        return "it holds the project"
    above = next((p for p in place.parents if p.exists()), place)
    if not above.is_dir():
        return f"{above} is no folder"
    if place.is_dir() and any(place.iterdir()) and _listed(place) is None:
        return f"it holds other things than a site ({MANIFEST}, which a build leaves, is missing)"
    return ""


def why_not_written(root: Path, out: Path) -> str:
    """Why nothing may be written below a place, not even files of their own; empty where it may."""
    try:
        out.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return "it is a link that leads to itself"
    place = out.resolve()
    if any(place.is_relative_to(root.resolve() / kept) for kept in OF_THE_PROJECT):
        return "it is a part of the project"
    return ""


def publish(folders: Folders, files: Iterable[OutputFile], drawn: Iterable[tuple[PurePosixPath, Path]]) -> None:
    """Makes the new site, then puts it in the old one's place: a reader finds one or the other.

    ``drawn`` are pictures: their places on the site, and the files that hold them. Raises `BuildFailed` where two files
    would have one place, `OSError` where the disk refuses; then the old site stands, and nothing is left beside it.
    """
    out = folders.out.resolve()  # of a link, what it leads to
    fresh = _beside(out, "new")
    _delete(fresh)
    try:
        taken: dict[str, str] = {}
        for edition in Edition:
            _take_over(folders.html / edition, out / edition, fresh / edition)
        for path in _files(fresh):
            _claim(taken, path, "a page of MkDocs")
        for file in files:
            _claim(taken, file.path.as_posix(), "a file made beside the pages")
            _put(file, out / file.path, fresh / file.path)
        for place, picture in drawn:
            _claim(taken, place.as_posix(), "a picture")
            _link(picture, fresh / place)
        digests = {path: hashlib.sha256((fresh / path).read_bytes()).hexdigest() for path in _files(fresh)}
        _put(OutputFile(PurePosixPath(MANIFEST), _manifest(digests)), out / MANIFEST, fresh / MANIFEST)
        if os.path.ismount(out) or _others(out):
            _fill(out, fresh, digests)
        else:
            _swap(out, fresh)
    finally:
        _delete(fresh)


def clear(out: Path) -> None:
    """Takes a working folder away that a release without a manifest left behind."""
    if out.is_dir() and _listed(out) is None:
        _delete(out)


def recover(out: Path) -> None:
    """Puts the old site back where a build was killed between taking it away and putting the new one in place."""
    out = out.resolve()
    old = _beside(out, "old")
    if old.is_dir() and not out.exists():
        old.rename(out)


def _swap(out: Path, fresh: Path) -> None:
    """The two change places by renaming. What is called "old" is whole at any moment: it is renamed before it is
    deleted."""
    old, gone = _beside(out, "old"), _beside(out, "gone")
    _delete(gone)
    if old.exists():
        old.rename(gone)
        _delete(gone)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    if old.exists():
        old.rename(gone)
        _delete(gone)


def _fill(out: Path, fresh: Path, digests: dict[str, str]) -> None:
    """Each file is put in its place, then those of the old site go that the new one has not; what others put there
    stays."""
    before = _listed(out) or {}
    out.mkdir(parents=True, exist_ok=True)
    write_bytes(out / MANIFEST, _manifest(before | digests))
    for path in digests:
        target = out / path
        if before.get(path) != digests[path] or not target.is_file():
            if path not in before and target.exists():
                raise BuildFailed(f"{target} stands where the site has a page: it is not of a build, so move it away")
            write_bytes(target, (fresh / path).read_bytes())
    for path in before.keys() - digests.keys():
        (out / path).unlink(missing_ok=True)
        for folder in (out / path).parents:
            if folder == out or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    write_bytes(out / MANIFEST, _manifest(digests))


def _manifest(digests: dict[str, str]) -> bytes:
    return (json.dumps({"files": digests}, indent=0, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _listed(out: Path) -> dict[str, str] | None:
    """The files that a build put there, by its manifest; None where there is none, or it names what is not below."""
    try:
        files = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    paths = [PurePosixPath(path) for path in files] if isinstance(files, dict) else [PurePosixPath("/")]
    return None if any(path.is_absolute() or ".." in path.parts for path in paths) else files


def _others(out: Path) -> bool:
    """Whether a site's folder holds what no build put there."""
    ours = _listed(out) or {}
    return out.is_dir() and any(path not in ours and path != MANIFEST for path in _files(out, links=True))


def _files(folder: Path, links: bool = False) -> list[str]:
    """The files below a folder, as paths from it; with ``links``, links to folders too, and empty folders."""
    found = []
    for path in sorted(folder.rglob("*")):
        special = links and (path.is_symlink() or (path.is_dir() and not any(path.iterdir())))
        if special or not path.is_dir():
            found.append(path.relative_to(folder).as_posix())
    return found


def _claim(taken: dict[str, str], path: str, what: str) -> None:
    """Notes that a file has a place; raises `BuildFailed` where another has it, also if only capitals tell them
    apart."""
    before = taken.setdefault(path.casefold(), shown := f"{path} ({what})")
    if before is not shown:
        raise BuildFailed(f"two files have one place on the site: {before}, and {shown}; rename one of the two")


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.kb-{what}")


def _delete(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


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
