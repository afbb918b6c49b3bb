"""How well the project's own records are found: 500 queries and more, in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from indexes import ROOT, SCRIPTS, needs_node

from bench.evaluation import Score, identity, ranks, read_queries
from kb.checks.open_data import open_data
from kb.search.terminal import Worker

pytestmark = needs_node

QUERIES = read_queries(Path(__file__).with_name("queries.yaml"))
NAMES = (
    "name-",
    "pinyin-",
    "other-romanisations",
    "one-character-surname",
    "given-name",
    "typing-errors",
    "han-typing-errors",
    "full-width",
    "punctuation",
    "mixed-scripts",
)


def test_there_are_enough_queries_and_all_expect_what_there_is() -> None:
    known = {record.id for record in open_data(ROOT / "data").corpus}
    every = [query for own in QUERIES.values() for query in own]
    assert len(every) >= 500
    expected = {identity for query in every for identity in query.expected if not identity.startswith("@")}
    # Several of a query's records may be expected; each query needs one of them at least.
    assert [
        query.text
        for query in every
        if query.expected and not any(i in known or i.startswith("@") for i in query.expected)
    ] == []
    assert len(expected & known) > 100


@pytest.mark.parametrize("edition", ["en", "zh-Hans", "zh-Hant"])
def test_queries_lead_where_they_should(real_index: Path, edition: str) -> None:
    with Worker(SCRIPTS, real_index / edition) as worker:
        worker.set_up()
        found = ranks(QUERIES, lambda query: [identity(item["location"]) for item in worker.search(query)])
    astray = {
        category: [q.text for q, rank in zip(QUERIES[category], own, strict=True) if rank != 1]
        for category, own in found.items()
    }
    names = [rank for category, own in found.items() if category.startswith(NAMES) for rank in own]
    assert Score.of(names).first == 100, {
        category: texts for category, texts in astray.items() if category.startswith(NAMES) and texts
    }
    assert Score.of(found["nonsense"]).first >= 97, astray["nonsense"]
    assert Score.of(rank for own in found.values() for rank in own).first >= 98, {
        c: texts for c, texts in astray.items() if texts
    }
