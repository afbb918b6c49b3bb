"""Rules about when things were."""

from __future__ import annotations

from collections.abc import Iterator

from kb.claims import Claim, Dated, Joined, Left, Published, SteppedBack
from kb.corpus import Corpus
from kb.problems import Finding


def nobody_leaves_before_joining(corpus: Corpus) -> Iterator[Finding]:
    """Nobody leaves an organisation, or steps back from it, on days that surely lie before joining it."""
    for person in corpus.people:
        joinings = [c for c in person.claims if isinstance(c, Joined) and c.date]
        for index, claim in enumerate(person.claims):
            if not isinstance(claim, (Left, SteppedBack)) or not claim.date:
                continue
            for joining in joinings:
                if joining.joined == claim.value and claim.date.surely_before(joining.date):
                    yield Finding(
                        record=person.id, path=("claims", index, "date"), message=f"left on {claim.date}, before joining on {joining.date}",
                        hint="mend one of the two dates", code="left-before-joined",
                    )


def wordings_belong_to_dates(corpus: Corpus) -> Iterator[Finding]:
    """A source's wording of a date stands beside a date."""
    for record in corpus:
        for index, claim in enumerate(record.claims):
            if isinstance(claim, Claim) and claim.said and not claim.date and not isinstance(claim, (Dated, Published)):
                yield Finding(
                    record=record.id, path=("claims", index, "said"), message="'said' is the source's wording of a date, and there is no 'date'",
                    hint="add 'date:', or use 'stated:' for a person's words", code="said-without-date",
                )
