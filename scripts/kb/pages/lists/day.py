"""Who was there on a day: everyone's stay with its doubt, and a date to pick."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from kb.corpus.chronology import date_of
from kb.corpus.presence import Certainty, Presence, Turn, founding, founding_event, presences
from kb.corpus.stays import FOCUS, Standing, latest_stay
from kb.edition.addresses import href
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import Joined
from kb.model.records import Person
from kb.model.values import Day, PartialDate
from kb.pages.frame import render
from kb.pages.pictures.time_scale import TimeScale
from kb.pages.records.person import StayView, stay_view

WHERE = PurePosixPath("day.md")
GROUPS = (Certainty.THERE, Certainty.PERHAPS, Certainty.UNTOLD, Certainty.GONE, Certainty.BEFORE)
"""What can be said of a day, in the order of the page."""

MOST = 120
"""People on the page, which must stay light however many there are."""

THINNEST = 0.7
"""A single day has to be seen."""

DRAWN = (Certainty.THERE, Certainty.PERHAPS, Certainty.UNTOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of a stay, in hundredths of the picture's width."""

    x: float
    width: float
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StayRow:
    id: str
    name: str
    second_name: str
    href: str
    founder: bool
    since: Markdown
    until: str
    until_date: str
    standing: Standing
    mark: Markdown
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    key: str
    stays: tuple[StayRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: float
    label: str
    year: bool


def page(locale: Locale) -> OutputFile:
    everyone = presences(locale.corpus, FOCUS)
    found = _in_order(locale, best_told(everyone))
    scale = _scale(found)
    stays = {p.person.id: _stay(locale, p, scale) for p in found}
    day = opening_day(found)
    return render(
        "day.md.j2",
        locale,
        WHERE,
        script="day.js",
        title=locale.labels.text("day"),
        description=locale.labels.text("day_line"),
        day=day.isoformat(),
        day_in_words=locale.dates.words(PartialDate.parse(day.isoformat())),
        first=_first_day(scale).isoformat(),
        last=_last_day(scale).isoformat(),
        groups=tuple(
            Group(key=certainty, stays=tuple(stays[p.person.id] for p in found if on(p.turns, day) is certainty))
            for certainty in GROUPS
        ),
        stays=tuple(stays.values()),
        ticks=tuple(_ticks(locale, scale)),
        at=scale.x(day),
        data=_embedded(locale, found, scale),
        more=len(everyone) - len(found),
    )


def best_told(found: tuple[Presence, ...]) -> tuple[Presence, ...]:
    """As many as a light page can hold: founders, then those of whose stay most turns are told."""
    return tuple(sorted(found, key=lambda p: (not p.founder, -len(p.turns), p.person.id))[:MOST])


def opening_day(found: tuple[Presence, ...]) -> Day:
    """The day that the page opens with: the last on which anyone is surely there; after it there are only gaps and
    departures."""
    ends = [
        Day.fromordinal(following.day.toordinal() - 1)
        for p in found
        for turn, following in zip(p.turns, p.turns[1:], strict=False)
        if turn.certainty is Certainty.THERE and following.day
    ]
    begins = [turn.day for p in found for turn in p.turns if turn.day]
    return max(ends or begins, default=Day(2026, 1, 1))


def on(turns: tuple[Turn, ...], day: Day) -> Certainty:
    """What holds on a day."""
    return [turn for turn in turns if turn.day is None or turn.day <= day][-1].certainty


def _in_order(locale: Locale, found: tuple[Presence, ...]) -> tuple[Presence, ...]:
    """Founders first; then by name."""
    rank = {person.id: i for i, person in enumerate(locale.names.in_order([p.person for p in found]))}
    return tuple(sorted(found, key=lambda p: (not p.founder, rank[p.person.id])))


# --- The scale --------------------------------------------------------------------------------------------------------


def _scale(found: tuple[Presence, ...]) -> TimeScale:
    """Hundredths of the picture's width, from the month of the first turn to that of the last, whole: any day may be
    picked."""
    days = sorted({turn.day for p in found for turn in p.turns if turn.day}) or [Day(2023, 1, 1)]
    scale = TimeScale.over([PartialDate.parse(day.isoformat()) for day in days], days[0], days[-1], 0.0, 100.0)
    return replace(scale, last_days=31)


def _first_day(scale: TimeScale) -> Day:
    return Day(*scale.months[0], 1)


def _last_day(scale: TimeScale) -> Day:
    year, month = scale.months[-1]
    following = Day(year + month // 12, month % 12 + 1, 1)
    return Day.fromordinal(following.toordinal() - 1)


def _ticks(locale: Locale, scale: TimeScale) -> Iterator[Tick]:
    """A line for each year, with its number; the names of the months that have room for them."""
    for position, (x, width, year, month) in enumerate(scale.ticks()):
        if position == 0 or month == 1:
            yield Tick(x=x, label=str(year), year=True)
        if width >= 9:
            yield Tick(x=round(x + width / 2, 1), label=locale.dates.month(month), year=False)


def _bars(turns: tuple[Turn, ...], scale: TimeScale) -> Iterator[Bar]:
    for position, turn in enumerate(turns):
        if turn.certainty in DRAWN:
            start = scale.x(turn.day) if turn.day else scale.left
            following = turns[position + 1].day if position + 1 < len(turns) else None
            end = scale.x(following) if following else scale.right
            if end > start:
                yield Bar(x=start, width=max(round(end - start, 1), THINNEST), tone=turn.certainty)


# --- Rows -------------------------------------------------------------------------------------------------------------


def _stay(locale: Locale, presence: Presence, scale: TimeScale) -> StayRow:
    here = _view(locale, presence.person)
    return StayRow(
        id=presence.person.id,
        name=locale.names.of(presence.person),
        second_name=locale.names.second(presence.person),
        href=href(presence.person, WHERE),
        founder=presence.founder,
        since=_since(locale, presence),
        until=here.short if here else "",
        until_date=here.when if here else "",
        standing=here.standing if here else Standing.UNTOLD,
        mark=here.mark if here else Markdown(""),
        bars=tuple(_bars(presence.turns, scale)),
    )


def _view(locale: Locale, person: Person) -> StayView | None:
    stay = latest_stay(locale.corpus, person)
    return stay_view(locale, stay, WHERE) if stay else None


def _since(locale: Locale, presence: Presence) -> Markdown:
    """When the stay began: the founding for a founder, the day of joining, or that no source tells."""
    joined = next((c for c in presence.since if isinstance(c, Joined) and c.date), None)
    event = founding_event(locale.corpus, FOCUS)
    if presence.founder and event and (best := date_of(event)):
        link = f'<a href="{href(event, WHERE, best.anchor)}">{locale.dates.words(best.dated)}</a>'
        differ = len({c.text for c in founding(locale.corpus, FOCUS)}) > 1
        return Markdown(link + (f" <small>{locale.labels.text('day_differ')}</small>" if differ else ""))
    dated = joined or next((c for c in presence.since if c.date), None)
    return (
        Markdown(locale.dates.words(dated.date))
        if dated
        else Markdown(f"<small>{locale.labels.text('day_since_untold')}</small>")
    )


def _embedded(locale: Locale, found: tuple[Presence, ...], scale: TimeScale) -> Markup:
    """What the script needs, as JSON that can stand in HTML: turns by person, the months' places, the words it says."""
    data = {
        "turns": {
            p.person.id: [[t.day.isoformat() if t.day else "", GROUPS.index(t.certainty)] for t in p.turns]
            for p in found
        },
        "groups": list(GROUPS),
        "months": {"first": list(scale.months[0]), "at": [x for x, _, _, _ in scale.ticks()] + [scale.right]},
        "said": locale.labels.text("day_said"),
    }
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
