"""The timeline: everything datable, month by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from kb.corpus.chronology import Happening, happenings, undated
from kb.corpus.corpus import Corpus
from kb.corpus.presence import founding
from kb.corpus.stays import FOCUS
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Dated
from kb.model.records import Event, Organisation, Person
from kb.model.values import PartialDate
from kb.pages.frame import render
from kb.pages.lists import facets
from kb.pages.lists.facets import Facet
from kb.pages.pictures import timelines as pictures
from kb.pages.records.claim_views import labelled, value

WHERE = PurePosixPath("timeline.md")
OF_PEOPLE = {"change": "duties", "joined": "joining"}
"""The kinds, for the filter, of what happens to people; all else is leaving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    anchor: str
    date: Markdown
    """The date, leading to the claim that gives it and its evidence."""
    what: Markdown
    attributes: Markdown
    disputes: tuple[Markdown, ...] = ()
    """Where sources date or tell it otherwise: rivals stand in the list too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What happened in a month, or in a year where no month is told."""

    name: str
    anchor: str
    rows: tuple[Row, ...]


def page(locale: Locale) -> OutputFile:
    shown = happenings(locale.corpus)
    begun, earlier = _told_apart(locale.corpus, shown)
    return render(
        "timeline.md.j2",
        locale,
        WHERE,
        title=locale.labels.text("timeline"),
        description=locale.labels.text("timeline_line"),
        script="facets.js",
        facets=_facets(locale, shown),
        picture=pictures.timeline(locale, WHERE, begun),
        months=[
            Month(
                name=locale.dates.words(PartialDate.parse(key)),
                anchor=f"m{key}",
                rows=tuple(row(locale, h) for h in members),
            )
            for key, members in groupby(begun, key=_month)
        ],
        earlier=tuple(row(locale, h) for h in earlier),
        undated=tuple(locale.links.to(event.id, WHERE) for event in locale.names.in_order(undated(locale.corpus))),
    )


def _told_apart(corpus: Corpus, shown: Iterable[Happening]) -> tuple[list[Happening], list[Happening]]:
    """What begins in the company's years, from that of its founding on; and what began before, which is background."""
    founded = min((date.earliest for date in founding(corpus, FOCUS) if date.earliest), default=None)
    begun: list[Happening] = []
    earlier: list[Happening] = []
    for happening in shown:
        day = happening.date.earliest or happening.date.latest
        (earlier if founded and day and day.year < founded.year else begun).append(happening)
    return begun, earlier


def row(locale: Locale, happening: Happening) -> Row:
    link = locale.links.to(happening.record.id, WHERE)
    what = link if isinstance(happening.claim, Dated) else told(locale, happening, link)
    return Row(
        anchor=pictures.item_of(happening),
        date=locale.links.to(happening.record.id, WHERE, locale.dates.words(happening.date), happening.claim.anchor),
        what=what,
        attributes=facets.attributes(facet_values(locale, happening)),
        disputes=tuple(
            locale.links.to(d.id, WHERE) for d in locale.corpus.disputes_over(happening.record, happening.claim)
        ),
    )


def facet_values(locale: Locale, happening: Happening) -> facets.Values:
    """What the filters know of a happening."""
    record = happening.record
    kind: str
    if isinstance(record, Event):
        kind, who = record.kind, record.involves
    else:
        kind = OF_PEOPLE.get(happening.claim.property_name, "leaving")
        who = tuple(
            target
            for target in (record.id, getattr(happening.claim, "at", None) or happening.claim.value)
            if isinstance(target, str)
        )
    return {
        "kind": [kind],
        "who": [w for w in who if isinstance(locale.corpus.records.get(w), (Person, Organisation))],
        "source": list(dict.fromkeys(happening.claim.source)),
    }


def _facets(locale: Locale, shown: tuple[Happening, ...]) -> tuple[Facet, ...]:
    values = [facet_values(locale, h) for h in shown]
    kinds = {kind for item in values for kind in item["kind"]}
    named = {record.id: locale.names.of(record) for record in locale.corpus}
    return (
        facets.facet(
            "kind", locale.labels.text("facet_kind"), values, {k: locale.labels.text(f"kind_{k}") for k in kinds}
        ),
        facets.facet("who", locale.labels.text("facet_who"), values, named),
        facets.facet("source", locale.labels.text("source"), values, named),
    )


def told(locale: Locale, happening: Happening, link: Markdown) -> Markdown:
    """What happened to a person, as a line: who, what, where."""
    label = locale.labels.of_property(happening.claim)
    told_there = labelled(locale, happening.claim, label, value(locale, WHERE, happening.claim))
    return Markdown(f"{link}{locale.labels.colon}{told_there}")


def _month(happening: Happening) -> str:
    """The heading a happening stands under: the first month it can belong to, the year where there is no month."""
    parts = [part for part in happening.date.parts if part]
    first = parts[0]
    return f"{first.year}-{first.month:02}" if first.month else str(first.year)
