"""The home page of an edition: the story at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.chronology import Happening, happenings
from kb.claims import AnnouncedLeaving, Figure, Left, SteppedBack
from kb.corpus import Corpus
from kb.output import OutputFile
from kb.pages import agreement, day, network, pictures, reasons, timeline
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.people import is_cofounder, section
from kb.pages.person import StatusView, status_view
from kb.pages.wording import Wording, relative
from kb.records import KINDS, Entry, Person
from kb.status import FOCUS, status

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


def page(wording: Wording) -> OutputFile:
    corpus = wording.corpus
    leaving = departures(corpus)
    return render(
        "home.md.j2", wording, WHERE,
        title=wording.label("home"), description=wording.label("site_line"),
        figures=figures(wording),
        seats=board(wording),
        picture=pictures.departures(wording, WHERE, first_of_each(leaving)),
        latest=tuple(timeline.row(wording, h) for h in reversed(leaving[-LATEST:])),
        contradictions=_few(wording, [d for d in corpus.disputes if d.kind == "contradiction"]),
        questions=_few(wording, [t for t in corpus.topics if t.kind == "question"]),
        kinds=tuple(
            (Markdown(f"[{wording.label(key)}]({relative(path, WHERE)})"), wording.label(f"{key}_line")) for key, path in _places()
        ),
    )


def departures(corpus: Corpus) -> list[Happening]:
    """What happened to people who left the organisation in focus, the earliest first."""
    return [
        h for h in happenings(corpus)
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


def figures(wording: Wording) -> tuple[FigureView, ...]:
    """The key figures that the records give, each with the way to its evidence."""
    found = {c.key: (record, c) for record in wording.corpus for c in record.claims if isinstance(c, Figure) and c.key}
    return tuple(
        FigureView(
            number=f"{claim.number:,}" if claim.number is not None else wording.plain(claim.value_),
            label=wording.label(f"figure_{key}"),
            link=wording.link(record.id, WHERE, wording.label("evidence"), claim.anchor),
        )
        for key in FIGURES if key in found
        for record, claim in [found[key]]
    )


def board(wording: Wording) -> tuple[Seat, ...]:
    """A place for each founder, as many as the key figure counts; those whom the sources name come first, by when they left."""
    corpus = wording.corpus
    founders = [person for person in corpus.people if is_cofounder(person)]
    count = next((c.number for r in corpus for c in r.claims if isinstance(c, Figure) and c.key == "cofounders"), None)
    seats = [
        Seat(link=wording.link(p.id, WHERE), second_name=wording.second_name(p), status=status_view(wording, status(p, FOCUS), WHERE))
        for p in sorted(founders, key=_departure_order)
    ]
    return tuple(seats + [Seat(link=None)] * max(0, (count or 0) - len(seats)))


def _departure_order(person: Person) -> tuple[object, ...]:
    here = status(person, FOCUS)
    left = section(person) == "left_xai"
    return (not left, here.date.date.sort_key if here.date else (), person.id)


def _few(wording: Wording, records: list[Entry]) -> tuple[Markdown, ...]:
    """Links to the records that most others lean on: a reader meets what the story turns on first."""
    weight = {r.id: len(getattr(r, "about", ())) + 2 * len(getattr(r, "positions", r.claims)) for r in records}
    chosen = sorted(records, key=lambda r: (-weight[r.id], r.id))[:FEW]
    return tuple(wording.link(r.id, WHERE) for r in chosen)


def _places() -> list[tuple[str, PurePosixPath]]:
    indexes = [(kind.kind_name, PurePosixPath(kind.kind_name, "index.md")) for kind in KINDS]
    pages = [("timeline", timeline.WHERE), ("network", network.WHERE), ("day", day.WHERE), ("why", reasons.WHERE), ("agreement", agreement.WHERE)]
    return pages + indexes
