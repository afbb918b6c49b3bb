"""The page of a topic: a reason for leaving, a theme, an open question."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Reason
from kb.model.records import Topic
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records.claim_views import TOPIC_GROUPS, ClaimView, grouped, outcome, view


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """That somebody left for this reason; ``claim`` tells by whose account."""

    person: Markdown
    claim: ClaimView


def page(locale: Locale, topic: Topic) -> OutputFile:
    where = path_of(topic)
    return render(
        "topic.md.j2",
        locale,
        where,
        title=locale.names.full(topic),
        description=locale.texts.plain(topic.summary),
        record_id=topic.id,
        heading=locale.names.of(topic),
        kind=locale.labels.text("kind_answered" if topic.answered else f"kind_{topic.kind}"),
        answered=outcome(locale, where, "answered_on", topic.answered),
        names=entry.names(locale, topic),
        summary=locale.texts.linked(topic.summary, where),
        reasons=reason_rows(locale, topic, where),
        concerns=tuple(locale.links.to(target, where) for target in topic.about),
        groups=tuple(grouped(locale, where, topic, TOPIC_GROUPS)),
        disputes=entry.disputes(locale, topic, where),
        related=entry.related(locale, topic, where),
    )


def reason_rows(locale: Locale, topic: Topic, where: PurePosixPath) -> tuple[ReasonRow, ...]:
    """Who is said to have left for this reason, and by whom."""
    return tuple(
        ReasonRow(
            person=locale.links.to(person.id, where, anchor=claim.anchor),
            claim=view(locale, where, person, claim),
        )
        for person in locale.names.in_order(locale.corpus.people)
        for claim in person.claims
        if isinstance(claim, Reason) and claim.reason == topic.id
    )
