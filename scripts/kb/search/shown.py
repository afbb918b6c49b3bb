"""What a result shows, in the words of an edition."""

from __future__ import annotations

from typing import Any

from kb.corpus.chronology import date_of
from kb.corpus.stays import FOCUS, Standing, latest_stays
from kb.edition.labels import LABELS
from kb.edition.locale import Locale
from kb.edition.standings import standing_words
from kb.model.records import KINDS, Dispute, Event, Person, Record, Topic
from kb.search.searchable import Searchable
from kb.text.words import words

PAGES = ("people", "timeline", "why", "topics", "disputes", "agreement", "events", "organisations", "sources", "about")
"""The pages besides the records' own that search leads to; their names are labels."""


def shown(locale: Locale, records: tuple[Searchable, ...]) -> dict[str, Any]:
    """The columns of an edition, and the few words that the worker says itself."""
    every = [searchable.record for searchable in records]
    return {
        "edition": str(locale.edition),
        "kinds": "".join(str(_kind(record)) for record in every),
        "folders": [*(kind.kind_name for kind in KINDS), Topic.kind_name],
        "labels": [*(_singular(locale, kind.kind_name) for kind in KINDS), locale.labels.text("kind_question")],
        "titles": "\n".join(_line(locale.names.of(record)) for record in every),
        "seconds": "\n".join(
            _line(locale.names.second(record)) if isinstance(record, Person) else "" for record in every
        ),
        "lines": "\n".join(_line(line(locale, record)) for record in every),
        "summaries": "\n".join(_line(summary(locale, record)) for record in every),
        "pages": [_page(locale, page) for page in PAGES],
    }


def _kind(record: Record) -> int:
    """The record's place among the kinds. Open questions come last, being what no source answers."""
    return len(KINDS) if isinstance(record, Topic) and record.is_open_question else KINDS.index(type(record))


def _page(locale: Locale, page: str) -> list[str]:
    """The page's address and names, its name in this edition first."""
    spelt = (
        " ".join(form) if form[0].isascii() else "".join(form)
        for form in words().meanings.get(_MEANING.get(page, ""), ())
    )
    return list(dict.fromkeys((page, locale.labels.text(page), *LABELS[page].values(), *spelt)))


_MEANING = {"people": "people", "timeline": "timeline", "sources": "source", "why": "why_left"}
"""The meanings of the word table that are names of a page."""


def line(locale: Locale, record: Record) -> str:
    """The one line that tells a record from its likes: a person's departure, an event's date."""
    if isinstance(record, Person):
        return locale.labels.comma.join(_standings(locale, record))
    if isinstance(record, Event):
        best = date_of(record)
        return locale.dates.words(best.dated if best else None)
    kind = getattr(record, "kind", None)
    return locale.labels.text(f"kind_{kind}") if kind else ""


def summary(locale: Locale, record: Record) -> str:
    """The summary, or what a dispute asks, cut where a result would grow too long."""
    text = locale.texts.plain(record.question if isinstance(record, Dispute) else record.summary)
    longest = 170 if locale.edition.language == "en" else 80
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return (cut.rsplit(" ", 1)[0] if locale.edition.language == "en" else cut) + "…"


def _standings(locale: Locale, person: Person) -> list[str]:
    found = []
    for stay in latest_stays(locale.corpus, person):
        if stay.is_departure or (stay.organisation == FOCUS and stay.standing is not Standing.UNTOLD):
            record = locale.corpus.records.get(stay.organisation)
            organisation = locale.names.of(record) if record else stay.organisation
            found.append(standing_words(locale.labels, locale.dates, stay, organisation).joined(" · "))
    return found


def _singular(locale: Locale, kind: str) -> str:
    return _SINGULAR[kind] if locale.edition.language == "en" else locale.labels.text(kind)


_SINGULAR = {
    "people": "Person",
    "organisations": "Organisation",
    "events": "Event",
    "sources": "Source",
    "disputes": "Dispute",
    "topics": "Topic",
}


def _line(text: str) -> str:
    return " ".join(text.split())
