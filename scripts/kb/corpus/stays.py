"""A person's stays at an organisation: the one derivation of where somebody stands, since when and until when.

Everything that a page, picture, table, search line, card or export says of it is read from here. A stay is made of the
dated claims about one person and one organisation:

- It begins with ``joined``, ``cofounded`` or ``returned``; a return after a departure begins another stay.
- It ends with ``left``. The day of a post (``announced_leaving``) never dates the end: it only tells that an end was
  made public, and a stay of which nothing more is known is *announced* to end.
- An end without a date lies before the publication of its source, and is shown as that ("by 14 March 2026").
- Stepping back and then leaving is one course of events. Only where both are told of one time, or a dispute holds one
  against the other, do the sources differ; likewise where somebody is reported there after having left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from kb.corpus.corpus import Corpus
from kb.model.claims import (
    AnnouncedLeaving,
    Claim,
    Cofounded,
    Joined,
    Left,
    Published,
    Returned,
    Role,
    Stays,
    SteppedBack,
)
from kb.model.records import Dispute, Person, Source
from kb.model.values import Day, PartialDate

FOCUS = "xai"
"""The organisation whose departures this knowledge base is about."""


REMEMBERED = 4
"""Of how many corpora what follows is kept: tests and previews hold two at a time."""


class Standing(StrEnum):
    """Where a person stands with an organisation, as far as the sources tell."""

    LEFT = "left"
    DISMISSED = "dismissed"
    LAID_OFF = "laid_off"
    ANNOUNCED = "announced"
    """A departure was made public; when it takes effect is not told."""
    STEPPED_BACK = "stepped_back"
    DISPUTED = "disputed"
    """Reported as having left, and of the same time as having stepped back only."""
    CONTESTED = "contested"
    """Reported as having left, and of a later day as being there, without a return."""
    THERE = "there"
    JOINED = "joined"
    """Joined on a day that a source gives; nothing is told of what came after."""
    UNTOLD = "untold"
    """Worked there; whether the person still does is not told."""


GONE = frozenset(
    {Standing.LEFT, Standing.DISMISSED, Standing.LAID_OFF, Standing.ANNOUNCED, Standing.DISPUTED, Standing.CONTESTED}
)
"""The standings of those who left, said that they would, or are said by some source to have left."""


class Dating(StrEnum):
    """What the date of a standing is the date of."""

    HAPPENED = "happened"
    """When it took effect."""
    POSTED = "posted"
    """When it was made public."""
    AS_OF = "as_of"
    """When it was so; nothing is known of later."""
    REPORTED_BY = "reported_by"
    """The publication of the source that tells of it: it was earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One stay of a person at an organisation.

    ``claims`` are those that the standing follows from, the telling one first; ``own`` all that the stay is made of.
    """

    person: Person
    organisation: str
    number: int
    """Which stay there it is, from 1."""
    standing: Standing
    claims: tuple[Claim, ...]
    own: tuple[Claim, ...]
    date: PartialDate | None
    dating: Dating
    differs: bool = False
    """Whether sources differ over when or how it ended, though not over that it did."""

    @property
    def id(self) -> str:
        """The stay's name in the data for programs: ``ada:xai``, and ``ada:xai:2`` for the second."""
        return f"{self.person.id}:{self.organisation}" + (f":{self.number}" if self.number > 1 else "")

    @property
    def is_departure(self) -> bool:
        return self.standing in GONE

    @property
    def founder(self) -> bool:
        return any(isinstance(claim, Cofounded) for claim in self.own)

    @property
    def order(self) -> tuple[Day, Day, str]:
        """Where it stands in time: by the date of its standing, and last without one."""
        return self.date.sort_key if self.date else (Day.max, Day.max, "")

    @property
    def dating_claim(self) -> Claim | None:
        """The claim that gives the date, which a link leads to; the telling one where the date follows from its
        source."""
        return next((claim for claim in self.claims if claim.date == self.date), None) or next(iter(self.claims), None)

    @property
    def announced(self) -> PartialDate | None:
        """When the departure was made public."""
        return next((c.date for c in _narrow_first(_of(self.own, AnnouncedLeaving)) if c.date), None)

    @property
    def began(self) -> PartialDate | None:
        """When it began, where a source says so of this person."""
        return next((c.date for c in self.own if isinstance(c, (Joined, Returned, Cofounded)) and c.date), None)


def stays(corpus: Corpus, person: Person) -> tuple[Stay, ...]:
    """All stays of a person, the organisations in the order of the claims, those at one organisation in order of
    time."""
    organisations = dict.fromkeys(o for claim in person.claims if (o := organisation_of(claim)))
    return tuple(stay for organisation in organisations for stay in stays_at(corpus, person, organisation))


def latest_stays(corpus: Corpus, person: Person) -> tuple[Stay, ...]:
    """The last stay at each organisation."""
    return tuple({stay.organisation: stay for stay in stays(corpus, person)}.values())


