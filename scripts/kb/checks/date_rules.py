"""Rules about when things were."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.corpus import Corpus
from kb.corpus.presence import founding
from kb.corpus.stays import Standing, latest_publication, organisation_of, stays
from kb.model.claims import (
    After,
    AnnouncedLeaving,
    Born,
    Claim,
    Cofounded,
    Dated,
    Joined,
    Left,
    Next,
    Stays,
    SteppedBack,
)
from kb.model.problems import Finding
from kb.model.records import Event, Source
from kb.model.values import PartialDate

_ENDS = {Left: "left", SteppedBack: "stepped back", AnnouncedLeaving: "announced leaving"}


def nobody_leaves_before_joining(corpus: Corpus) -> Iterator[Finding]:
    """Nobody leaves an organisation, or steps back from it, on days that surely lie before joining it for the first
    time."""
    for person in corpus.people:
        joinings = [c for c in person.claims if isinstance(c, (Joined, Cofounded)) and c.date]
        for index, claim in person.numbered_claims:
            if type(claim) not in _ENDS or not claim.date:
                continue
            there = [joining for joining in joinings if joining.value == claim.value]
            dated = [(joining.date, joining) for joining in there if joining.date]
            if dated and all(claim.date.surely_before(date) for date, _ in dated):
                _, first = min(dated, key=lambda entry: entry[0].sort_key)
                how = "joining" if isinstance(first, Joined) else "founding it"
                yield Finding(
                    record=person.id,
                    path=("claims", index, "date"),
                    message=f"{_ENDS[type(claim)]} ({claim.date}) before {how} ({first.date})",
                    hint="mend one of the two dates",
                    code="left-before-joined",
                )


def wordings_belong_to_dates(corpus: Corpus) -> Iterator[Finding]:
    """A source's wording of a date stands beside a date."""
    for record in corpus:
        for index, claim in record.numbered_claims:
            if claim.said and not claim.is_dated:
                yield Finding(
                    record=record.id,
                    path=("claims", index, "said"),
                    message="'said' is the source's wording of a date, and there is no 'date'",
                    hint="add 'date:', or use 'stated:' for a person's words",
                    code="said-without-date",
                )


def nothing_is_told_before_it_happens(corpus: Corpus) -> Iterator[Finding]:
    """What a source tells as past does not lie surely after its publication; plans and destinations may."""
    published = {source.id: latest_publication(source) for source in corpus.sources}
    for record in corpus:
        if isinstance(record, Source) or (isinstance(record, Event) and record.kind == "plan"):
            continue
        for index, claim in record.numbered_claims:
            date, key = _date_of(claim)
            days = [day for source in claim.dated_by if (day := published.get(source))]
            if isinstance(claim, Next) or not date or not date.earliest or len(days) < len(set(claim.dated_by)):
                continue
            if days and date.earliest > max(days):
                yield Finding(
                    record=record.id,
                    path=("claims", index, key),
                    message=f"{date} lies after {max(days)}, by when its source was published",
                    hint="mend the date, or name the source that tells of it"
                    + (
                        "; of a departure to come, 'announced_leaving' has the day of the post"
                        * isinstance(claim, Left)
                    ),
                    code="told-before",
                )


def nobody_is_there_before_the_founding(corpus: Corpus) -> Iterator[Finding]:
    """Nobody joins, leaves or works at an organisation before every date that a source gives for its founding."""
    for person in corpus.people:
        for index, claim in person.numbered_claims:
            organisation = organisation_of(claim)
            founded = [date for date in founding(corpus, organisation) if date.earliest] if organisation else []
            if claim.date and founded and all(claim.date.surely_before(date) for date in founded):
                first = min(founded, key=lambda date: date.sort_key)
                yield Finding(
                    record=person.id,
                    path=("claims", index, "date"),
                    message=f"'{organisation}' was founded in {first}, and {claim.date} is before that",
                    hint="mend the date, or that of the founding",
                    code="before-founding",
                )


def nobody_acts_before_birth(corpus: Corpus) -> Iterator[Finding]:
    """Nothing dated happens to a person before the person is born."""
    for person in corpus.people:
        born = next((c.date for c in person.claims if isinstance(c, Born) and c.date), None)
        for index, claim in person.numbered_claims:
            if born and claim.date and not isinstance(claim, Born) and claim.date.surely_before(born):
                yield Finding(
                    record=person.id,
                    path=("claims", index, "date"),
                    message=f"{claim.date} is before the birth ({born})",
                    hint="mend one of the two dates",
                    code="before-birth",
                )


def accounts_of_a_stay_agree(corpus: Corpus) -> Iterator[Finding]:
    """Claims of one stay that cannot all be true are held against each other by a dispute."""
    for person in corpus.people:
        for stay in stays(corpus, person):
            if stay.standing is not Standing.CONTESTED and not stay.differs:
                continue
            rivals = [c for c in stay.claims if isinstance(c, (Left, Stays))]
            if any(corpus.disputes_over(person, claim) for claim in rivals):
                continue
            one, other = rivals[0], rivals[-1]
            yield Finding(
                record=person.id,
                path=("claims", person.every_claim.index(other)),
                message=f"'{other.property_name}: {stay.organisation}' ({_told(other)}) cannot be true beside "
                f"'{one.property_name}: {stay.organisation}' ({_told(one)})",
                hint="mend or withdraw one of the two, add 'returned:' where the person came back, or write a "
                f"dispute that contests '{one.property_name}'",
                code="stays-disagree",
            )


def what_comes_after_is_later(corpus: Corpus) -> Iterator[Finding]:
    """An event that came after another is not dated surely before it."""
    for event in corpus.events:
        own = [c.dated for c in event.claims if isinstance(c, Dated)]
        for index, claim in event.numbered_claims:
            earlier = corpus.records.get(claim.after) if isinstance(claim, After) else None
            theirs = [c.dated for c in earlier.claims if isinstance(c, Dated)] if earlier else []
            if own and theirs and all(mine.surely_before(their) for mine in own for their in theirs):
                yield Finding(
                    record=event.id,
                    path=("claims", index, "after"),
                    message=(
                        f"it is dated {own[0]}, and '{earlier.id if earlier else ''}', which it came after, {theirs[0]}"
                    ),
                    hint="mend one of the dates, or the order",
                    code="after-before",
                )


def _date_of(claim: Claim) -> tuple[PartialDate | None, str]:
    """The date of a claim and the key that holds it: beside the value, or the value itself."""
    if isinstance(claim.value, PartialDate):
        return claim.value, claim.property_name
    return claim.date, "date"


def _told(claim: Claim) -> str:
    manner = claim.manner if isinstance(claim, Left) else None
    return ", ".join(part for part in (manner, str(claim.date or "no date")) if part)


def dates_have_their_own_evidence(corpus: Corpus) -> Iterator[Finding]:
    """Where several sources prove a dated statement, it is said which of them give the date: not each of them does."""
    for record in corpus:
        for index, claim in record.numbered_claims:
            date, key = _date_of(claim)
            if date and len(set(claim.source)) > 1 and not claim.date_source:
                yield Finding(
                    record=record.id,
                    path=("claims", index, key),
                    message=(
                        f"{len(set(claim.source))} sources prove the statement, and it is not said which give the date"
                    ),
                    hint=(
                        "add 'date_source:' with those whose words hold the date "
                        "(and 'date_quote:' where the quote does not)"
                    ),
                    code="date-evidence",
                )
