"""The values a record is made of: ids, partial dates, texts, quotes."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kb.model.dates_as_typed import MONTHS as MONTHS
from kb.model.dates_as_typed import date_meant
from kb.model.proposals import as_ascii

HAN_LIMIT, LATIN_LIMIT = 60, 150
"""Characters a quote may hold at the most, in either script: enough to pin a fact down, too few to republish."""


def quote_limit(words: str) -> int:
    """How many characters of words like these a quote may hold: a mix of scripts counts as it is mixed."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in words)
    taken = wide / HAN_LIMIT + (len(words) - wide) / LATIN_LIMIT
    return int(len(words) / taken + 1e-9) if words else HAN_LIMIT


class Edition(StrEnum):
    """One of the site's three languages, by its BCP 47 tag; the tag is also the first part of its addresses."""

    EN = "en"
    HANS = "zh-Hans"
    HANT = "zh-Hant"

    @property
    def language(self) -> str:
        """The language of prose this edition draws on: ``en`` or ``zh``."""
        return "en" if self is Edition.EN else "zh"


# --- Text ------------------------------------------------------------------------------------------------------------

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NO_INK = "\u00ad\u115f\u1160\u180e\u200b-\u200d\u2028\u2029\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb"
_UNSEEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}{_NO_INK}\ud800-\udfff\U000e0000-\U000e007f]")

_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""What stands where a program could not read a character, and what each font shows as it likes."""


def _visible(text: str) -> str:
    """Refuses characters that a reader cannot see and that can turn a line's meaning around."""
    if found := _UNSEEN.search(text):
        code = f"U+{ord(found[0]):04X}"
        name = unicodedata.name(found[0], "a control character").lower()
        raise PydanticCustomError(
            "unseen_character",
            "the invisible character {code} ({name}) stands here",
            {"code": code, "name": name, "near": found[0]},
        )
    if lost := _LOST.search(text):
        raise PydanticCustomError(
            "lost_character",
            "U+{code} stands here, which no reader is shown as a character",
            {"code": f"{ord(lost[0]):04X}", "near": lost[0], "hint": "look up what was meant, and type it anew"},
        )
    if not text.strip():
        raise PydanticCustomError("empty_text", "the text is empty")
    if text != text.strip():
        where = "begins" if text[0].isspace() else "ends"
        raise PydanticCustomError("edge_space", "the text {where} with white space", {"where": where})
    return text


Text = Annotated[str, AfterValidator(_visible), WithJsonSchema({"type": ["string", "number"]})]  # 37 is text here
"""One line or paragraph that is shown to readers as it stands: never read as HTML, Markdown or a template."""


_NO_NAME = {
    r"[\n\r\t]": ("name_lines", "the name goes over several lines", "write it on one line"),
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]": (
        "odd_space",
        "the space {described} stands in the name",
        "write an ordinary space",
    ),
    "  ": ("odd_space", "two spaces stand in the name", "write one"),
    "^[“「『«].*[”」』»]$": ("quoted_name", "the name stands in quotation marks", "take them away"),
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]": ("full_width", "'{near}' is full-width", "write it in ASCII"),
    "[\u2e80-\u2fdf]": (
        "radical",
        "'{near}' is no character but a piece of one, {described}",
        "write the character that looks like it",
    ),
}
"""What no name is written with: for each sign its code, what is wrong with it, and how to mend it."""


def _plainly_written(name: str) -> str:
    """Refuses a name with signs that no reader would write and no search could find: line feeds, odd spaces, letters
    and characters that only look like others, quotation marks about all of it."""
    for sign, (code, reason, hint) in _NO_NAME.items():
        if found := re.search(sign, name):
            near = found[0]
            described = f"U+{ord(near[0]):04X} ({unicodedata.name(near[0], 'a control character').lower()})"
            raise PydanticCustomError(
                code,
                "{reason}",
                {"reason": reason.format(near=near, described=described), "hint": hint, "near": near.strip("\n\r\t")},
            )
    word = next((word for word in name.split() if word != as_ascii(word) and re.search("[A-Za-z]", word)), "")
    if word and (letter := next((c for c in word if c.isalpha() and c != as_ascii(c)), "")):
        raise PydanticCustomError(
            "lookalike",
            "the '{letter}' in '{word}' is U+{code} ({name})",
            {
                "letter": letter,
                "word": word,
                "code": f"{ord(letter):04X}",
                "name": unicodedata.name(letter).lower(),
                "near": word,
                "hint": f"write '{as_ascii(word)}'",
            },
        )
    return name


