"""Pictures of time, drawn as SVG while the site is built: they need no script, and print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import PurePosixPath

from kb.corpus.chronology import Happening
from kb.corpus.stays import FOCUS, Dating, Standing, Stay, organisation_of
from kb.edition.addresses import href
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.standings import mark, standing_words
from kb.model.records import Event
from kb.model.values import PartialDate
from kb.pages.frame import fill
from kb.pages.pictures.network_diagrams import LETTER, fitted, width
from kb.pages.pictures.time_scale import PanelScale

ROW = 26
TOP = 44
FADE = 48
"""How far a bar reaches on a side where nothing limits it."""

LABEL_SIZE, GAP = 14, 12
"""The height of a label's letters, and its distance from the mark."""
YEAR_SIZE, YEAR_GAP = 15, 4
"""Of the bold years above the months: their height as it counts for their width, and the room behind them."""
NARROWER = 820
"""The width of a picture whose text is as large as the page's."""

LEGEND = (
    ("left", "short_left"),
    ("announced", "short_announced"),
    ("dismissed", "legend_dismissed"),
    ("stepped", "short_stepped_back"),
    ("disputed", "legend_disputed"),
)
"""The tones of departures, and the labels that name them."""

TIMELINE_LEGEND = (*LEGEND, ("arrived", "legend_arrived"), ("event", "legend_event"))

LANE_LEFT, LANE_ROW = 104.0, 19
"""Where the days of the timeline begin, after the names of its lanes, and how far its rows are apart."""
NAMED = 3
"""Events of a lane whose names are written."""
NAME_ROOM = 210.0 * LETTER / LABEL_SIZE
"""The most that a name may take of a row."""
WEEKS = 9
"""What may have been on any of more days than so many weeks have is no point in time."""

LANES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lane_departures", ()),
    ("lane_company", ("founding", "reorganisation", "meeting", "hiring", "promotion")),
    ("lane_products", ("launch", "milestone", "plan")),
    ("lane_money", ("funding", "acquisition")),
    ("lane_trouble", ("incident", "investigation")),
    ("lane_other", ("post", "other")),
)
"""The timeline's lanes and the kinds of event in each; the first is for what happened to people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A happening in a picture: a dot on a day, or a bar over the days it can have been on."""

    x: float
    end: float
    y: float
    href: str
    item: str
    """The list item that says the same."""
    name: str
    date: str
    tone: str
    mark: str = ""
    standing: str = ""
    """What the date is the date of, where the picture is of people."""
    label: str = ""
    """The name as it stands beside the mark; empty where it stands beside another of the same record, or nowhere."""
    label_x: float = 0.0
    label_at: str = "after"
    """Where there is room for its name: ``before`` the mark, ``after`` it, or ``over`` it."""
    open_side: str = ""
    """``start`` or ``end`` where nothing limits the bar there, so that it fades out."""

    @property
    def is_span(self) -> bool:
        return self.end - self.x > 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: float
    middle: float
    label: str
    year: str


def departures(locale: Locale, page: PurePosixPath, stays: Sequence[Stay]) -> Markdown:
    """A row for each stay with a date, in their order: when it ended or was said to, as precisely as it is told."""
    dates = [stay.date for stay in stays if stay.date]
    if not dates:
        return Markdown("")
    scale = _scale(dates, left=8, right=NARROWER - 8)
    marks = [
        _departure(locale, page, scale, stay, stay.date, TOP + ROW * (row + 0.5))
        for row, stay in enumerate(stays)
        if stay.date
    ]
    return fill(
        "departures.svg.j2",
        locale,
        marks=marks,
        ticks=_ticks(locale, scale),
        breaks=_breaks(scale),
        legend=[(key, locale.labels.text(label)) for key, label in LEGEND if any(m.tone == key for m in marks)],
        width=NARROWER,
        top=TOP,
        height=TOP + ROW * len(marks) + 8,
    )


