"""Quotes are found word for word or not at all, and the lock says what was found."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.corpus.evidence import Lock, LockedSource, SourceText, impossible, lines_of, normal, verify

LETTERS = st.text(alphabet="ab 灯火é\u0301\u3000，,。A", min_size=1, max_size=60)
TEXTS = st.lists(LETTERS, min_size=1, max_size=5).map("\n".join)
NAMES = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,4})?", fullmatch=True)
SPOTS = st.tuples(st.integers(1, 999), st.integers(0, 9999))
QUOTES = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=60)
LOCKS = st.dictionaries(
    NAMES,
    st.builds(LockedSource, st.from_regex("[0-9a-f]{64}", fullmatch=True), st.dictionaries(QUOTES, SPOTS, max_size=4)),
    max_size=4,
).map(Lock)


@given(LOCKS)
def test_a_lock_is_read_as_it_was_written(lock):
    assert Lock.read(lock.write()) == lock


@given(LOCKS)
def test_a_lock_is_json_and_sorted(lock):
    held = json.loads(lock.write())
    assert list(held["sources"]) == sorted(held["sources"])
    assert lock.write() == Lock.read(lock.write()).write()


@given(LOCKS)
def test_each_proof_has_a_line_of_its_own(lock):
    rows = lock.write().split("\n")
    lines = lines_of(lock.write())
    assert set(lines) == {(source, quote) for source, entry in lock.sources.items() for quote in entry.quotes}
    assert len(set(lines.values())) == len(lines)
    for (_, quote), line in lines.items():
        assert rows[line - 1].strip().startswith(json.dumps(quote, ensure_ascii=False))


A, B = "a" * 64, "b" * 64


@pytest.mark.parametrize(
    ("now", "new"),
    [
        (Lock({"s": LockedSource(A, {"one": (1, 0)})}), set()),
        (Lock({}), set()),
        (Lock({"s": LockedSource(A, {"one": (1, 0), "two": (2, 0)})}), {("s", "two")}),
        (Lock({"s": LockedSource(A, {"one": (1, 1)})}), {("s", "one")}),
        (Lock({"s": LockedSource(B, {"one": (1, 0)})}), {("s", "one")}),
        (Lock({"t": LockedSource(A, {"one": (1, 0)})}), {("t", "one")}),
    ],
    ids=["same", "fewer", "a quote", "a place", "a text", "a source"],
)
def test_what_another_lock_does_not_prove_is_new(now, new):
    assert set(now.not_in(Lock({"s": LockedSource(A, {"one": (1, 0)})}))) == new


@given(
    st.one_of(
        st.text(max_size=40),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda v: (
                st.lists(v, max_size=3)
                | st.dictionaries(st.sampled_from(["version", "sources", "sha256", "quotes", "x"]), v, max_size=4)
            ),
            max_leaves=12,
        ).map(json.dumps),
    )
)
def test_any_text_is_a_lock_or_refused(text):
    try:
        lock = Lock.read(text)
    except ValueError:
        return
    assert all(
        type(number) is int for source in lock.sources.values() for spot in source.quotes.values() for number in spot
    )


@given(TEXTS, st.data())
def test_a_fragment_of_a_paragraph_is_found_where_it_stands(text, data):
    source = SourceText.read(text)
    for paragraph in source.paragraphs:
        start = data.draw(st.integers(0, len(paragraph) - 1))
        end = data.draw(st.integers(start + 1, len(paragraph)))
        fragment = paragraph[start:end]
        if normal(fragment) != fragment:
            continue
        spot = source.find(fragment)
        assert spot is not None
        number, offset = spot
        assert source.paragraphs[number - 1][offset:].startswith(fragment)


@given(TEXTS, LETTERS)
def test_what_is_found_stands_there_word_for_word(text, quote):
    source = SourceText.read(text)
    stands = bool(normal(quote)) and any(normal(quote) in normal(line) for line in text.splitlines())
    if normal(quote):
        assert (source.find(quote) is not None) == stands


@given(TEXTS)
def test_neither_composition_nor_the_kind_of_space_changes_a_text(text):
    other = unicodedata.normalize("NFD", text).replace(" ", "\u00a0 \t")
    assert SourceText.read(text) == SourceText.read(other)


@pytest.mark.parametrize(
    ("quote", "hint"),
    [("Six lamps", "six lamps"), ("六盏，灯", "六盏,灯"), ("sixlamps", "six lamps"), ("ＸＡＩ", "xAI")],
)
def test_a_quote_that_is_nearly_right_is_told_what_the_source_has(quote, hint):
    assert SourceText.read("There were six lamps at xAI, 六盏,灯.").nearly(quote) == hint


def test_a_source_whose_text_is_not_at_hand_keeps_what_was_proved(golden_checked):
    corpus = golden_checked.corpus
    lock, findings = verify(corpus.records, {}, corpus.lock)
    assert findings == ()
    assert lock == corpus.lock


def test_a_quote_that_nothing_rests_on_any_more_leaves_the_lock(golden_checked, golden):
    corpus = golden_checked.corpus
    lampwright = corpus.lock.sources["lampwright"]
    more = Lock(
        {**corpus.lock.sources, "lampwright": LockedSource(lampwright.digest, {**lampwright.quotes, "unused": (1, 0)})}
    )
    texts = {s.id: SourceText.read((golden / "articles" / s.file).read_text(encoding="utf-8")) for s in corpus.sources}
    assert verify(corpus.records, texts, more)[0] == corpus.lock
    assert verify(corpus.records, {}, more)[0] == more, "nobody could look it up"


def test_while_a_record_cannot_be_read_a_quote_that_stands_in_its_text_stays(golden_checked, golden):
    corpus = golden_checked.corpus
    texts = {s.id: SourceText.read((golden / "articles" / s.file).read_text(encoding="utf-8")) for s in corpus.sources}
    fewer = {key: record for key, record in corpus.records.items() if key != "mara-quill"}
    assert verify(fewer, texts, corpus.lock, whole=False)[0] == corpus.lock
    assert verify(fewer, texts, corpus.lock)[0] != corpus.lock


@pytest.mark.parametrize(
    ("quotes", "fault"),
    [
        ({"six lamps": (-5, 9)}, True),
        ({"six lamps": (1, 99999999999)}, True),
        ({"six lamps": (999999, 0)}, True),
        ({"six lamps": (1, 4), "lamps were lit": (1, 8)}, False),
        ({"six lamps": (1, 4), "lamps were lit": (1, 9)}, True),
        ({"six lamps": (1, 4), "lamps were lit": (2, 9)}, False),
        ({"six lamps": (1, 4), "seven oils": (1, 4)}, True),
    ],
)
def test_a_proof_that_cannot_be_is_told(quotes, fault):
    assert bool(list(impossible("gazette", LockedSource("0" * 64, quotes)))) is fault


@pytest.mark.parametrize(
    "forged",
    [
        '{"version": 1, "sources": {"a": {"sha256": "0", "quotes": {}}}}',
        '{"version": 1, "sources": {"a": {"sha256": "%s", "quotes": {"x": [1, 1], "x": [1, 2]}}}}' % ("0" * 64),
        '{"version": 1, "version": 1, "sources": {}}',
    ],
)
def test_a_lock_with_an_odd_digest_or_a_key_given_twice_is_refused(forged):
    with pytest.raises(ValueError):
        Lock.read(forged)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("我今天離開了氙氣工坊", "我今天离开了氙气工坊"),
        ("我今天离开了氙汽工坊", "我今天离开了氙气工坊"),
        ("six lamps where lit", "six lamps were lit"),
        ("entirely other words", None),
    ],
)
def test_the_nearest_words_of_the_source_are_shown(quote, shown):
    text = SourceText.read("灯灭之后，他说：我今天离开了氙气工坊。\n\nThat night six lamps were lit.\n")
    near = text.nearly(quote)
    assert near is None if shown is None else near.startswith(shown[:-1])