def _one_name(name: str) -> str:
    """Refuses what looks like several names in one: then neither would be found."""
    if sign := re.search("[，、；;]| [/|] ", name):
        raise PydanticCustomError(
            "names_in_one",
            "'{name}' holds several names",
            {"name": name, "near": sign[0], "hint": "give each as an entry of its own: [one, other]"},
        )
    return name


NameText = Annotated[Text, AfterValidator(_plainly_written)]
"""A name, or a title of ours, on one line."""

OtherName = Annotated[NameText, AfterValidator(_one_name)]
"""One more form of a name."""


def _short(quote: str) -> str:
    """Refuses more of a source than proves a claim."""
    if len(quote) > (most := quote_limit(quote)):
        raise PydanticCustomError(
            "quote_length",
            "the quote has {length} characters, and {most} are the most",
            {"length": len(quote), "most": most, "hint": "shorten it to the words that prove the claim"},
        )
    return quote


Quote = Annotated[
    str, AfterValidator(_short), AfterValidator(_visible), WithJsonSchema({"type": "string", "maxLength": LATIN_LIMIT})
]
"""A fragment of a source, word for word."""


def _bare(name: str) -> str:
    """Refuses a name that leads out of its folder."""
    if re.search(r"[/\\:]", name) or name.startswith("."):
        raise PydanticCustomError(
            "file_name",
            "'{name}' is not the bare name of a file",
            {"name": name, "hint": "give the name without a folder"},
        )
    return name


FileName = Annotated[Text, AfterValidator(_bare)]
"""The name of a file in a folder given elsewhere; it can lead nowhere else."""

RecordId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""A record's name in addresses and links: lower-case Latin words with hyphens."""


FormerId = Annotated[
    str,
    StringConstraints(
        pattern=r"^(?:(?:people|organisations|events|sources|disputes|topics)/)?[a-z0-9]+(?:-[a-z0-9]+)*$",
        max_length=100,
    ),
]
"""An id that a record had before; with its folder (``events/old-id``) where it was of another kind."""


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=40)]
"""A short name that only tells things apart and is never shown."""


REFERS = "x-refers"
"""The key of a schema that holds the kinds of record that an id may be of."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a type as the id of a record of one of these kinds; any kind where none is named."""

    kinds: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """What is asked for stands in the schema, so that an editor can be given the ids there are."""
        return {**handler(schema), REFERS: list(self.kinds)}


RESERVED_IDS = frozenset({"index", "con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
"""What no record can be called: the address of the lists, and the names that Windows keeps for devices."""

PersonId = Annotated[RecordId, Refers(("people",))]
OrganisationId = Annotated[RecordId, Refers(("organisations",))]
EventId = Annotated[RecordId, Refers(("events",))]
SourceId = Annotated[RecordId, Refers(("sources",))]
TopicId = Annotated[RecordId, Refers(("topics",))]
AnyId = Annotated[RecordId, Refers()]
VoiceId = Annotated[RecordId, Refers(("people", "organisations", "voices"))]
"""Whoever says a thing: a person, an organisation, or one of `kb.model.claims.VOICES`."""

WebAddress = Annotated[
    str, StringConstraints(pattern=r"""^https?://[^\s<>"'`{}|\\^]+$""", max_length=2000), AfterValidator(_visible)
]
"""An address on the web; nothing but http and https."""


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,)


OneOrMany = BeforeValidator(_as_tuple, json_schema_input_type=str | list[str])
"""Lets an editor leave out the list where there is one value."""


# --- Dates -----------------------------------------------------------------------------------------------------------

_DATE = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)"
_SINGLE = re.compile(_DATE)
_FORMS = "write 2026, 2026-02, 2026-02-09, 2025-08~ (about), 2025-06/2025-07 (within) or ../2026-01-31 (by then)"

