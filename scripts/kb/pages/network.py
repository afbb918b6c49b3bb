"""The network: where people came from and went, and who is tied to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from kb.claims import Claim, Employed, LedBy, Next, Role, Studied
from kb.network import Bond, Kind, Network, Tie
from kb.output import OutputFile
from kb.pages.claim_views import ClaimView, ProofView, proofs, view
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.network_pictures import bonds, flow, shared_places, unnamed_next
from kb.pages.wording import Wording
from kb.records import Entry

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


def page(wording: Wording, network: Network) -> OutputFile:
    return render(
        "network.md.j2", wording, WHERE, script="network.js",
        title=wording.label("network"), description=wording.label("network_line"),
        flow=flow(wording, WHERE, network), bonds=bonds(wording, WHERE, network),
        moves=tuple(_sections(wording, network, FROM_AND_TO)), unnamed=tuple(_unnamed(wording)),
        ties=tuple(_sections(wording, network, PEOPLE_TO_PEOPLE)),
        gatherings=tuple(_gathering(wording, bond) for bond in islice((b for b in network.bonds if b.kind is Kind.TOGETHER), MOST_ROWS)),
    )


def _sections(wording: Wording, network: Network, kinds: Iterable[Kind]) -> Iterator[Section]:
    for kind in kinds:
        ties = network.of_kind.get(kind, ())
        shared = shared_places(ties)
        names = {record.id: position for position, record in enumerate(wording.in_order([wording.corpus[t.other] for t in ties]))}
        ordered = sorted(ties, key=lambda t: (-shared[t.other], names[t.other], not t.leads, t.person))
        told = [(tie, claim) for tie in ordered for claim in tie.claims]
        if told:
            rows = tuple(_row(wording, tie, claim) for tie, claim in told[:MOST_ROWS])
            yield Section(key=f"net_{kind}", anchor=kind, rows=rows, more=len(told) - len(rows))


def _row(wording: Wording, tie: Tie, claim: Claim) -> Row:
    person = wording.link(tie.person, WHERE) if tie.holder.id != tie.person else wording.link(tie.person, WHERE, anchor=claim.anchor)
    detail = _detail(wording, claim)
    return Row(
        head=wording.link(tie.other, WHERE, anchor=claim.anchor if tie.holder.id == tie.other else ""),
        body=Markdown(f"{person}{wording.colon}{detail}") if detail else person,
        claim=view(wording, WHERE, tie.holder, claim),
    )


def _detail(wording: Wording, claim: Claim) -> Markdown:
    """What more a claim says of the tie."""
    match claim:
        case Studied(degree=more) | Employed(as_=more) | Role(role=more) | Next(next=more):
            return wording.prose(more, WHERE)
        case LedBy():
            return Markdown(wording.label("net_leads"))
    return Markdown("")


def _unnamed(wording: Wording) -> Iterator[Row]:
    """What those do next who named no place."""
    people: list[Entry] = wording.in_order([p for p in wording.corpus.people if unnamed_next(p)])
    for person, claim in islice(((p, c) for p in people for c in unnamed_next(p)), MOST_ROWS):
        yield Row(
            head=wording.link(person.id, WHERE, anchor=claim.anchor), body=wording.prose(claim.next, WHERE),
            claim=view(wording, WHERE, person, claim),
        )


def _gathering(wording: Wording, bond: Bond) -> Gathering:
    by_person = {c.took_part: c for c in bond.claims}
    return Gathering(
        event=wording.link(bond.via, WHERE),
        people=tuple(wording.link(person, WHERE) for person in bond.people),
        proofs=tuple(dict.fromkeys(p for person in bond.people for p in proofs(wording, WHERE, by_person[person]))),
    )
