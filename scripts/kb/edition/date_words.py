"""Dates in words, as precise as they are and no more."""

from __future__ import annotations

from dataclasses import dataclass

from kb.edition.labels import Labels
from kb.model.values import MONTHS, Edition, PartialDate, SingleDate


@dataclass(frozen=True)
class DateWords:
    """Dates in the words of one edition."""

    labels: Labels

    def words(self, date: PartialDate | None) -> str:
        """The date in words; that it is not known where there is none."""
        if date is None:
            return self.labels.text("undated")
        if self.labels.edition is Edition.EN:
            return in_english(date)
        chinese = in_chinese(date)
        return chinese if self.labels.edition is Edition.HANS else self.labels.to_traditional(chinese)

    def month(self, number: int) -> str:
        """A month's short name."""
        return MONTHS[number - 1][:3] if self.labels.edition is Edition.EN else f"{number}月"

    def year_month(self, month: str) -> str:
        """A month of a year in words: ``2026-02`` gives ``February 2026``."""
        return self.words(PartialDate.parse(month))


def in_english(date: PartialDate) -> str:
    """``9 February 2026``, ``about August 2025``, ``by 31 January 2026``, ``between June and July 2025``."""
    match date.parts:
        case (SingleDate() as only,):
            return _doubt(only, "perhaps ", "about ") + _english(only)
        case (None, SingleDate() as end):
            return f"by {_doubt(end, 'perhaps ', 'about ')}{_english(end)}"
        case (SingleDate() as start, None):
            return f"from {_doubt(start, 'perhaps ', 'about ')}{_english(start)} on"
        case (SingleDate() as start, SingleDate() as end):
            same_month = (start.year, start.month) == (end.year, end.month) and start.day
            begun = (
                str(start.day)
                if same_month
                else _english(start, without_year=start.year == end.year and start.month is not None)
            )
            return (
                f"between {_doubt(start, 'perhaps ', 'about ')}{begun} and "
                f"{_doubt(end, 'perhaps ', 'about ')}{_english(end)}"
            )
    raise AssertionError(date)


def in_chinese(date: PartialDate) -> str:
    """``2026 年 2 月 9 日``, ``约 2025 年 8 月``, ``不晚于 2026 年 1 月 31 日``, ``2025 年 6 月至 7 月间``."""
    match date.parts:
        case (SingleDate() as only,):
            return _doubt(only, "或为 ", "约 ") + _chinese(only)
        case (None, SingleDate() as end):
            return f"不晚于 {_doubt(end, '或为 ', '约 ')}{_chinese(end)}"
        case (SingleDate() as start, None):
            return f"{_doubt(start, '或为 ', '约 ')}{_chinese(start)}起"
        case (SingleDate() as start, SingleDate() as end):
            same_month = (start.year, start.month) == (end.year, end.month) and end.day
            ended = (
                f"{end.day} 日"
                if same_month
                else _chinese(end, without_year=start.year == end.year and end.month is not None)
            )
            return f"{_doubt(start, '或为 ', '约 ')}{_chinese(start)}至 {_doubt(end, '或为 ', '约 ')}{ended}间"
    raise AssertionError(date)


def _doubt(date: SingleDate, uncertain: str, approximate: str) -> str:
    return {"?": uncertain, "~": approximate, "%": uncertain + approximate}.get(date.doubt, "")


def _english(date: SingleDate, without_year: bool = False) -> str:
    parts = [
        str(date.day) if date.day else "",
        MONTHS[date.month - 1] if date.month else "",
        "" if without_year else str(date.year),
    ]
    return " ".join(part for part in parts if part)


def _chinese(date: SingleDate, without_year: bool = False) -> str:
    parts = [
        "" if without_year else f"{date.year} 年",
        f"{date.month} 月" if date.month else "",
        f"{date.day} 日" if date.day else "",
    ]
    return " ".join(part for part in parts if part)
