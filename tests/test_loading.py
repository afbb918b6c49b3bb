"""Reading YAML: text stays text, and whatever an editor types gives a record or mistakes, and never anything else."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.loading import load, read_folder
from kb.loading.strict_yaml import NOTHING, Mistake, parse

YAML_SIGNS = st.lists(
    st.sampled_from(
        list("{}[]:,-?*&!|>'\"%@`#~ \n\t\r.:\\ua1<=：，　“")
        + ["names", "en", "- ", ": ", "\n  ", "---\n", "灯", "\u2028", "\ud7ff"]
    ),
    max_size=60,
).map("".join)
PLAIN = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"]),
    min_size=1,
    max_size=40,
)


@given(st.one_of(YAML_SIGNS, st.text(alphabet=st.characters(codec="utf-8"), max_size=80)))
@settings(max_examples=400)
@example("&a [*a]")
@example("? [")
@example("!<tag:yaml.org,2002:python/object> x")
@example("%TAG ! tag:x,2000:\n--- !y z")
@example("\ufffe")
def test_any_text_gives_a_tree_or_a_mistake_with_a_place_in_it(text):
    try:
        tree = parse(text)
    except Mistake as mistake:
        found = [mistake]
    else:
        found = list(tree.mistakes)
    lines = text.split("\n")
    for mistake in found:
        line, column = mistake.place
        assert 1 <= line <= len(lines) + 1
        assert 1 <= column <= (len(lines[line - 1]) if line <= len(lines) else 0) + 1
        assert mistake.message and mistake.hint


@given(st.binary(max_size=200))
def test_any_bytes_give_a_record_or_problems(content):
    loaded = load([(PurePosixPath("people/ada-ling.yaml"), content)])
    assert len(loaded.records) + len(loaded.problems) >= 1


def mutations(text: str) -> st.SearchStrategy[str]:
    """A sound record with a few signs lost, doubled or put in."""
    spot = st.integers(0, len(text) - 1)
    signs = st.sampled_from([*"{}[]:,-\"'\t\n #&*!|>%@`", "  ", "：", "，", "\u3000", "\u00a0", "\u202e", "[[", "]]"])
    change = st.one_of(
        st.tuples(spot, st.just("")).map(lambda c: (c[0], c[0] + 1, "")),
        st.tuples(spot, signs).map(lambda c: (c[0], c[0], c[1])),
        st.tuples(spot, spot).map(lambda c: (min(c), max(c), "")),
    )

    def apply(changes):
        changed = text
        for start, end, instead in sorted(changes, reverse=True):
            changed = changed[:start] + instead + changed[end:]
        return changed

    return st.lists(change, min_size=1, max_size=3).map(apply)


SOUND = """\
names: {en: Ada Ling, zh-Hans: 阿达, also: [Adi]}
summary:
  en: Made lamps at [[tidewater]].
  zh: "曾在 [[tidewater|潮水]] 造灯。"
claims:
  - left: tidewater
    date: 2024-06-01
    source: [gazette, gazette]
    quote: [six lamps, 'seven lamps']
"""


@given(mutations(SOUND))
@settings(max_examples=400)
def test_a_record_typed_badly_gives_one_line_for_each_mistake(text):
    loaded = load([(PurePosixPath("people/ada-ling.yaml"), text.encode())])
    assert loaded.records or loaded.problems
    for problem in loaded.problems:
        assert str(problem).isprintable() or "\u3000" in str(problem)
        assert problem.line <= text.count("\n") + 2


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "no",
        "on",
        "Off",
        "yes",
        "y",
        "true",
        "False",
        "12:30",
        "1:2:3",
        "0x1F",
        "0o17",
        "0123",
        "1_000",
        "1e3",
        ".5",
        ".inf",
        ".NaN",
        "2026-02-09",
        "2026-02-09T12:30:00Z",
        "+1",
        "-1",
        "1.0",
        "=",
        "Null",
        "NULL",
    ],
)
def test_a_scalar_is_the_text_that_was_typed(scalar):
    assert parse(f"key: {scalar}\nlist: [{scalar}]").value == {"key": scalar, "list": [scalar]}


@pytest.mark.parametrize("scalar", ["", "~", "null"])
def test_a_key_without_a_value_holds_nothing(scalar):
    assert parse(f"key: {scalar}").value == {"key": NOTHING}


@given(
    st.dictionaries(
        PLAIN,
        st.one_of(PLAIN, st.lists(PLAIN, max_size=3), st.dictionaries(PLAIN, PLAIN, max_size=3)),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_what_another_program_writes_is_read_as_it_meant(value, flow):
    written = yaml.dump(value, allow_unicode=True, default_style='"', default_flow_style=flow, width=10**6)
    assert parse(written).value == value


@given(st.lists(PLAIN, min_size=1, max_size=5, unique=True))
def test_each_value_has_the_place_where_it_stands(keys):
    written = "".join(
        f"{yaml.dump(key, allow_unicode=True, default_style=chr(34), width=10**6).strip()}: x\n" for key in keys
    )
    tree = parse(written)
    assert [tree.key_places[key,] for key in keys] == [(number, 1) for number in range(1, len(keys) + 1)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hundred_thousand_levels_are_refused_and_not_followed(opening):
    with pytest.raises(Mistake):
        parse(opening * 100_000)


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    with pytest.raises(Mistake) as caught:
        parse("a: &a [x, x]\nb: &b [*a, *a]\n")
    assert caught.value.place == (1, 4)


@pytest.mark.parametrize(
    "name",
    [
        "a.yaml~",
        ".a.yaml.swp",
        "a.yaml.swp",
        "#a.yaml#",
        ".#a.yaml",
        "a.yaml.bak",
        "~$a.yaml",
        "4913",
        ".DS_Store",
        "x.kate-swp",
        "x.yaml.sb-1a2b3c4d-Xy12",
        "x.yaml.LOCAL.123.yaml",
        "Icon\r",
        "x.yaml.part",
    ]
    + ["Thumbs.db", "desktop.ini", "a.yaml.orig", "a.yaml.rej", "a.yaml___jb_tmp___", "a.yaml.tmp"],
)
def test_what_editors_and_systems_leave_behind_is_passed_over(tmp_path, name):
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "a.yaml").write_text("names: {en: A}\n", encoding="utf-8")
    (tmp_path / "people" / name).write_bytes(b"\x00\xff")
    assert [str(path) for path, _ in read_folder(tmp_path)] == ["people/a.yaml"]


def test_a_file_that_is_no_record_is_still_told(tmp_path):
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "a.txt").write_text("x", encoding="utf-8")
    assert load(read_folder(tmp_path)).problems
