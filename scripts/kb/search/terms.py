"""The inverted index: which word stands in which record, and at what level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kb.search.searchable import Level, Searchable
from kb.text.fold import fold, is_han, tokens
from kb.text.segmenter import segmenter
from kb.text.words import Form, words

Postings = Mapping[int, Level]
"""For each record that has the word, by its number, the highest level at which it stands."""

LONGEST_FORM = 12


def inverted(records: Iterable[Searchable]) -> dict[str, Postings]:
    """Postings for words, for meanings (``#cofounder``) and for mentions of other records (``@17``)."""
    records = tuple(records)
    numbers = {searchable.record.id: number for number, searchable in enumerate(records)}
    cut = _Cutter(records)
    found: dict[str, dict[int, Level]] = defaultdict(dict)

    def note(term: str, number: int, level: Level) -> None:
        found[term][number] = max(level, found[term].get(number, Level.PROSE))

    for number, searchable in enumerate(records):
        for level, text in searchable.texts:
            for term in cut.terms(text):
                note(term, number, level)
        for level, meaning in searchable.meanings:
            note(f"#{meaning}", number, level)
        for level, target in searchable.mentions:
            note(f"@{numbers[target]}", number, level)
    return dict(found)


class _Cutter:
    """Cuts texts into the words that are looked up."""

    def __init__(self, records: tuple[Searchable, ...]) -> None:
        self._segmenter = segmenter()
        self._stop = frozenset(words().stop)
        self._meanings: dict[Form, list[str]] = defaultdict(list)
        for meaning, spellings in words().meanings.items():
            for spelling in spellings:
                self._meanings[spelling].append(meaning)
        names = {
            run for s in records for name in s.names for run, han in _runs(fold(name.text)) if han and len(run) > 1
        }
        joined = {"".join(form) for form in self._meanings if len(form) > 1 and all(map(is_han, form))}
        for word in sorted(names | joined):
            self._segmenter.add_word(word)
        self._remembered: dict[str, tuple[str, ...]] = {}

    def terms(self, text: str) -> tuple[str, ...]:
        if text not in self._remembered:
            self._remembered[text] = tuple(dict.fromkeys(self._terms(fold(text))))
        return self._remembered[text]

    def _terms(self, folded: str) -> Iterator[str]:
        single: set[str] = set()
        for run, han in _runs(folded):
            if not han:
                yield from (token for token in tokens(run) if (token,) not in self._stop)
                continue
            for word in self._segmenter.cut_for_search(run):
                if len(word) == 1:
                    single.add(word)
                elif tuple(word) not in self._stop:
                    yield word
        for spelling in _spans(tuple(tokens(folded))):
            # One character is a word only where the segmenter says so: 前 is not in 前沿.
            if spelling in self._meanings and (len(spelling) > 1 or not is_han(spelling[0]) or spelling[0] in single):
                yield from (f"#{meaning}" for meaning in self._meanings[spelling])


def _runs(folded: str) -> Iterator[tuple[str, bool]]:
    for han, run in groupby(folded, key=is_han):
        yield "".join(run), han


def _spans(sequence: tuple[str, ...]) -> Iterator[Form]:
    for start in range(len(sequence)):
        for end in range(start + 1, min(start + LONGEST_FORM, len(sequence)) + 1):
            yield sequence[start:end]
