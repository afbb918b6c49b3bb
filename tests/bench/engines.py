"""Three searches over the same pages, each made ready in a folder: ours, Material's own, Pagefind."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from kb import search as search_index
from kb.corpus.corpus import Corpus
from kb.edition.locale import Locale, locales
from kb.model.values import Edition
from kb.pages import edition_pages
from kb.publish.writing import write_text

OURS, MATERIAL, PAGEFIND = "ours", "material", "pagefind"
SEPARATOR = {"en": r"[\s\-]+", "zh": r"[\s\u200b\u3000\-、。，．？！；]+"}
"""What Material's own translations set where the site does not."""


@dataclass(frozen=True, kw_only=True)
class Html:
    """A page as all three see it: what the theme would put into the article."""

    url: str
    title: str
    content: str
    meta: dict[str, Any] = field(default_factory=dict)
    toc: Any = ()


def prepare(corpus: Corpus, edition: Edition, theme: Path, folder: Path, wanted: list[str]) -> list[str]:
    """Makes the folder hold each search of those wanted that can be had here; says which."""
    words = locales(corpus)
    locale = next(w for w in words if w.edition is edition)
    write_text(folder / "index.html", "<!doctype html><title>Measuring</title>")
    _ours(corpus, locale, theme, folder / OURS)
    made = [OURS]
    pages = list(html_pages(locale)) if {MATERIAL, PAGEFIND} & set(wanted) else []
    if MATERIAL in wanted:
        _material(pages, edition, folder / MATERIAL)
        made.append(MATERIAL)
    if PAGEFIND in wanted and _pagefind(pages, edition, folder / PAGEFIND):
        made.append(PAGEFIND)
    return made


def html_pages(locale: Locale) -> Iterator[Html]:
    """The edition's generated pages, from Markdown to HTML as MkDocs does it, without the theme around them."""
    import markdown  # noqa: PLC0415: what only measuring needs
    from mkdocs.structure.toc import get_toc
    from mkdocs.utils.meta import get_data

    renderer = markdown.Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"])
    for page in edition_pages(locale):
        if page.path.suffix != ".md":
            continue
        text, meta = get_data(page.content)
        content = renderer.reset().convert(text)
        where = page.path.relative_to(locale.edition)
        folder = where.parent if where.name == "index.md" else where.with_suffix("")
        url = f"{folder}/" if folder.name else ""
        yield Html(
            url=url,
            title=str(meta.get("title", where.stem)),
            content=content,
            meta=meta,
            toc=get_toc(renderer.toc_tokens),
        )


def _ours(corpus: Corpus, locale: Locale, theme: Path, folder: Path) -> None:
    for output in search_index.outputs(corpus, (locale,)):
        write_text(folder / output.path.relative_to(locale.edition), output.content)
    scripts = theme / "assets" / "javascripts"
    for script in scripts.rglob("*.js"):
        write_text(folder / "assets" / "javascripts" / script.relative_to(scripts), script.read_text(encoding="utf-8"))


def _material(pages: list[Html], edition: Edition, folder: Path) -> None:
    """The index that Material's plugin makes of the pages, and its worker."""
    from material.plugins.search.plugin import SearchIndex  # noqa: PLC0415: segments with jieba, as the plugin does

    language = edition.language
    index = SearchIndex(
        lang=[language],
        separator=SEPARATOR[language],
        pipeline=["stemmer"] if language == "zh" else ["stopWordFilter"],
        fields={"title": {"boost": 1e3}, "text": {"boost": 1}, "tags": {"boost": 1e6}},
    )
    for page in pages:
        index.add_entry_from_context(page)
    write_text(folder / "search" / "search_index.json", index.generate_search_index(None))
    scripts = resources.files("material").joinpath("templates", "assets", "javascripts")
    with resources.as_file(scripts) as own:
        for script in (*own.glob("workers/*.js"), *own.glob("lunr/**/*.js")):
            name = "search.js" if script.parent.name == "workers" else script.name
            write_text(
                folder / "assets" / "javascripts" / script.parent.relative_to(own) / name,
                script.read_text(encoding="utf-8"),
            )


def _pagefind(pages: list[Html], edition: Edition, folder: Path) -> bool:
    """Pagefind's index, where npm can install it."""
    npm, npx = shutil.which("npm"), shutil.which("npx")
    if not npm or not npx:
        return False
    for page in pages:
        body = re.sub(r"</?(?:html|body)\b[^>]*>", "", page.content)
        head = f'<!doctype html><html lang="{edition}"><title>{page.title}</title>'
        write_text(
            folder / page.url / "index.html", f"{head}<body><main data-pagefind-body>{body}</main></body></html>"
        )
    write_text(folder / "package.json", json.dumps({"private": True, "dependencies": {"pagefind": "^1.3.0"}}))
    install = [npm, "install", "--no-audit", "--no-fund", "--silent"]
    index = [npx, "pagefind", "--site", ".", "--output-path", "pagefind", "--quiet"]
    return not any(
        subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode for command in (install, index)
    )
