"""The page of a source, and everything that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.claims import Claim
from kb.output import OutputFile
from kb.pages import entry
from kb.pages.claim_views import SOURCE_GROUPS, grouped, value
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.wording import Wording, path_of
from kb.records import KINDS, Dispute, Entry, Source, evidenced_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingGroup:
    """Claims of one record that rest on the source."""

    record: Markdown
    lines: tuple[Markdown, ...]


def page(wording: Wording, source: Source) -> OutputFile:
    where = path_of(source)
    return render(
        "source.md.j2", wording, where,
        title=wording.full_name(source),
        description=wording.plain(source.summary),
        record_id=source.id,
        heading=wording.name(source),
        headline=source.headline or "",
        headline_lang=source.script,
        address=Markdown(f"<{source.address}>" if source.address else ""),
        derived_from=tuple(wording.link(other, where) for other in source.derived_from),
        names=entry.names(wording, source),
        summary=wording.prose(source.summary, where),
        groups=tuple(grouped(wording, where, source, SOURCE_GROUPS)),
        resting=tuple(resting(wording, source, where)),
        disputes=entry.disputes(wording, source, where),
    )


def resting(wording: Wording, source: Source, where: PurePosixPath) -> list[RestingGroup]:
    """For each record, in the order of kinds and names, its claims that rest on the source."""
    groups = []
    for kind in KINDS:
        for record in wording.in_order(wording.corpus.of_kind(kind)):
            lines = tuple(_lines(wording, record, source, where))
            if lines and record.id != source.id:
                groups.append(RestingGroup(record=wording.link(record.id, where), lines=lines))
    return groups


def _lines(wording: Wording, record: Entry, source: Source, where: PurePosixPath) -> list[Markdown]:
    lines = []
    for _, part in evidenced_parts(record):
        if source.id not in part.source:
            continue
        if isinstance(part, Claim):
            label = wording.property_label(part)
            lines.append(Markdown(f"{wording.link(record.id, where, label, part.anchor)} {value(wording, where, part)}"))
        elif isinstance(record, Dispute):
            lines.append(wording.prose(part.holds, where))
    return lines
