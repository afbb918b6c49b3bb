"""The index of people: a table that is whole without a script, and filters and sorts with one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.status import FOCUS, Standing, Status, status, statuses
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Cofounded, Next, Reason, Role, Work
from kb.model.records import Person
from kb.model.values import SingleDate
from kb.pages.frame import render
from kb.pages.lists import facets
from kb.pages.lists.facets import Facet
from kb.pages.records.person import status_view

WHERE = PurePosixPath("people", "index.md")
SECTIONS = ("left_xai", "at_xai", "untold_xai", "left_tesla", "elsewhere")
"""The groups that people stand in, in the order of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    link: Markdown
    second_name: str
    cofounder: bool
    standing: str
    section: str
    date: str
    sort_date: str
    rank: str
    work: Markdown
    next: Markdown
    attributes: Markdown


def page(locale: Locale) -> OutputFile:
    people = locale.names.in_order(locale.corpus.people)
    values = {person.id: facet_values(person) for person in people}
    ordered = sorted(people, key=lambda p: SECTIONS.index(section(p)))
    return render(
        "people.md.j2",
        locale,
        WHERE,
        title=locale.labels.text("people"),
        description=locale.labels.text("people_line"),
        script="facets.js",
        facets=_facets(locale, list(values.values())),
        rows=tuple(_row(locale, person, rank, values[person.id]) for rank, person in enumerate(ordered)),
    )


def section(person: Person) -> str:
    """Which group a person stands in."""
    here = status(person, FOCUS)
    if here.is_departure or here.standing is Standing.STEPPED_BACK:
        return "left_xai"
    if here.standing is Standing.THERE:
        return "at_xai"
    if here.standing is Standing.UNTOLD and here.claims:
        return "untold_xai"
    if any(s.is_departure for s in statuses(person)):
        return "left_tesla"
    return "elsewhere"


def is_cofounder(person: Person) -> bool:
    return any(isinstance(c, Cofounded) and c.cofounded == FOCUS for c in person.claims)


def facet_values(person: Person) -> facets.Values:
    """What the filters know of a person."""
    telling = _telling(person)
    reasons = [c for c in person.claims if isinstance(c, Reason)]
    return {
        "standing": [section(person)],
        "founder": ["yes"] if is_cofounder(person) else ["no"],
        "month": [_month(telling)] if telling and _month(telling) else [],
        "reason": list(dict.fromkeys(c.reason for c in reasons)),
        "next": list(dict.fromkeys(c.to for c in person.claims if isinstance(c, Next) and c.to)),
        "source": list(dict.fromkeys(s for c in person.claims for s in c.source)),
    }


def _telling(person: Person) -> Status | None:
    """The status that the table tells of: with the organisation in focus, else with one that the person left."""
    here = status(person, FOCUS)
    if here.claims:
        return here
    return next((s for s in statuses(person) if s.is_departure), None)


def _month(told: Status) -> str:
    dated = told.date
    first = next((part for part in dated.date.parts if isinstance(part, SingleDate)), None) if dated else None
    return f"{first.year}-{first.month:02}" if first and first.month else ""


def _facets(locale: Locale, values: list[facets.Values]) -> tuple[Facet, ...]:
    corpus = locale.corpus
    named = {record.id: locale.names.of(record) for record in corpus}
    months = sorted({month for item in values for month in item["month"]}, reverse=True)
    yes_no = {"yes": locale.labels.text("facet_cofounders"), "no": locale.labels.text("facet_others")}
    return (
        facets.facet(
            "standing",
            locale.labels.text("status"),
            values,
            {key: locale.labels.text(key) for key in SECTIONS},
            SECTIONS,
        ),
        facets.facet("founder", locale.labels.text("facet_founder"), values, yes_no, ("yes", "no")),
        facets.facet(
            "month", locale.labels.text("facet_month"), values, {m: locale.dates.year_month(m) for m in months}, months
        ),
        facets.facet("reason", locale.labels.text("facet_reason"), values, named),
        facets.facet("next", locale.labels.text("facet_next"), values, named),
        facets.facet("source", locale.labels.text("source"), values, named),
    )


def _row(locale: Locale, person: Person, rank: int, values: facets.Values) -> Row:
    told = _telling(person)
    view = status_view(locale, told, WHERE) if told and told.standing is not Standing.UNTOLD else None
    dated = told.date if told else None
    work = next((c for kind in (Role, Work) for c in person.claims if isinstance(c, kind)), None)
    going = next((c for c in person.claims if isinstance(c, Next)), None)
    return Row(
        link=locale.links.to(person.id, WHERE),
        second_name=locale.names.second(person),
        cofounder=is_cofounder(person),
        standing=(view.short if told.organisation == FOCUS else view.sentence) if view else "",
        section=told.standing if view else "",
        date=" ".join(part for part in (view.date_kind, view.date) if part) if view else "",
        sort_date=dated.date.sort_key[0].isoformat() if dated and view else "",
        rank=f"{rank:06}",
        work=locale.texts.linked(work.value, WHERE) if work else Markdown(""),
        next=locale.texts.linked(going.next, WHERE) if going else Markdown(""),
        attributes=facets.attributes(values),
    )
