"""Chinese surnames: which there are, and how they are read. Said once, for search and for the order of names."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from kb.text.fold import is_han
from kb.text.tables import table
from kb.text.variants import to_simplified


@lru_cache(maxsize=65536)
def surname_length(name: str) -> int:
    """How many characters of a name are its Chinese surname; 0 where it is no Chinese name of two to four characters.

    A name of two characters that together are a double surname (司马) is read as that surname alone.
    """
    han = to_simplified(unicodedata.normalize("NFKC", name))
    if not 2 <= len(han) <= 4 or not all(map(is_han, han)):
        return 0
    if han[:2] in _double():
        return 2
    return 1 if han[0] in _single() and len(han) < 4 else 0


def surname_reading(name: str) -> tuple[str, ...]:
    """The pinyin of a Chinese name's surname with tones, where it is read in a way of its own; empty otherwise."""
    han = to_simplified(unicodedata.normalize("NFKC", name))
    return tuple(readings().get(han[: surname_length(name)], "").split())


def readings() -> Mapping[str, str]:
    """Surnames that are read otherwise than in ordinary words, with their pinyin: 单 is shan4."""
    return {str(surname): str(read) for surname, read in _table()["readings"].items()}


@cache
def _single() -> frozenset[str]:
    return frozenset("".join(_table()["single"]))


@cache
def _double() -> frozenset[str]:
    return frozenset(surname for row in _table()["double"] for surname in row.split())


@cache
def _table() -> dict[str, Any]:
    read: dict[str, Any] = table("kb.text", "surnames.yaml")
    return read
