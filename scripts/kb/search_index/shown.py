"""What a result shows, in the words of an edition."""

from __future__ import annotations

from typing import Any

from kb.chronology import date_of
from kb.pages.wording import LABELS, Wording
from kb.records import KINDS, Dispute, Entry, Event, Person, Topic
from kb.search_index.searchable import Searchable
from kb.status import FOCUS, Standing, statuses
from kb.text.words import words

PAGES = ("people", "timeline", "why", "topics", "disputes", "agreement", "events", "organisations", "sources", "about")
"""The pages besides the records' own that search leads to; their names are labels."""


def shown(wording: Wording, records: tuple[Searchable, ...]) -> dict[str, Any]:
    """The columns of an edition, and the few words that the worker says itself."""
    every = [searchable.record for searchable in records]
    return {
        "edition": str(wording.edition),
        "kinds": "".join(str(_kind(record)) for record in every),
        "folders": [*(kind.kind_name for kind in KINDS), Topic.kind_name],
        "labels": [*(_singular(wording, kind.kind_name) for kind in KINDS), wording.label("kind_question")],
        "titles": "\n".join(_line(wording.name(record)) for record in every),
        "seconds": "\n".join(_line(wording.second_name(record)) if isinstance(record, Person) else "" for record in every),
        "lines": "\n".join(_line(line(wording, record)) for record in every),
        "summaries": "\n".join(_line(summary(wording, record)) for record in every),
        "pages": [_page(wording, page) for page in PAGES],
    }


def _kind(record: Entry) -> int:
    """The record's place among the kinds. Open questions come last, being what no source answers."""
    return len(KINDS) if isinstance(record, Topic) and record.kind == "question" else KINDS.index(type(record))


def _page(wording: Wording, page: str) -> list[str]:
    """The page's address and names, its name in this edition first."""
    spelt = (" ".join(form) if form[0].isascii() else "".join(form) for form in words().meanings.get(_MEANING.get(page, ""), ()))
    return list(dict.fromkeys((page, wording.label(page), *LABELS[page].values(), *spelt)))


_MEANING = {"people": "people", "timeline": "timeline", "sources": "source", "why": "why_left"}
"""The meanings of the word table that are names of a page."""


def line(wording: Wording, record: Entry) -> str:
    """The one line that tells a record from its likes: a person's departure, an event's date."""
    if isinstance(record, Person):
        return wording.comma.join(_standings(wording, record))
    if isinstance(record, Event):
        best = date_of(record)
        return wording.date(best.dated if best else None)
    kind = getattr(record, "kind", None)
    return wording.label(f"kind_{kind}") if kind else ""


def summary(wording: Wording, record: Entry) -> str:
    """The summary, or what a dispute asks, cut where a result would grow too long."""
    text = wording.plain(record.question if isinstance(record, Dispute) else record.summary)
    longest = 170 if wording.edition.language == "en" else 80
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return (cut.rsplit(" ", 1)[0] if wording.edition.language == "en" else cut) + "…"


def _standings(wording: Wording, person: Person) -> list[str]:
    found = []
    for status in statuses(person):
        at_focus = status.organisation == FOCUS and status.standing in (Standing.THERE, Standing.STEPPED_BACK)
        if status.is_departure or at_focus:
            record = wording.corpus.records.get(status.organisation)
            organisation = wording.name(record) if record else status.organisation
            dated = status.date
            told = wording.label(f"status_{status.standing}").format(organisation)
            found.append(f"{told} · {wording.date(dated.date)}" if dated else told)
    return found


def _singular(wording: Wording, kind: str) -> str:
    return _SINGULAR[kind] if wording.edition.language == "en" else wording.label(kind)


_SINGULAR = {
    "people": "Person", "organisations": "Organisation", "events": "Event", "sources": "Source", "disputes": "Dispute", "topics": "Topic",
}


def _line(text: str) -> str:
    return " ".join(text.split())
