"""Rules about what proves a claim."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.corpus import Corpus
from kb.corpus.evidence import impossible, statements
from kb.model.problems import Finding
from kb.model.records import Source, evidenced_parts

UNVERIFIED = "unverified"
"""The code of the one problem that a preview may show: a quote that nobody has looked up yet."""


def quotes_are_locked(corpus: Corpus) -> Iterator[Finding]:
    """Every quote was found in its source when the articles were last at hand, and has not changed since."""
    for record in () if corpus.lock.broken else corpus:
        for statement in statements(record):
            known = all(source in corpus or source in corpus.unread for source in statement.sources)
            if known and not any(corpus.lock.holds(source, statement.words) for source in statement.sources):
                yield Finding(
                    record=record.id,
                    path=statement.path,
                    message=f"{statement.what} '{statement.words}' is not verified",
                    hint="run 'kb verify --articles <folder>' with the article at hand, or set it right",
                    code=UNVERIFIED,
                )


def proofs_fit_together(corpus: Corpus) -> Iterator[Finding]:
    """What the lock says can be so: a place that an article can have, and one letter in one place.

    The lock is no proof to who does not have the articles: it says that somebody with them looked a quote up. What
    cannot
    be, nobody found.
    """
    said = {
        (source, statement.words): statement
        for record in corpus
        for statement in statements(record)
        for source in statement.sources
    }
    for source, entry in corpus.lock.sources.items():
        for quote, why in impossible(source, entry):
            if statement := said.get((source, quote)):
                yield Finding(
                    record=statement.record,
                    path=statement.path,
                    message=f"the lock cannot be right about {statement.what} '{quote}': {why}",
                    hint="run 'kb verify --articles <folder>' with the article at hand",
                    code="impossible-proof",
                )


def outside_knowledge_is_of_sources(corpus: Corpus) -> Iterator[Finding]:
    """Only what is told about a source itself may come from outside the sources."""
    for record in corpus:
        for path, part in evidenced_parts(record):
            if part.outside and not isinstance(record, Source):
                yield Finding(
                    record=record.id,
                    path=(*path, "outside"),
                    message="outside knowledge proves nothing here",
                    hint="give a source and its words; 'outside' is for records of sources",
                    code="outside",
                )


def claims_differ(corpus: Corpus) -> Iterator[Finding]:
    """No record makes one claim twice from the same words."""
    for record in corpus:
        seen: dict[str, int] = {}
        for index, claim in enumerate(record.every_claim):
            first = seen.setdefault(claim.anchor, index)
            if first != index:
                yield Finding(
                    record=record.id,
                    path=("claims", index),
                    message=(
                        f"the claim '{claim.property_name}' rests on the same words as claim {first + 1} of this record"
                    ),
                    hint="merge the two, or quote the words that tell them apart",
                    code="claim-twice",
                )


def disputes_differ(corpus: Corpus) -> Iterator[Finding]:
    """The positions of a dispute rest on different words."""
    for dispute in corpus.disputes:
        seen: dict[tuple[object, object], int] = {}
        for index, position in enumerate(dispute.positions):
            first = seen.setdefault((position.source, position.quote), index)
            if first != index:
                yield Finding(
                    record=dispute.id,
                    path=("positions", index),
                    message=f"the position rests on the same words as position {first + 1}",
                    hint="quote the words that tell them apart, or merge the two",
                    code="position-twice",
                )
