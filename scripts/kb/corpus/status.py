"""What can be said of a person's place in an organisation, derived from dated claims and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kb.model.claims import AnnouncedLeaving, Claim, Cofounded, Joined, Left, Role, Stays, SteppedBack
from kb.model.records import Person

FOCUS = "xai"
"""The organisation whose departures this knowledge base is about."""


class Standing(StrEnum):
    """Where a person stands with an organisation, as far as the sources tell."""

    LEFT = "left"
    DISMISSED = "dismissed"
    ANNOUNCED = "announced"
    """A departure was made public; when it takes effect is not told."""
    STEPPED_BACK = "stepped_back"
    DISPUTED = "disputed"
    """Reported as having left, and as having stepped back only."""
    THERE = "there"
    UNTOLD = "untold"
    """Worked there; whether the person still does is not told."""


@dataclass(frozen=True, slots=True)
class Status:
    """A person's standing with one organisation, and the claims that it follows from, the telling one first."""

    organisation: str
    standing: Standing
    claims: tuple[Claim, ...]

    @property
    def date(self) -> Claim | None:
        """The claim that dates the standing."""
        return next((claim for claim in self.claims if claim.date), None)

    @property
    def is_departure(self) -> bool:
        return self.standing in (Standing.LEFT, Standing.DISMISSED, Standing.ANNOUNCED, Standing.DISPUTED)


def statuses(person: Person) -> Iterator[Status]:
    """A status for each organisation that the person is said to have founded, joined, served or left, in the order of the claims."""
    organisations = dict.fromkeys(o for claim in person.claims if (o := _organisation(claim)))
    return (status(person, organisation) for organisation in organisations)


def status(person: Person, organisation: str) -> Status:
    """The person's status with one organisation."""
    own = [claim for claim in person.claims if _organisation(claim) == organisation]
    left = [c for c in own if isinstance(c, Left)]
    announced = [c for c in own if isinstance(c, AnnouncedLeaving)]
    stepped = [c for c in own if isinstance(c, SteppedBack)]
    there = sorted((c for c in own if isinstance(c, Stays)), key=_recency, reverse=True)
    if stepped and (left or announced):
        return Status(organisation, Standing.DISPUTED, (*_dated_first([*left, *announced]), *stepped))
    if left:
        standing = Standing.DISMISSED if any(c.manner == "dismissed" for c in left) else Standing.LEFT
        return Status(organisation, standing, (*_dated_first(left), *announced))
    if announced:
        return Status(organisation, Standing.ANNOUNCED, tuple(_dated_first(announced)))
    if stepped:
        return Status(organisation, Standing.STEPPED_BACK, tuple(_dated_first(stepped)))
    if there:
        return Status(organisation, Standing.THERE, tuple(there))
    return Status(organisation, Standing.UNTOLD, tuple(own))


def _organisation(claim: Claim) -> str | None:
    match claim:
        case Cofounded() | Joined() | Left() | AnnouncedLeaving() | SteppedBack() | Stays():
            return claim.value
        case Role():
            return claim.at
    return None


def _dated_first(claims: list[Claim]) -> list[Claim]:
    """The most precise date first; claims without a date last, otherwise as they stand."""

    def width(claim: Claim) -> int:
        if not claim.date or not claim.date.earliest or not claim.date.latest:
            return 10**6
        return (claim.date.latest - claim.date.earliest).days

    return sorted(claims, key=width)


def _recency(claim: Claim) -> tuple[object, ...]:
    return (bool(claim.date), claim.date.sort_key if claim.date else ())
