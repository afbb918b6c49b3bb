"""Indexes to test with, written from a few records or from a whole corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kb import search as search_index
from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.edition.locale import locales
from kb.model.records import KINDS

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts" / "kb" / "search" / "browser"
OUTSIDE = {"en": "For a test."}

Search = Callable[[str], list[str]]


def corpus_of(records: dict[str, dict[str, Any]]) -> Corpus:
    """A corpus of records as they stand in files: ``people/tony-wu`` -> its fields."""
    kinds = {kind.kind_name: kind for kind in KINDS}
    read = (
        kinds[path.split("/")[0]].model_validate({"id": path.split("/")[1], **fields})
        for path, fields in records.items()
    )
    return Corpus.of(read, Lock({}))


def write_index(corpus: Corpus, folder: Path) -> Path:
    for output in search_index.outputs(corpus, locales(corpus)):
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(output.content, encoding="utf-8")
    return folder
