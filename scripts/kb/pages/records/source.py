"""The page of a source, and everything that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Claim
from kb.model.records import KINDS, Position, Record, Source, evidenced_parts
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records.claim_views import SOURCE_GROUPS, grouped, value


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingGroup:
    """Claims of one record that rest on the source."""

    record: Markdown
    lines: tuple[Markdown, ...]


def page(locale: Locale, source: Source) -> OutputFile:
    where = path_of(source)
    return render(
        "source.md.j2",
        locale,
        where,
        title=locale.names.full(source),
        description=locale.texts.plain(source.summary),
        record_id=source.id,
        heading=locale.names.of(source),
        headline=source.headline or "",
        headline_lang=source.script,
        address=Markdown(f"<{source.address}>" if source.address else ""),
        derived_from=tuple(locale.links.to(other, where) for other in source.derived_from),
        names=entry.names(locale, source),
        summary=locale.texts.linked(source.summary, where),
        groups=tuple(grouped(locale, where, source, SOURCE_GROUPS)),
        resting=tuple(resting(locale, source, where)),
        disputes=entry.disputes(locale, source, where),
    )


def resting(locale: Locale, source: Source, where: PurePosixPath) -> list[RestingGroup]:
    """For each record, in the order of kinds and names, its claims that rest on the source."""
    groups = []
    for kind in KINDS:
        for record in locale.names.in_order(locale.corpus.of_kind(kind)):
            lines = tuple(_lines(locale, record, source, where))
            if lines and record.id != source.id:
                groups.append(RestingGroup(record=locale.links.to(record.id, where), lines=lines))
    return groups


def _lines(locale: Locale, record: Record, source: Source, where: PurePosixPath) -> list[Markdown]:
    lines = []
    for _, part in evidenced_parts(record):
        if source.id not in part.source:
            continue
        if isinstance(part, Claim):
            label = locale.labels.of_property(part)
            lines.append(
                Markdown(f"{locale.links.to(record.id, where, label, part.anchor)} {value(locale, where, part)}")
            )
        elif isinstance(part, Position):
            lines.append(locale.texts.linked(part.holds, where))
    return lines
