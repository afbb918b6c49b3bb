"""The timeline: everything datable, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from kb.chronology import Happening, happenings, undated
from kb.claims import Dated
from kb.output import OutputFile
from kb.pages import facets, pictures
from kb.pages.claim_views import value
from kb.pages.facets import Facet
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.wording import Wording
from kb.records import Event, Organisation, Person
from kb.values import PartialDate

WHERE = PurePosixPath("timeline.md")
OF_PEOPLE = {"change": "duties", "joined": "joining"}
"""The kinds, for the filter, of what happens to people; all else is leaving."""
STORY_BEGINS = 2023
"""The year of the company's founding, and the first of the picture; the list goes further back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    anchor: str
    date: Markdown
    """The date, leading to the claim that gives it and its evidence."""
    what: Markdown
    attributes: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What happened in a month, or in a year where no month is told."""

    name: str
    anchor: str
    rows: tuple[Row, ...]


def page(wording: Wording) -> OutputFile:
    shown = happenings(wording.corpus)
    months = [
        Month(name=wording.date(PartialDate.parse(key)), anchor=f"m{key}", rows=tuple(row(wording, h) for h in members))
        for key, members in groupby(shown, key=_month)
    ]
    return render(
        "timeline.md.j2", wording, WHERE,
        title=wording.label("timeline"), description=wording.label("timeline_line"), script="facets.js",
        facets=_facets(wording, shown),
        picture=pictures.timeline(wording, WHERE, [h for h in shown if _is_of_the_story(h)]),
        months=months,
        undated=tuple(wording.link(event.id, WHERE) for event in wording.in_order(undated(wording.corpus))),
    )


def _is_of_the_story(happening: Happening) -> bool:
    """Whether a happening lies in the years that the picture shows: the company's, not the centuries' before."""
    return happening.date.latest is not None and happening.date.latest.year >= STORY_BEGINS


def row(wording: Wording, happening: Happening) -> Row:
    link = wording.link(happening.record.id, WHERE)
    what = link if isinstance(happening.claim, Dated) else told(wording, happening, link)
    return Row(
        anchor=pictures.item_of(happening),
        date=wording.link(happening.record.id, WHERE, wording.date(happening.date), happening.claim.anchor),
        what=what,
        attributes=facets.attributes(facet_values(wording, happening)),
    )


def facet_values(wording: Wording, happening: Happening) -> facets.Values:
    """What the filters know of a happening."""
    record = happening.record
    if isinstance(record, Event):
        kind, who = record.kind, record.involves
    else:
        kind = OF_PEOPLE.get(happening.claim.property, "leaving")
        who = tuple(target for target in (record.id, getattr(happening.claim, "at", None) or happening.claim.value) if isinstance(target, str))
    return {
        "kind": [kind],
        "who": [w for w in who if isinstance(wording.corpus.records.get(w), (Person, Organisation))],
        "source": list(dict.fromkeys(happening.claim.source)),
    }


def _facets(wording: Wording, shown: tuple[Happening, ...]) -> tuple[Facet, ...]:
    values = [facet_values(wording, h) for h in shown]
    kinds = {kind for item in values for kind in item["kind"]}
    named = {record.id: wording.name(record) for record in wording.corpus}
    return (
        facets.facet("kind", wording.label("facet_kind"), values, {k: wording.label(f"kind_{k}") for k in kinds}),
        facets.facet("who", wording.label("facet_who"), values, named),
        facets.facet("source", wording.label("source"), values, named),
    )


def told(wording: Wording, happening: Happening, link: Markdown) -> Markdown:
    """What happened to a person, as a line: who, what, where."""
    label = wording.property_label(happening.claim)
    return Markdown(f"{link}{wording.colon}{label} {value(wording, WHERE, happening.claim)}")


def _month(happening: Happening) -> str:
    """The heading a happening stands under: the first month it can belong to, the year where there is no month."""
    parts = [part for part in happening.date.parts if part]
    first = parts[0]
    return f"{first.year}-{first.month:02}" if first.month else str(first.year)
