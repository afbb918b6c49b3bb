"""Who was at an organisation on a day, as far as claims tell: derived, never stored.

What is known of a stay is bounded on both sides: a first and a last day on which it can have begun, and on which it can
have ended. Between the last possible beginning and the first possible end, the person was surely there. What the stays
are,
and that somebody left and came back, is worked out in `kb.corpus.stays`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kb.corpus.corpus import Corpus
from kb.corpus.stays import Dating, Standing, Stay, organisation_of, stays_at
from kb.model.claims import (
    AnnouncedLeaving,
    Change,
    Claim,
    Cofounded,
    Dated,
    Joined,
    Left,
    PartOf,
    Returned,
    Role,
    Stays,
    SteppedBack,
)
from kb.model.records import Event, Person
from kb.model.values import Day, PartialDate

ONE_DAY = timedelta(days=1)


class Certainty(StrEnum):
    """What can be said of a person's presence on a day."""

    THERE = "there"
    PERHAPS = "perhaps"
    """The day lies between what is told of the beginning or the end, or after a departure that only some sources
    report."""
    UNTOLD = "untold"
    """Worked there; no source tells of this day's side of the stay."""
    GONE = "gone"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``day`` on, ``certainty`` holds; from ever where there is no day."""

    day: Day | None
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What claims allow a stay to be. A bound that nothing tells is None."""

    begins: Day | None = None
    """The first day on which it can have begun."""
    begin_told: bool = False
    there: tuple[Day, Day] | None = None
    """The days through which it surely lasted."""
    sightings: tuple[tuple[Day, Day], ...] = ()
    """Spans within which the person was there on some day, told no more precisely."""
    doubt: Day | None = None
    """The first day of the end's doubt: from here on, the person may be gone."""
    end_told: bool = False
    ends: Day | None = None
    """The last day on which it can have ended; None too where the sources differ over whether it did."""

    def on(self, day: Day) -> Certainty:
        """What can be said of one day."""
        if self.begins and day < self.begins:
            return Certainty.BEFORE
        there = self.there is not None and self.there[0] <= day <= self.there[1]
        gone = self.ends is not None and day > self.ends
        if there or gone:
            return Certainty.PERHAPS if there and gone else Certainty.THERE if there else Certainty.GONE
        if any(first <= day <= last for first, last in self.sightings) or (self.doubt and day >= self.doubt):
            return Certainty.PERHAPS
        early = self.there is None or day < self.there[0]
        told = self.begin_told if early else self.end_told
        return Certainty.PERHAPS if told else Certainty.UNTOLD

    def turns(self) -> tuple[Turn, ...]:
        """The days on which what can be said changes, the first from ever."""
        days = {self.begins, self.doubt, *(d for first, last in self.sightings for d in (first, last + ONE_DAY))}
        days |= {self.there[0], self.there[1] + ONE_DAY} if self.there else set()
        days |= {self.ends + ONE_DAY} if self.ends else set()
        found = [Turn(None, self.on(Day.min))]
        for day in sorted(filter(None, days)):
            if (certainty := self.on(day)) is not found[-1].certainty:
                found.append(Turn(day, certainty))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A person's stay at an organisation."""

    person: Person
    founder: bool
    since: tuple[Claim, ...]
    """The claims that tell of its beginning."""
    stays: int
    """How many stays it is made of: more than one where the person came back."""
    bounds: Bounds
    """Those of the last stay."""
    turns: tuple[Turn, ...]


def presences(corpus: Corpus, organisation: str) -> tuple[Presence, ...]:
    """The stays of everyone whom a claim places at the organisation or a part of it, in the order of the people's
    ids."""
    places = {organisation, *parts_of(corpus, organisation)}
    founded = founding(corpus, organisation)
    return tuple(p for person in corpus.people if (p := _presence(corpus, person, organisation, places, founded)))


def founding(corpus: Corpus, organisation: str) -> tuple[PartialDate, ...]:
    """Every date that a source gives for the organisation's founding; they may differ."""
    event = founding_event(corpus, organisation)
    return tuple(claim.dated for claim in event.claims if isinstance(claim, Dated)) if event else ()


def founding_event(corpus: Corpus, organisation: str) -> Event | None:
    """The event of the organisation's founding: the one that involves it first, as a leaver's next company names the
    last one too."""
    return next((e for e in corpus.events if e.kind == "founding" and e.involves[:1] == (organisation,)), None)


def parts_of(corpus: Corpus, organisation: str) -> Iterator[str]:
    """The ids of the organisation's parts, and of their parts."""
    wholes = {o.id: {c.part_of for c in o.claims if isinstance(c, PartOf)} for o in corpus.organisations}
    found, fresh = {organisation}, {organisation}
    while fresh:
        fresh = {part for part, of in wholes.items() if of & fresh} - found
        found |= fresh
        yield from sorted(fresh)


def _presence(
    corpus: Corpus, person: Person, organisation: str, places: set[str], founded: tuple[PartialDate, ...]
) -> Presence | None:
    own = [claim for claim in person.claims if _place(claim) in places]
    if not any(organisation_of(claim) for claim in own):
        return None
    found = stays_at(corpus, person, organisation)
    since = tuple(c for c in own if isinstance(c, (Cofounded, Joined, Returned)) and c.value == organisation)
    founder = any(isinstance(c, Cofounded) for c in since)
    if len(found) < 2:  # what is told of the organisation's parts belongs to the one stay
        stay = found[0] if found else None
        whole = [claim for claim in own if _place(claim) == organisation]
        each = [bounds(stay, whole, own, founded)]
    else:
        each = [bounds(stay, stay.own, stay.own, founded if stay.number == 1 else ()) for stay in found]
    return Presence(person=person, founder=founder, since=since, stays=len(each), bounds=each[-1], turns=_merged(each))


