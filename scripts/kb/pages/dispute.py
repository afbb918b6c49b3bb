"""The page of a dispute: positions side by side."""

from __future__ import annotations

from dataclasses import dataclass

from kb.output import OutputFile
from kb.pages import entry
from kb.pages.claim_views import ProofView, proofs
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.wording import Wording, path_of
from kb.records import Dispute


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    holds: Markdown
    voice: Markdown
    proofs: tuple[ProofView, ...]


def page(wording: Wording, dispute: Dispute) -> OutputFile:
    where = path_of(dispute)
    return render(
        "dispute.md.j2", wording, where,
        title=wording.full_name(dispute),
        description=wording.plain(dispute.question),
        record_id=dispute.id,
        heading=wording.name(dispute),
        kind=wording.label(f"kind_{dispute.kind}"),
        names=entry.names(wording, dispute),
        question=wording.prose(dispute.question, where),
        summary=wording.prose(dispute.summary, where),
        positions=tuple(
            PositionView(
                holds=wording.prose(p.holds, where),
                voice=wording.voice(p.by, where) if p.by else Markdown(""),
                proofs=proofs(wording, where, p),
            )
            for p in dispute.positions
        ),
        arithmetic=wording.prose(dispute.arithmetic, where),
        follows=wording.prose(dispute.follows, where),
        open_=wording.prose(dispute.open, where),
        concerns=tuple(wording.link(target, where) for target in dispute.about),
        related=entry.related(wording, dispute, where),
    )