def latest_stay(corpus: Corpus, person: Person, organisation: str = FOCUS) -> Stay | None:
    """The last stay of a person at the organisation; None where no claim places the person there."""
    return next(iter(stays_at(corpus, person, organisation)[::-1]), None)


def stays_at(corpus: Corpus, person: Person, organisation: str) -> tuple[Stay, ...]:
    """The stays of a person at one organisation, the earliest first."""
    own = [claim for claim in person.claims if organisation_of(claim) == organisation]
    return tuple(
        _stay(corpus, person, organisation, number, part) for number, part in enumerate(_divided(own), start=1) if part
    )


def telling_stay(corpus: Corpus, person: Person) -> Stay | None:
    """The stay that a line about the person tells of: the last in focus, else the last one said to have ended
    elsewhere."""
    if here := latest_stay(corpus, person):
        return here
    return next((stay for stay in latest_stays(corpus, person) if stay.is_departure), None)


@lru_cache(maxsize=REMEMBERED)
def stays_by_organisation(corpus: Corpus) -> Mapping[str, tuple[Stay, ...]]:
    """For each organisation every stay of everyone there: people in the order of their ids, stays in that of time."""
    found: dict[str, list[Stay]] = defaultdict(list)
    for person in corpus.people:
        for stay in stays(corpus, person):
            found[stay.organisation].append(stay)
    return MappingProxyType({organisation: tuple(there) for organisation, there in found.items()})


@lru_cache(maxsize=REMEMBERED)
def departures(corpus: Corpus, organisation: str = FOCUS) -> tuple[Stay, ...]:
    """The stays there that are said to have ended, or given up for less; the earliest first, without a date last."""
    found = stays_by_organisation(corpus).get(organisation, ())
    gone = [stay for stay in found if stay.standing in GONE or stay.standing is Standing.STEPPED_BACK]
    return tuple(sorted(gone, key=lambda stay: (stay.order, stay.id)))


