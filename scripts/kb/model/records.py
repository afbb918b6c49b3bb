"""The records: people, organisations, events, sources, disputes, topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import ClassVar, Literal, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kb.model.claims import (
    Claim,
    Evidenced,
    Part,
    Prose,
    ReadEventClaim,
    ReadOrganisationClaim,
    ReadPersonClaim,
    ReadSourceClaim,
    ReadTopicClaim,
)
from kb.model.problems import Path
from kb.model.values import (
    AnyId,
    Edition,
    FileName,
    FormerId,
    NameText,
    OtherName,
    RecordId,
    Refers,
    Slug,
    SourceId,
    Text,
    VoiceId,
    WebAddress,
)


class Names(Part):
    """What a record is called: one form for each script, and whatever else it is called in the sources.

    ``also`` holds other forms, transliterations, nicknames; ``weak`` those too common to stand alone in search.
    """

    en: NameText | None = None
    zh_hans: NameText | None = Field(None, alias="zh-Hans")
    zh_hant: NameText | None = Field(None, alias="zh-Hant")
    also: tuple[OtherName, ...] = ()
    weak: tuple[OtherName, ...] = ()

    @model_validator(mode="after")
    def _one_at_least(self) -> Names:
        if not (self.en or self.zh_hans or self.zh_hant):
            raise PydanticCustomError("no_name", "there is no name", {"hint": "give 'en', 'zh-Hans' or 'zh-Hant'"})
        return self

    @property
    def by_script(self) -> dict[Edition, str]:
        """The names that were given, by the edition they belong to."""
        given = {Edition.EN: self.en, Edition.HANS: self.zh_hans, Edition.HANT: self.zh_hant}
        return {edition: name for edition, name in given.items() if name}

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.by_script.values(), *self.also, *self.weak)


class Record(Part):
    """What every record has: its id (the file's name), names, a summary, claims."""

    kind_name: ClassVar[str]
    """The folder below ``data/`` and the first part of the page's address."""

    id: RecordId
    names: Names
    former_ids: tuple[FormerId, ...] = ()
    summary: Prose | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def former_places(self) -> tuple[tuple[str, str], ...]:
        """The kinds and ids it had before: the folders and the names of the pages that lead to it."""
        cut = ((*former.rpartition("/")[::2],) for former in self.former_ids)
        return tuple((kind or self.kind_name, former) for kind, former in cut)


class Person(Record):
    kind_name = "people"
    claims: tuple[ReadPersonClaim, ...] = ()


class Organisation(Record):
    kind_name = "organisations"
    kind: Literal[
        "company",
        "product",
        "project",
        "facility",
        "university",
        "institute",
        "investor",
        "media",
        "government",
        "place",
    ]
    claims: tuple[ReadOrganisationClaim, ...] = ()


class Event(Record):
    kind_name = "events"
    kind: Literal[
        "founding",
        "funding",
        "acquisition",
        "reorganisation",
        "meeting",
        "launch",
        "incident",
        "hiring",
        "investigation",
        "post",
        "promotion",
        "plan",
        "milestone",
        "other",
    ]
    involves: tuple[AnyId, ...] = ()
    claims: tuple[ReadEventClaim, ...] = ()


class Source(Record):
    """An article that claims rest on. ``names`` is how we call it; ``headline`` its own title, as a citation needs
    it."""

    kind_name = "sources"
    headline: Text | None = None
    script: Literal["zh-Hans", "zh-Hant", "en"]
    file: FileName = Field(
        description="The file that holds its text, in the folder that `kb verify --articles` is given."
    )
    address: WebAddress | None = None
    derived_from: tuple[SourceId, ...] = Field((), description="Sources of ours that this one repeats or translates.")
    claims: tuple[ReadSourceClaim, ...] = ()


class Position(Evidenced):
    """One side of a dispute, and the words that speak for it."""

    holds: Prose
    by: VoiceId | None = None
    side: Slug | None = Field(
        None,
        description=(
            "The answer it gives, as a short name (`resigned`), where positions exclude each other: those of one "
            "side go together. In a dispute with sides, a position without one is context, and contradicts nothing."
        ),
    )


class Dispute(Record):
    """Where sources contradict each other or themselves, or sit uneasily side by side."""

    kind_name = "disputes"
    kind: Literal["contradiction", "difference", "reading"] = Field(
        description="contradiction: both cannot be true; difference: of precision, wording or rendering; "
        "reading: a question of how to read one text."
    )
    matter: Literal["story", "detail", "wording"] = Field(
        "detail", description="How much hangs on it: the story, a detail of it, or words alone."
    )
    about: tuple[AnyId, ...] = Field(min_length=1)
    contests: tuple[Text, ...] = Field(
        (), description="The properties of claims that the positions differ over: left, role, figure ..."
    )
    question: Prose
    positions: tuple[Position, ...] = Field(min_length=2)
    arithmetic: Prose | None = None
    follows: Prose = Field(description="What can be concluded.")
    open: Prose | None = Field(None, description="What cannot be concluded.")

    @property
    def at_odds(self) -> tuple[Position, ...]:
        """The positions that contest claims: those with a side, or all where none has one."""
        return tuple(p for p in self.positions if p.side) or self.positions


class Topic(Record):
    """A theme, such as a reason for leaving, or a question that no source answers."""

    kind_name = "topics"
    kind: Literal["reason", "question", "theme"]
    about: tuple[AnyId, ...] = ()
    claims: tuple[ReadTopicClaim, ...] = ()


KINDS: tuple[type[Record], ...] = (Person, Organisation, Event, Source, Dispute, Topic)


def evidenced_parts(record: Record) -> Iterator[tuple[Path, Evidenced]]:
    """Every claim or position of a record, with its path."""
    for index, claim in enumerate(record.claims):
        yield ("claims", index), claim
    if isinstance(record, Dispute):
        for index, position in enumerate(record.positions):
            yield ("positions", index), position


def parts(part: Part, path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """A record and everything within it that has keys of its own, with their paths."""
    yield path, part
    for name, alias in _fields(type(part)):
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from parts(value, (*path, alias))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from parts(item, (*path, alias, index))


def references(record: Record) -> Iterator[tuple[Path, str, Refers]]:
    """Every id of a record that stands in a field, with its path and what it may refer to."""
    for path, part in parts(record):
        for name, alias, refers in _reference_fields(type(part)):
            value = getattr(part, name)
            if isinstance(value, str):
                yield (*path, alias), value, refers
            elif value is not None:
                for index, item in enumerate(value):
                    yield (*path, alias, index), item, refers


def prose_parts(record: Record) -> Iterator[tuple[Path, Prose]]:
    """Every text in our own words, with its path."""
    return ((path, part) for path, part in parts(record) if isinstance(part, Prose))


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


@cache
def _reference_fields(model: type[Part]) -> tuple[tuple[str, str, Refers], ...]:
    found = ((name, field, _mark(field.annotation, field.metadata)) for name, field in model.model_fields.items())
    return tuple((name, field.alias or name, mark) for name, field, mark in found if mark)


def _mark(annotation: object, metadata: Iterable[object] = ()) -> Refers | None:
    marks = (m for m in (*metadata, *getattr(annotation, "__metadata__", ())) if isinstance(m, Refers))
    within = (_mark(argument) for argument in get_args(annotation))
    return next(marks, None) or next((m for m in within if m), None)
