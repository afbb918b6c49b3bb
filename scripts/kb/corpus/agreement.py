"""Which sources agree on a statement, which say what cannot be true beside it, which are silent.

Only the evidence of the statement counts: a source that gives its date alone, or a name, does not say so. Claims are
one
statement where everything that they say is the same, not their value alone. A source says otherwise where a dispute
calls
it a contradiction and puts it on another side: what differs in precision, stress or wording can be true together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.corpus.corpus import Corpus
from kb.model.claims import Called, Claim, Evidenced
from kb.model.records import Dispute, Record, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A statement, and where each source stands. ``agree`` and ``differ`` are ids of sources, in the order of ids."""

    record: Record
    claim: Claim
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    dated_by: tuple[str, ...]
    """The sources that give its date; empty where it has none."""
    disputes: tuple[Dispute, ...]


def agreements(corpus: Corpus) -> Iterator[Agreement]:
    """Every statement that more than one source speaks of, by record."""
    for record in corpus:
        if isinstance(record, Source):
            continue
        for claims in _statements(record):
            agree = {source for claim in claims for source in claim.source}
            disputes = tuple(dict.fromkeys(d for claim in claims for d in corpus.disputes_over(record, claim)))
            differ = {s for claim in claims for s in _differing(corpus, claim, disputes)} - agree
            if len(agree | differ) > 1:
                yield Agreement(
                    record=record,
                    claim=claims[0],
                    agree=tuple(sorted(agree)),
                    differ=tuple(sorted(differ)),
                    dated_by=tuple(sorted({s for claim in claims if claim.date for s in claim.dated_by})),
                    disputes=disputes,
                )


def _statements(record: Record) -> Iterator[list[Claim]]:
    """A record's claims; those that say the same in every part are one statement."""
    merged: dict[tuple[object, ...], list[Claim]] = {}
    for claim in record.claims:
        if not isinstance(claim, Called):  # that two sources use one name is no statement
            merged.setdefault(_said(claim), []).append(claim)
    yield from merged.values()


_PROOF = frozenset(
    {*Evidenced.model_fields, "said", "derived", "date_source", "date_quote", "note", "added", "withdrawn"}
)
"""The fields of a claim that prove or explain it, and are no part of what it says."""


def _said(claim: Claim) -> tuple[object, ...]:
    return (claim.property_name, *(getattr(claim, name) for name in type(claim).model_fields if name not in _PROOF))


def _differing(corpus: Corpus, claim: Claim, disputes: tuple[Dispute, ...]) -> set[str]:
    """The sources of positions on another side than those that quote the claim's own words, of contradictions only."""
    found = set()
    for dispute in disputes:
        own = {p.side for p in dispute.positions if p.side and corpus.share_words(claim, p)}
        if dispute.kind == "contradiction" and len(own) == 1:
            found |= {source for p in dispute.positions if p.side and p.side not in own for source in p.source}
    return found
