"""The site as it can be read from a disk, without a server: every link names its file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kb.publish.writing import write_bytes

_LINK = re.compile(
    r"""(?P<before>\s(?:href|content)=(?P<quote>["']?)(?:0;\s*url=)?)(?P<way>[^"'>\s:#?]*)(?P<rest>[#?][^"'>\s]*)?(?P=quote)(?=[\s>/])"""
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the bundle, so that two builds give the same bytes; zip files know none before."""


def for_disk(html: str) -> str:
    """The page with ``index.html`` added to links that lead to a folder: a disk does not look for it by itself."""

    def named(link: re.Match[str]) -> str:
        way = link["way"]
        if way.endswith("/") or way in (".", "..") or way.endswith(("/.", "/..")):
            way = way.rstrip("/") + "/index.html"
        return f"{link['before']}{way}{link['rest'] or ''}{link['quote']}"

    return _LINK.sub(named, html)


def bundle(files: Iterable[tuple[PurePosixPath, bytes]], folder: str) -> bytes:
    """A zip file of the whole site below ``folder``, its pages made for the disk."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in files:
            if path.suffix == ".html":
                content = for_disk(content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(f"{folder}/{path}", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return held.getvalue()


def write_bundle(out: Path) -> Path:
    """Packs the built site for reading from a disk: a zip file beside the site's folder."""
    found = ((PurePosixPath(p.relative_to(out).as_posix()), p) for p in sorted(out.rglob("*")) if p.is_file())
    files = (
        (place, path.read_bytes()) for place, path in found if place.parts[0] != "cards"
    )  # pictures for links on the web
    path = out.with_name(f"{out.name}-offline.zip")
    write_bytes(path, bundle(files, "xai-departures"))
    return path
