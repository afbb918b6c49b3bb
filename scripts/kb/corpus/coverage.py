"""Which words of an article claims rest on, and which sentences nothing rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.corpus.evidence import LockedSource, SourceText

_END = re.compile(
    r"[。！？!?；;…]+[”」』’）)]*"
    # a full stop ends an English sentence, but not an initial or a title: J. Doe, Mr. Wu
    r"|(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\bvs)(?<!\bInc)(?<!\bCorp)\.[”\"’')]*(?=\s+[A-Z“\"‘'(])"
)
_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph that is, or is not, covered by quotes."""

    text: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """An article seen through the quotes that claims take from it."""

    paragraphs: tuple[tuple[Run, ...], ...]
    bare: tuple[Sentence, ...]
    """The sentences that no quote touches."""
    sentences: int

    @property
    def share(self) -> float:
        """The part of all sentences that some quote touches, from 0 to 1."""
        return 1 - len(self.bare) / self.sentences if self.sentences else 1.0


def coverage(text: SourceText, locked: LockedSource | None) -> Coverage:
    """Lays the quotes of a source over its text. Every place where a quote's words stand counts, not the first
    alone."""
    quotes = locked.quotes if locked else {}
    paragraphs, bare, count = [], [], 0
    for number, paragraph in enumerate(text.paragraphs, start=1):
        covered = _covered(paragraph, quotes)
        paragraphs.append(tuple(_runs(paragraph, covered)))
        for start, end in _sentences(paragraph):
            count += 1
            if not any(covered[start:end]):
                bare.append(Sentence(number, paragraph[start:end].strip()))
    return Coverage(tuple(paragraphs), tuple(bare), count)


def sentences(text: SourceText) -> Iterator[tuple[int, str]]:
    """The sentences of a text with the numbers of their paragraphs."""
    for number, paragraph in enumerate(text.paragraphs, start=1):
        yield from ((number, paragraph[slice(*span)].strip()) for span in _sentences(paragraph))


def _covered(paragraph: str, quotes: Iterable[str]) -> list[bool]:
    covered = [False] * len(paragraph)
    for quote in quotes:
        start = paragraph.find(quote)
        while start >= 0:
            covered[start : start + len(quote)] = [True] * len(quote)
            start = paragraph.find(quote, start + 1)
    return covered


def _runs(paragraph: str, covered: list[bool]) -> Iterator[Run]:
    start = 0
    for position in range(1, len(paragraph) + 1):
        if position == len(paragraph) or covered[position] != covered[start]:
            yield Run(paragraph[start:position], covered[start])
            start = position


def _sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    ends = [*(found.end() for found in _END.finditer(paragraph)), len(paragraph)]
    spans = zip([0, *ends], ends, strict=False)
    return (span for span in spans if _WORDS.search(paragraph[slice(*span)]))
