"""What of a record can be searched: names, facts, texts, dates, and whom it mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from kb.corpus.chronology import Happening, happenings
from kb.corpus.corpus import Corpus
from kb.edition.labels import LABELS
from kb.model.claims import Prose, Reason
from kb.model.prose import Link, links, segments
from kb.model.records import Dispute, Event, Organisation, Person, Record, Topic, prose_parts
from kb.search import facts
from kb.text.fold import fold, is_han
from kb.text.words import form, words


class Level(IntEnum):
    """How much a word tells about a record, by where it stands."""

    PROSE = 0
    SUMMARY = 1
    FACT = 2
    TITLE = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A form of a record's name. A weak form is too common to stand alone; an alias is ours, and stands in no
    source."""

    text: str
    weak: bool = False
    alias: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """A record as search sees it, the same in all editions."""

    record: Record
    names: tuple[Name, ...]
    texts: tuple[tuple[Level, str], ...]
    meanings: tuple[tuple[Level, str], ...]
    """Keys of the word table."""
    mentions: tuple[tuple[Level, str], ...]
    """Ids of other records."""
    roles: tuple[str, ...]
    """Roles and destinations, which are found by their very words too."""
    dates: tuple[Happening, ...]


def searchables(corpus: Corpus) -> Iterator[Searchable]:
    """Every record, people first."""
    told = _Told.of(corpus)
    for kind in (corpus.people, corpus.organisations, corpus.events, corpus.topics, corpus.disputes, corpus.sources):
        for record in kind:
            yield _searchable(corpus, record, told)


@dataclass(frozen=True)
class _Told:
    """What other records tell of each record."""

    facts: dict[str, list[facts.Fact]]
    topics: dict[str, list[Topic]]
    dates: dict[str, list[Happening]]

    @classmethod
    def of(cls, corpus: Corpus) -> _Told:
        told = cls(defaultdict(list), defaultdict(list), defaultdict(list))
        for record in corpus:
            for about, fact in facts.of_others(record):
                told.facts[about].append(fact)
        for topic in corpus.topics:
            for target in topic.about:
                told.topics[target].append(topic)
        for happening in happenings(corpus):
            told.dates[happening.record.id].append(happening)
        return told


def _searchable(corpus: Corpus, record: Record, told: _Told) -> Searchable:
    texts: list[tuple[Level, str]] = []
    meanings: list[tuple[Level, str]] = []
    mentions: list[tuple[Level, str]] = []
    if not isinstance(record, Person):
        texts += ((Level.TITLE, name) for name in record.names.all)
    for fact in (*facts.of_record(corpus, record), *told.facts.get(record.id, ())):
        meanings += ((Level.FACT, meaning) for meaning in fact.meanings)
        mentions += ((Level.FACT, target) for target in fact.mentions)
        texts += ((Level.FACT, text) for prose in fact.texts for text in _languages(prose))
        texts += ((Level.SUMMARY, text) for prose in fact.descriptions for text in _languages(prose))
    for topic in told.topics.get(record.id, ()):
        texts += ((Level.SUMMARY, name) for name in topic.names.by_script.values())
    for claim in record.claims:
        if isinstance(claim, Reason) and claim.reason in corpus:
            texts += ((Level.SUMMARY, name) for name in corpus[claim.reason].names.by_script.values())
    if kind := getattr(record, "kind", None):
        texts += ((Level.SUMMARY, text) for text in LABELS[f"kind_{kind}"].values())
    for path, prose in prose_parts(record, standing=True):
        level = Level.SUMMARY if path[0] in ("summary", "question") else Level.PROSE
        texts += ((level, text) for text in _languages(prose))
        mentions += ((level, link.target) for _, link in links(prose))
    mentions += ((Level.FACT, target) for target in _about(record))
    return Searchable(
        record=record,
        names=tuple(_names(record)),
        texts=tuple(dict.fromkeys(texts)),
        meanings=tuple(dict.fromkeys(meanings)),
        mentions=tuple(dict.fromkeys((level, m) for level, m in mentions if m in corpus and m != record.id)),
        roles=tuple(dict.fromkeys(text for prose in facts.roles(record) for text in _languages(prose))),
        dates=tuple(told.dates.get(record.id, ())),
    )


def _about(record: Record) -> Iterable[str]:
    match record:
        case Event():
            return record.involves
        case Dispute() | Topic():
            return record.about
    return ()


def _languages(prose: Prose) -> Iterator[str]:
    """The text in both languages, without the names of linked records: those are found as mentions."""
    for text in (prose.en, prose.zh, prose.zh_hant):
        if text:
            yield "".join(f" {part.words} " if isinstance(part, Link) else part for part in segments(text))


def _names(record: Record) -> Iterator[Name]:
    """The names as given, each spelling once, and what the word table adds to them."""
    seen: set[str] = set()
    for text in (*record.names.by_script.values(), *record.names.also):
        if text not in seen:
            seen.add(text)
            yield Name(text)
    for text in record.names.weak:
        if text not in seen:
            seen.add(text)
            yield Name(text, weak=True)
    if isinstance(record, (Person, Organisation)):
        for _, former in record.former_places:
            yield Name(former.replace("-", " "), alias=True)
        known = {_joined(text) for text in seen}
        for text in _aliases(record, tuple(seen)):
            if _joined(text) not in known:
                known.add(_joined(text))
                yield Name(text, alias=True)


def _aliases(record: Record, names: tuple[str, ...]) -> Iterator[str]:
    """Other spellings that the word table knows for one of the names."""
    if isinstance(record, Organisation):
        own = {form(name) for name in names}
        for spellings in words().meanings.values():
            if own.intersection(spellings):
                yield from (_written(s) for s in spellings if s not in own)
    if isinstance(record, Person) and record.names.en:
        for part in record.names.en.split():
            yield from words().names.get(fold(part), ())


def _joined(name: str) -> str:
    return "".join(form(name))


def _written(spelling: tuple[str, ...]) -> str:
    return ("" if any(is_han(part) for part in spelling) else " ").join(spelling)