def timeline(locale: Locale, page: PurePosixPath, happenings: Sequence[Happening]) -> Markdown:
    """A lane for each kind of happening, with the names of people and of what each lane is most about beside their
    marks; what is dated to a year at best, or happened to people elsewhere, is for the list."""
    drawn = [h for h in happenings if _is_drawn(h)]
    if not drawn:
        return Markdown("")
    scale = _scale([h.date for h in drawn], left=LANE_LEFT, right=NARROWER - 8)
    lanes, top = [], float(TOP)
    tones: set[str] = set()
    for key, kinds in LANES:
        members = [h for h in drawn if _is_of(h, kinds)]
        rows: list[list[tuple[float, float]]] = []
        marks: list[Mark] = []
        named = _named(members)
        for together in _by_record(members):
            marks += _placed(locale, page, scale, together, together[0].record.id in named, rows, top)
        tones |= {mark.tone for mark in marks}
        if members:
            height = 28 + LANE_ROW * (len(rows) - 1)
            lanes.append({"label": locale.labels.text(key), "y": top, "height": height, "marks": marks})
            top += height
    return fill(
        "timeline.svg.j2",
        locale,
        lanes=lanes,
        ticks=_ticks(locale, scale),
        breaks=_breaks(scale),
        legend=[(key, locale.labels.text(label)) for key, label in TIMELINE_LEGEND if key in tones],
        width=NARROWER,
        top=TOP,
        height=top + 6,
        labels_at=LANE_LEFT - GAP,
    )


def _is_drawn(happening: Happening) -> bool:
    """Whether the picture shows it: dated to some weeks at least, and of people only what happened in focus."""
    first, last = happening.date.earliest, happening.date.latest
    if first and last and (last - first).days > WEEKS * 7:
        return False
    where = organisation_of(happening.claim) or getattr(happening.claim, "at", None)
    return isinstance(happening.record, Event) or where == FOCUS


def _named(members: Sequence[Happening]) -> set[str]:
    """Whose names stand beside the marks: all people, and the events of which most is told."""
    events = {h.record.id: len(h.record.claims) for h in members if isinstance(h.record, Event)}
    told = sorted(events, key=lambda event: (-events[event], event))[:NAMED]
    return {*told, *(h.record.id for h in members if not isinstance(h.record, Event))}


def _by_record(members: Sequence[Happening]) -> Iterable[list[Happening]]:
    """The happenings of each record together, in the order in which each begins."""
    found: dict[str, list[Happening]] = {}
    for happening in members:
        found.setdefault(happening.record.id, []).append(happening)
    return found.values()


def _placed(
    locale: Locale,
    page: PurePosixPath,
    scale: PanelScale,
    together: list[Happening],
    named: bool,
    rows: list[list[tuple[float, float]]],
    top: float,
) -> list[Mark]:
    """The marks of a record in the first row that has room for them and for the name; ``rows`` learns what it takes."""
    extents = [_extent(scale, happening.date) for happening in together]
    start, end = min(x for x, _ in extents), max(x for _, x in extents)
    label = fitted(locale.names.of(together[0].record), NAME_ROOM) if named else ""
    room = width(label) * LABEL_SIZE / LETTER + GAP if label else 0.0
    side = "after" if end + room <= NARROWER else "before" if start - room >= LANE_LEFT else ""
    low = start - 6 - (room if side == "before" else 0)
    high = end + 6 + (room if side == "after" else 0)
    row = next((i for i, taken in enumerate(rows) if all(high <= x or low >= y for x, y in taken)), len(rows))
    if row == len(rows):
        rows.append([])
    rows[row].append((low, high))
    marks = [_mark(locale, page, scale, happening, top + 14 + LANE_ROW * row) for happening in together]
    if side:
        at = end + GAP if side == "after" else start - GAP
        marks[-1] = replace(marks[-1], label=label, label_at=side, label_x=round(at, 1))
    return marks


def item_of(happening: Happening) -> str:
    """The id of the list item of a happening; marks of pictures refer to it, so that filters reach both."""
    return f"{happening.record.id}-{happening.claim.anchor}"


def _is_of(happening: Happening, kinds: tuple[str, ...]) -> bool:
    return happening.record.kind in kinds if isinstance(happening.record, Event) else not kinds


def _scale(dates: Sequence[PartialDate], left: float, right: float) -> PanelScale:
    """From the first day by which anything can have happened to the last on which anything can have begun."""
    first = min(day for date in dates if (day := date.latest or date.earliest))
    last = max(day for date in dates if (day := date.earliest or date.latest))
    return PanelScale.over(dates, first, last, left, right)


