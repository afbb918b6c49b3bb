"""What changed in the records, by day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from kb.corpus.changes import Change, changes
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.values import PartialDate
from kb.pages.frame import render
from kb.pages.records.claim_views import labelled, value

WHERE = PurePosixPath("changes.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    manner: str
    record: Markdown
    claim: Markdown
    """What is claimed, where the change is one of a claim."""
    told: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    date: str
    anchor: str
    lines: tuple[Line, ...]


def page(locale: Locale) -> OutputFile:
    return render(
        "changes.md.j2",
        locale,
        WHERE,
        title=locale.labels.text("changes"),
        description=locale.labels.text("changes_line"),
        days=tuple(
            Day(
                date=locale.dates.words(PartialDate.parse(day.isoformat())),
                anchor=f"day-{day.isoformat()}",
                lines=tuple(line(locale, change, WHERE) for change in made),
            )
            for day, made in groupby(changes(locale.corpus), key=lambda change: change.day)
        ),
    )


def line(locale: Locale, change: Change, where: PurePosixPath) -> Line:
    """A change in words, with a link to what it changed."""
    claim = change.claim
    return Line(
        manner=locale.labels.text(change.manner),
        record=locale.links.to(change.record.id, where, anchor=claim.anchor if claim else ""),
        claim=labelled(locale, claim, locale.labels.of_property(claim), value(locale, where, claim))
        if claim
        else Markdown(""),
        told=locale.texts.linked(change.told, where),
    )
