"""The matrix of claims and sources: who says so, who says otherwise, who is silent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from kb.agreement import Agreement, agreements
from kb.output import OutputFile
from kb.pages.claim_views import value
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.wording import Wording
from kb.records import KINDS

WHERE = PurePosixPath("agreement.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    claim: Markdown
    marks: tuple[str, ...]
    """For each source, in order: ``agree``, ``differ`` or ``silent``."""
    disputes: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRows:
    record: Markdown
    rows: tuple[Row, ...]


def page(wording: Wording) -> OutputFile:
    found = list(agreements(wording.corpus))
    order = {kind.kind_name: position for position, kind in enumerate(KINDS)}
    ranks = {record.id: rank for rank, record in enumerate(wording.in_order({a.record.id: a.record for a in found}.values()))}
    found.sort(key=lambda a: (order[a.record.kind_name], ranks[a.record.id]))
    return render(
        "agreement.md.j2", wording, WHERE,
        title=wording.label("agreement"), description=wording.label("agreement_line"),
        sources=tuple(wording.link(source.id, WHERE) for source in wording.corpus.sources),
        records=tuple(
            RecordRows(record=wording.link(record_id, WHERE), rows=tuple(_row(wording, a) for a in members))
            for record_id, members in groupby(found, key=lambda a: a.record.id)
        ),
    )


def _row(wording: Wording, agreement: Agreement) -> Row:
    claim = agreement.claim
    label = wording.link(agreement.record.id, WHERE, wording.property_label(claim), claim.anchor)
    date = Markdown(f' <span class="kb-date">{wording.date(claim.date)}</span>') if claim.date else ""
    return Row(
        claim=Markdown(f"{label} {value(wording, WHERE, claim)}{date}"),
        marks=tuple(
            "agree" if source.id in agreement.agree else "differ" if source.id in agreement.differ else "silent"
            for source in wording.corpus.sources
        ),
        disputes=tuple(wording.link(d.id, WHERE) for d in agreement.disputes),
    )
