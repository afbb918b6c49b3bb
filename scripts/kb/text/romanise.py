"""Chinese names in Latin letters: pinyin, and how other systems spell the same syllables."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice, product
from types import ModuleType

from kb.text.fold import fold, is_han
from kb.text.surnames import readings, surname_reading
from kb.text.words import words


@lru_cache(maxsize=65536)
def syllables(name: str, *, of_person: bool) -> tuple[str, ...]:
    """The pinyin of a name's Han characters as they are written, without tones; ü is u, as accents are folded away."""
    han = _han(name)
    read = [_plain(syllable) for syllable in _pypinyin().lazy_pinyin(han)]
    if of_person and (surname := surname_reading(han)):
        read[: len(surname)] = [_plain(syllable) for syllable in surname]
    return tuple(read)


@lru_cache(maxsize=65536)
def other_readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Besides `syllables`, how else a person's name can be read, as nobody but the person knows: 柏 is bai and bo."""
    han = _han(name)
    first = syllables(name, of_person=True)
    each = [
        tuple(
            dict.fromkeys(
                (read, *(_plain(r) for r in _pypinyin().pinyin(c, heteronym=True, style=_pypinyin().NORMAL)[0]))
            )
        )
        for c, read in zip(han, first, strict=True)
    ]
    return tuple(islice((found for found in product(*each) if found != first), MOST_READINGS))


def _han(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", name) if is_han(c))


@lru_cache(maxsize=65536)
def reading(character: str) -> str:
    """The pinyin of a character by itself."""
    return _plain(_pypinyin().lazy_pinyin(character)[0])


def homophones(wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """For each of the syllables, the common characters that are read so: what an input method offers besides the right
    one."""
    for syllable in sorted(set(wanted)):
        yield syllable, "".join(_common().get(syllable, ()))


def other_spellings(wanted: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each of the syllables, how Wade and Giles, Bopomofo, and surnames outside the mainland spell it."""
    for syllable in sorted(set(wanted)):
        spellings = {*_wade_giles().get(syllable, ()), *words().surnames.get(syllable, ()), *_bopomofo(syllable)}
        spellings.discard(syllable)
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


@cache
def _pypinyin() -> ModuleType:
    """The package, which takes a quarter of a second to load: only who reads Chinese names pays for it."""
    import pypinyin

    return pypinyin


def _plain(syllable: str) -> str:
    return fold(syllable).rstrip("12345").replace("v", "u")


MOST_READINGS = 7
"""How many other readings of a name are keys: three characters of two readings each have as many."""


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
    for surname, toned in readings().items():
        syllable = _plain(toned)
        if len(surname) == 1 and surname not in found[syllable]:
            found[syllable].append(surname)
    return dict(found)


@cache
def _bopomofo(syllable: str) -> set[str]:
    """The syllable in the phonetic letters that Taiwan types, without tones."""
    spelt = {
        fold(_pypinyin().lazy_pinyin(character, style=_pypinyin().Style.BOPOMOFO)[0])
        for character in _common().get(syllable, ())[:1]
        if reading(character) == syllable
    }
    return {"".join(c for c in letters if c.isalpha()) for letters in spelt}


@cache
def _wade_giles() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for syllable, characters in _common().items():
        for character in characters[:3]:
            spelt = _pypinyin().lazy_pinyin(character, style=_pypinyin().Style.WADEGILES)[0]
            if reading(character) == syllable:
                found[syllable].add("".join(c for c in fold(spelt) if c.isalpha()))
    return found
