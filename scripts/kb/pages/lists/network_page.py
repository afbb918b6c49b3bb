"""The network: where people came from and went, and who is tied to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from kb.corpus.network import Bond, Kind, Network, Tie
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Claim, Employed, LedBy, Next, Role, Studied, TookPart
from kb.pages.frame import render
from kb.pages.pictures.network_diagrams import bonds, flow, shared_places, unnamed_next
from kb.pages.records.claim_views import ClaimView, ProofView, proofs, view

WHERE = PurePosixPath("network.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A tie as a line: ``head`` is what ties, ``body`` who is tied, with the way to the claim."""

    head: Markdown
    body: Markdown
    claim: ClaimView


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """An event and those who took part, with the words that say so."""

    event: Markdown
    people: tuple[Markdown, ...]
    proofs: tuple[ProofView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Ties of one kind; ``key`` is the heading's label."""

    key: str
    anchor: str
    rows: tuple[Row, ...]
    more: int = 0


PEOPLE_TO_PEOPLE = (Kind.TAUGHT, Kind.REPORTED, Kind.TEAM, Kind.FOUNDED)
MOST_ROWS = 40
"""A page must stay light however many people there are; what is cut here stands on the people's own pages."""

FROM_AND_TO = (Kind.STUDIED, Kind.EMPLOYED, Kind.JOINED, Kind.NEXT)


def page(locale: Locale, network: Network) -> OutputFile:
    return render(
        "network.md.j2",
        locale,
        WHERE,
        script="network.js",
        title=locale.labels.text("network"),
        description=locale.labels.text("network_line"),
        flow=flow(locale, WHERE, network),
        bonds=bonds(locale, WHERE, network),
        moves=tuple(_sections(locale, network, FROM_AND_TO)),
        unnamed=tuple(_unnamed(locale)),
        ties=tuple(_sections(locale, network, PEOPLE_TO_PEOPLE)),
        gatherings=tuple(
            _gathering(locale, bond)
            for bond in islice((b for b in network.bonds if b.kind is Kind.TOGETHER), MOST_ROWS)
        ),
    )


def _sections(locale: Locale, network: Network, kinds: Iterable[Kind]) -> Iterator[Section]:
    for kind in kinds:
        ties = network.of_kind.get(kind, ())
        shared = shared_places(ties)
        names = {
            record.id: position
            for position, record in enumerate(locale.names.in_order([locale.corpus[t.other] for t in ties]))
        }
        ordered = sorted(ties, key=lambda t: (-shared[t.other], names[t.other], not t.leads, t.person))
        told = [(tie, claim) for tie in ordered for claim in tie.claims]
        if told:
            rows = tuple(_row(locale, tie, claim) for tie, claim in told[:MOST_ROWS])
            yield Section(key=f"net_{kind}", anchor=kind, rows=rows, more=len(told) - len(rows))


def _row(locale: Locale, tie: Tie, claim: Claim) -> Row:
    person = (
        locale.links.to(tie.person, WHERE)
        if tie.holder.id != tie.person
        else locale.links.to(tie.person, WHERE, anchor=claim.anchor)
    )
    detail = _detail(locale, claim)
    return Row(
        head=locale.links.to(tie.other, WHERE, anchor=claim.anchor if tie.holder.id == tie.other else ""),
        body=Markdown(f"{person}{locale.labels.colon}{detail}") if detail else person,
        claim=view(locale, WHERE, tie.holder, claim),
    )


def _detail(locale: Locale, claim: Claim) -> Markdown:
    """What more a claim says of the tie."""
    match claim:
        case Studied(degree=more) | Employed(as_=more) | Role(role=more) | Next(next=more):
            return locale.texts.linked(more, WHERE)
        case LedBy():
            return Markdown(locale.labels.text("net_leads"))
    return Markdown("")


def _unnamed(locale: Locale) -> Iterator[Row]:
    """What those do next who named no place."""
    people = locale.names.in_order([p for p in locale.corpus.people if unnamed_next(p)])
    for person, claim in islice(((p, c) for p in people for c in unnamed_next(p)), MOST_ROWS):
        yield Row(
            head=locale.links.to(person.id, WHERE, anchor=claim.anchor),
            body=locale.texts.linked(claim.next, WHERE),
            claim=view(locale, WHERE, person, claim),
        )


def _gathering(locale: Locale, bond: Bond) -> Gathering:
    by_person = {c.took_part: c for c in bond.claims if isinstance(c, TookPart)}
    return Gathering(
        event=locale.links.to(bond.via, WHERE),
        people=tuple(locale.links.to(person, WHERE) for person in bond.people),
        proofs=tuple(dict.fromkeys(p for person in bond.people for p in proofs(locale, WHERE, by_person[person]))),
    )
