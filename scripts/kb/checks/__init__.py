"""What must hold of the data as a whole: one rule a function, all of them in `CHECKS`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kb.checks import date_rules as dates
from kb.checks import evidence_rules as evidence
from kb.checks import name_rules as names
from kb.checks import prose_rules as prose
from kb.checks import reference_rules as references
from kb.corpus.corpus import Corpus
from kb.model.problems import Finding

CHECKS: tuple[Callable[[Corpus], Iterator[Finding]], ...] = (
    references.ids_are_known,
    references.records_refer_to_others,
    references.nothing_rests_on_what_is_withdrawn,
    references.ids_can_be_addresses,
    references.former_ids_are_free,
    references.reasons_are_reasons,
    references.contested_properties_exist,
    references.contested_claims_exist,
    references.employers_employ,
    references.relations_have_no_circles,
    references.keyed_figures_agree,
    prose.links_are_whole,
    prose.links_are_known,
    prose.both_languages_are_there,
    names.people_differ_in_name,
    names.traditional_forms_are_given,
    names.scripts_are_their_own,
    dates.nobody_leaves_before_joining,
    dates.wordings_belong_to_dates,
    dates.nothing_is_told_before_it_happens,
    dates.nobody_is_there_before_the_founding,
    dates.nobody_acts_before_birth,
    dates.accounts_of_a_stay_agree,
    dates.what_comes_after_is_later,
    dates.dates_have_their_own_evidence,
    evidence.quotes_are_locked,
    evidence.proofs_fit_together,
    evidence.outside_knowledge_is_of_sources,
    evidence.claims_differ,
    evidence.disputes_differ,
)


def check(corpus: Corpus) -> tuple[Finding, ...]:
    """Everything that the checks find, in the order of `CHECKS`."""
    return tuple(_one_for_each_missing(finding for rule in CHECKS for finding in rule(corpus)))


FEW = 3
"""In how many places a missing record is told of; where it lacks in more, the first stands for all."""


def _one_for_each_missing(findings: Iterable[Finding]) -> Iterator[Finding]:
    """A record renamed or deleted by hand is one mistake, however many others name it."""
    found = list(findings)
    places = Counter(finding.missing for finding in found if finding.missing)
    told: set[str] = set()
    for finding in found:
        if (others := places[finding.missing] - 1) < FEW:
            yield finding
        elif finding.missing not in told:
            told.add(finding.missing)
            yield replace(
                finding,
                message=f"{finding.message}, here and in {others} other places",
                hint=f"{finding.hint} (where a record gets another id, 'kb rename' changes every mention)",
            )
