"""The home page of an edition: the story at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.chronology import Happening, happenings
from kb.corpus.corpus import Corpus
from kb.corpus.status import FOCUS, status
from kb.edition.addresses import relative
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import AnnouncedLeaving, Figure, Left, SteppedBack
from kb.model.records import KINDS, Person, Record
from kb.pages.frame import render
from kb.pages.lists import agreement_table as agreement
from kb.pages.lists import day, reasons, timeline
from kb.pages.lists import network_page as network
from kb.pages.lists.people import is_cofounder, section
from kb.pages.pictures import timelines as pictures
from kb.pages.records.person import StatusView, status_view

WHERE = PurePosixPath("index.md")
LATEST = 8
FEW = 6
FIGURES = ("cofounders", "cofounders-left", "announced-in-a-week", "staff")
"""The figures that open the page, by their keys, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    number: str
    label: str
    link: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A founder's place on the board; ``link`` is None for one whom no source names."""

    link: Markdown | None
    second_name: str = ""
    status: StatusView | None = None


def page(locale: Locale) -> OutputFile:
    corpus = locale.corpus
    leaving = departures(corpus)
    return render(
        "home.md.j2",
        locale,
        WHERE,
        title=locale.labels.text("home"),
        description=locale.labels.text("site_line"),
        figures=figures(locale),
        seats=board(locale),
        picture=pictures.departures(locale, WHERE, first_of_each(leaving)),
        latest=tuple(timeline.row(locale, h) for h in reversed(leaving[-LATEST:])),
        contradictions=_few(locale, [d for d in corpus.disputes if d.kind == "contradiction"]),
        questions=_few(locale, [t for t in corpus.topics if t.kind == "question"]),
        kinds=tuple(
            (Markdown(f"[{locale.labels.text(key)}]({relative(path, WHERE)})"), locale.labels.text(f"{key}_line"))
            for key, path in _places()
        ),
    )


def departures(corpus: Corpus) -> list[Happening]:
    """What happened to people who left the organisation in focus, the earliest first."""
    return [
        h
        for h in happenings(corpus)
        if isinstance(h.claim, (AnnouncedLeaving, Left, SteppedBack)) and h.claim.value == FOCUS
    ]


def first_of_each(leaving: list[Happening]) -> list[Happening]:
    """One happening for each person: the one with the fewest possible days, in the order of time."""

    def doubt(happening: Happening) -> tuple[bool, int]:
        date = happening.date
        known = date.earliest is not None and date.latest is not None
        return (not known, (date.latest - date.earliest).days if known else 0)

    best: dict[str, Happening] = {}
    for happening in leaving:
        held = best.get(happening.record.id)
        if held is None or doubt(happening) < doubt(held):
            best[happening.record.id] = happening
    return sorted(best.values(), key=lambda h: (h.date.sort_key, h.record.id))


def figures(locale: Locale) -> tuple[FigureView, ...]:
    """The key figures that the records give, each with the way to its evidence."""
    found = {c.key: (record, c) for record in locale.corpus for c in record.claims if isinstance(c, Figure) and c.key}
    return tuple(
        FigureView(
            number=f"{claim.number:,}" if claim.number is not None else locale.texts.plain(claim.value_),
            label=locale.labels.text(f"figure_{key}"),
            link=locale.links.to(record.id, WHERE, locale.labels.text("evidence"), claim.anchor),
        )
        for key in FIGURES
        if key in found
        for record, claim in [found[key]]
    )


def board(locale: Locale) -> tuple[Seat, ...]:
    """A place for each founder, as many as the key figure counts; those whom the sources name come first, by when they left."""
    corpus = locale.corpus
    founders = [person for person in corpus.people if is_cofounder(person)]
    count = next((c.number for r in corpus for c in r.claims if isinstance(c, Figure) and c.key == "cofounders"), None)
    seats = [
        Seat(
            link=locale.links.to(p.id, WHERE),
            second_name=locale.names.second(p),
            status=status_view(locale, status(p, FOCUS), WHERE),
        )
        for p in sorted(founders, key=_departure_order)
    ]
    return tuple(seats + [Seat(link=None)] * max(0, (count or 0) - len(seats)))


def _departure_order(person: Person) -> tuple[object, ...]:
    here = status(person, FOCUS)
    left = section(person) == "left_xai"
    return (not left, here.date.date.sort_key if here.date else (), person.id)


def _few(locale: Locale, records: list[Record]) -> tuple[Markdown, ...]:
    """Links to the records that most others lean on: a reader meets what the story turns on first."""
    weight = {r.id: len(getattr(r, "about", ())) + 2 * len(getattr(r, "positions", r.claims)) for r in records}
    chosen = sorted(records, key=lambda r: (-weight[r.id], r.id))[:FEW]
    return tuple(locale.links.to(r.id, WHERE) for r in chosen)


def _places() -> list[tuple[str, PurePosixPath]]:
    indexes = [(kind.kind_name, PurePosixPath(kind.kind_name, "index.md")) for kind in KINDS]
    pages = [
        ("timeline", timeline.WHERE),
        ("network", network.WHERE),
        ("day", day.WHERE),
        ("why", reasons.WHERE),
        ("agreement", agreement.WHERE),
    ]
    return pages + indexes
