"""Which sources agree on a claim, which differ, which are silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.corpus.corpus import Corpus
from kb.model.claims import Called, Claim
from kb.model.records import Dispute, Record, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A claim, and where each source stands. ``agree`` and ``differ`` are ids of sources, in the order of ids."""

    record: Record
    claim: Claim
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    disputes: tuple[Dispute, ...]


def agreements(corpus: Corpus) -> Iterator[Agreement]:
    """Every claim that more than one source speaks of, by record."""
    for record in corpus:
        if isinstance(record, Source):
            continue
        for claim, agree in _claims_with_sources(record):
            disputes = corpus.disputes_over(record, claim)
            differ = _differing(corpus, claim, disputes) - agree
            if len(agree | differ) > 1:
                yield Agreement(
                    record=record,
                    claim=claim,
                    agree=tuple(sorted(agree)),
                    differ=tuple(sorted(differ)),
                    disputes=disputes,
                )


def _claims_with_sources(record: Record) -> Iterator[tuple[Claim, set[str]]]:
    """A record's claims with their sources; claims of one property and one record named are one."""
    merged: dict[tuple[str, str], tuple[Claim, set[str]]] = {}
    for claim in record.claims:
        if isinstance(claim, Called):  # that two sources use one name is no statement
            continue
        key = (
            claim.property_name,
            f"{claim.value} {claim.date or ''} {claim.by or ''}" if isinstance(claim.value, str) else claim.anchor,
        )
        _, sources = merged.setdefault(key, (claim, set()))
        sources.update(claim.source)
    yield from merged.values()


def _differing(corpus: Corpus, claim: Claim, disputes: tuple[Dispute, ...]) -> set[str]:
    """The sources of those positions that do not rest on the claim's words, in the disputes that contest it."""
    return {
        source
        for dispute in disputes
        for position in dispute.positions
        if not corpus.share_words(claim, position)
        for source in position.source
    }
