"""The page of a topic: a reason for leaving, a theme, an open question."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.claims import Reason
from kb.output import OutputFile
from kb.pages import entry
from kb.pages.claim_views import TOPIC_GROUPS, ClaimView, grouped, view
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.wording import Wording, path_of
from kb.records import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """That somebody left for this reason; ``claim`` tells by whose account."""

    person: Markdown
    claim: ClaimView


def page(wording: Wording, topic: Topic) -> OutputFile:
    where = path_of(topic)
    return render(
        "topic.md.j2", wording, where,
        title=wording.full_name(topic),
        description=wording.plain(topic.summary),
        record_id=topic.id,
        heading=wording.name(topic),
        kind=wording.label(f"kind_{topic.kind}"),
        names=entry.names(wording, topic),
        summary=wording.prose(topic.summary, where),
        reasons=reason_rows(wording, topic, where),
        concerns=tuple(wording.link(target, where) for target in topic.about),
        groups=tuple(grouped(wording, where, topic, TOPIC_GROUPS)),
        disputes=entry.disputes(wording, topic, where),
        related=entry.related(wording, topic, where),
    )


def reason_rows(wording: Wording, topic: Topic, where: PurePosixPath) -> tuple[ReasonRow, ...]:
    """Who is said to have left for this reason, and by whom."""
    return tuple(
        ReasonRow(
            person=wording.link(person.id, where, anchor=claim.anchor),
            claim=view(wording, where, person, claim),
        )
        for person in wording.in_order(wording.corpus.people)
        for claim in person.claims
        if isinstance(claim, Reason) and claim.reason == topic.id
    )
