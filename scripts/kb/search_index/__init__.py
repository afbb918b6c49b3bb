"""What is searchable, in the form in which it is shipped: an index for each edition.

``search_index.json`` is what Material loads on every page: settings, and the name of the real index, which the search
worker loads when the box is first used. The real index is a script, so that it can be loaded without a server too; the
scripts that read it come with it (`kb.search_index.engine`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from kb.corpus import Corpus
from kb.output import OutputFile
from kb.pages.wording import Wording
from kb.search_index.engine import engine
from kb.search_index.searchable import searchables
from kb.search_index.shipped import shared
from kb.search_index.shown import shown
from kb.search_index.terms import inverted

SEPARATOR = r"[\s\u3000,.;:!?()·・“”‘’\-]+"
"""Where Material's highlighting cuts the words that it is given."""


def outputs(corpus: Corpus, wordings: tuple[Wording, ...]) -> Iterator[OutputFile]:
    """The files of every edition's ``search`` folder; paths begin with the edition."""
    records = tuple(searchables(corpus))
    common = shared(records, inverted(records))
    for wording in wordings:
        folder = PurePosixPath(wording.edition, "search")
        index = f"{engine()}self.kbSearchIndex = {_json(common | shown(wording, records))}\n"
        name = f"index-{hashlib.sha256(index.encode()).hexdigest()[:10]}.js"
        settings = {"config": {"lang": ["en"], "separator": SEPARATOR, "pipeline": [], "index": f"search/{name}"}, "docs": []}
        yield OutputFile(folder / name, index)
        yield OutputFile(folder / "search_index.json", _json(settings))
        # What Material loads instead where pages are opened from a disk.
        yield OutputFile(folder / "search_index.js", f"var __index = {_json(settings)};\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
