"""The home page of an edition: the story at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.chronology import told_up_to
from kb.corpus.corpus import Corpus
from kb.corpus.stays import Stay, departures, latest_stay
from kb.edition.addresses import relative
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Figure
from kb.model.records import KINDS, Dispute, Person, Record
from kb.model.values import PartialDate
from kb.pages.frame import render
from kb.pages.lists import agreement_table as agreement
from kb.pages.lists import day, people, reasons, timeline
from kb.pages.lists import network_page as network
from kb.pages.lists.people import is_cofounder
from kb.pages.pictures import timelines as pictures
from kb.pages.records.person import StayView, stay_view

WHERE = PurePosixPath("index.md")
LATEST = 8
FEW = 6
FEW_IN_A_MONTH = 3
"""From how many departures on a month is worth a word."""
FIGURES = ("cofounders", "cofounders-left", "announced-in-a-week", "staff")
"""The figures that open the page, by their keys, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    number: str
    label: str
    date: str
    link: Markdown
    disputes: tuple[Markdown, ...]


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
        headline=headline(locale),
        story=Markdown(locale.labels.gap.join(story(locale, dated))),
        figures=figures(locale),
        seats=board(locale),
        named=named_founders(locale),
        picture=pictures.departures(locale, WHERE, dated),
        run=tuple(_leaver(locale, stay) for stay in reversed(dated)),
        latest=tuple(_leaver(locale, stay) for stay in reversed(dated[-LATEST:])),
        contradictions=_few(locale, _of_the_story(corpus)),
        questions=_few(locale, [t for t in corpus.topics if t.is_open_question]),
        kinds=tuple(
            (Markdown(f"[{locale.labels.text(key)}]({relative(path, WHERE)})"), locale.labels.text(f"{key}_line"))
            for key, path in _places()
        ),
    )


def headline(locale: Locale) -> str:
    """How many of the founders left, by the sources' own figures, and of how many the records know it; empty without
    figures."""
    found = key_figures(locale.corpus)
    left, count = (found[key][1].number if key in found else None for key in ("cofounders-left", "cofounders"))
    if left is None or count is None:
        return ""
    named = sum(1 for stay in _founders_stays(locale.corpus) if stay.is_departure)
    return locale.labels.text("story_headline").format(left=left, count=count, named=named)


def story(locale: Locale, dated: Sequence[Stay]) -> Iterator[Markdown]:
    """What the records tell in a few sentences; every number is counted, and leads to what it counts."""
    labels = locale.labels
    if len(dated) > 1:
        yield Markdown(_told_run(locale, dated))
    yield Markdown(labels.text("story_why").format(_link(labels.text("why"), reasons.WHERE)))
    questions = [topic for topic in locale.corpus.topics if topic.is_open_question]
    disputes = locale.corpus.unsettled_disputes
    if disputes and questions:
        yield Markdown(
            labels.text("story_doubt").format(
                _link(str(len(disputes)), PurePosixPath("disputes/index.md")),
                _link(str(len(questions)), PurePosixPath("topics/index.md"), "#kinds-question"),
            )
        )
    if day := told_up_to(locale.corpus):
        told = locale.dates.words(PartialDate.parse(day.isoformat()))
        yield Markdown(labels.filled("told_up_to", _link(told, PurePosixPath("sources/index.md"))))


def _told_run(locale: Locale, dated: Sequence[Stay]) -> str:
    """How many left, from when to when, and how many of them in the busiest month: each part only where it says
    something."""
    labels, dates = locale.labels, locale.dates
    counted = _link(labels.text("story_people").format(len(dated)), people.WHERE)
    told = labels.text("story_run").format(people=counted)
    first, last = (_roughly(stay.date) for stay in (dated[0], dated[-1]))
    if first and last and first.text != last.text:
        told += labels.text("story_between").format(first=dates.words(first), last=dates.words(last))
    months = Counter(month.text for stay in dated if (month := _roughly(stay.date)) and "-" in month.text)
    if months and (busiest := max(months.items(), key=lambda entry: (entry[1], entry[0])))[1] >= FEW_IN_A_MONTH:
        named = dates.words(PartialDate.parse(busiest[0]))
        told += labels.text("story_busy").format(busy=busiest[1], month=named)
    return told + labels.stop


