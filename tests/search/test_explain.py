"""`kb search --explain`: why results stand where they stand, as the engine itself reckons."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from kb.search.terminal import HOW, Worker, explained

RECORDS = {
    "people/mara-quill": {
        "names": {"en": "Mara Quill", "zh-Hans": "马拉·奎尔"},
        "summary": {"en": "She led the wicks.", "zh": "她负责灯芯。"},
    },
    "people/otto-brandt": {
        "names": {"en": "Otto Brandt", "zh-Hans": "奥托·布兰特"},
        "summary": {"en": "A colleague of [[mara-quill]] at the oil store.", "zh": "[[mara-quill]]在油库的同事。"},
    },
    "events/lamp-meeting": {"names": {"en": "The lamp meeting of Quill"}, "kind": "meeting"},
}
QUERIES = ["Mara Quill", "quil", "qiull", "马拉奎尔", "wicks", "oil store mara", "lamp meeting", "xyzzy", "", "a-b c"]


@pytest.fixture(scope="module")
def worker(worker_over) -> Worker:
    return worker_over(RECORDS)


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_explained_is_what_is_found_in_the_same_order(worker, query):
    found = [item["location"] for item in worker.search(query)]
    assert [row["location"] for row in worker.explain(query, most=100)] == found


@pytest.mark.parametrize("query", QUERIES)
def test_the_parts_make_the_score(worker, query):
    for row in worker.explain(query):
        why = row["why"]
        reckoned = why["sum"] / why["total"] * why["covered"] * why["kind"] * why["asked"]
        assert row["score"] - reckoned == pytest.approx(0, abs=0.2)  # what tells alike records apart comes on top
        assert row["score"] >= reckoned


def test_each_part_is_told_with_what_it_was_found_as(worker):
    (first, *_) = worker.explain("Mara Quill")
    assert [(part["text"], part["how"], part["form"]) for part in first["given"]] == [
        ("mara quill", "name", "Mara Quill")
    ]
    (slipped, *_) = worker.explain("Mara Qiull")
    assert [part["how"] for part in slipped["given"]] == ["name", "slip"]
    mentioning = next(row for row in worker.explain("mara store") if row["location"] == "people/otto-brandt/")
    assert {part["text"]: part["how"] for part in mentioning["given"]} == {"mara": "mention", "store": "summary"}


def test_every_way_of_finding_has_its_words_and_no_words_are_left_over():
    query = resources.files("kb.search").joinpath("engine", "matches.mjs").read_text(encoding="utf-8")
    levels = re.search(r"const LEVELS = \[(.*?)\]", query)[1]
    given = r'(?:nameMatches\(index, query, |termMatches\(index, |matchOf\()"(\w+)"'
    used = {*re.findall(given, query), *re.findall(r'"(\w+)"', levels)} - {"word"}  # which is told by level
    assert used == set(HOW)


def test_the_lines_read(worker):
    text = explained(1, worker.explain("mara xyzzy quill wicks")[0])
    assert text.splitlines()[0].startswith("1. Mara Quill  people/mara-quill/  ")
    assert "a name as it is written (Mara Quill)" in text
    assert "xyzzy: not found here" in text
    assert re.search(r"mean [\d.]+.*% of the query found; times [\d.]+ for its kind", text)
