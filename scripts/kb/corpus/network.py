"""Who is tied to whom and to what: typed ties, each with the claims that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from kb.corpus.corpus import Corpus
from kb.model.claims import (
    Claim,
    Cofounded,
    Employed,
    FoundedBy,
    Joined,
    LedBy,
    Next,
    ReportedTo,
    Returned,
    Role,
    Studied,
    TaughtBy,
    TookPart,
)
from kb.model.records import Event, Organisation, Person, Record

K = TypeVar("K", bound=Hashable)


class Kind(StrEnum):
    """What ties a person to an organisation, an event or another person."""

    FOUNDED = "founded"
    STUDIED = "studied"
    EMPLOYED = "employed"
    JOINED = "joined"
    NEXT = "next"
    TEAM = "team"
    """Has a role in a team or at a product, or leads it."""
    TAUGHT = "taught"
    REPORTED = "reported"
    TOGETHER = "together"
    """Took part in an event, besides others."""


TEAMS = ("project", "product", "facility")
"""Kinds of organisations small enough that a role in one is to work with the others there. A company is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A person tied to something else. Of two people, ``person`` is the taught, the one who reports."""

    kind: Kind
    person: str
    other: str
    holder: Record
    """The record whose claims say so."""
    claims: tuple[Claim, ...]
    doubtful: bool
    """Whether every claim is disputed, inferred or rumoured."""
    leads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """People tied to each other: directly, or through a team or an event (``via``). ``heads`` taught, led or were
    reported to."""

    kind: Kind
    people: tuple[str, ...]
    heads: tuple[str, ...]
    via: str
    """The team or event; empty where they are tied directly."""
    holder: Record
    claims: tuple[Claim, ...]
    doubtful: bool


@dataclass(frozen=True)
class Network:
    """All ties, in the order of people's ids and of their claims."""

    ties: tuple[Tie, ...]

    @classmethod
    def of(cls, corpus: Corpus) -> Network:
        return cls(tuple(_ties(corpus)))

    @cached_property
    def of_person(self) -> Mapping[str, tuple[Tie, ...]]:
        return _grouped(self.ties, lambda tie: tie.person)

    @cached_property
    def of_kind(self) -> Mapping[Kind, tuple[Tie, ...]]:
        return _grouped(self.ties, lambda tie: tie.kind)

    @cached_property
    def bonds(self) -> tuple[Bond, ...]:
        """What ties people to people, by kind: taught, reported to, in a team, founded together, took part together."""
        direct = (
            Bond(
                kind=kind,
                people=(tie.other, tie.person),
                heads=(tie.other,),
                via="",
                holder=tie.holder,
                claims=tie.claims,
                doubtful=tie.doubtful,
            )
            for kind in (Kind.TAUGHT, Kind.REPORTED)
            for tie in self.of_kind.get(kind, ())
        )
        return (*direct, *(b for kind in (Kind.TEAM, Kind.FOUNDED, Kind.TOGETHER) for b in self._through(kind)))

    @cached_property
    def bonds_of(self) -> Mapping[str, tuple[Bond, ...]]:
        found: dict[str, list[Bond]] = defaultdict(list)
        for bond in self.bonds:
            for person in bond.people:
                found[person].append(bond)
        return {person: tuple(bonds) for person, bonds in found.items()}

    def _through(self, kind: Kind) -> Iterator[Bond]:
        """A bond for each team, foundation or event that two people or more are tied to; those who lead come first."""
        for via, members in _grouped(self.of_kind.get(kind, ()), lambda tie: tie.other).items():
            ties = sorted(members, key=lambda tie: (not tie.leads, tie.person))
            people = tuple(dict.fromkeys(tie.person for tie in ties))
            if len(people) > 1:
                yield Bond(
                    kind=kind,
                    people=people,
                    heads=tuple(tie.person for tie in ties if tie.leads),
                    via=via,
                    holder=ties[0].holder,
                    claims=tuple(c for tie in ties for c in tie.claims),
                    doubtful=any(tie.doubtful for tie in ties),
                )


def _grouped(ties: tuple[Tie, ...], key: Callable[[Tie], K]) -> dict[K, tuple[Tie, ...]]:
    found: dict[K, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[key(tie)].append(tie)
    return {value: tuple(members) for value, members in found.items()}


def _ties(corpus: Corpus) -> Iterator[Tie]:
    for record in corpus:
        gathered: dict[tuple[Kind, str, str, bool], list[Claim]] = defaultdict(list)
        for claim in record.claims:
            if found := _ends(corpus, record, claim):
                gathered[found].append(claim)
        for (kind, person, other, leads), claims in gathered.items():
            yield Tie(
                kind=kind,
                person=person,
                other=other,
                holder=record,
                claims=tuple(claims),
                leads=leads,
                doubtful=all(c.basis != "stated" or corpus.disputes_over(record, c) for c in claims),
            )


def _ends(corpus: Corpus, record: Record, claim: Claim) -> tuple[Kind, str, str, bool] | None:
    """Of what kind of tie a claim speaks, whom it ties to what, and whether the person leads there."""
    match record, claim:
        case Person(id=person), Cofounded(cofounded=other):
            return Kind.FOUNDED, person, other, False
        case Person(id=person), Studied(studied=other):
            return Kind.STUDIED, person, other, False
        case Person(id=person), Employed(employed=other):
            return Kind.EMPLOYED, person, other, False
        case Person(id=person), Joined(joined=other) | Returned(returned=other):
            return Kind.JOINED, person, other, False
        case Person(id=person), Next(to=str(other)):
            return Kind.NEXT, person, other, False
        case Person(id=person), TaughtBy(taught_by=other):
            return Kind.TAUGHT, person, other, False
        case Person(id=person), ReportedTo(reported_to=other):
            return Kind.REPORTED, person, other, False
        case Person(id=person), Role(at=other) if _is_team(corpus, other):
            return Kind.TEAM, person, other, False
        case Organisation(id=other), LedBy(led_by=person) if _is_team(corpus, other):
            return Kind.TEAM, person, other, True
        case Organisation(id=other), FoundedBy(founded_by=person) if not _cofounded(corpus, person, other):
            return Kind.FOUNDED, person, other, False
        case Event(id=other, kind=kind), TookPart(took_part=person) if kind != "founding":
            return Kind.TOGETHER, person, other, False
    return None


def _is_team(corpus: Corpus, organisation: str) -> bool:
    return getattr(corpus.records.get(organisation), "kind", "") in TEAMS


def _cofounded(corpus: Corpus, person: str, organisation: str) -> bool:
    """Whether the person's own record says so already."""
    record = corpus.records.get(person)
    return record is not None and any(isinstance(c, Cofounded) and c.cofounded == organisation for c in record.claims)
