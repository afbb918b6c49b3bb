"""Words that mean one thing: the reviewed table, joined with Taiwan's words from OpenCC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kb.text.fold import fold, tokens
from kb.text.fold_generator import entries
from kb.text.tables import table

Form = tuple[str, ...]
"""A word or several, folded and cut into tokens."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """The word table in folded form.

    ``meanings`` are all spellings of one meaning, by its name; ``names`` the Chinese spellings of a Latin part of a
    name;
    ``surnames`` what a syllable of pinyin is romanised as elsewhere; ``common_surnames`` the
    characters that may stand for a surname known in Latin letters only; ``asks`` which kind of record a question word
    is after.
    """

    meanings: Mapping[str, tuple[Form, ...]]
    names: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    common_surnames: str
    stop: tuple[Form, ...]
    asks: Mapping[str, tuple[Form, ...]]


@cache
def words() -> Words:
    read = table("kb.text", "words.yaml")
    return Words(
        meanings={key: _forms(spellings) for key, spellings in (read["meanings"] | _taiwans(read["meanings"])).items()},
        names={latin: tuple(dict.fromkeys(fold(s) for s in spellings)) for latin, spellings in read["names"].items()},
        surnames={syllable: tuple(others) for syllable, others in read["surnames"].items()},
        common_surnames=fold(read["common_surnames"]),
        stop=_forms(read["stop"]),
        asks={kind: _forms(spellings) for kind, spellings in read["asks"].items()},
    )


def form(text: str) -> Form:
    return tuple(tokens(fold(text)))


def _forms(spellings: list[str]) -> tuple[Form, ...]:
    return tuple(dict.fromkeys(form(str(spelling)) for spelling in spellings))


def _taiwans(reviewed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Mainland words and Taiwan's for them, those left out that the reviewed table has."""
    known = {form(str(spelling)) for spellings in reviewed.values() for spelling in spellings}
    rows = ((mainland, [mainland, *taiwans]) for mainland, taiwans in entries("TWPhrases"))
    return {
        f"taiwan:{mainland}": spellings
        for mainland, spellings in rows
        if len(mainland) > 1 and not any(form(s) in known for s in spellings) and len({fold(s) for s in spellings}) > 1
    }
