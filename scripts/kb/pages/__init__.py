"""Pages in Markdown, made from the corpus for each edition: pure functions, nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.network import Network
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.pages.lists import agreement_table as agreement
from kb.pages.lists import changes_page, day, home, indexes, people, reasons, timeline
from kb.pages.lists import network_page as network
from kb.pages.records import dispute, event, organisation, person, source, topic, withdrawn


def edition_pages(locale: Locale) -> Iterator[OutputFile]:
    """Every generated page of one edition; paths begin with the edition."""
    corpus = locale.corpus
    ties = Network.of(corpus)
    yield home.page(locale)
    yield timeline.page(locale)
    yield reasons.page(locale)
    yield agreement.page(locale)
    yield people.page(locale)
    yield network.page(locale, ties)
    yield day.page(locale)
    yield changes_page.page(locale)
    yield from indexes.pages(locale)
    yield from (person.page(locale, record, ties) for record in corpus.people)
    yield from (organisation.page(locale, record) for record in corpus.organisations)
    yield from (event.page(locale, record) for record in corpus.events)
    yield from (source.page(locale, record) for record in corpus.sources)
    yield from (dispute.page(locale, record) for record in corpus.disputes)
    yield from (topic.page(locale, record) for record in corpus.topics)
    yield from (withdrawn.page(locale, record, record.withdrawn) for record in corpus if record.withdrawn)
