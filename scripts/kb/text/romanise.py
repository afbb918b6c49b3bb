"""Chinese names in Latin letters: pinyin, and how other systems spell the same syllables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import pypinyin

from kb.text.fold import fold, is_han
from kb.text.words import words

SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "朴": "piao",
    "盖": "ge",
    "乐": "yue",
    "翟": "zhai",
    "缪": "miao",
    "尉": "wei",
    "任": "ren",
    "华": "hua",
    "纪": "ji",
    "佘": "she",
    "员": "yun",
    "种": "chong",
    "秘": "bi",
    "冼": "xian",
    "宓": "mi",
    "令": "ling",
    "繁": "po",
    "覃": "qin",
    "晟": "cheng",
}
"""Characters that are read otherwise as a surname than elsewhere."""

DOUBLE_SURNAMES = frozenset(
    (
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "司徒",
        "东方",
        "独孤",
        "慕容",
        "夏侯",
        "皇甫",
        "尉迟",
        "长孙",
        "宇文",
        "令狐",
        "公孙",
        "端木",
        "南宫",
        "澹台",
        "太史",
        "轩辕",
    )
)


@lru_cache(maxsize=65536)
def syllables(name: str, *, of_person: bool) -> tuple[str, ...]:
    """The pinyin of a name's Han characters, without tones; ü is u, as accents are folded away."""
    han = "".join(c for c in fold(name) if is_han(c))
    read = [_plain(syllable) for syllable in pypinyin.lazy_pinyin(han)]
    if of_person and read and len(han) <= 4 and not any(han.startswith(double) for double in DOUBLE_SURNAMES):
        read[0] = SURNAMES.get(han[0], read[0])
    return tuple(read)


@lru_cache(maxsize=65536)
def reading(character: str) -> str:
    """The pinyin of a character by itself."""
    return _plain(pypinyin.lazy_pinyin(character)[0])


def homophones(wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """For each of the syllables, the common characters that are read so: what an input method offers besides the right
    one."""
    for syllable in sorted(set(wanted)):
        yield syllable, "".join(_common().get(syllable, ()))


def other_spellings(wanted: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each of the syllables, how Wade and Giles, and surnames outside the mainland, spell it where they differ."""
    for syllable in sorted(set(wanted)):
        spellings = {*_wade_giles().get(syllable, ()), *words().surnames.get(syllable, ())} - {syllable}
        if spellings:
            yield syllable, tuple(sorted(spellings))


def in_pinyin(word: str) -> tuple[str, ...]:
    """The syllables that a word is made of, if it can be read as pinyin; the longest first ones are taken."""
    if not word:
        return ()
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in _common():
            rest = in_pinyin(word[length:])
            if rest or length == len(word):
                return (word[:length], *rest)
    return ()


def _plain(syllable: str) -> str:
    return fold(syllable).replace("v", "u")


@cache
def _common() -> dict[str, list[str]]:
    """The characters of the first level of GB 2312 by their reading, in the order of that standard."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                character = bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            found[reading(character)].append(fold(character))
    for character, syllable in SURNAMES.items():
        if character not in found[syllable]:
            found[syllable].append(character)
    return dict(found)


@cache
def _wade_giles() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for syllable, characters in _common().items():
        for character in characters[:3]:
            spelt = pypinyin.lazy_pinyin(character, style=pypinyin.Style.WADEGILES)[0]
            if reading(character) == syllable:
                found[syllable].add("".join(c for c in fold(spelt) if c.isalpha()))
    return found
