"""The files at the site's root, above the editions: the way in, the sitemap, the records, their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import PurePosixPath
from typing import Any

from kb.corpus.corpus import Corpus
from kb.edition.addresses import page_address
from kb.edition.output import OutputFile
from kb.loading import Loaded
from kb.model.claims import VOICES
from kb.model.records import KINDS
from kb.model.values import REFERS, Edition
from kb.publish.standalone_pages import way_in


def root_files(loaded: Loaded, pages: Iterable[PurePosixPath], site_url: str | None) -> Iterator[OutputFile]:
    """Everything beside the editions. ``pages`` are those of one edition; ``site_url`` ends in a slash."""
    yield way_in(site_url)
    yield from schemas()
    for origin in loaded.origins.values():
        yield OutputFile(PurePosixPath("data", *PurePosixPath(origin.file).parts[-2:]), origin.text)
    if site_url:
        yield OutputFile(PurePosixPath("sitemap.xml"), _sitemap(pages, site_url))
        yield OutputFile(PurePosixPath("robots.txt"), f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n")


def schemas(corpus: Corpus | None = None) -> Iterator[OutputFile]:
    """A JSON Schema for each kind of record, for editors that complete and check YAML.

    With a ``corpus`` an editor is offered its ids where one is asked for; any other is left to `check`.
    """
    for kind in KINDS:
        schema = kind.model_json_schema(by_alias=True)
        schema["required"] = [name for name in schema["required"] if name != "id"]  # the file's name gives it
        schema["properties"].pop("id")
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_with_ids(schema, corpus)}
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        yield OutputFile(PurePosixPath("schemas", f"{kind.kind_name}.json"), text + "\n")


def _with_ids(node: Any, corpus: Corpus | None) -> Any:
    """The schema, in which ids are offered in place of the mark that says of which kinds they may be."""
    if isinstance(node, list):
        return [_with_ids(item, corpus) for item in node]
    if not isinstance(node, dict):
        return node
    inside = {key: _with_ids(value, corpus) for key, value in node.items() if key != REFERS}
    kinds = node.get(REFERS)
    if kinds is None or corpus is None:
        return inside
    ids = [record.id for record in corpus if not kinds or record.kind_name in kinds]
    words = list(VOICES) if "voices" in kinds else []
    return {"anyOf": [{"enum": [*words, *ids]}, inside]}


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
