"""The files at the site's root, above the editions: the way in, the sitemap, the records, their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import PurePosixPath

from kb.loading import Loaded
from kb.output import OutputFile
from kb.pages.wording import LABELS, page_address
from kb.records import KINDS
from kb.values import Edition

LANGUAGE_NAMES = {Edition.EN: "English", Edition.HANS: "简体中文", Edition.HANT: "繁體中文"}


def root_files(loaded: Loaded, pages: Iterable[PurePosixPath], site_url: str | None) -> Iterator[OutputFile]:
    """Everything beside the editions. ``pages`` are those of one edition; ``site_url`` ends in a slash."""
    yield OutputFile(PurePosixPath("index.html"), _way_in())
    yield from schemas()
    for origin in loaded.origins.values():
        yield OutputFile(PurePosixPath("data", *PurePosixPath(origin.file).parts[-2:]), origin.text)
    if site_url:
        yield OutputFile(PurePosixPath("sitemap.xml"), _sitemap(pages, site_url))
        yield OutputFile(PurePosixPath("robots.txt"), f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n")


def schemas() -> Iterator[OutputFile]:
    """A JSON Schema for each kind of record, for editors that complete and check YAML."""
    for kind in KINDS:
        schema = kind.model_json_schema(by_alias=True)
        schema["required"] = [name for name in schema["required"] if name != "id"]  # the file's name gives it
        text = json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, ensure_ascii=False, indent=1)
        yield OutputFile(PurePosixPath("schemas", f"{kind.kind_name}.json"), text + "\n")


def _way_in() -> str:
    """A page that leads to the reader's language, by script where there is one, by links where there is none."""
    title = escape(LABELS["site"]["en"])
    links = "\n".join(
        f'<li><a href="{edition}/" lang="{edition}" hreflang="{edition}">{name}</a></li>' for edition, name in LANGUAGE_NAMES.items()
    )
    alternates = "\n".join(f'<link rel="alternate" hreflang="{edition}" href="{edition}/">' for edition in Edition)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<meta name="description" content="{escape(LABELS["site_line"]["en"])}">
{alternates}
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.25rem/1.6 system-ui, sans-serif; margin: 20vh auto; max-width: 24rem; padding: 0 1rem }}
ul {{ list-style: none; padding: 0 }}
a {{ display: block; padding: .5rem 0 }}
</style>
<script>
var wanted = navigator.languages || [navigator.language || ""];
for (var i = 0; i < wanted.length; i++) {{
  var tag = wanted[i].toLowerCase();
  var edition = /^zh\\b.*(hant|tw|hk|mo)/.test(tag) ? "zh-Hant" : /^zh\\b/.test(tag) ? "zh-Hans" : /^en\\b/.test(tag) ? "en" : "";
  if (edition) break;
}}
location.replace((edition || "en") + "/" + (location.protocol === "file:" ? "index.html" : ""));
</script>
</head>
<body>
<h1>{title}</h1>
<ul>
{links}
</ul>
</body>
</html>
"""


def _sitemap(pages: Iterable[PurePosixPath], site_url: str) -> str:
    """Every page of every edition with its counterparts. No dates: they would tell of builds, not of changes."""
    entries = []
    for page in sorted(pages):
        address = page_address(page)
        alternates = "".join(
            f'\n    <xhtml:link rel="alternate" hreflang="{edition}" href="{escape(f"{site_url}{edition}/{address}")}"/>' for edition in Edition
        )
        entries += (f"  <url>\n    <loc>{escape(f'{site_url}{edition}/{address}')}</loc>{alternates}\n  </url>\n" for edition in Edition)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{''.join(entries)}</urlset>\n"
    )
