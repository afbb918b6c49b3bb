"""What the sources say of one statement: who says so, who says otherwise, how many are silent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from kb.corpus.agreement import Agreement, agreements
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.records import KINDS
from kb.pages.frame import render
from kb.pages.records.claim_views import labelled, value

WHERE = PurePosixPath("agreement.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement; ``agree`` and ``differ`` are links to sources, ``silent`` counts the rest."""

    claim: Markdown
    agree: tuple[Markdown, ...]
    differ: tuple[Markdown, ...]
    silent: int
    disputes: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRows:
    """The statements of one record."""

    record: Markdown
    rows: tuple[Row, ...]


def page(locale: Locale) -> OutputFile:
    """The page: what sources differ over first, then what they agree on, by record."""
    found = list(agreements(locale.corpus))
    order = {kind.kind_name: position for position, kind in enumerate(KINDS)}
    ranks = {
        record.id: rank
        for rank, record in enumerate(locale.names.in_order({a.record.id: a.record for a in found}.values()))
    }
    found.sort(key=lambda a: (order[a.record.kind_name], ranks[a.record.id]))
    return render(
        "agreement.md.j2",
        locale,
        WHERE,
        title=locale.labels.text("agreement"),
        description=locale.labels.text("agreement_line"),
        differing=_by_record(locale, [a for a in found if a.differ]),
        agreed=_by_record(locale, [a for a in found if not a.differ]),
    )


def _by_record(locale: Locale, found: list[Agreement]) -> tuple[RecordRows, ...]:
    return tuple(
        RecordRows(record=locale.links.to(record_id, WHERE), rows=tuple(_row(locale, a) for a in members))
        for record_id, members in groupby(found, key=lambda a: a.record.id)
    )


def _date(locale: Locale, agreement: Agreement) -> Markdown:
    """The date, and which sources give it where not all that say the rest do."""
    words = locale.dates.words(agreement.claim.date)
    if set(agreement.dated_by) == set(agreement.agree):
        return Markdown(f' <span class="kb-date">{words}</span>')
    sources = locale.labels.comma.join(locale.links.to(source, WHERE) for source in agreement.dated_by)
    given = locale.labels.text("date_given_by").format(sources)
    return Markdown(f' <span class="kb-date">{words}</span> <small>{given}</small>')


def _row(locale: Locale, agreement: Agreement) -> Row:
    claim = agreement.claim
    label = locale.links.to(agreement.record.id, WHERE, locale.labels.of_property(claim), claim.anchor)
    date = _date(locale, agreement) if claim.date else ""
    return Row(
        claim=Markdown(f"{labelled(locale, claim, label, value(locale, WHERE, claim))}{date}"),
        agree=tuple(locale.links.to(source, WHERE) for source in agreement.agree),
        differ=tuple(locale.links.to(source, WHERE) for source in agreement.differ),
        silent=len(locale.corpus.sources) - len(agreement.agree) - len(agreement.differ),
        disputes=tuple(locale.links.to(d.id, WHERE) for d in agreement.disputes),
    )
