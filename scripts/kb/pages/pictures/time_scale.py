"""Days laid out along a picture.

In panels that are linear each, or so that a month is the wider, the more happens in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import ClassVar

from kb.model.values import Day, PartialDate


@dataclass(frozen=True)
class TimeScale:
    """Maps days to places between ``left`` and ``right``.

    A linear scale would put a year of quiet and a week of thirteen departures on one dot. Here every month has a
    width of its own, one unit and one more for each date that begins in it; within a month, days are even.
    """

    months: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]
    left: float
    right: float
    last_days: int = 31
    """How many days of the last month are drawn: no more than there is something to see on."""

    @classmethod
    def over(cls, dates: Iterable[PartialDate], first: Day, last: Day, left: float, right: float) -> TimeScale:
        """The scale from the month of ``first`` to the month of ``last`` that gives the dates room."""
        begun = Counter(
            (d.year, d.month) for date in dates if (d := date.latest or date.earliest) and first <= d <= last
        )
        months = tuple(_months(first, last))
        return cls(months, tuple(1.0 + min(begun[month], 12) for month in months), left, right, min(31, last.day + 2))

    @cached_property
    def _starts(self) -> dict[tuple[int, int], tuple[float, float]]:
        """Where each month begins, and how wide it is."""
        unit = (self.right - self.left) / sum(self.weights)
        starts, at = {}, self.left
        for month, weight in zip(self.months, self.weights, strict=True):
            starts[month] = (at, weight * unit)
            at += weight * unit
        return starts

    def x(self, day: Day) -> float:
        """The place of a day; days before and after the scale lie at its ends."""
        month = (day.year, day.month)
        if month < self.months[0]:
            return self.left
        if month > self.months[-1]:
            return self.right
        start, width = self._starts[month]
        days = self.last_days if month == self.months[-1] else 31
        return round(start + width * min(1.0, (day.day - 0.5) / days), 1)

    def span(self, date: PartialDate) -> tuple[float, float]:
        """From the place of its first possible day to that of its last; an open side reaches to the end of the
        scale."""
        return (
            self.x(date.earliest) if date.earliest else self.left,
            self.x(date.latest) if date.latest else self.right,
        )

    def ticks(self) -> tuple[tuple[float, float, int, int], ...]:
        """For each month: where it begins, its width, its year, its number."""
        return tuple((round(at, 1), round(width, 1), *month) for month, (at, width) in self._starts.items())


@dataclass(frozen=True, slots=True)
class Panel:
    """A stretch of days drawn evenly between ``left`` and ``right``."""

    first: Day
    last: Day
    left: float
    right: float
    by_days: bool
    """Whether its days are marked, or its months."""

    def x(self, day: Day) -> float:
        """The middle of a day's place."""
        days = self.last.toordinal() - self.first.toordinal() + 1
        return self.left + (self.right - self.left) * (day.toordinal() - self.first.toordinal() + 0.5) / days


@dataclass(frozen=True)
class PanelScale:
    """Maps days to places in panels with a visible break between them, each of them linear.

    Where one month holds much of what happened, it is a panel of its own with its days, after the months before it.
    """

    panels: tuple[Panel, ...]

    BREAK: ClassVar[float] = 26.0
    """The room between two panels."""

    @classmethod
    def over(cls, dates: Iterable[PartialDate], first: Day, last: Day, left: float, right: float) -> PanelScale:
        """From the month of ``first`` to a little after ``last``; the busiest month apart where it holds a third of
        the dates."""
        begun = Counter(
            (d.year, d.month) for date in dates if (d := date.latest or date.earliest) and first <= d <= last
        )
        start = first.replace(day=1)
        busy, count = begun.most_common(1)[0] if begun else ((0, 0), 0)
        spans = [(start, last, False)]
        if len(list(_months(first, last))) > 3 and count >= 4 and 3 * count >= begun.total():
            opens = Day(*busy, 1)
            closes = min(_month_end(opens), last + timedelta(days=2))
            spans = [(opens, closes, True)]
            if start < opens:
                spans.insert(0, (start, opens - timedelta(days=1), False))
            if closes < last:
                spans.append((closes + timedelta(days=1), last, False))
        room = right - left - cls.BREAK * (len(spans) - 1)
        quiet = sum((b - a).days + 1 for a, b, by_days in spans if not by_days) or 1
        share = 0.5 if len(spans) > 1 else 0.0
        panels, at = [], left
        for a, b, by_days in spans:
            width = room * (share or 1.0) if by_days else room * (1 - share) * ((b - a).days + 1) / quiet
            panels.append(Panel(a, b, round(at, 1), round(at + width, 1), by_days))
            at += width + cls.BREAK
        return cls(tuple(panels))

    @property
    def left(self) -> float:
        return self.panels[0].left

    @property
    def right(self) -> float:
        return self.panels[-1].right

    def x(self, day: Day) -> float:
        """The place of a day; days before and after the scale lie at its ends."""
        if day < self.panels[0].first:
            return self.left
        found = next((panel for panel in self.panels if day <= panel.last), None)
        return round(found.x(day), 1) if found else self.right

    def span(self, date: PartialDate) -> tuple[float, float]:
        """From the place of its first possible day to that of its last; an open side reaches to the end of the
        scale."""
        return (
            self.x(date.earliest) if date.earliest else self.left,
            self.x(date.latest) if date.latest else self.right,
        )

    def steps(self) -> Iterator[tuple[Panel, Day, float, float]]:
        """For each month, or day where days are marked: its panel, its first day, where it begins, and how wide it
        is."""
        for panel in self.panels:
            day = panel.first
            while day <= panel.last:
                after = min(day if panel.by_days else _month_end(day), panel.last) + timedelta(days=1)
                half = (panel.right - panel.left) / ((panel.last - panel.first).days + 1) / 2
                yield panel, day, round(panel.x(day) - half, 1), round(2 * half * (after - day).days, 1)
                day = after


def _month_end(day: Day) -> Day:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _months(first: Day, last: Day) -> Iterable[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
