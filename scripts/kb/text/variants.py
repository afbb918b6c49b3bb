"""Names held against each other across scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from kb.text.conversion import can_write, proper_name


def comparable(name: str) -> str:
    """A name as it is held against others: script, width, case, accents, spaces and points do not count."""
    decomposed = unicodedata.normalize("NFKD", to_simplified(name)).casefold()
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", bare)


@lru_cache(maxsize=65536)
def to_simplified(text: str) -> str:
    return text if text.isascii() else _opencc().convert(text)


def in_other_script(text: str, *, simplified: bool) -> str:
    """The first character that a simplified text (or a traditional one) cannot have; empty where there is none.

    A character counts where only the other script's national standard has it. What stands between quotation or title
    marks is another's wording, in whatever script that has.
    """
    return next((c for c in _QUOTED.sub("", text) if _is_of_the_other(c, simplified=simplified)), "")


@lru_cache(maxsize=65536)
def _is_of_the_other(character: str, *, simplified: bool) -> bool:
    if character.isascii():
        return False
    here, there = ("gb2312", "big5") if simplified else ("big5", "gb2312")
    return can_write(there, character) and not can_write(here, character) and _changes(character, simplified=simplified)


def _changes(character: str, *, simplified: bool) -> bool:
    """Whether the character has another form in the script asked for: 喆 is in one standard only, and is the same in
    both."""
    return to_simplified(character) != character if simplified else proper_name(character, person=True) != character


_QUOTED = re.compile("“[^”]*”|「[^」]*」|‘[^’]*’|『[^』]*』|《[^》]*》")


@cache
def _opencc() -> OpenCC:
    return OpenCC("t2s")
