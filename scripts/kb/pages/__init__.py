"""Pages in Markdown, made from the corpus for each edition: pure functions, nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from kb.corpus.network import Network
from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.model.records import Dispute, Event, Organisation, Person, Record, Source, Topic
from kb.pages.lists import agreement_table as agreement
from kb.pages.lists import changes_page, day, home, indexes, people, reasons, timeline
from kb.pages.lists import network_page as network
from kb.pages.records import dispute, event, organisation, person, source, topic, withdrawn

Make = Callable[[], OutputFile]


def page_makers(locale: Locale) -> dict[PurePosixPath, Make]:
    """For each page of an edition, by its path below the edition, what makes it: one page can be had without the
    others."""
    corpus = locale.corpus
    ties = Network.of(corpus)
    makers: dict[PurePosixPath, Make] = {
        place: partial(page, locale)
        for place, page in (
            (home.WHERE, home.page),
            (timeline.WHERE, timeline.page),
            (reasons.WHERE, reasons.page),
            (agreement.WHERE, agreement.page),
            (people.WHERE, people.page),
            (day.WHERE, day.page),
            (changes_page.WHERE, changes_page.page),
        )
    }
    makers[network.WHERE] = lambda: network.page(locale, ties)
    makers |= {indexes.path_of(kind): partial(indexes.page, locale, kind) for kind in indexes.KINDS_SHOWN}
    makers |= {path_of(record): partial(_record_page, locale, record, ties) for record in corpus}
    return makers


def edition_pages(locale: Locale) -> Iterator[OutputFile]:
    """Every generated page of one edition; paths begin with the edition."""
    return (make() for make in page_makers(locale).values())


def _record_page(locale: Locale, record: Record, ties: Network) -> OutputFile:
    if record.withdrawn:
        return withdrawn.page(locale, record, record.withdrawn)
    match record:
        case Person():
            return person.page(locale, record, ties)
        case Organisation():
            return organisation.page(locale, record)
        case Event():
            return event.page(locale, record)
        case Source():
            return source.page(locale, record)
        case Dispute():
            return dispute.page(locale, record)
        case Topic():
            return topic.page(locale, record)
    raise TypeError(f"no page is made of {type(record).__name__}")
