"""What changed in the records, from the days that stand in them: additions, withdrawals, answers, settlements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kb.corpus.corpus import Corpus
from kb.model.claims import Claim, Prose
from kb.model.parts import Settlement, Withdrawal
from kb.model.records import Dispute, Record, Topic
from kb.model.values import PartialDate


class Manner(StrEnum):
    """How something changed; the values are the keys of its labels."""

    RECORD_ADDED = "record_added"
    CLAIM_ADDED = "claim_added"
    RECORD_WITHDRAWN = "record_withdrawn"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    SETTLED = "dispute_settled"
    ANSWERED = "question_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a record on a day; ``told`` says in words why, or what holds now."""

    day: datetime.date
    manner: Manner
    record: Record
    claim: Claim | None = None
    told: Prose | None = None

    @property
    def id(self) -> str:
        """A name that stays: no record changes twice on one day in one manner, but by another claim."""
        place = f"{self.record.id}#{self.claim.anchor}" if self.claim else self.record.id
        return f"{self.day.isoformat()}:{self.manner}:{place}"


def changes(corpus: Corpus) -> tuple[Change, ...]:
    """Every change that the records give a day for, the newest first."""
    found = (change for record in corpus for change in changes_of(record))
    return tuple(sorted(found, key=lambda change: (-change.day.toordinal(), change.id)))


def changes_of(record: Record) -> tuple[Change, ...]:
    """The changes of one record, the newest first.

    Claims that came with their record are no change of their own, and of a record withdrawn nothing else is told.
    """
    found = (
        Change(day=change.date.earliest, manner=change.manner, record=record, claim=change.claim, told=change.told)
        for change in _dated(record)
        if change.date.earliest
    )
    return tuple(sorted(found, key=lambda change: (-change.day.toordinal(), change.id)))


class _Dated(NamedTuple):
    date: PartialDate
    manner: Manner
    claim: Claim | None = None
    told: Prose | None = None


def _dated(record: Record) -> Iterator[_Dated]:
    if record.withdrawn:
        yield _Dated(record.withdrawn.date, Manner.RECORD_WITHDRAWN, told=record.withdrawn.because)
        return
    if record.added:
        yield _Dated(record.added, Manner.RECORD_ADDED, told=record.summary)
    match record:
        case Dispute(settled=Settlement() as end):
            yield _Dated(end.date, Manner.SETTLED, told=end.holds)
        case Topic(answered=Settlement() as end):
            yield _Dated(end.date, Manner.ANSWERED, told=end.holds)
    for claim in record.every_claim:
        if isinstance(claim.withdrawn, Withdrawal):
            yield _Dated(claim.withdrawn.date, Manner.CLAIM_WITHDRAWN, claim, claim.withdrawn.because)
        elif claim.added and claim.added != record.added:
            yield _Dated(claim.added, Manner.CLAIM_ADDED, claim)
