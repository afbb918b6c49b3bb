"""What date an editor means who writes it otherwise than EDTF: only what cannot mean another is proposed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from kb.model.proposals import as_ascii

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Written out here, as the standard library's follow the machine's language."""

_SHORT = [month[:3].lower() for month in MONTHS]
_WORD = rf"(?P<word>{'|'.join(_SHORT)})[a-z]*[.,]?"
_DAY, _MONTH, _YEAR = r"(?P<day>\d\d?)", r"(?P<month>\d\d?)", r"(?P<year>\d{4})"
_ORDERS = [
    re.compile(order)
    for order in (
        rf"{_YEAR}\s*(?P<sign>[-./年])\s*{_MONTH}(?:\s*(?:(?P=sign)|月)\s*{_DAY}(?!\d))?\s*[月日号號]?(?:-xx)?",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_DAY}\.{_MONTH}\.{_YEAR}",
        rf"(?:{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_WORD}\s+{_YEAR}",
        rf"{_WORD}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_MONTH}/{_YEAR}",
        rf"{_YEAR}\s*年?(?:-xx(?:-xx)?)?",
    )
]
_SPANS = re.compile(r"(?P<first>.*\d.*?)\s*(?:/|\s-\s|\.\.+|[~至到]|-{2,}|\b(?:to|until|through)\b)\s*(?P<last>.*\d.*)")
_QUARTER = re.compile(
    rf"{_YEAR}\s*[-年]?\s*(?:q|第)(?P<quarter>[1-4])\s*(?:季度?)?|q(?P<first>[1-4])\s*(?P<of>\d{{4}})"
)
_DECADE = re.compile(r"(?P<decade>\d{3})(?:x|0s|0年代)")
_ABOUT = re.compile(
    r"(?:~|c\.|ca\.?|circa|about|around|approx\.?|approximately|约|大约)\s*(?P<date>.+)|(?P<then>.+)左右"
)
_BY = re.compile(r"(?:\.\.\s*/?|/|<=|by|until|till|至|no later than)\s*(?P<date>\d.*)")
_FROM = re.compile(
    r"(?:since|from|>=)\s*(?P<date>\d.*)|(?P<then>.*\d.*?)\s*(?:/|/?\.\.+|/?\s*(?:open|now|present|至今)|起)"
)
_REST = re.compile(r"(?P<date>.*\d[日号號]?)(?:[\st(（,].*)")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def date_meant(text: str, is_date: Callable[[str], bool]) -> str:
    """The date as EDTF has it; nothing where it could be another. What EDTF has is for ``is_date`` to say."""
    plain = as_ascii(unicodedata.normalize("NFKC", text)).lower().strip()
    plain = re.sub(r"(?<=\d)[ol](?=[\d-])|(?<=-)[ol](?=\d)", lambda s: "01"[s[0] == "l"], plain)
    if re.fullmatch(r"[〇零一二三四五六七八九]{4}年([一二三四五六七八九]月)?", plain):
        plain = plain.translate(_DIGITS)
    return next((meant for meant in _candidates(plain) if meant != text and is_date(meant)), "")


def _candidates(text: str) -> Iterator[str]:
    yield text
    if single := _single(text):
        yield single
    elif found := _QUARTER.fullmatch(text):
        year, quarter = found["year"] or found["of"], int(found["quarter"] or found["first"])
        yield f"{year}-{3 * quarter - 2:02}/{year}-{3 * quarter:02}"
    elif found := _DECADE.fullmatch(text):
        yield f"{found['decade']}0/{found['decade']}9"
    elif (found := _ABOUT.fullmatch(text)) and (single := _single(found["date"] or found["then"])):
        yield f"{single}~"
    elif (found := _BY.fullmatch(text)) and (single := _single(found["date"])):
        yield f"../{single}"
    elif (found := _FROM.fullmatch(text)) and (single := _single(found["date"] or found["then"])):
        yield f"{single}/.."
    elif found := _SPANS.fullmatch(text):
        first = _single(found["first"])
        # The second date may leave out what it shares with the first: 2024-06-01/05.
        shared = first[: -len(found["last"])] + found["last"] if re.fullmatch(r"\d\d", found["last"]) else ""
        if first and (last := _single(shared) or _single(found["last"])):
            yield f"{first}/{last}"
    elif (found := _REST.fullmatch(text)) and len(re.findall(r"\d{4}", text)) == 1:
        yield _single(found["date"])


def _single(text: str) -> str:
    """A day, month or year written in another order, as EDTF has it; nothing where it is none."""
    for order in _ORDERS:
        if found := order.fullmatch(text.strip()):
            given = found.groupdict()
            month = 1 + _SHORT.index(given["word"]) if given.get("word") else given.get("month")
            parts = [given["year"], *(f"{int(part):02}" for part in (month, given.get("day")) if part)]
            return "-".join(parts)
    return ""
