"""What an editor meant by a word that is not known: the nearest known one, and the id behind a path or a look-alike."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable

_LOOKALIKES = str.maketrans(
    dict(zip("аеорсухіјѕһԁԛԝӏοαινκρτυχ", "aeopcyxijshdqwloaivkptux", strict=True))
    | dict(zip("АВЕІЈКМНОРСТУХЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEIJKMHOPCTYXSABEZHIKMNOPTYX", strict=True))
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\u2500", "-")
)
"""Cyrillic and Greek letters that are drawn as Latin ones, and the signs that are drawn as a hyphen."""


LIKE, A_SLIP = 0.6, 0.77
"""How alike two words are, from 0 to 1: names that may be one, and words of a language of which one is typed for the
other. Those that have no more in common than an ending mean other things."""


def as_ascii(text: str) -> str:
    """The text with the letters and hyphens of ASCII for those that only look like them."""
    return text.translate(_LOOKALIKES)


def did_you_mean(word: str, known: Iterable[str], otherwise: str, likeness: float = LIKE) -> str:
    """A hint with the nearest of the ``known`` words, or ``otherwise`` where none is near.

    Where a sign of the word only looks like one of ASCII, the hint names it: the reader would see one word twice.
    """
    lowered = {k.lower(): k for k in sorted(known)}
    plain = word.translate(_LOOKALIKES).lower()
    near = difflib.get_close_matches(plain.replace("_", "-"), lowered, n=1, cutoff=likeness)
    near = near or difflib.get_close_matches(plain, lowered, n=1, cutoff=likeness)
    return _disguise(word) + (f"did you mean '{lowered[near[0]]}'?" if near else otherwise)


def which_id_is_meant(written: str, known: Collection[str], otherwise: str) -> str:
    """A hint with the known id behind what is no id: a name, a path, a file's name, an id with a sign too many."""
    meant = as_id(written)
    by_letters = {k.replace("-", ""): k for k in sorted(known)}
    if found := meant if meant in known else by_letters.get(meant.replace("-", "")):
        return f"{_disguise(written)}did you mean '{found}'?"
    return did_you_mean(meant or written, known, otherwise)


def as_id(text: str) -> str:
    """The id that a name, a path or a file's name stands for; nothing where that cannot be told.

    ``data/people/Tony Wu.yaml`` stands for ``tony-wu``.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES).lower()
    last = re.sub(r"\.ya?ml$", "", plain.rstrip("/").rsplit("/", 1)[-1])
    joined = re.sub(r"[\s_.,;:!?'\"“”‘’«»()\[\]-]+", "-", last).strip("-")
    return joined if re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", joined) else ""


def _disguise(word: str) -> str:
    """What to know of the first sign that nobody sees or that only looks like one of ASCII; nothing without one."""
    if unseen := next((c for c in word if not c.isprintable()), None):
        return f"the invisible U+{ord(unseen):04X} stands in it: "
    found = next((c for c in word if ord(c) in _LOOKALIKES), None)
    return f"its '{found}' is U+{ord(found):04X} ({unicodedata.name(found).lower()}): " if found else ""
