"""The facts of a record that queries ask for: who founded, led, left, joined, studied or taught where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.corpus.corpus import Corpus
from kb.corpus.stays import FOCUS, Standing, first_and_last_to_leave, latest_stay
from kb.model import claims as c
from kb.model.records import Person, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is said of a record: keys of the word table, ids of other records, texts of our own."""

    meanings: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    texts: tuple[c.Prose, ...] = ()
    descriptions: tuple[c.Prose, ...] = ()
    """Texts that tell at length, where a word weighs less."""


def of_record(corpus: Corpus, record: Record) -> Iterator[Fact]:
    """What the record says of itself."""
    for claim in record.claims:
        if fact := _fact(claim):
            yield fact
    here = latest_stay(corpus, record) if isinstance(record, Person) else None
    if here and here.standing is Standing.THERE:
        yield Fact(meanings=("stay",), mentions=(FOCUS,))
    first, last = first_and_last_to_leave(corpus)
    if record.id in first:
        yield Fact(meanings=("first_to_leave",), mentions=(FOCUS,))
    if record.id in last:
        yield Fact(meanings=("last_to_leave",), mentions=(FOCUS,))


def of_others(record: Record) -> Iterator[tuple[str, Fact]]:
    """What the record says of others, each with the id of the record it is said of."""
    for claim in record.claims:
        match claim:
            case c.FoundedBy():
                yield claim.founded_by, Fact(meanings=("found", "founder"), mentions=(record.id,))
            case c.LedBy():
                yield claim.led_by, Fact(meanings=("head",), mentions=(record.id,))
            case c.TaughtBy():
                yield claim.taught_by, Fact(meanings=("adviser",), mentions=(record.id,))


def roles(record: Record) -> Iterator[c.Prose]:
    """The texts that say what somebody was, is, or will be."""
    for claim in record.claims:
        match claim:
            case c.Role():
                yield claim.role
            case c.Employed() if claim.as_:
                yield claim.as_
            case c.Next():
                yield claim.next


def _fact(claim: c.Claim) -> Fact | None:
    match claim:
        case c.Cofounded():
            return Fact(meanings=("cofounder",), mentions=(claim.cofounded,))
        case c.Joined():
            return Fact(mentions=(claim.joined,))
        case c.Returned():
            return Fact(mentions=(claim.returned,))
        case c.Left():
            manner = (claim.manner,) if claim.manner in ("resigned", "dismissed") else ()
            return Fact(meanings=("leave", *manner), mentions=(claim.left,))
        case c.AnnouncedLeaving():
            return Fact(meanings=("leave",), mentions=(claim.announced_leaving,))
        case c.SteppedBack():
            return Fact(meanings=("stepped_back",), mentions=(claim.stepped_back,))
        case c.Role():
            return Fact(texts=(claim.role,), mentions=(claim.at,))
        case c.Work():
            return Fact(descriptions=(claim.work,))
        case c.Change():
            return Fact(descriptions=(claim.change,))
        case c.ReportedTo():
            return Fact(meanings=("reported_to",), mentions=(claim.reported_to,))
        case c.Studied():
            return Fact(meanings=("alumni",), mentions=(claim.studied,), texts=(claim.degree,) if claim.degree else ())
        case c.TaughtBy():
            return Fact(meanings=("adviser",), mentions=(claim.taught_by,))
        case c.Employed():
            return Fact(meanings=("former",), mentions=(claim.employed,), texts=(claim.as_,) if claim.as_ else ())
        case c.Next():
            return Fact(
                meanings=("next",) if claim.to else (), mentions=(claim.to,) if claim.to else (), texts=(claim.next,)
            )
        case c.Born():
            return Fact(meanings=("born",), texts=(claim.born,))
        case c.FoundedBy():
            return Fact(meanings=("found",), mentions=(claim.founded_by,))
        case c.LedBy():
            return Fact(meanings=("head",), mentions=(claim.led_by,))
        case c.MadeBy() | c.PartOf() | c.AcquiredBy():
            return Fact(mentions=(claim.value,))
        case c.TookPart():
            return Fact(mentions=(claim.value,))
        case c.Outlet():
            return Fact(texts=(claim.outlet,))
        case c.Author():
            return Fact(texts=(c.Prose(zh=claim.author),))
    return None
