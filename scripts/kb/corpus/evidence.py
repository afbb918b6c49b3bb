"""Quotes held against the text of their sources, and the lock that remembers the result."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from kb.model.claims import Claim
from kb.model.problems import Finding, Path
from kb.model.records import Record, evidenced_parts
from kb.text.variants import to_simplified

VERSION = 1
MOST_PARAGRAPHS, MOST_LETTERS = 5_000, 20_000
"""More paragraphs than an article has, and more letters than a paragraph."""

_NEAR = 0.7
"""How alike words of a source must be to a quote, from 0 to 1, to be shown for it."""

_FEW = 5
"""Fewer letters than these are like too much else."""

Spot = tuple[int, int]
"""Where a quote begins: the paragraph, from 1, and the characters before it in the paragraph."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source, cut into paragraphs, with white space made alike.

    Quotes are compared after Unicode's canonical composition (NFC) and with every run of white space as one
    space. Nothing more is forgiven: a quote is what the source says, to the letter.
    """

    paragraphs: tuple[str, ...]
    digest: str

    @classmethod
    def read(cls, text: str) -> SourceText:
        paragraphs = tuple(p for line in text.splitlines() if (p := normal(line)))
        return cls(paragraphs, hashlib.sha256("\n".join(paragraphs).encode()).hexdigest())

    def find(self, quote: str) -> Spot | None:
        """The first place where the quote stands word for word."""
        wanted = normal(quote)
        for number, paragraph in enumerate(self.paragraphs, start=1):
            if (offset := paragraph.find(wanted)) >= 0:
                return number, offset
        return None

    def nearly(self, quote: str) -> str | None:
        """What the source says where the quote is right but for punctuation, width, case or spaces, for its script,
        or for a few letters."""
        wanted, _ = _letters(quote)
        wanted = to_simplified(wanted)
        best, found = _NEAR, None
        for paragraph in self.paragraphs if wanted else ():
            letters, positions = _letters(paragraph)
            letters = simple if len(simple := to_simplified(letters)) == len(letters) else letters
            start = letters.find(wanted)
            if start < 0:
                if len(wanted) < _FEW:
                    continue
                # The longest run of letters that both have says where to look; a letter may be missing before it.
                run = SequenceMatcher(None, letters, wanted, autojunk=False).find_longest_match()
                start = max(0, run.a - run.b)
            there = letters[start : start + len(wanted)]
            likeness = SequenceMatcher(None, there, wanted, autojunk=False).ratio()
            if there and likeness > best:
                best, found = likeness, paragraph[positions[start] : positions[start + len(there) - 1] + 1]
        return found


def normal(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def _letters(text: str) -> tuple[str, list[int]]:
    """The text's letters and digits alone, and where each of them stands in it."""
    kept = [
        (letter, position)
        for position, character in enumerate(text)
        for letter in unicodedata.normalize("NFKC", character).casefold()
        if letter.isalnum()
    ]
    return "".join(letter for letter, _ in kept), [position for _, position in kept]


@dataclass(frozen=True, slots=True)
class LockedSource:
    digest: str
    quotes: Mapping[str, Spot]


@dataclass(frozen=True, slots=True)
class Lock:
    """What was proved when the articles were last at hand: by source, the text's digest and where each quote stands."""

    sources: Mapping[str, LockedSource]

    broken: bool = False
    """Whether it could not be read: then nothing is known, and no quote is to blame."""

    @classmethod
    def read(cls, text: str) -> Lock:
        """Reads what `write` wrote; raises ValueError where it is not that."""
        try:
            held = json.loads(text, object_pairs_hook=_once)
            if held["version"] != VERSION:
                raise ValueError(f"its version is {held['version']}, and this program reads {VERSION}")
            return cls({source: _locked(entry) for source, entry in held["sources"].items()})
        except (KeyError, TypeError, AttributeError, IndexError, RecursionError):
            raise ValueError("it is JSON, but no lock of quotes") from None

    def write(self) -> str:
        """The lock as JSON, sorted, a quote a line, so that changes can be reviewed and merged."""
        blocks = []
        for source, entry in sorted(self.sources.items()):
            quotes = ",\n".join(
                f"        {json.dumps(quote, ensure_ascii=False)}: [{spot[0]}, {spot[1]}]"
                for quote, spot in sorted(entry.quotes.items())
            )
            blocks.append(
                f'    {json.dumps(source)}: {{\n      "sha256": "{entry.digest}",\n'
                f'      "quotes": {{\n{quotes}\n      }}\n    }}'
            )
        sources = ",\n".join(blocks)
        return f'{{\n  "version": {VERSION},\n  "sources": {{\n{sources}\n  }}\n}}\n'

    def not_in(self, other: Lock) -> Iterator[tuple[str, str]]:
        """What is proved here and not there, as source and quote: new quotes, other places, and all quotes of a text
        that is another."""
        for source, entry in self.sources.items():
            known = other.sources.get(source)
            same = known.quotes if known and known.digest == entry.digest else {}
            yield from ((source, quote) for quote, spot in entry.quotes.items() if same.get(quote) != spot)

    def holds(self, source: str, quote: str) -> bool:
        return self.spot(source, quote) is not None

    def spot(self, source: str, quote: str) -> Spot | None:
        """Where the quote was found; None where it was not, or was never looked for."""
        return self.sources[source].quotes.get(quote) if source in self.sources else None

    def share_words(self, source: str, quote: str, other: str) -> bool:
        """Whether two quotes of a source have words in common: the same place of it, not only the same letters."""
        one, two = self.spot(source, quote), self.spot(source, other)
        if not one or not two or one[0] != two[0]:
            return quote == other
        return one[1] < two[1] + len(other) and two[1] < one[1] + len(quote)


