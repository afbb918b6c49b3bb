"""Days laid out along a picture: a month is the wider, the more happens in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

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
        """From the place of its first possible day to that of its last; an open side reaches to the end of the scale."""
        return (
            self.x(date.earliest) if date.earliest else self.left,
            self.x(date.latest) if date.latest else self.right,
        )

    def ticks(self) -> tuple[tuple[float, float, int, int], ...]:
        """For each month: where it begins, its width, its year, its number."""
        return tuple((round(at, 1), round(width, 1), *month) for month, (at, width) in self._starts.items())


def _months(first: Day, last: Day) -> Iterable[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
