"""Pages in Markdown, made from the corpus for each edition: pure functions, nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.output import OutputFile
from kb.pages import dispute, event, home, indexes, organisation, person, source, timeline, topic
from kb.pages.wording import Wording, wordings


def pages(corpus: Corpus) -> Iterator[OutputFile]:
    """Every generated page of every edition; paths begin with the edition."""
    for wording in wordings(corpus):
        yield from edition_pages(wording)


def edition_pages(wording: Wording) -> Iterator[OutputFile]:
    """Every generated page of one edition."""
    corpus = wording.corpus
    yield home.page(wording)
    yield timeline.page(wording)
    yield from indexes.pages(wording)
    yield from (person.page(wording, record) for record in corpus.people)
    yield from (organisation.page(wording, record) for record in corpus.organisations)
    yield from (event.page(wording, record) for record in corpus.events)
    yield from (source.page(wording, record) for record in corpus.sources)
    yield from (dispute.page(wording, record) for record in corpus.disputes)
    yield from (topic.page(wording, record) for record in corpus.topics)