def _departure(locale: Locale, page: PurePosixPath, scale: PanelScale, stay: Stay, date: PartialDate, y: float) -> Mark:
    """A stay's end: filled where it ended then, hollow where it was only made public then."""
    start, end = _extent(scale, date)
    claim = stay.dating_claim
    words = standing_words(locale.labels, locale.dates, stay, "")
    return Mark(
        x=start,
        end=end,
        y=y,
        href=href(stay.person, page, claim.anchor if claim else ""),
        item="",
        name=locale.names.of(stay.person),
        date=words.when,
        standing=words.short,
        label_at=_room(start, end, f"{locale.names.of(stay.person)}  {words.when}"),
        tone=tone(stay),
        mark=Markdown(mark(stay)),
        open_side=_open_side(date),
    )


def _room(start: float, end: float, label: str) -> str:
    """On which side of a mark its label fits into the picture: after it if it can be."""
    room = width(label) * LABEL_SIZE / LETTER + GAP
    if end + room <= NARROWER:
        return "after"
    return "before" if start >= room else "over"


def tone(stay: Stay) -> str:
    """How a picture shows a stay's end: a post, a dismissal, stepping back and doubt are not the same as having
    left."""
    if stay.standing in (Standing.DISPUTED, Standing.CONTESTED):
        return "disputed"
    if stay.standing is Standing.STEPPED_BACK:
        return "stepped"
    if stay.standing in (Standing.DISMISSED, Standing.LAID_OFF):
        return "dismissed"
    return "announced" if stay.dating is Dating.POSTED else "left"


_TONES = {
    "stepped_back": "stepped",
    "announced_leaving": "announced",
    "joined": "arrived",
    "returned": "arrived",
    "change": "arrived",
}


def _tone_of(happening: Happening) -> str:
    if isinstance(happening.record, Event):
        return "event"
    if getattr(happening.claim, "manner", None) in ("dismissed", "laid_off"):
        return "dismissed"
    return _TONES.get(happening.claim.property_name, "left")


def _mark(locale: Locale, page: PurePosixPath, scale: PanelScale, happening: Happening, y: float) -> Mark:
    start, end = _extent(scale, happening.date)
    return Mark(
        x=start,
        end=end,
        y=y,
        href=href(happening.record, page, happening.claim.anchor),
        item=item_of(happening),
        name=locale.names.of(happening.record),
        date=locale.dates.words(happening.date),
        tone=_tone_of(happening),
        open_side=_open_side(happening.date),
    )


def _extent(scale: PanelScale, date: PartialDate) -> tuple[float, float]:
    """Where a date lies in a picture; an open side, which has no limit, goes a short way and fades out."""
    start, end = scale.span(date)
    if date.earliest is None:
        return round(end - FADE, 1), round(end, 1)
    return round(start, 1), round(min(end, start + FADE) if date.latest is None else end, 1)


def _open_side(date: PartialDate) -> str:
    return "start" if date.earliest is None else "end" if date.latest is None else ""


def _breaks(scale: PanelScale) -> list[float]:
    """The middle of each break between two panels."""
    return [round(panel.left - scale.BREAK / 2, 1) for panel in scale.panels[1:]]


def _ticks(locale: Locale, scale: PanelScale) -> list[Tick]:
    """A line for each month, or day; names only where they have room, the year where it begins, the month above its
    days."""
    ticks, room = [], 0.0
    for panel, day, x, room_here in scale.steps():
        opens = day == panel.first
        name = str(day.day) if panel.by_days else locale.dates.month(day.month)
        fits = room_here >= 34 or (x >= room and (panel.by_days or room_here >= 16))
        room = x + (22 if panel.by_days else 34) if fits else room
        above = locale.dates.words(PartialDate.parse(f"{day:%Y-%m}")) if panel.by_days and opens else ""
        above = above or (str(day.year) if not panel.by_days and (opens or day.month == 1) else "")
        ticks.append(Tick(x=x, middle=round(x + room_here / 2, 1), label=name if fits else "", year=above))
    return _with_room_above(ticks)


def _with_room_above(ticks: list[Tick]) -> list[Tick]:
    """The ticks without those years that would run into what stands above a later tick: a month says its year too."""
    kept: list[Tick] = []
    following = inf
    for tick in reversed(ticks):
        fits = tick.x + YEAR_GAP + width(tick.year) * YEAR_SIZE / LETTER <= following
        kept.append(tick if fits else replace(tick, year=""))
        if tick.year and fits:
            following = tick.x
    return kept[::-1]
