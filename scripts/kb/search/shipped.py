"""The form in which the index is shipped: columns of text, and postings as letters.

A column is one string, a row a line, so that a browser reads it in one go and cuts it when it is first needed. The
columns are the same in all editions but for what is shown.

A posting is the distance from the record before it, times four, plus the level, in digits of base 32; all digits of a
number but the last are upper-case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from kb.model.records import Organisation, Person
from kb.search.searchable import Level, Searchable
from kb.search.terms import Postings
from kb.text import romanise
from kb.text.fold import fold, is_han, table
from kb.text.surnames import surname_length
from kb.text.words import Form, form, words

VERSION = 2
FIELD = "\x1f"
"""What parts the fields of a name; no record can hold it."""
LAST, MORE = "abcdefghijklmnopqrstuvwxyz234567", "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*"


def shared(records: tuple[Searchable, ...], index: Mapping[str, Postings]) -> dict[str, Any]:
    """The part that all editions have in common."""
    terms = sorted(index)
    spelt = _spellings(terms)
    names = "\n".join(_names(searchable) for searchable in records)
    used = set("".join(terms)) | set(fold(names)) | set(spelt) | set("".join("".join(f) for f in words().stop))
    return {
        "version": VERSION,
        "fold": {
            "ignored": table().ignored,
            "apostrophes": table().apostrophes,
            "letters": table().letters,
            "stems": table().stems,
            "han": " ".join(group for group in table().han if group[0] in used),
        },
        "sizes": _sizes(index, len(records)),
        "ids": "\n".join(searchable.record.id for searchable in records),
        "names": names,
        "terms": "\n".join(terms),
        "postings": "\n".join(encoded(index[term]) for term in terms),
        "meanings": spelt,
        "stop": "\n".join(_written(form) for form in words().stop),
        "asks": {kind: "\n".join(_written(form) for form in forms) for kind, forms in words().asks.items()},
        "pinyin": _romanised(records),
        "surnames": "".join(words().common_surnames),
        "roles": _roles(records),
        "dates": "\n".join(_dates(searchable) for searchable in records),
    }


def _sizes(index: Mapping[str, Postings], count: int) -> str:
    """How many terms each record has, as a letter: ``a`` for one, each next letter for twice as many."""
    sizes = Counter(number for postings in index.values() for number in postings)
    return "".join(LAST[sizes[number].bit_length()] for number in range(count))


def encoded(postings: Postings) -> str:
    """Postings as letters."""
    text, before = [], 0
    for number in sorted(postings):
        text.append(_number((number - before) * 4 + postings[number]))
        before = number
    return "".join(text)


def _number(value: int) -> str:
    digits = LAST[value % 32]
    while value := value // 32:
        digits = MORE[value % 32] + digits
    return digits


def _spellings(terms: Iterable[str]) -> str:
    """The spellings of every meaning that some record has: a line a meaning."""
    present = [term[1:] for term in terms if term.startswith("#")]
    return "\n".join(
        f"{meaning}\t" + "\t".join(_written(form) for form in words().meanings[meaning]) for meaning in present
    )


def _written(form: Form) -> str:
    """Latin words apart, Han characters together."""
    text = form[0]
    for before, token in pairwise(form):
        text += token if is_han(before) or is_han(token) else f" {token}"
    return text


def _names(searchable: Searchable) -> str:
    """The forms of the name, a weak one after ``~``, an alias after ``=``.

    After a form in Han characters follow its pinyin, where that cannot be told from the characters, with the other
    readings of a person's name; and how many characters are a Chinese surname.
    """
    of_person = isinstance(searchable.record, Person)
    # 马斯克 begins with a surname, and is a part of 埃隆·马斯克.
    transcribed = [name.text for name in searchable.names if "·" in name.text]
    shown = []
    for name in searchable.names:
        mark = "~" if name.weak else "=" if name.alias else ""
        parts = [mark + _cell(name.text)]
        if any(map(is_han, fold(name.text))):
            read = romanise.syllables(name.text, of_person=of_person)
            plain = tuple(romanise.reading(c) for c in fold(name.text) if is_han(c))
            surname = surname_length(name.text) if of_person and not any(name.text in t for t in transcribed) else 0
            others = romanise.other_readings(name.text) if surname else ()
            said = ",".join(map(" ".join, (read, *others))) if others or read != plain else ""
            parts += [said, str(surname or "")]
        shown.append(FIELD.join(parts).rstrip(FIELD))
    return "\t".join(shown)


def _cell(text: str) -> str:
    """A text that breaks no column: line feeds, tabs and the separator of fields are spaces in it."""
    return re.sub(r"[\s\x1f]+", " ", text)


def _romanised(records: tuple[Searchable, ...]) -> dict[str, str]:
    """What the pinyin of names needs: who is read how, in which characters else, and how others spell it."""
    characters: set[str] = set()
    syllables: set[str] = set()
    for searchable in records:
        of_person = isinstance(searchable.record, Person)
        for name in searchable.names:
            if of_person or isinstance(searchable.record, Organisation):
                characters.update(c for c in fold(name.text) if is_han(c))
            if of_person and not name.alias:
                syllables.update(romanise.syllables(name.text, of_person=True))
                syllables.update(s for word in fold(name.text).split() for s in romanise.in_pinyin(word))
    read: dict[str, str] = dict(romanise.homophones(syllables))
    for character in sorted(characters):
        syllable = romanise.reading(character)
        if character not in read.get(syllable, ""):
            read[syllable] = read.get(syllable, "") + character
    return {
        "read": " ".join(syllable + characters for syllable, characters in sorted(read.items())),
        "spelt": " ".join(":".join((syllable, *others)) for syllable, others in romanise.other_spellings(syllables)),
    }


def _roles(records: tuple[Searchable, ...]) -> str:
    """What somebody was, is, or will be, without stop words and spaces, and of which records it is said: a line
    each."""
    said: dict[str, dict[int, Level]] = defaultdict(dict)
    for number, searchable in enumerate(records):
        for text in searchable.roles:
            said["".join(token for token in form(text) if (token,) not in words().stop)][number] = Level.FACT
    return "\n".join(f"{role}\t{encoded(postings)}" for role, postings in sorted(said.items()))


def _dates(searchable: Searchable) -> str:
    """The days on which something happened to the record, each end of an interval by itself."""
    return " ".join(dict.fromkeys(_days(searchable)))


def _days(searchable: Searchable) -> Iterator[str]:
    for happening in searchable.dates:
        parts = [part for part in happening.date.parts if part]
        weight = (
            "!" if happening.claim.property_name in ("dated", "left", "announced_leaving") and len(parts) == 1 else ""
        )
        for part in parts:
            yield (
                f"{part.year}"
                + (f"-{part.month}" if part.month else "")
                + (f"-{part.day}" if part.day else "")
                + weight
            )
