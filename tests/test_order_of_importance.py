"""Pages of records say first what a reader asks first, and fold away nothing that cannot be reached."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePosixPath

import markdown
import pytest

from kb.corpus.stays import departures, latest_stay
from kb.edition.locale import locales
from kb.edition.markdown import Markdown
from kb.model.claims import Claim, Prose
from kb.model.records import evidenced_parts
from kb.pages.frame import fill
from kb.pages.records import common_parts, organisation, person, source
from kb.pages.records.claim_views import FEW, ClaimGroup, labelled, value, view


@pytest.fixture(scope="module")
def locale(golden_checked):
    return locales(golden_checked.corpus)[0]


def many(locale, count):
    """A group of that many claims, each with evidence."""
    record = next(p for p in locale.corpus.people if any(c.source for c in p.claims))
    claim = next(c for c in record.claims if c.source)
    shown = view(locale, PurePosixPath("people/x.md"), record, claim)
    return ClaimGroup(key="group_reported", claims=(shown,) * count)


@pytest.mark.parametrize("count", [1, FEW, FEW + 4, FEW + 5, 60])
def test_a_group_loses_nothing_by_folding(locale, count):
    group = many(locale, count)
    assert len(group.shown) + len(group.folded) == count
    assert not group.folded or len(group.shown) == FEW


def test_what_is_folded_stands_in_the_fold_evidence_and_all(locale):
    """An element that ends another of its kind would put the rest of the claims outside."""
    group = many(locale, 40)
    text = fill(
        "entry.md.j2",
        locale,
        heading="X",
        kind="",
        names=(),
        summary=Markdown(""),
        involved=(),
        members=(),
        groups=(group,),
        disputes=(),
        related=(),
    )
    html = markdown.markdown(text, extensions=["attr_list", "md_in_html", "toc"])
    fold = re.search(r'<div class="kb-more">(.*?)</div>', html, re.DOTALL)[1]
    assert fold.count("<li>") == len(group.folded)
    assert fold.count("<details") == fold.count("</details>") == len(group.folded)


def test_an_organisation_lists_who_left_before_who_stayed(locale):
    for record in locale.corpus.organisations:
        there = {p.id for p in locale.corpus.people if latest_stay(locale.corpus, p, record.id)}
        listed = organisation.members(locale, record)
        assert len(listed) == (len(there) if len(there) > 1 else 0)
        left = [
            latest_stay(locale.corpus, locale.corpus[re.search(r'data-stay="([\w-]+):', m.stay.mark)[1]], record.id)
            for m in listed
            if re.search(r'data-stay="([\w-]+):', m.stay.mark)
        ]
        gone = [stay.is_departure for stay in left]
        assert gone == sorted(gone, reverse=True)


def test_a_source_tells_its_statements_in_its_own_order_and_which_are_only_there(locale):
    for record in locale.corpus.sources:
        lines = source.resting(locale, record, PurePosixPath("sources/x.md"))
        paragraphs = [line.paragraph for line in lines if line.paragraph]
        assert paragraphs == sorted(paragraphs)
        parts = [
            part
            for other in locale.corpus
            if other.id != record.id
            for _, part in evidenced_parts(other, standing=True)
            if record.id in part.source
        ]
        assert len(lines) == len(parts)
        assert sum(line.alone for line in lines) == sum(set(part.source) == {record.id} for part in parts)


def test_disputes_stand_by_their_weight_for_the_record(locale):
    for record in locale.corpus:
        found = locale.corpus.disputes_about.get(record.id, ())
        lines = common_parts.disputes(locale, record, PurePosixPath("people/x.md"))
        assert len(lines) == len(found)
        wording = [d.matter == "wording" for d in sorted(found, key=common_parts.dispute_rank)]
        assert wording == sorted(wording)
        assert all(line.question for line in lines)


def test_the_sheet_of_a_person_says_no_more_than_the_claims(locale):
    for record in locale.corpus.people:
        lines = person.facts(locale, record, PurePosixPath("people/x.md"))
        named = {locale.labels.of_property(c) for c in record.claims if isinstance(c, Claim)}
        own = {locale.labels.text("own_reason"), locale.labels.text("in_dispute")}
        labels = [line.label for line in lines]
        assert set(labels) <= named | own
        assert len(labels) == len(set(labels))


def test_from_one_who_left_the_way_leads_on_by_date(locale):
    """Each neighbour names the other: whoever left after this one has this one before."""
    left = [stay for stay in departures(locale.corpus) if stay.date]
    for earlier, later in pairwise(left):
        after = person.neighbours(locale, earlier.person, PurePosixPath("people/x.md"))
        before = person.neighbours(locale, later.person, PurePosixPath("people/x.md"))
        if earlier.person.id != later.person.id:
            assert any(f"{later.person.id}.md" in line.value for line in after)
            assert any(f"{earlier.person.id}.md" in line.value for line in before)


def test_a_property_and_a_text_of_its_own_do_not_run_together(locale):
    for record in locale.corpus.people:
        for claim in record.claims:
            told = value(locale, PurePosixPath("people/x.md"), claim)
            line = labelled(locale, claim, "Label", told)
            assert line == (f"Label: {told}" if isinstance(claim.value, Prose) else f"Label {told}")
