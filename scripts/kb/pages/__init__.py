"""Pages in Markdown, made from the corpus for each edition: pure functions, nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator

from kb.network import Network
from kb.output import OutputFile
from kb.pages import (
    agreement,
    day,
    dispute,
    event,
    home,
    indexes,
    network,
    organisation,
    people,
    person,
    reasons,
    source,
    timeline,
    topic,
)
from kb.pages.wording import Wording


def edition_pages(wording: Wording) -> Iterator[OutputFile]:
    """Every generated page of one edition; paths begin with the edition."""
    corpus = wording.corpus
    ties = Network.of(corpus)
    yield home.page(wording)
    yield timeline.page(wording)
    yield reasons.page(wording)
    yield agreement.page(wording)
    yield people.page(wording)
    yield network.page(wording, ties)
    yield day.page(wording)
    yield from indexes.pages(wording)
    yield from (person.page(wording, record, ties) for record in corpus.people)
    yield from (organisation.page(wording, record) for record in corpus.organisations)
    yield from (event.page(wording, record) for record in corpus.events)
    yield from (source.page(wording, record) for record in corpus.sources)
    yield from (dispute.page(wording, record) for record in corpus.disputes)
    yield from (topic.page(wording, record) for record in corpus.topics)
