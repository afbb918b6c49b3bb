"""The index of people: a table that is whole without a script, and filters and sorts with one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.corpus import Corpus
from kb.corpus.stays import FOCUS, GONE, Standing, Stay, latest_stay, latest_stays, telling_stay
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Cofounded, Next, Reason, Role, Work
from kb.model.records import Person
from kb.pages.frame import render
from kb.pages.lists import facets
from kb.pages.lists.facets import Facet
from kb.pages.records.person import stay_view

WHERE = PurePosixPath("people", "index.md")
ELSEWHERE = ("gone_elsewhere", "elsewhere")
SECTIONS = (*(str(standing) for standing in Standing), *ELSEWHERE)
"""The groups that people stand in, in the order of the page: by their standing in focus, or elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    link: Markdown
    second_name: str
    cofounder: bool
    standing: str
    section: str
    mark: Markdown
    date: str
    sort_date: str
    order: str
    """Where the standing sorts: as the groups of the page do, and not by its letters."""
    rank: str
    work: Markdown
    next: Markdown
    attributes: Markdown


def page(locale: Locale) -> OutputFile:
    people = locale.names.in_order(locale.corpus.people)
    values = {person.id: facet_values(locale.corpus, person) for person in people}
    ordered = sorted(people, key=lambda p: _order(locale.corpus, p))
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


def section(corpus: Corpus, person: Person) -> str:
    """Which group a person stands in."""
    if here := latest_stay(corpus, person):
        return str(here.standing)
    left = any(stay.is_departure for stay in latest_stays(corpus, person))
    return ELSEWHERE[0] if left else ELSEWHERE[1]


def _order(corpus: Corpus, person: Person) -> tuple[object, ...]:
    """Those who left, the latest first, then the rest by their group."""
    stay = telling_stay(corpus, person)
    gone = bool(stay and stay.organisation == FOCUS and stay.standing in GONE)
    day = -stay.order[0].toordinal() if stay and gone and stay.date else 0
    return not gone, day, SECTIONS.index(section(corpus, person))


def is_cofounder(person: Person) -> bool:
    return any(isinstance(c, Cofounded) and c.cofounded == FOCUS for c in person.claims)


def facet_values(corpus: Corpus, person: Person) -> facets.Values:
    """What the filters know of a person."""
    telling = telling_stay(corpus, person)
    reasons = [c for c in person.claims if isinstance(c, Reason)]
    return {
        "standing": [section(corpus, person)],
        "founder": ["yes"] if is_cofounder(person) else ["no"],
        "month": [_month(telling)] if telling and _month(telling) else [],
        "reason": list(dict.fromkeys(c.reason for c in reasons)),
        "next": list(dict.fromkeys(c.to for c in person.claims if isinstance(c, Next) and c.to)),
        "source": list(dict.fromkeys(s for c in person.claims for s in c.source)),
    }


def _month(stay: Stay) -> str:
    """The month of the stay's standing; empty where no single month is told."""
    date = stay.date
    if not date or not date.earliest or not date.latest:
        return ""
    first, last = date.earliest, date.latest
    return f"{first.year}-{first.month:02}" if (first.year, first.month) == (last.year, last.month) else ""


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
            _standings(locale),
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


def _standings(locale: Locale) -> dict[str, str]:
    """What each group is called: by its standing, of the organisation in focus."""
    record = locale.corpus.records.get(FOCUS)
    focus = locale.names.of(record) if record else FOCUS
    named = {str(standing): locale.labels.filled(f"status_{standing}", focus) for standing in Standing}
    return named | {key: locale.labels.text(key) for key in ELSEWHERE}


def _row(locale: Locale, person: Person, rank: int, values: facets.Values) -> Row:
    stay = telling_stay(locale.corpus, person)
    shown = stay if stay and stay.standing is not Standing.UNTOLD else None
    view = stay_view(locale, shown, WHERE) if shown else None
    work = next((c for kind in (Role, Work) for c in person.claims if isinstance(c, kind)), None)
    going = next((c for c in person.claims if isinstance(c, Next)), None)
    return Row(
        link=locale.links.to(person.id, WHERE),
        second_name=locale.names.second(person),
        cofounder=is_cofounder(person),
        standing=(view.short if shown.organisation == FOCUS else view.sentence) if view and shown else "",
        section=str(view.standing) if view else "",
        mark=view.mark if view else Markdown(""),
        date=view.when if view else "",
        sort_date=shown.date.sort_key[0].isoformat() if shown and shown.date else "",
        order=f"{SECTIONS.index(section(locale.corpus, person)):02}" if view else "",
        rank=f"{rank:06}",
        work=locale.texts.linked(work.value, WHERE) if work else Markdown(""),
        next=locale.texts.linked(going.next, WHERE) if going else Markdown(""),
        attributes=facets.attributes(values),
    )