Day = datetime.date


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date no more precise than its source, in EDTF (Library of Congress, levels 0 and 1).

    Understood: a year, month or day, each with ``~`` (approximate), ``?`` (uncertain) or ``%`` (both);
    an interval of two of them; an interval open on one side, written ``..``.

    ``earliest`` and ``latest`` are the first and last day it can mean; None on an open side.
    """

    text: str
    earliest: Day | None
    latest: Day | None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads EDTF; raises ValueError with a sentence that says what is wrong."""
        return _parse_date(text)

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def parts(self) -> tuple[SingleDate | None, ...]:
        """The one date, or the two ends of the interval; None for an open end."""
        return tuple(None if p == ".." else SingleDate.parse(p) for p in self.text.split("/"))

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        """Orders by the first possible day, wider dates before narrower ones that begin with them.

        What happened by a day, nobody knows since when, stands where that day stands.
        """
        first = self.earliest or self.latest or Day.min
        last = self.latest or Day.max
        return (first, Day.max - (last - Day.min), self.text)

    @property
    def width(self) -> int:
        """How many days it may be off: 0 for a day; more than any bounded date where a side is open."""
        return (self.latest - self.earliest).days if self.earliest and self.latest else 10**6

    def surely_before(self, other: PartialDate) -> bool:
        """Whether every day this can mean lies before every day that the other can mean."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            _date_for_records,
            core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        end = r"\d{4}(-\d\d(-\d\d)?)?[~?%]?"
        return {
            "type": ["string", "integer"],  # a bare year is a number to other readers of YAML
            "minimum": 1000,
            "maximum": 2099,
            "pattern": rf"^({end}|({end}|\.\.)/({end}|\.\.))$",
            "description": "A date in EDTF, never more precise than the source.",
            "examples": ["2026-02-09", "2026-02", "2025-08~", "2025-06/2025-07", "../2026-01-31"],
        }


@dataclass(frozen=True, slots=True)
class SingleDate:
    """One date of a `PartialDate`: year, perhaps month, perhaps day, and how sure they are (``~``, ``?``, ``%`` or
    none)."""

    year: int
    month: int | None
    day: int | None
    doubt: str

    @classmethod
    def parse(cls, text: str) -> SingleDate:
        found = _SINGLE.fullmatch(text)
        if not found or not text.isascii():
            finer = re.match(r"\d{4}-\d\d-\d\d[T ]\d", text)
            raise ValueError(f"'{text}' is more precise than a day" if finer else f"'{text}' is not a date in EDTF")
        year, month, day = int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None
        if not 1000 <= year <= 2099:
            raise ValueError(f"the year {year} cannot be meant")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month} in '{text}'")
        if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise ValueError(f"there is no day {day} in {MONTHS[month - 1]} {year}")
        return cls(year, month, day, found[4])

    @property
    def bounds(self) -> tuple[Day, Day]:
        """The first and the last day it covers, doubt left aside."""
        first = Day(self.year, self.month or 1, self.day or 1)
        month = self.month or 12
        return first, Day(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def _one_day(date: PartialDate) -> PartialDate:
    """Refuses a date that could mean several days: when we did something, we know to the day."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date.text):
        raise PydanticCustomError(
            "no_day",
            "'{date}' is not a day",
            {
                "date": date.text,
                "near": date.text,
                "hint": "write the day of the change, as in 2026-03-14",
            },
        )
    return date


ExactDay = Annotated[PartialDate, AfterValidator(_one_day)]
"""The day of a change to the records themselves."""


@lru_cache(maxsize=65536)
def _parse_date(text: str) -> PartialDate:
    ends = text.split("/")
    if len(ends) > 2 or "" in ends or ends in ([".."], ["..", ".."]):
        raise ValueError(f"'{text}' is not a date in EDTF")
    try:
        bounds = [(None, None) if end == ".." else SingleDate.parse(end).bounds for end in ends]
    except ValueError as error:
        if str(error).endswith("is not a date in EDTF"):  # all of it is what somebody wrote, and not the half
            raise ValueError(f"'{text}' is not a date in EDTF") from None
        raise
    earliest, latest = bounds[0][0], bounds[-1][1]
    if earliest and latest and latest < earliest:
        raise ValueError(f"'{text}' ends before it begins")
    return PartialDate(text, earliest, latest)


def _date_for_records(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        reason = str(error).replace(text, shown)
        raise PydanticCustomError("date", "{reason}", {"reason": reason, "hint": _date_meant(text, reason)}) from None


def _date_meant(text: str, wrong: str) -> str:
    """A hint: the date as EDTF has it where that can be told, else what dates look like."""
    if wrong.startswith("there is no"):
        return "mend it, or leave out what the source does not say, as in 2026-02"
    if wrong.endswith("before it begins"):
        return "write the earlier end first"
    meant = date_meant(text, _is_date)
    return f"did you mean '{meant}'?" if meant else _FORMS


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True
