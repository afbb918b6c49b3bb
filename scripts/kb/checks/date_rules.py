"""Rules about when things were."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.corpus import Corpus
from kb.model.claims import AnnouncedLeaving, Cofounded, Joined, Left, SteppedBack
from kb.model.problems import Finding

_ENDS = {Left: "left", SteppedBack: "stepped back", AnnouncedLeaving: "announced leaving"}


def nobody_leaves_before_joining(corpus: Corpus) -> Iterator[Finding]:
    """Nobody leaves an organisation, or steps back from it, on days that surely lie before joining it for the first time."""
    for person in corpus.people:
        joinings = [c for c in person.claims if isinstance(c, (Joined, Cofounded)) and c.date]
        for index, claim in enumerate(person.claims):
            if type(claim) not in _ENDS or not claim.date:
                continue
            there = [joining for joining in joinings if joining.value == claim.value]
            if there and all(claim.date.surely_before(joining.date) for joining in there):
                first = min(there, key=lambda joining: joining.date.sort_key)
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
        for index, claim in enumerate(record.claims):
            if claim.said and not claim.is_dated:
                yield Finding(
                    record=record.id,
                    path=("claims", index, "said"),
                    message="'said' is the source's wording of a date, and there is no 'date'",
                    hint="add 'date:', or use 'stated:' for a person's words",
                    code="said-without-date",
                )
