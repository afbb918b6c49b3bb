"""The page of a source, and everything that rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.evidence import Spot
from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Claim, Evidenced
from kb.model.parts import Settlement
from kb.model.records import KINDS, Position, Record, Source, evidenced_parts
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records.claim_views import SOURCE_GROUPS, grouped, labelled, value
from kb.pages.records.common_parts import FactLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingLine:
    """A statement that rests on the source; ``paragraph`` is where its words stand, if they were found."""

    paragraph: int | None
    record: Markdown
    said: Markdown
    alone: bool
    """Whether no other source says it."""


def page(locale: Locale, source: Source) -> OutputFile:
    where = path_of(source)
    rests = resting(locale, source, where)
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
        resting=rests,
        facts=(
            FactLine(label=locale.labels.text("rest_count"), value=Markdown(f"[{len(rests)}](#claims)")),
            FactLine(label=locale.labels.text("rest_alone"), value=Markdown(str(sum(line.alone for line in rests)))),
        ),
        disputes=entry.disputes(locale, source, where),
    )


def resting(locale: Locale, source: Source, where: PurePosixPath) -> tuple[RestingLine, ...]:
    """Everything that rests on the source, in the order of its text; what was not found in it last."""
    found: list[tuple[Spot | None, int, RestingLine]] = []
    for kind in KINDS:
        for record in locale.names.in_order(locale.corpus.of_kind(kind)):
            for _, part in evidenced_parts(record, standing=True):
                quotes = [evidence.quote for evidence in part.evidence if evidence.source == source.id]
                if not quotes or record.id == source.id:
                    continue
                spots = [spot for quote in quotes if (spot := locale.corpus.lock.spot(source.id, quote))]
                found.append((min(spots, default=None), len(found), _line(locale, record, part, where, spots)))
    found.sort(key=lambda entry: (entry[0] is None, entry[0] or (), entry[1]))
    return tuple(line for _, _, line in found)


def _line(locale: Locale, record: Record, part: Evidenced, where: PurePosixPath, spots: Sequence[Spot]) -> RestingLine:
    if isinstance(part, Claim):
        label = locale.labels.of_property(part)
        named = locale.links.to(record.id, where, anchor=part.anchor)
        said = labelled(locale, part, label, value(locale, where, part))
    else:
        named = locale.links.to(record.id, where)
        said = locale.texts.linked(part.holds, where) if isinstance(part, (Position, Settlement)) else Markdown("")
    return RestingLine(
        paragraph=min(spots)[0] if spots else None, record=named, said=said, alone=len(set(part.source)) == 1
    )
