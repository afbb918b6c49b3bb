"""Every real record loads, checks, and survives being written and read; every quote is short and proved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.checks.open_data import open_data
from kb.corpus.evidence import Lock, SourceText, statements, verify
from kb.loading import load, read_folder
from kb.model.records import KINDS
from kb.model.values import quote_limit

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
ARTICLES = Path(os.environ.get("KB_ARTICLES", ROOT.parent / "shared" / "articles"))
RECORDS = load(read_folder(DATA)).records
KIND = {kind.kind_name: kind for kind in KINDS}


@pytest.fixture(scope="module")
def checked():
    return open_data(DATA)


def test_the_records_are_sound(checked):
    assert [str(problem) for problem in checked.errors] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record.kind_name}/{record.id}")
def test_a_record_survives_being_written_and_read(record):
    written = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert type(record).model_validate(written, by_alias=True, by_name=False) == record


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record.kind_name}/{record.id}")
def test_a_record_quotes_no_more_than_it_needs(record):
    assert all(0 < len(statement.words) <= quote_limit(statement.words) for statement in statements(record))


def test_no_two_claims_of_a_record_have_one_anchor():
    for record in RECORDS:
        anchors = [claim.anchor for claim in record.claims]
        assert len(anchors) == len(set(anchors)), record.id


def test_every_record_is_of_a_kind_with_a_schema():
    for kind in KINDS:
        schema = kind.model_json_schema(by_alias=True)
        assert schema["additionalProperties"] is False
        assert "names" in schema["properties"]


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand: KB_ARTICLES names their folder")
def test_every_quote_stands_word_for_word_in_its_article(checked):
    corpus = checked.corpus
    texts = {s.id: SourceText.read((ARTICLES / s.file).read_text(encoding="utf-8")) for s in corpus.sources}
    lock, findings = verify(corpus.records, texts, Lock({}))
    assert [f"{f.record}: {f.message}" for f in findings] == []
    assert lock.write() == (DATA / "quotes.lock.json").read_text(encoding="utf-8")
