"""The records: people, organisations, events, sources, disputes, topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import ClassVar, Literal, TypeVar, get_args

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
from kb.model.parts import Settlement, Withdrawal
from kb.model.problems import Path
from kb.model.values import (
    AnyId,
    Edition,
    ExactDay,
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

C = TypeVar("C", bound=Claim)


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
    added: ExactDay | None = Field(None, description="The day on which the record came into the knowledge base.")
    withdrawn: Withdrawal | None = Field(
        None, description="That we no longer stand by the record: its page stays and says so, and nothing of it counts."
    )
    every_claim: tuple[Claim, ...] = Field((), alias="claims")
    """Those that were withdrawn too."""

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that we stand by: all that anything is derived from."""
        return self._standing(self.every_claim)

    @property
    def numbered_claims(self) -> Iterator[tuple[int, Claim]]:
        """The claims that we stand by, each with its place in the file's list."""
        standing = enumerate(self.every_claim) if not self.withdrawn else ()
        return ((index, claim) for index, claim in standing if not claim.withdrawn)

    @property
    def withdrawn_claims(self) -> tuple[Claim, ...]:
        """The claims that we no longer stand by, of a record that we stand by."""
        return () if self.withdrawn else tuple(claim for claim in self.every_claim if claim.withdrawn)

    def _standing(self, claims: tuple[C, ...]) -> tuple[C, ...]:
        return () if self.withdrawn else tuple(claim for claim in claims if not claim.withdrawn)

    @property
    def former_places(self) -> tuple[tuple[str, str], ...]:
        """The kinds and ids it had before: the folders and the names of the pages that lead to it."""
        cut = ((*former.rpartition("/")[::2],) for former in self.former_ids)
        return tuple((kind or self.kind_name, former) for kind, former in cut)


class Person(Record):
    kind_name = "people"
    every_claim: tuple[ReadPersonClaim, ...] = Field((), alias="claims")

    @cached_property
    def claims(self) -> tuple[ReadPersonClaim, ...]:
        return self._standing(self.every_claim)


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
    every_claim: tuple[ReadOrganisationClaim, ...] = Field((), alias="claims")

    @cached_property
    def claims(self) -> tuple[ReadOrganisationClaim, ...]:
        return self._standing(self.every_claim)


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
    every_claim: tuple[ReadEventClaim, ...] = Field((), alias="claims")

    @cached_property
    def claims(self) -> tuple[ReadEventClaim, ...]:
        return self._standing(self.every_claim)


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
    every_claim: tuple[ReadSourceClaim, ...] = Field((), alias="claims")

    @cached_property
    def claims(self) -> tuple[ReadSourceClaim, ...]:
        return self._standing(self.every_claim)


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
    settled: Settlement | None = Field(
        None, description="What ended it: it stays at its address with its positions, and contests no claim any more."
    )

    @property
    def at_odds(self) -> tuple[Position, ...]:
        """The positions that contest claims: those with a side, or all where none has one."""
        return tuple(p for p in self.positions if p.side) or self.positions


class Topic(Record):
    """A theme, such as a reason for leaving, or a question that no source answers."""

    kind_name = "topics"
    kind: Literal["reason", "question", "theme"]
    about: tuple[AnyId, ...] = ()
    answered: Settlement | None = Field(
        None, description="Of a question: the answer, and who gives it. It stays at its address, among those answered."
    )
    every_claim: tuple[ReadTopicClaim, ...] = Field((), alias="claims")

    @cached_property
    def claims(self) -> tuple[ReadTopicClaim, ...]:
        return self._standing(self.every_claim)

    @model_validator(mode="after")
    def _only_questions_have_answers(self) -> Topic:
        if self.answered and self.kind != "question":
            raise PydanticCustomError(
                "no_question",
                "only a question can be answered, and this is a {kind}",
                {
                    "kind": self.kind,
                    "key": "answered",
                    "hint": "give it 'kind: question', or make it a claim",
                },
            )
        return self

    @property
    def is_open_question(self) -> bool:
        return self.kind == "question" and not self.answered


KINDS: tuple[type[Record], ...] = (Person, Organisation, Event, Source, Dispute, Topic)


def evidenced_parts(record: Record, *, standing: bool = False) -> Iterator[tuple[Path, Evidenced]]:
    """Everything in a record that rests on evidence, with its path; what was withdrawn too, unless only what is
    ``standing`` is asked for."""
    return ((path, part) for path, part in parts(record, standing=standing) if isinstance(part, Evidenced))


def parts(part: Part, path: Path = (), *, standing: bool = False) -> Iterator[tuple[Path, Part]]:
    """A record and everything within it that has keys of its own, with their paths.

    Of what is ``standing``, nothing that was withdrawn.
    """
    if standing and getattr(part, "withdrawn", None):
        return
    yield path, part
    for name, alias in _fields(type(part)):
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from parts(value, (*path, alias), standing=standing)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from parts(item, (*path, alias, index), standing=standing)


def references(record: Record, *, standing: bool = False) -> Iterator[tuple[Path, str, Refers]]:
    """Every id of a record that stands in a field, with its path and what it may refer to."""
    for path, part in parts(record, standing=standing):
        for name, alias, refers in _reference_fields(type(part)):
            value = getattr(part, name)
            if isinstance(value, str):
                yield (*path, alias), value, refers
            elif value is not None:
                for index, item in enumerate(value):
                    yield (*path, alias, index), item, refers


def prose_parts(record: Record, *, standing: bool = False) -> Iterator[tuple[Path, Prose]]:
    """Every text in our own words, with its path."""
    return ((path, part) for path, part in parts(record, standing=standing) if isinstance(part, Prose))


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