@lru_cache(maxsize=REMEMBERED)
def first_and_last_to_leave(corpus: Corpus) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of those who left the focus before all others, and after all others, as far as dates tell them apart;
    a date without a beginning tells of nobody that it was before others."""
    dated = [(stay.person.id, stay.date) for stay in departures(corpus) if stay.is_departure and stay.date]
    begins = max((date.earliest for _, date in dated if date.earliest), default=Day.min)
    ends = min((date.latest for _, date in dated if date.latest), default=Day.max)
    first = frozenset(who for who, date in dated if date.earliest and date.earliest <= ends)
    last = frozenset(who for who, date in dated if date.latest and date.latest >= begins)
    return first, last


def departures_beside(corpus: Corpus, person: Person) -> tuple[Stay | None, Stay | None]:
    """The dated departures from the focus before and after a person's first; None where there is none, and both for
    one who did not leave, or of whom no date is told."""
    return _departures_beside(corpus).get(person.id, (None, None))


@lru_cache(maxsize=REMEMBERED)
def _departures_beside(corpus: Corpus) -> Mapping[str, tuple[Stay | None, Stay | None]]:
    left = [stay for stay in departures(corpus) if stay.date]
    beside: dict[str, tuple[Stay | None, Stay | None]] = {}
    for before, stay, after in zip([None, *left], left, [*left[1:], None], strict=False):
        beside.setdefault(stay.person.id, (before, after))
    return MappingProxyType(beside)


def organisation_of(claim: Claim) -> str | None:
    """The organisation whose stay a claim tells of; None where it tells of none."""
    match claim:
        case Cofounded() | Joined() | Returned() | Left() | AnnouncedLeaving() | SteppedBack() | Stays():
            return str(claim.value)
        case Role():
            return claim.at
    return None


def published_by(corpus: Corpus, claim: Claim) -> Day | None:
    """The last day on which the first of a claim's sources can have been published: what it tells as past was by
    then."""
    days = [day for source in claim.source if (day := latest_publication(corpus.records.get(source)))]
    return min(days, default=None)


def latest_publication(source: object) -> Day | None:
    """The last day on which a source can have been published; None where its record does not say."""
    if not isinstance(source, Source):
        return None
    days = [c.published.latest for c in source.claims if isinstance(c, Published)]
    return None if None in days else max((day for day in days if day), default=None)


def _divided(own: Sequence[Claim]) -> list[list[Claim]]:
    """The claims of each stay: a return, or joining surely after a departure, begins another."""
    ends = [c for c in own if isinstance(c, (Left, AnnouncedLeaving)) and c.date]
    begins: list[Returned | Joined] = [c for c in own if isinstance(c, Returned)]
    begins += [
        c
        for c in own
        if isinstance(c, Joined) and c.date and any(_before(end, c) for end in ends if isinstance(end, Left))
    ]
    begins.sort(key=lambda c: c.date.sort_key if c.date else (Day.max, Day.max, ""))
    parts: list[list[Claim]] = [[] for _ in range(len(begins) + 1)]
    for claim in own:
        number = next(
            (n for n, begin in enumerate(begins) if claim is not begin and _belongs_before(claim, begin)), None
        )
        if claim in begins:
            number = begins.index(claim) + 1
        parts[len(begins) if number is None else number].append(claim)
    return parts


def _belongs_before(claim: Claim, begin: Claim) -> bool:
    """Whether a claim is of the time before a stay began; without dates, what founds or joins stands before a
    return."""
    if claim.date and begin.date:
        return _before(claim, begin)
    return isinstance(claim, (Cofounded, Joined)) or (
        isinstance(begin, Returned) and not begin.date and isinstance(claim, Left)
    )


def _before(one: Claim, other: Claim) -> bool:
    return bool(one.date and other.date and one.date.surely_before(other.date))


def _stay(corpus: Corpus, person: Person, organisation: str, number: int, own: list[Claim]) -> Stay:
    left = _narrow_first(_of(own, Left))
    announced = _narrow_first(_of(own, AnnouncedLeaving))
    stepped = _narrow_first(_of(own, SteppedBack))
    there = sorted(_of(own, Stays), key=_recency, reverse=True)

    def stay(standing: Standing, claims: Iterable[Claim], differs: bool = False) -> Stay:
        telling = tuple(claims)
        date, dating = _dated(corpus, standing, telling)
        return Stay(
            person=person,
            organisation=organisation,
            number=number,
            standing=standing,
            claims=telling,
            own=tuple(own),
            date=date,
            dating=dating,
            differs=differs,
        )

    gone = [*left, *announced]
    if gone and any(_at_odds(corpus, person, end, back) for end in gone for back in stepped):
        return stay(Standing.DISPUTED, [*gone, *stepped])
    if left and any(_before(end, seen) for end in left for seen in there):
        return stay(Standing.CONTESTED, [*left, *there])
    if left:
        return stay(_manner(left), [*left, *announced], differs=_differ(left))
    if announced:
        return stay(Standing.ANNOUNCED, announced)
    if stepped:
        return stay(Standing.STEPPED_BACK, stepped)
    if there:
        return stay(Standing.THERE, there)
    if begun := _narrow_first(c for c in own if isinstance(c, (Joined, Returned)) and c.date):
        return stay(Standing.JOINED, begun)
    return stay(Standing.UNTOLD, own)


def _manner(left: list[Claim]) -> Standing:
    """How the person left: as all who say so tell; where they differ, only that it was so."""
    manners = {claim.manner for claim in left if isinstance(claim, Left) and claim.manner}
    if manners == {"dismissed"}:
        return Standing.DISMISSED
    return Standing.LAID_OFF if manners == {"laid_off"} else Standing.LEFT


def _differ(left: list[Claim]) -> bool:
    """Whether claims of one departure cannot all be true: days that exclude each other, or manners that do."""
    manners = {claim.manner for claim in left if isinstance(claim, Left) and claim.manner}
    dates_exclude = any(_before(one, other) for one in left for other in left)
    return dates_exclude or bool(manners & {"dismissed", "laid_off"} and "resigned" in manners)


def _at_odds(corpus: Corpus, person: Person, end: Claim, back: Claim) -> bool:
    """Whether one says that the person left and the other, of the same time, that the person only stepped back."""
    if _held_against(corpus.disputes_over(person, end), corpus.disputes_over(person, back)):
        return True
    if end.date and back.date:
        return not _before(back, end) and not set(end.source) & set(back.source)
    return not set(end.source) & set(back.source)


def _held_against(one: tuple[Dispute, ...], other: tuple[Dispute, ...]) -> bool:
    return any(dispute in other for dispute in one)


def _dated(corpus: Corpus, standing: Standing, claims: tuple[Claim, ...]) -> tuple[PartialDate | None, Dating]:
    """The date of a standing, and what it is the date of. A departure's own date comes before that of its
    announcement."""
    if standing in (Standing.THERE, Standing.STEPPED_BACK, Standing.JOINED, Standing.UNTOLD):
        first = next((c.date for c in claims if c.date and not isinstance(c, (Cofounded, Role))), None)
        return first, Dating.AS_OF if standing is Standing.THERE else Dating.HAPPENED
    if ended := next((c.date for c in claims if isinstance(c, Left) and c.date), None):
        return ended, Dating.HAPPENED
    if posted := next((c.date for c in claims if isinstance(c, AnnouncedLeaving) and c.date), None):
        return posted, Dating.POSTED
    days = [
        day for claim in claims if isinstance(claim, (Left, AnnouncedLeaving)) and (day := published_by(corpus, claim))
    ]
    return (PartialDate.parse(f"../{min(days)}"), Dating.REPORTED_BY) if days else (None, Dating.HAPPENED)


def _of(claims: Iterable[Claim], kind: type[Claim]) -> Iterator[Claim]:
    return (claim for claim in claims if isinstance(claim, kind))


def _narrow_first(claims: Iterable[Claim]) -> list[Claim]:
    """The most precise date first; claims without a date last, otherwise as they stand."""
    return sorted(claims, key=lambda claim: (claim.date is None, claim.date.width if claim.date else 0))


def _recency(claim: Claim) -> tuple[object, ...]:
    return (bool(claim.date), claim.date.sort_key if claim.date else ())
