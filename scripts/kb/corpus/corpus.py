"""The resolved whole: every record by its id, who links to whom, and what follows from the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from kb.corpus.evidence import Lock
from kb.model.claims import Claim, Evidenced
from kb.model.prose import links
from kb.model.records import Dispute, Event, Organisation, Person, Record, Source, Topic, prose_parts, references

E = TypeVar("E", bound=Record)


@dataclass(frozen=True, eq=False)
class Corpus:
    """All records, immutable. Look-ups and backlinks are worked out once, when first asked for.

    A corpus equals itself alone, so that what follows from it can be remembered by it.
    """

    records: Mapping[str, Record]
    lock: Lock
    unread: frozenset[str] = frozenset()
    """Ids of files that could not be read: to name one of them is no second mistake."""
    read_in_part: frozenset[str] = frozenset()
    """Ids of records that lack what is wrong in their files: that it is not there is no second mistake."""

    @classmethod
    def of(
        cls,
        records: Iterable[Record],
        lock: Lock,
        *,
        unread: frozenset[str] = frozenset(),
        read_in_part: frozenset[str] = frozenset(),
    ) -> Corpus:
        by_id = {record.id: record for record in sorted(records, key=lambda r: r.id)}
        return cls(MappingProxyType(by_id), lock, unread, read_in_part)

    def __iter__(self) -> Iterator[Record]:
        """Every record, those withdrawn too: they have a page, and no claims."""
        return iter(self.records.values())

    def __contains__(self, record_id: str) -> bool:
        return record_id in self.records

    def __getitem__(self, record_id: str) -> Record:
        return self.records[record_id]

    def of_kind(self, kind: type[E]) -> tuple[E, ...]:
        """The records of a kind that we stand by."""
        return tuple(record for record in self if isinstance(record, kind) and not record.withdrawn)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return self.of_kind(Person)

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        return self.of_kind(Organisation)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return self.of_kind(Event)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        return self.of_kind(Source)

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        return self.of_kind(Dispute)

    @cached_property
    def unsettled_disputes(self) -> tuple[Dispute, ...]:
        return tuple(dispute for dispute in self.disputes if not dispute.settled)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return self.of_kind(Topic)

    def renamed(self, target: str) -> str:
        """A hint, where the id is one that a record had before; nothing where it is not."""
        holder = next((r.id for r in self if target in {former for _, former in r.former_places}), None)
        return f"its id is '{holder}' now" if holder else ""

    @cached_property
    def backlinks(self) -> Mapping[str, tuple[Record, ...]]:
        """For each record, the others that name it in a field or in prose, in the order of their ids."""
        naming: dict[str, dict[str, Record]] = defaultdict(dict)
        for record in self:
            for target in mentioned(record):
                if target != record.id and target in self.records:
                    naming[target][record.id] = record
        return {target: tuple(found.values()) for target, found in naming.items()}

    @cached_property
    def disputes_about(self) -> Mapping[str, tuple[Dispute, ...]]:
        """For each record, the disputes that are about it."""
        found: dict[str, list[Dispute]] = defaultdict(list)
        for dispute in self.disputes:
            for target in dispute.about:
                found[target].append(dispute)
        return {target: tuple(disputes) for target, disputes in found.items()}

    def disputes_over(self, record: Record, claim: Claim) -> tuple[Dispute, ...]:
        """The unsettled disputes about the record that contest the claim's property, and hold words that it rests on
        against others."""
        return self._contested.get((record.id, claim.anchor), ())

    @cached_property
    def _contested(self) -> Mapping[tuple[str, str], tuple[Dispute, ...]]:
        found: dict[tuple[str, str], tuple[Dispute, ...]] = {}
        for record_id, disputes in self.disputes_about.items():
            for claim in self.records[record_id].claims if record_id in self.records else ():
                over = tuple(
                    dispute
                    for dispute in disputes
                    if not dispute.settled
                    and claim.property_name in dispute.contests
                    and any(self.share_words(claim, position) for position in dispute.at_odds)
                )
                if over:
                    found[record_id, claim.anchor] = over
        return found

    def independent(self, sources: Iterable[str]) -> int:
        """How many reports of their own these sources are: one that repeats another of ours is counted with it."""
        return len({self._origins.get(source, source) for source in sources})

    @cached_property
    def _origins(self) -> Mapping[str, str]:
        """For each source, the one that its reports go back to: itself, unless it repeats another."""
        found: dict[str, str] = {}
        for source in self.sources:
            origin, seen = source, {source.id}
            while (
                origin.derived_from
                and isinstance(parent := self.records.get(origin.derived_from[0]), Source)
                and parent.id not in seen
            ):
                seen.add(parent.id)
                origin = parent
            found[source.id] = origin.id
        return found

    def share_words(self, one: Evidenced, other: Evidenced) -> bool:
        """Whether any two quotes of the two have words of a source in common."""
        return any(
            mine.source == theirs.source and self.lock.share_words(mine.source, mine.quote, theirs.quote)
            for mine in one.evidence
            for theirs in other.evidence
        )


def mentioned(record: Record) -> Iterator[str]:
    """The ids that a record names, in fields and in prose, but in what was withdrawn."""
    for _, target, _ in references(record, standing=True):
        yield target
    for _, prose in prose_parts(record, standing=True):
        for _, link in links(prose):
            yield link.target
