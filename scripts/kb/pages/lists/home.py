"""The home page of an edition: the story at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.corpus import Corpus
from kb.corpus.stays import FOCUS, GONE, Standing, Stay, latest_stay, stays_at
from kb.edition.addresses import relative
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Figure
from kb.model.records import KINDS, Person, Record
from kb.pages.frame import render
from kb.pages.lists import agreement_table as agreement
from kb.pages.lists import day, reasons, timeline
from kb.pages.lists import network_page as network
from kb.pages.lists.people import is_cofounder
from kb.pages.pictures import timelines as pictures
from kb.pages.records.person import StayView, stay_view

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
    stay: StayView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """One who left, and how and when."""

    link: Markdown
    stay: StayView


def page(locale: Locale) -> OutputFile:
    corpus = locale.corpus
    leaving = departures(corpus)
    dated = [stay for stay in leaving if stay.date]
    return render(
        "home.md.j2",
        locale,
        WHERE,
        title=locale.labels.text("home"),
        description=locale.labels.text("site_line"),
        figures=figures(locale),
        seats=board(locale),
        picture=pictures.departures(locale, WHERE, dated),
        latest=tuple(_leaver(locale, stay) for stay in reversed(dated[-LATEST:])),
        contradictions=_few(locale, [d for d in corpus.disputes if d.kind == "contradiction"]),
        questions=_few(locale, [t for t in corpus.topics if t.kind == "question"]),
        kinds=tuple(
            (Markdown(f"[{locale.labels.text(key)}]({relative(path, WHERE)})"), locale.labels.text(f"{key}_line"))
            for key, path in _places()
        ),
    )


def departures(corpus: Corpus) -> list[Stay]:
    """The stays in focus that are said to have ended, or given up for less; the earliest first, without a date last."""
    found = [stay for person in corpus.people for stay in stays_at(corpus, person, FOCUS)]
    gone = [stay for stay in found if stay.standing in GONE or stay.standing is Standing.STEPPED_BACK]
    return sorted(gone, key=lambda stay: (stay.order, stay.id))


def _leaver(locale: Locale, stay: Stay) -> Leaver:
    return Leaver(link=locale.links.to(stay.person.id, WHERE), stay=stay_view(locale, stay, WHERE))


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
            stay=stay_view(locale, here, WHERE),
        )
        for p in sorted(founders, key=lambda p: _departure_order(corpus, p))
        if (here := latest_stay(corpus, p))
    ]
    return tuple(seats + [Seat(link=None)] * max(0, (count or 0) - len(seats)))


def _departure_order(corpus: Corpus, person: Person) -> tuple[object, ...]:
    here = latest_stay(corpus, person)
    return not (here and here.is_departure), here.order if here else (), person.id


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