def _roughly(date: PartialDate | None) -> PartialDate | None:
    """The month that a date lies in, or the year; None where it may lie in either of two."""
    if not date or not date.earliest or not date.latest:
        return None
    first, last = date.earliest, date.latest
    if first.year != last.year:
        return None
    return PartialDate.parse(f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}")


def _link(words: str, page: PurePosixPath, anchor: str = "") -> str:
    return f"[{words}]({relative(page, WHERE)}{anchor})"


def _founders_stays(corpus: Corpus) -> list[Stay]:
    found = [latest_stay(corpus, person) for person in corpus.people if is_cofounder(person)]
    return [stay for stay in found if stay]


def _leaver(locale: Locale, stay: Stay) -> Leaver:
    return Leaver(link=locale.links.to(stay.person.id, WHERE), stay=stay_view(locale, stay, WHERE))


def figures(locale: Locale) -> tuple[FigureView, ...]:
    """The key figures that the records give, the latest of each, with the way to its evidence and to what contests
    it."""
    found = key_figures(locale.corpus)
    return tuple(
        FigureView(
            number=f"{claim.number:,}" if claim.number is not None else locale.texts.plain(claim.value_),
            label=locale.labels.colon.join((locale.texts.plain(claim.figure), locale.texts.plain(claim.value_))),
            date=locale.dates.words(claim.date) if claim.date else "",
            link=locale.links.to(record.id, WHERE, locale.labels.text("evidence"), claim.anchor),
            disputes=_numbered(locale, locale.corpus.disputes_over(record, claim)),
        )
        for key in FIGURES
        if key in found
        for record, claim in [found[key]]
    )


def _numbered(locale: Locale, disputes: Sequence[Dispute]) -> tuple[Markdown, ...]:
    """Links to disputes by one word, and a number where there are several."""
    word = locale.labels.text("figure_disputed")
    shown = [f"{word} {n}" for n in range(1, len(disputes) + 1)] if len(disputes) > 1 else [word]
    return tuple(locale.links.to(d.id, WHERE, text) for d, text in zip(disputes, shown, strict=False))


def key_figures(corpus: Corpus) -> dict[str, tuple[Record, Figure]]:
    """The figures that have a key: where several have the same, the one of the latest date."""
    keyed = [(record, c) for record in corpus for c in record.claims if isinstance(c, Figure) and c.key]
    keyed.sort(key=lambda entry: (entry[1].date is not None, entry[1].date.sort_key if entry[1].date else ()))
    return {str(claim.key): (record, claim) for record, claim in keyed}


def board(locale: Locale) -> tuple[Seat, ...]:
    """A place for each founder, as many as the key figure counts; those whom the sources name come first, by when they
    left."""
    corpus = locale.corpus
    founders = [person for person in corpus.people if is_cofounder(person)]
    count = founders_counted(corpus)
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


def founders_counted(corpus: Corpus) -> int | None:
    """How many founders the key figure counts; None where no source does."""
    found = key_figures(corpus).get("cofounders")
    return found[1].number if found else None


def named_founders(locale: Locale) -> str:
    """How many of the founders sources name, and how many of those are said to have left; empty without a count."""
    corpus = locale.corpus
    count = founders_counted(corpus)
    found = _founders_stays(corpus)
    gone = sum(1 for stay in found if stay.is_departure)
    return locale.labels.text("board_named").format(len(found), count, gone) if count else ""


def _departure_order(corpus: Corpus, person: Person) -> tuple[object, ...]:
    here = latest_stay(corpus, person)
    return not (here and here.is_departure), here.order if here else (), person.id


def _of_the_story(corpus: Corpus) -> list[Dispute]:
    """The disputes that the story turns on: contradictions, and where there are few of them, differences too."""
    story = [dispute for dispute in corpus.unsettled_disputes if dispute.matter == "story"]
    firm = [dispute for dispute in story if dispute.kind == "contradiction"]
    return firm if len(firm) >= FEW else firm + [d for d in story if d.kind == "difference"]


def _few(locale: Locale, records: Sequence[Record]) -> tuple[Markdown, ...]:
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
