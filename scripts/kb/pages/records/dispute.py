"""The page of a dispute: positions side by side."""

from __future__ import annotations

from dataclasses import dataclass

from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.records import Dispute
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records.claim_views import ProofView, outcome, proofs


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    holds: Markdown
    voice: Markdown
    proofs: tuple[ProofView, ...]


def page(locale: Locale, dispute: Dispute) -> OutputFile:
    where = path_of(dispute)
    return render(
        "dispute.md.j2",
        locale,
        where,
        title=locale.names.full(dispute),
        description=locale.texts.plain(dispute.question),
        record_id=dispute.id,
        heading=locale.names.of(dispute),
        kind=locale.labels.text(f"kind_{dispute.kind}"),
        names=entry.names(locale, dispute),
        question=locale.texts.linked(dispute.question, where),
        summary=locale.texts.linked(dispute.summary, where),
        positions=tuple(
            PositionView(
                holds=locale.texts.linked(p.holds, where),
                voice=locale.links.voice(p.by, where) if p.by else Markdown(""),
                proofs=proofs(locale, where, p),
            )
            for p in dispute.positions
        ),
        settled=outcome(locale, where, "settled_on", dispute.settled),
        arithmetic=locale.texts.linked(dispute.arithmetic, where),
        follows=locale.texts.linked(dispute.follows, where),
        open_=locale.texts.linked(dispute.open, where),
        concerns=tuple(locale.links.to(target, where) for target in dispute.about),
        related=entry.related(locale, dispute, where),
    )
