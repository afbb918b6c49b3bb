"""The order of names in each edition."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.collation import sort_key

EDITIONS = ["en", "zh-Hans", "zh-Hant"]

# Each row is in the order that a reader of the edition expects.
ORDERS = {
    "letters, word by word": ("en", ["Chace Lee", "Christian Szegedy", "Tony Stark", "Tony Wu", "Tonya Wu"]),
    "case does not count": ("en", ["OpenAI", "Tesla", "X", "xAI", "Yifei Zhou"]),
    "accents do not count": ("en", ["Ángel", "Angela", "Elon", "Émile", "Łukasz", "Lula", "Ørsted", "Oslo"]),
    "punctuation does not count": ("en", ["OBoyle", "O'Brien", "OCallaghan", "Radha", "(Radhakrishnan)", "Radhika"]),
    "Han names stand last in English": ("en", ["Anna", "Zoe", "吴宇怀"]),
    "pinyin": ("zh-Hans", ["埃隆·马斯克", "刘昊天", "刘云龙", "吴宇怀", "杨恪", "张国栋", "郑怜悯"]),
    "Latin names stand among pinyin": ("zh-Hans", ["阿里", "Christian", "陶", "Tony", "吴", "xAI", "杨"]),
    "syllables, not letters run together": ("zh-Hans", ["西安", "先"]),
    "tones follow each other": ("zh-Hans", ["妈", "麻", "马", "骂"]),
    "one surname stays together": ("zh-Hans", ["张八", "张一", "章八", "章一"]),
    "ü after u": ("zh-Hans", ["鲁迅", "吕布", "栾树", "罗素"]),
    "a surname of two characters": ("zh-Hans", ["单于", "陈", "单田芳", "孙"]),
    "a longer name follows its beginning": ("zh-Hans", ["谷歌", "谷歌大脑", "谷歌 DeepMind"]),
    "figures first": ("zh-Hans", ["120 天", "阿", "Ba"]),
    "strokes": (
        "zh-Hant",
        ["丁一", "王靖", "吳宇懷", "李", "馬斯克", "張國棟", "楊恪", "劉昊天", "鄭憐憫", "戴", "龐", "蘇"],
    ),
    "strokes of the next character": ("zh-Hant", ["劉一", "劉昊天", "劉雲龍", "劉龍雲"]),
    "rarer characters among the common": ("zh-Hant", ["一", "二", "乂", "三", "万", "中"]),
    "as Taiwan counts: 芬 eight, 阮 seven": ("zh-Hant", ["朱", "阮", "芬", "亭"]),
    "Latin names stand after strokes": ("zh-Hant", ["龜", "籲", "120 天", "Anthropic", "Tony Wu", "xAI"]),
    "characters beyond Big5 after the others": ("zh-Hant", ["王", "籲", "堃", "xAI"]),
}


@pytest.mark.parametrize(("edition", "names"), ORDERS.values(), ids=ORDERS)
def test_names_stand_in_order(edition: str, names: list[str]) -> None:
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=lambda name: sort_key(name, edition)) == names


def test_people_stand_by_their_surnames_as_they_are_read() -> None:
    names = [
        "盖叫天",
        "区志明",
        "朴志",
        "仇英",
        "任一",
        "单田芳",
        "单雄信",
        "沈一",
        "解缙",
        "尉迟恭",
        "曾国藩",
        "查良镛",
        "翟一",
        "长孙无忌",
    ]
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=lambda name: sort_key(name, "zh-Hans", of_person=True)) == names


def test_a_word_that_begins_like_a_surname_is_read_as_a_word() -> None:
    assert sort_key("结束", "zh-Hans") < sort_key("解放", "zh-Hans") < sort_key("区域", "zh-Hans")


def test_an_unknown_edition_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="one of en, zh-Hans, zh-Hant"):
        sort_key("Tony Wu", "fr")


@given(st.lists(st.text(max_size=12), max_size=6), st.sampled_from(EDITIONS))
def test_any_names_can_be_ordered(names: list[str], edition: str) -> None:
    backwards = names[::-1]
    assert sorted(names, key=lambda name: sort_key(name, edition)) == sorted(
        backwards, key=lambda name: sort_key(name, edition)
    )


@given(st.text(), st.text(), st.sampled_from(EDITIONS))
def test_different_names_have_different_keys(one: str, other: str, edition: str) -> None:
    assert (sort_key(one, edition) == sort_key(other, edition)) == (one == other)
