"""Simplified Chinese prose shown in traditional characters.

The order of the steps, and why:

1. **Names and addresses are taken out.** A name comes out exactly as its record gives it. The text is *split* there
   rather than filled with placeholders: no word reaches over a name either way, and a split cannot collide with
   anything a text may contain.
2. **A text that is traditional already stays.** Converting 干預 again would give 幹預. Traditional is what Big5 can
   write and GB 2312 cannot, two standards that Python carries.
3. **jieba cuts each run of Han characters into words, and each word is converted alone.** The package takes the longest
   phrase wherever it stands, also across two words: 多年|历史 becomes 多年曆史 by way of 年历, 对手|表示 對手錶示. In
   three
   million characters of technical prose it did so some 1,300 times. The corrections are words of the segmenter's
   dictionary too, so that 视频 is not found in 电视|频道.
4. **OpenCC converts, and the corrections have the last word.** The configuration is ``s2tw``: characters as Taiwan
   writes them. ``s2t`` gives forms that nobody prints (爲, 裏, 羣), ``s2hk`` some that Taiwan does not (着, 説), and
   ``s2twp``
   replaces some 500 words unseen, words of several meanings with them (程序, 文件, 支持). Which words change to
   Taiwan's is decided, word by word, in ``corrections.yaml``.

A name is no prose and has a function of its own, `proper_name`, which the pages, the check's remedy and the conversion
of texts share.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from opencc import OpenCC

from kb.text.segmenter import segmenter
from kb.text.tables import table

if TYPE_CHECKING:
    import jieba

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
_RUN = re.compile(rf"(?P<figure>[0-9] ?)?(?P<han>{_HAN}+)")
_ENDS_IN_NUMBER = re.compile("([一二三四五六七八九十百两几数多半]|若干)$")
# An address may hold Han characters (…/wiki/吴宇怀). It ends where Chinese punctuation or Markdown's brackets begin.
_ADDRESS = r"https?://[^\s<>()\[\]\"'“”‘’「」『』《》（），。；：、！？…]+"
# Beside the point of a foreign name these are sounds, whoever the name belongs to: 拉里·埃里森, 范·德·莱恩. Elsewhere
# 里 may
# be 裡 and 范 範.
_SOUND = rf"里(?={_HAN}{{0,2}}·)|[范松谷朴郁曲托](?=·)|(?<=·)[里范松谷朴郁曲托]|(?<=·{_HAN})[里松谷托]"


class Converter:
    """Converts prose; ``names`` are (simplified, traditional) forms that come out as given.

    The ``vocabulary`` of the corrections apart (程序员 gives 程式設計師), one character gives one character.
    """

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        pairs = [
            (simplified, traditional)
            for simplified, traditional in names
            if traditional and re.search(_HAN, simplified)
        ]
        # The traditional forms stand for themselves, so that a text may be converted twice.
        self._names = {traditional: traditional for _, traditional in pairs} | dict(pairs)
        longest_first = sorted(self._names, key=lambda name: (-len(name), name))
        self._fixed = re.compile("(" + "|".join([_ADDRESS, *map(re.escape, longest_first), _SOUND]) + ")")

    @cached_property
    def version(self) -> str:
        """A fingerprint of names and rules: what was converted under another one may be converted differently now."""
        rules = resources.files("kb.text")
        held = [rules.joinpath(file).read_text(encoding="utf-8") for file in ("conversion.py", "corrections.yaml")]
        return hashlib.sha256(repr([held, sorted(self._names.items())]).encode()).hexdigest()

    def to_traditional(self, text: str) -> str:
        if text.isascii():
            return text
        pieces = self._fixed.split(text)
        prose, fixed = pieces[0::2], pieces[1::2]
        if not _is_traditional("".join(prose)):
            pieces[0::2] = [_RUN.sub(_converted_run, piece) for piece in prose]
        pieces[1::2] = [self._names.get(piece, piece) for piece in fixed]
        return "".join(pieces)


@lru_cache(maxsize=65536)
def proper_name(name: str, *, person: bool) -> str:
    """The name of a person or an organisation in traditional characters, where the record gives no such form.

    A Chinese person's is converted character by character; a foreign one (托马斯·曼) and an organisation's as prose. A
    name that Taiwan renders in other words (特朗普: 川普) is a row of the vocabulary.
    """
    corrections = _corrections()
    if not person or not re.fullmatch(f"{_HAN}+", name) or name in corrections.words:
        return Converter().to_traditional(name)
    return "".join(corrections.in_names.get(character) or _converted_plainly(character) for character in name)


def _is_traditional(text: str) -> bool:
    han = "".join(re.findall(_HAN, text))
    return can_write("big5", han) and not can_write("gb2312", han)


def can_write(encoding: str, text: str) -> bool:
    """Whether a national standard has every character of the text: ``gb2312`` for simplified, ``big5`` for
    traditional."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _converted_run(run: re.Match[str]) -> str:
    figure = run["figure"] or ""
    return figure + _converted_words(run["han"], after_number=bool(figure))


@lru_cache(maxsize=65536)
def _converted_words(han: str, *, after_number: bool) -> str:
    units = _corrections().after_number
    converted = []
    for word in _segmenter().cut(han, HMM=False):
        converted.append(units[word] if after_number and word in units else _converted_word(word))
        after_number = _ENDS_IN_NUMBER.search(word) is not None
    return "".join(converted)


@lru_cache(maxsize=65536)
def _converted_word(word: str) -> str:
    """A word may be a compound that the segmenter knows, with a corrected word inside it: 数据库系统."""
    corrections = _corrections()
    pieces = corrections.find.split(word)
    pieces[0::2] = [_converted_plainly(piece) for piece in pieces[0::2]]
    pieces[1::2] = [corrections.words.get(piece) or _converted_plainly(piece) for piece in pieces[1::2]]
    return "".join(pieces)


def _converted_plainly(word: str) -> str:
    corrections = _corrections()
    converted = list(_opencc().convert(word).translate(corrections.preferred))
    for pattern, character in corrections.in_words:
        for found in pattern.finditer(word):
            converted[found.start()] = character
    return "".join(converted)


@dataclass(frozen=True, kw_only=True)
class _Corrections:
    """What ``corrections.yaml`` says, ready for use."""

    preferred: dict[int, str]
    after_number: dict[str, str]
    in_words: tuple[tuple[re.Pattern[str], str], ...]
    in_names: dict[str, str]
    words: dict[str, str]
    kept: tuple[str, ...]
    find: re.Pattern[str]


@cache
def _corrections() -> _Corrections:
    read = table("kb.text", "corrections.yaml")
    words = {row["zh-Hans"]: row["zh-Hant"] for row in [*read["spelling"], *read["vocabulary"]]}
    return _Corrections(
        preferred=str.maketrans(read["preferred"]),
        after_number=read["after_number"],
        in_words=tuple((re.compile(row["pattern"]), row["gives"]) for row in read["in_words"]),
        in_names=read["in_names"],
        words=words,
        kept=tuple(read["kept"]),
        find=re.compile("(" + "|".join(sorted([*words, *read["kept"]], key=len, reverse=True)) + ")"),
    )


@cache
def _opencc() -> OpenCC:
    return OpenCC("s2tw")


@cache
def _segmenter() -> jieba.Tokenizer:
    """A tokenizer that knows the table's words as words."""
    found = segmenter()
    for word in [*_corrections().words, *_corrections().kept]:
        found.add_word(word)
    return found
