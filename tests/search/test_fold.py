"""Python and the worker fold and cut alike, and the fold is what its table's generator makes."""

from __future__ import annotations

import json
import sys
import unicodedata
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.search.terminal import Worker
from kb.text import fold_generator
from kb.text.fold import fold, table, tokens

AWKWARD = "吴吳呉懷懐国國囯Ｗｕǔßøİıςσŉ가é'’-·・　１２٣²½ﬁ⼀豈\ufe0f\u200b\U000e0100\U0002f800\U00020000"


@pytest.fixture(scope="module")
def folding(worker: Worker) -> Worker:
    worker.ask({"table": asdict(table()) | {"han": " ".join(table().han)}})
    return worker


def test_every_character_that_both_know_folds_alike(folding: Worker) -> None:
    unknown = set(folding.ask({"unassigned": True}))
    both = [
        chr(c)
        for c in range(sys.maxunicode + 1)
        if c not in unknown and unicodedata.category(chr(c)) not in ("Cn", "Cs")
    ]
    # One by one would be a million requests: a line feed holds the characters apart, and folds to itself.
    assert folding.ask({"fold": "\n".join(both)}).split("\n") == fold("\n".join(both)).split("\n")


def test_every_character_that_both_know_is_cut_alike(folding: Worker) -> None:
    unknown = set(folding.ask({"unassigned": True}))
    both = " ".join(
        chr(c)
        for c in range(sys.maxunicode + 1)
        if c not in unknown and unicodedata.category(chr(c)) not in ("Cn", "Cs")
    )
    assert folding.ask({"tokens": both}) == list(tokens(fold(both)))


def test_plain_characters_fold_alike_by_themselves(folding: Worker) -> None:
    plain = [chr(c) for c in range(128)]
    assert [folding.ask({"fold": character}) for character in plain] == [fold(character) for character in plain]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.text(
        alphabet=st.sampled_from(AWKWARD) | st.characters(max_codepoint=0x3000, exclude_categories=("Cs", "Cn"))
    )
)
def test_strings_fold_and_are_cut_alike(folding: Worker, text: str) -> None:
    assert folding.ask({"fold": text}) == fold(text)
    assert folding.ask({"tokens": text}) == list(tokens(fold(text)))


@given(text=st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("吳宇懷", "吴宇怀"),
        ("呉宇懐", "吴宇怀"),
        ("張國棟", "张国栋"),
        ("鄭憐憫", "郑怜悯"),
        ("裡裏里", "里里里"),
        ("Ｔｏｎｙ　Ｗｕ", "tony wu"),
        ("Wú Yǔhuái", "wu yuhuai"),
        ("Øre", "ore"),
        ("Straße", "strasse"),
        ("ΣΑΣ", "σασ"),
        ("吴\ufe00", "吴"),
        ("to\u200bny", "tony"),
        ("\u202dtony", "tony"),
    ],
)
def test_writings_of_one_thing_meet(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_the_table_is_what_the_generator_makes() -> None:
    committed = (fold_generator.__file__ or "").replace("fold_generator.py", "fold_table.json")
    with open(committed, encoding="utf-8") as file:
        assert json.loads(file.read()) == json.loads(fold_generator.generate())


def test_a_character_is_in_one_group_only() -> None:
    every = "".join(table().han)
    assert len(every) == len(set(every))
