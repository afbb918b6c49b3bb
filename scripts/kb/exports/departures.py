"""The stays that are said to have ended, in the public shape: what the pages say, and nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.status import Standing, Status, statuses
from kb.exports import documents as public
from kb.exports.shaping import Shaping, date_of, statement_id
from kb.model.claims import AnnouncedLeaving, Claim, Cofounded, Joined, Left, Role, SteppedBack
from kb.model.records import Person

_GONE = frozenset({Standing.LEFT, Standing.DISMISSED, Standing.ANNOUNCED, Standing.DISPUTED, Standing.STEPPED_BACK})


def departures(shaping: Shaping) -> Iterator[public.Departure]:
    """Every stay that a source says has ended, will end or was given up for a lesser one; by person."""
    for person in shaping.corpus.people:
        for status in statuses(person):
            if status.standing in _GONE:
                yield _departure(shaping, person, status)


def _departure(shaping: Shaping, person: Person, status: Status) -> public.Departure:
    own = [claim for claim in person.claims if _organisation(claim) == status.organisation]
    role = next((claim for claim in own if isinstance(claim, Role)), None)
    contested = {d.id for claim in status.claims for d in shaping.corpus.disputes_over(person, claim)}
    return public.Departure(
        id=f"{person.id}:{status.organisation}",
        person=person.id,
        names=shaping.names(person),
        organisation=status.organisation,
        role=shaping.text(role.role) if role else None,
        founder=any(isinstance(claim, Cofounded) for claim in own),
        standing=str(status.standing),
        began=_first_date(own, Joined),
        announced=_first_date(own, AnnouncedLeaving),
        ended=_first_date(own, Left, SteppedBack),
        certain=not contested and all(claim.basis == "stated" for claim in status.claims),
        disputes=tuple(sorted(contested)),
        statements=tuple(statement_id(person, claim) for claim in status.claims),
    )


def _first_date(claims: list[Claim], *kinds: type[Claim]) -> public.Date | None:
    return date_of(next((claim.date for claim in claims if isinstance(claim, kinds) and claim.date), None))


def _organisation(claim: Claim) -> str | None:
    match claim:
        case Cofounded() | Joined() | Left() | AnnouncedLeaving() | SteppedBack():
            return str(claim.value)
        case Role():
            return claim.at
    return None
