"""The stays that are said to have ended, in the public shape: what the pages say, and nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.stays import GONE, Dating, Standing, Stay, stays
from kb.exports import documents as public
from kb.exports.shaping import Shaping, date_of, statement_id
from kb.model.claims import Role


def departures(shaping: Shaping) -> Iterator[public.Departure]:
    """Every stay that a source says has ended, will end or was given up for a lesser one; by person."""
    for person in shaping.corpus.people:
        for stay in stays(shaping.corpus, person):
            if stay.standing in GONE or stay.standing is Standing.STEPPED_BACK:
                yield _departure(shaping, stay)


def _departure(shaping: Shaping, stay: Stay) -> public.Departure:
    person = stay.person
    role = next((claim for claim in stay.own if isinstance(claim, Role)), None)
    contested = {d.id for claim in stay.claims for d in shaping.corpus.disputes_over(person, claim)}
    return public.Departure(
        id=stay.id,
        person=person.id,
        names=shaping.names(person),
        organisation=stay.organisation,
        role=shaping.text(role.role) if role else None,
        founder=stay.founder,
        standing=str(stay.standing),
        began=date_of(stay.began),
        announced=date_of(stay.announced),
        ended=date_of(stay.date) if stay.dating is not Dating.POSTED else None,
        certain=not contested and not stay.differs and all(claim.basis == "stated" for claim in stay.claims),
        disputes=tuple(sorted(contested)),
        statements=tuple(statement_id(person, claim) for claim in stay.claims),
    )
