"""What the site says otherwise of two states of the records, in the words of its English pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from kb.corpus.corpus import Corpus
from kb.corpus.stays import departures, stays
from kb.edition.locale import Locale
from kb.edition.standings import standing_words
from kb.model.claims import Claim
from kb.model.records import Record, prose_parts
from kb.model.values import Edition
from kb.pages.lists import home
from kb.pages.records.claim_views import labelled, value

T = TypeVar("T")

_PAGE = PurePosixPath("index.md")
_NOTHING = "nothing told"
_OUTCOMES = {"withdrawn": "withdrawn", "settled": "settled", "answered": "answered"}
"""The fields of a record that end something, and what a reader is told of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Differences of one kind, a line each."""

    title: str
    lines: tuple[str, ...]


def differences(before: Corpus, now: Corpus) -> tuple[Section, ...]:
    """What a reader of the site is told otherwise ``now``: sections without a line are left out."""
    old, new = _Told(before), _Told(now)
    renamed = {former: record.id for record in now for _, former in record.former_places if former not in now}
    sections = (
        Section(title="Where people stand", lines=tuple(_changed(_ids(old.standings, renamed), new.standings))),
        Section(title="The home page", lines=tuple(_changed(old.home, new.home))),
        Section(title="Pages", lines=tuple(_pages(old, new, renamed))),
        Section(title="Statements", lines=tuple(_statements(old, new, renamed))),
        Section(title="Our own texts", lines=tuple(_changed(_ids(old.texts, renamed), new.texts, told_alone=False))),
    )
    return tuple(section for section in sections if section.lines)


@dataclass(frozen=True, slots=True)
class _Key:
    """What is said, of which record: two states are compared where these are the same."""

    record: str
    about: str


class _Told:
    """What the English edition tells of a corpus, without its links."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.locale = Locale.of(Edition.EN, corpus, lambda text: text)

    def name(self, record: Record) -> str:
        return self.locale.names.of(record)

    @cached_property
    def standings(self) -> dict[_Key, str]:
        return {
            _Key(person.id, f"{self.name(person)}, {self._called(stay.organisation)}"): standing_words(
                self.locale.labels, self.locale.dates, stay, self._called(stay.organisation)
            ).joined(", ")
            for person in self.corpus.people
            for stay in stays(self.corpus, person)
        }

    @cached_property
    def home(self) -> dict[_Key, str]:
        dated = [stay for stay in departures(self.corpus) if stay.date]
        told = [home.headline(self.locale), home.named_founders(self.locale), *home.story(self.locale, dated)]
        return {_Key("", f"{number}"): _plain(text) for number, text in enumerate(told)}

    @cached_property
    def claims(self) -> dict[_Key, tuple[Claim, str]]:
        return {
            _Key(record.id, claim.anchor): (claim, self._said(claim))
            for record in self.corpus
            for claim in record.claims
        }

    @cached_property
    def texts(self) -> dict[_Key, str]:
        return {
            _Key(record.id, f"{self.name(record)}, {path[0]}"): self.locale.texts.plain(prose)
            for record in self.corpus
            for path, prose in prose_parts(record, standing=True)
            if len(path) == 1
        }

    def _called(self, record_id: str) -> str:
        record = self.corpus.records.get(record_id)
        return self.name(record) if record else record_id

    def _said(self, claim: Claim) -> str:
        said = _plain(
            labelled(self.locale, claim, self.locale.labels.of_property(claim), value(self.locale, _PAGE, claim))
        )
        parts = [
            self.locale.dates.words(claim.date) if claim.date else "",
            f"by {claim.by}" if claim.by else "",
            self.locale.labels.text(claim.basis),
            *sorted(set(claim.source)),
        ]
        return f"{said} ({', '.join(part for part in parts if part)})"


def _changed(before: Mapping[_Key, str], now: Mapping[_Key, str], *, told_alone: bool = True) -> Iterator[str]:
    """A line for each key whose text is another; for one in one state alone, where that is to be told."""
    for key in dict.fromkeys((*before, *now)):
        old, new = before.get(key, ""), now.get(key, "")
        if old != new and (told_alone or (old and new)):
            about = f"{key.about}: " if key.record else ""
            yield f"{about}{old or _NOTHING} -> {new or _NOTHING}"


def _pages(old: _Told, new: _Told, renamed: Mapping[str, str]) -> Iterator[str]:
    for record in new.corpus:
        former = next((before for before, after in renamed.items() if after == record.id and before in old.corpus), "")
        if record.id not in old.corpus:
            told = f", formerly {former}" if former else ""
            yield f"new: {record.kind_name}/{record.id} ({new.name(record)}){told}"
        yield from _ended(old.corpus.records.get(record.id), record, new)
    for record in old.corpus:
        if record.id not in new.corpus and record.id not in renamed:
            yield f"gone: {record.kind_name}/{record.id} ({old.name(record)}); 'withdrawn:' keeps its page"


def _ended(before: Record | None, now: Record, new: _Told) -> Iterator[str]:
    for field, word in _OUTCOMES.items():
        end = getattr(now, field, None)
        if end and not getattr(before, field, None):
            told = new.locale.texts.plain(getattr(end, "because", None) or getattr(end, "holds", None))
            yield f"{word}: {now.kind_name}/{now.id} ({new.name(now)}): {told}"
        elif before and getattr(before, field, None) and not end:
            yield f"no longer {word}: {now.kind_name}/{now.id} ({new.name(now)})"


def _statements(old: _Told, new: _Told, renamed: Mapping[str, str]) -> Iterator[str]:
    before, withdrawn = _ids(old.claims, renamed), _withdrawn(new.corpus)
    for key in sorted(before.keys() | new.claims.keys(), key=lambda key: (key.record, key.about)):
        record = new.corpus.records.get(key.record) or old.corpus[key.record]
        was, is_now = before.get(key), new.claims.get(key)
        about = f"{new.name(record)}: "
        if was and is_now:
            if was[1] != is_now[1]:
                yield f"changed: {about}{was[1]} -> {is_now[1]}"
        elif is_now:
            yield f"added: {about}{is_now[1]}"
        elif was:
            why = withdrawn.get(key)
            told = f": {new.locale.texts.plain(why.withdrawn.because)}" if why and why.withdrawn else ""
            yield f"{'withdrawn' if why else 'gone'}: {about}{was[1]}{told}"


def _withdrawn(corpus: Corpus) -> dict[_Key, Claim]:
    return {_Key(record.id, claim.anchor): claim for record in corpus for claim in record.withdrawn_claims}


def _ids(told: Mapping[_Key, T], renamed: Mapping[str, str]) -> dict[_Key, T]:
    """What was told, by the ids of today."""
    return {_Key(renamed.get(key.record, key.record), key.about): text for key, text in told.items()}


def _plain(text: str) -> str:
    """A line of Markdown without its links and tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))).replace("**", "")
