"""How well the project's own records are found: 500 queries and more, in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from indexes import ROOT, SCRIPTS

from bench.evaluation import Score, identity, ranks, read_queries
from kb.checks.open_data import open_data
from kb.corpus.stays import first_and_last_to_leave
from kb.search.terminal import Worker

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


@pytest.mark.parametrize("edition", ["en", "zh-Hans", "zh-Hant"])
def test_who_was_first_and_who_last_is_answered_from_the_dates(real_index: Path, edition: str) -> None:
    first, last = first_and_last_to_leave(open_data(ROOT / "data").corpus)
    asked = {
        first: "who first left|who left first|first to leave|first departure|earliest departure|who was the first to go"
        "|谁最先离职|第一个离开的人|最早离职的是谁|首位離職|最早離開",
        last: "who left last|last to leave|most recent departure|who was the last to leave|latest departure"
        "|who left most recently|最近离职|最后一个离开的是谁|最後離職|最新離職",
    }
    with Worker(SCRIPTS, real_index / edition) as worker:
        worker.set_up()
        astray = {
            query: found[:3]
            for people, queries in asked.items()
            for query in queries.split("|")
            if (found := [identity(item["location"]) for item in worker.search(query)])[:1] == []
            or found[0] not in people
        }
    assert astray == {}
