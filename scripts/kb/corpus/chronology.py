"""Everything datable, in order: events, and what happened to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.corpus.corpus import Corpus
from kb.model.claims import AnnouncedLeaving, Change, Claim, Dated, Joined, Left, Published, Returned, SteppedBack
from kb.model.records import Event, Person, Record
from kb.model.values import Day, PartialDate

OF_PEOPLE = (Left, AnnouncedLeaving, SteppedBack, Joined, Returned, Change)
"""The claims about people that are happenings of their own; of two that tell of one day, the earlier kind here is
shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event, or a dated claim about a person."""

    date: PartialDate
    record: Record
    claim: Claim


def happenings(corpus: Corpus) -> tuple[Happening, ...]:
    """All happenings that have a date, the earliest first; what is said alike of one day stands once."""
    found = [*_of_events(corpus), *_of_people(corpus)]
    return tuple(sorted(found, key=lambda h: (h.date.sort_key, h.record.kind_name, h.record.id, h.claim.anchor)))


def date_of(event: Event) -> Dated | None:
    """The claim that dates an event best: the one with the fewest possible days."""
    dated = [claim for claim in event.claims if isinstance(claim, Dated)]
    return min(dated, key=lambda claim: claim.dated.width, default=None)


def told_up_to(corpus: Corpus) -> Day | None:
    """The last day on which the newest source can have been published; None where no source has a date."""
    days = [c.published.latest for source in corpus.sources for c in source.claims if isinstance(c, Published)]
    return max((day for day in days if day), default=None)


def undated(corpus: Corpus) -> tuple[Event, ...]:
    """The events that no source dates."""
    return tuple(event for event in corpus.events if not date_of(event))


def _of_events(corpus: Corpus) -> Iterator[Happening]:
    for event in corpus.events:
        if best := date_of(event):
            yield Happening(date=best.dated, record=event, claim=best)


def _of_people(corpus: Corpus) -> Iterator[Happening]:
    for person in corpus.people:
        yield from _of_person(person)


def _of_person(person: Person) -> Iterator[Happening]:
    seen: set[tuple[str, str, str]] = set()
    for claim in sorted(person.claims, key=lambda c: OF_PEOPLE.index(type(c)) if isinstance(c, OF_PEOPLE) else 0):
        if not isinstance(claim, OF_PEOPLE) or not claim.date:
            continue
        subject = claim.value if isinstance(claim.value, str) else claim.anchor
        # To leave and to say so on one day is one happening.
        kind = "leaving" if isinstance(claim, (AnnouncedLeaving, Left)) else claim.property_name
        if (kind, subject, claim.date.text) not in seen:
            seen.add((kind, subject, claim.date.text))
            yield Happening(date=claim.date, record=person, claim=claim)
