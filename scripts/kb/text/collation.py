"""The order of names in each edition.

* ``en``: by letters, word by word, accents and punctuation aside; names in Han characters come last.
* ``zh-Hans``: by pinyin, syllable by syllable, as contact lists do; a Latin name stands among them by its letters, so
  Tony follows 陶 and precedes 吴. Within a syllable the tones follow each other, and one surname stays together.
* ``zh-Hant``: by the number of strokes of each character, as name lists in Taiwan and Hong Kong are; Latin names, which
  have no strokes, come after them by their letters.

Names are ordered as they are shown: an English name by its first word, a Chinese one by its surname.

Strokes come from Big5, which Python carries: its two planes list their characters by strokes and then by radical, as
Taiwan counts them (芬 has eight, its top being four). Unicode's kTotalStrokes would need another package, and counts
one common character in seven otherwise. A character that Big5 lacks comes after those that it has, by code point.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from kb.text.surnames import surname_reading

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
_LATIN_WORD = rf"(?:(?!{_HAN})[^\W_])+"
_UNITS = re.compile(rf"{_HAN}|{_LATIN_WORD}")
_PARTS = re.compile(rf"{_HAN}+|{_LATIN_WORD}")

# Letters that Unicode does not decompose, as English lists take them.
_UNDECOMPOSED = str.maketrans({"æ": "ae", "đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "œ": "oe", "þ": "th"})

# The first character of one stroke, two strokes and so on in each plane of Big5.
_COMMON = "一丁三丑丙丞串並亟乘乾傢亂僧億儒優叢儳勸儷儼囌囑廳灤纜豔爨鸞"
_RARER = "乂万丏丱伎佖丳俍倞乿傛亃僦僿儜儦儱儴匷儺亹儽囓囔圞灨戇爩癵灩灪麤"  # from two strokes on


@lru_cache(maxsize=65536)
def sort_key(name: str, edition: str, *, of_person: bool = False) -> tuple[object, ...]:
    """A key that puts ``name`` in its place among others of the same edition; different names have different keys."""
    units = _UNITS.findall(name)
    begins_in_han = bool(units) and _is_han(units[0])
    match edition:
        case "en":
            return (begins_in_han, _latin_words(name), name)
        case "zh-Hans":
            return (_pinyin_units(name, of_person), name)
        case "zh-Hant":
            return (not begins_in_han, tuple(map(_strokes, units)), name)
    raise ValueError(f"no order for the edition '{edition}'; it is one of en, zh-Hans, zh-Hant")


def _is_han(unit: str) -> bool:
    return re.match(_HAN, unit) is not None


def _latin_words(text: str) -> tuple[str, ...]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", re.sub(r"['’.]", "", bare).translate(_UNDECOMPOSED)))


# --- Pinyin -----------------------------------------------------------------------------------------------------------


def _pinyin_units(name: str, of_person: bool) -> tuple[tuple[str, bool, int, str], ...]:
    """Letters, whether the vowel is ü, the tone, and the character itself; a Latin word has the letters only."""
    units: list[tuple[str, bool, int, str]] = []
    for part in _PARTS.findall(name):
        if _is_han(part):
            units += map(_syllable, _readings(part, of_person=of_person and part == name), part)
        else:
            units += [(word, False, 0, "") for word in _latin_words(part)]
    return tuple(units)


def _readings(han: str, *, of_person: bool) -> list[str]:
    from pypinyin import Style, pinyin  # takes a quarter of a second, which only an order by pinyin needs

    readings = [each[0] for each in pinyin(han, style=Style.TONE3, neutral_tone_with_five=True)]
    if of_person:
        surname = surname_reading(han)
        readings[: len(surname)] = surname
    return readings


def _syllable(reading: str, character: str) -> tuple[str, bool, int, str]:
    letters, tone = (reading[:-1], int(reading[-1])) if reading[-1:].isdigit() else (reading, 0)
    return (letters.replace("v", "u"), "v" in letters, tone, character)


# --- Strokes ----------------------------------------------------------------------------------------------------------


def _strokes(unit: str) -> tuple[int, int] | tuple[int, tuple[str, ...]]:
    """The number of strokes and the place among the characters of that number; a Latin word has none."""
    if not _is_han(unit):
        return (0, _latin_words(unit))
    code = _big5(unit)
    if code is None:
        return (_MORE_THAN_ANY, ord(unit))
    if code < _RARER_STARTS[0]:
        return (bisect_right(_COMMON_STARTS, code), code)
    return (1 + bisect_right(_RARER_STARTS, code), code)


def _big5(character: str) -> int | None:
    try:
        return int.from_bytes(character.encode("big5"), "big")
    except UnicodeEncodeError:
        return None


_COMMON_STARTS = [_big5(c) or 0 for c in _COMMON]
_RARER_STARTS = [_big5(c) or 0 for c in _RARER]
_MORE_THAN_ANY = 99