_SOURCE, _QUOTE = (re.compile(rf'^ {{{indent}}}("(?:[^"\\]|\\.)*"): [\[{{]') for indent in (4, 8))


def lines_of(text: str) -> dict[tuple[str, str], int]:
    """The lines of a lock's quotes, by source and quote, where it is laid out as `Lock.write` does."""
    lines, source = {}, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _SOURCE.match(line):
            source = json.loads(found[1])
        elif found := _QUOTE.match(line):
            lines[source, json.loads(found[1])] = number
    return lines


def impossible(source: str, entry: LockedSource) -> Iterator[tuple[str, str]]:
    """The quotes of a source that cannot stand where the lock says, with why: no article is at hand to look them up.

    Places are whole numbers that a text can have, and where two quotes overlap they have the same letters.
    """
    by_paragraph: dict[int, list[tuple[int, str]]] = {}
    for quote, (paragraph, offset) in entry.quotes.items():
        if not 1 <= paragraph <= MOST_PARAGRAPHS or not 0 <= offset <= MOST_LETTERS:
            yield quote, f"no article has a place {paragraph}:{offset}"
        else:
            by_paragraph.setdefault(paragraph, []).append((offset, normal(quote)))
    for paragraph, found in by_paragraph.items():
        letters: dict[int, tuple[str, str]] = {}
        for offset, quote in sorted(found):
            for position, letter in enumerate(quote, start=offset):
                known, other = letters.setdefault(position, (letter, quote))
                if known != letter:
                    yield quote, f"in paragraph {paragraph} it stands where '{other}' stands, and has other letters"
                    break


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; raises ValueError where a key is given twice, of which JSON would silently take the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for position, (key, _) in enumerate(pairs) if key in dict(pairs[:position]))
        raise ValueError(f"'{twice}' stands in it twice")
    return found


def _locked(entry: dict[str, Any]) -> LockedSource:
    spots = {quote: (paragraph, offset) for quote, (paragraph, offset) in entry["quotes"].items()}
    if not re.fullmatch("[0-9a-f]{64}", entry["sha256"]) or not all(
        type(n) is int for spot in spots.values() for n in spot
    ):
        raise TypeError
    return LockedSource(entry["sha256"], spots)


@dataclass(frozen=True, slots=True)
class Statement:
    """Words said to stand in one of these sources, and where in the record they are written down."""

    record: str
    path: Path
    words: str
    sources: tuple[str, ...]

    @property
    def what(self) -> str:
        return "the wording" if self.path[-1] == "said" else "the quote"


def statements(record: Record) -> Iterator[Statement]:
    """Everything in a record that must stand word for word in a source: quotes, and wordings of dates."""
    for path, part in evidenced_parts(record):
        for index, evidence in enumerate(part.evidence):
            yield Statement(record.id, (*path, "quote", index), evidence.quote, (evidence.source,))
        if isinstance(part, Claim):
            for index, (source, quote) in enumerate(zip(part.date_source, part.date_quote, strict=False)):
                yield Statement(record.id, (*path, "date_quote", index), quote, (source,))
            if part.said and part.source and part.is_dated:
                yield Statement(
                    record.id, (*path, "said"), part.said, tuple(dict.fromkeys((*part.dated_by, *part.source)))
                )


def verify(
    records: Mapping[str, Record], texts: Mapping[str, SourceText], lock: Lock, *, whole: bool = True
) -> tuple[Lock, tuple[Finding, ...]]:
    """Looks every statement up in its source's text.

    A source whose text is not in ``texts`` keeps all that the ``lock`` has of it, used or not: a record that cannot be
    read
    today is mended tomorrow. Of the others the new lock holds what is used and proved; and, unless the ``records`` are
    the
    ``whole``, what else the lock had that still stands in the text. Gives the new lock, and a finding for each
    statement
    that is not proved.
    """
    spots: dict[str, dict[str, Spot]] = {
        source: dict(entry.quotes) for source, entry in lock.sources.items() if source not in texts
    }
    for source, entry in () if whole else lock.sources.items():
        for quote in entry.quotes:
            if spot := _spot(source, quote, texts, lock):
                spots.setdefault(source, {})[quote] = spot
    findings = []
    for record in records.values():
        for statement in statements(record):
            found = {s: spot for s in statement.sources if (spot := _spot(s, statement.words, texts, lock))}
            for source, spot in found.items():
                spots.setdefault(source, {})[statement.words] = spot
            if not found:
                findings.append(_unproved(statement, texts))
    proved = {
        source: LockedSource(texts[source].digest if source in texts else lock.sources[source].digest, quotes)
        for source, quotes in spots.items()
    }
    return Lock(proved), tuple(findings)


def _spot(source: str, words: str, texts: Mapping[str, SourceText], lock: Lock) -> Spot | None:
    if source in texts:
        return texts[source].find(words)
    return lock.sources[source].quotes.get(words) if source in lock.sources else None


def _unproved(statement: Statement, texts: Mapping[str, SourceText]) -> Finding:
    named = " or ".join(statement.sources)
    for source in statement.sources:
        if source in texts and (near := texts[source].nearly(statement.words)):
            hint = f"the source has '{near}'"
            break
    else:
        known = any(source in texts for source in statement.sources)
        hint = (
            "copy it from the source, letter for letter" if known else f"the folder of articles has no text of {named}"
        )
    return Finding(
        record=statement.record,
        path=statement.path,
        message=f"'{statement.words}' does not stand in {named}",
        hint=hint,
        code="quote",
    )
