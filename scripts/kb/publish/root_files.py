"""The files at the site's root, above the editions: the way in, the sitemap, the records, their schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import PurePosixPath

from kb.edition.addresses import page_address
from kb.edition.output import OutputFile
from kb.loading import Loaded
from kb.model.values import Edition
from kb.publish.editor_schemas import schemas
from kb.publish.licences import licences
from kb.publish.standalone_pages import way_in


def root_files(loaded: Loaded, pages: Iterable[PurePosixPath], site_url: str | None) -> Iterator[OutputFile]:
    """Everything beside the editions. ``pages`` are those of one edition; ``site_url`` ends in a slash."""
    yield way_in(site_url)
    yield from schemas()
    yield licences()
    for origin in loaded.origins.values():
        yield OutputFile(PurePosixPath("data", *PurePosixPath(origin.file).parts[-2:]), origin.text)
    if site_url:
        yield OutputFile(PurePosixPath("sitemap.xml"), _sitemap(pages, site_url))
        yield OutputFile(PurePosixPath("robots.txt"), f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n")


def _sitemap(pages: Iterable[PurePosixPath], site_url: str) -> str:
    """Every page of every edition with its counterparts. No dates: they would tell of builds, not of changes."""
    entries: list[str] = []
    for page in sorted(pages):
        address = page_address(page)
        alternates = "".join(
            f'\n    <xhtml:link rel="alternate" hreflang="{edition}" '
            f'href="{escape(f"{site_url}{edition}/{address}")}"/>'
            for edition in Edition
        )
        entries += (
            f"  <url>\n    <loc>{escape(f'{site_url}{edition}/{address}')}</loc>{alternates}\n  </url>\n"
            for edition in Edition
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{''.join(entries)}</urlset>\n"
    )