def _merged(each: list[Bounds]) -> tuple[Turn, ...]:
    """The turns of several stays as one course: on each day the surest presence, and gone between two stays."""
    if len(each) == 1:
        return each[0].turns()
    days = sorted({turn.day for one in each for turn in one.turns() if turn.day})
    turns: list[Turn] = []
    for day in (None, *days):
        said = [one.on(day or Day.min) for one in each]
        if Certainty.GONE in said:  # of an earlier stay: before the next one begins, that is what holds
            said = [certainty for certainty in said if certainty is not Certainty.BEFORE]
        certainty = min(said, key=_SUREST.index)
        if not turns or turns[-1].certainty is not certainty:
            turns.append(Turn(day, certainty))
    return tuple(turns)


_SUREST = (Certainty.THERE, Certainty.PERHAPS, Certainty.UNTOLD, Certainty.GONE, Certainty.BEFORE)
"""Which of several stays decides about a day: the one that says most of it."""


def bounds(
    stay: Stay | None, whole: Iterable[Claim], anywhere: Iterable[Claim], founded: tuple[PartialDate, ...]
) -> Bounds:
    """What the claims allow: ``whole`` those about the organisation, ``anywhere`` those about its parts too."""
    standing = stay.standing if stay else Standing.UNTOLD
    open_end = standing in (Standing.DISPUTED, Standing.CONTESTED, Standing.STEPPED_BACK)
    firm = [c for c in whole if c.basis == "stated"]
    loose = [c for c in whole if c.basis != "stated"]
    begun = _dates(firm, Joined, Cofounded, Returned)
    if any(isinstance(c, Cofounded) for c in firm):
        begun += map(_bounds, founded)
    ended = _dates(firm, Left)
    if stay and stay.date and stay.dating is Dating.REPORTED_BY:
        ended.append(_bounds(stay.date))
    withdrawn = _dates(firm, SteppedBack) if open_end else []
    announced = _dates(whole, AnnouncedLeaving) + _dates(loose, Left, SteppedBack)
    doubts = [first for first, _ in ended + withdrawn if first] + [
        day for first, last in announced if (day := first or last)
    ]

    # Several dates of a beginning or an end are rival accounts of one day: together they only widen the doubt.
    beginning, ending = _hull(begun), _hull([*ended, *withdrawn])
    sightings = [
        s for date in _dates([c for c in anywhere if c.basis == "stated"], Stays, Role, Change) if (s := _hull([date]))
    ]
    known = [*sightings, *([beginning] if beginning else []), *([_day_before(ending)] if ending else [])]
    there = (min(last for _, last in known), max(first for first, _ in known)) if known else None
    return Bounds(
        begins=_first(begun or [*map(_bounds, founded)]),
        begin_told=bool(begun),
        there=there if there and there[0] <= there[1] else None,
        sightings=tuple(sightings),
        doubt=min(doubts, default=None),
        end_told=bool(ended or withdrawn or announced),
        ends=None if open_end else _last(ended),
    )


def _place(claim: Claim) -> str | None:
    return claim.at if isinstance(claim, Change) else organisation_of(claim)


Span = tuple[Day | None, Day | None]
"""A first and a last day; None on an open side."""


def _dates(claims: Iterable[Claim], *kinds: type[Claim]) -> list[Span]:
    """What the dates of the claims of these kinds can mean."""
    return [_widened(c.date) for c in claims if isinstance(c, kinds) and c.date]


def _bounds(date: PartialDate) -> Span:
    return date.earliest, date.latest


def _widened(date: PartialDate) -> Span:
    """The span of a date; where it is approximate or uncertain, as much longer on each side as it is long, a month at
    the most.

    EDTF does not say how far "about" reaches. Someone who left about September is not surely gone on the first of
    October.
    """
    first, last = _bounds(date)
    if first and last and any(part and part.doubt for part in date.parts):
        more = min(last - first + ONE_DAY, timedelta(days=31))
        return first - more, last + more
    return first, last


def _first(spans: Iterable[Span]) -> Day | None:
    """The first day that any of them can mean; nothing where one of them is open on that side."""
    days = [first for first, _ in spans]
    known = [day for day in days if day]
    return min(known, default=None) if len(known) == len(days) else None


def _last(spans: Iterable[Span]) -> Day | None:
    """The last day that any of them can mean; nothing where one of them is open on that side."""
    days = [last for _, last in spans]
    known = [day for day in days if day]
    return max(known, default=None) if len(known) == len(days) else None


def _hull(spans: list[Span]) -> tuple[Day, Day] | None:
    """The span that covers them all; nothing where there is none, or one is open."""
    first, last = _first(spans), _last(spans)
    return (first, last) if first and last else None


def _day_before(span: tuple[Day, Day]) -> tuple[Day, Day]:
    """Until the day before leaving or withdrawing, a person is there."""
    return span[0] - ONE_DAY, span[1] - ONE_DAY
