"""What is searchable, in the form in which it is shipped: an index for each edition.

``search_index.json`` is what Material loads on every page: settings, and the name of the real index, which the search
worker loads when the box is first used. The real index is a script, so that it can be loaded without a server too; the
scripts that read it come with it (`kb.search.bundle`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import PurePosixPath
from typing import Any

from kb.corpus.corpus import Corpus
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.model.values import Edition
from kb.search.bundle import engine
from kb.search.searchable import searchables
from kb.search.shipped import shared
from kb.search.shown import shown
from kb.search.terms import inverted

SEPARATOR = r"[\s\u3000,.;:!?()·・“”‘’\-]+"
"""Where Material's highlighting cuts the words that it is given."""


def outputs(corpus: Corpus, locales: tuple[Locale, ...]) -> Iterator[OutputFile]:
    """The files of every edition's ``search`` folder; paths begin with the edition."""
    records = tuple(searchables(corpus))
    common = shared(records, inverted(records))
    for locale in locales:
        folder = PurePosixPath(locale.edition, "search")
        index = f"{engine()}self.kbSearchIndex = {_json(common | shown(locale, records))}\n"
        name = f"index-{hashlib.sha256(index.encode()).hexdigest()[:10]}.js"
        settings = {
            "config": {"lang": ["en"], "separator": SEPARATOR, "pipeline": [], "index": f"search/{name}"},
            "docs": [],
        }
        yield OutputFile(folder / name, index)
        yield OutputFile(folder / "search_index.json", _json(settings))
        # What Material loads instead where pages are opened from a disk.
        yield OutputFile(folder / "search_index.js", f"var __index = {_json(settings)};\n")


def browser_files() -> Iterator[OutputFile]:
    """The scripts of the search box, for every edition: MkDocs takes them along, also where it is run by hand."""
    folder = resources.files("kb.search").joinpath("browser")
    for edition in Edition:
        for name in ("search-box.js", "search-worker.js"):
            text = folder.joinpath(name).read_text(encoding="utf-8")
            yield OutputFile(PurePosixPath(edition, "assets", "javascripts", name), text)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
