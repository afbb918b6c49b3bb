"""The kinds of claim: one property, one value, and the words of a source that prove it."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Union

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from kb.model.values import (
    EventId,
    OneOrMany,
    OrganisationId,
    PartialDate,
    PersonId,
    Quote,
    SourceId,
    Text,
    TopicId,
    VoiceId,
)


class Part(BaseModel):
    """What every part of a record has in common: it cannot change, and it knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Prose(Part):
    """A text in our own words: English, simplified Chinese, or both.

    Traditional Chinese is converted from the simplified unless ``zh-Hant`` is given.
    ``[[id]]`` and ``[[id|words]]`` link to a record.
    """

    en: Text | None = None
    zh: Text | None = None
    zh_hant: Text | None = Field(None, alias="zh-Hant")

    @model_validator(mode="after")
    def _some_language(self) -> Prose:
        if not (self.en or self.zh):
            raise PydanticCustomError(
                "no_language", "the text is in neither language", {"hint": "give 'en', 'zh' or both"}
            )
        return self

    @property
    def by_key(self) -> dict[str, str]:
        """The texts that were given, by their keys."""
        given = {"en": self.en, "zh": self.zh, "zh-Hant": self.zh_hant}
        return {key: text for key, text in given.items() if text}


class Evidence(NamedTuple):
    """Words of a source, exactly as they stand in it."""

    source: str
    quote: str


class Evidenced(Part):
    """Something that rests on words of sources, or is openly marked as known from outside them."""

    source: Annotated[tuple[SourceId, ...], OneOrMany] = ()
    quote: Annotated[tuple[Quote, ...], OneOrMany] = ()
    outside: Prose | None = Field(
        None, description="How this is known, where no source of this knowledge base says it."
    )

    @model_validator(mode="after")
    def _a_quote_for_each_source(self) -> Evidenced:
        sources, quotes = len(self.source), len(self.quote)
        if quotes and not sources:
            raise PydanticCustomError(
                "no_source",
                "there is a quote and no source",
                {"hint": "add 'source: <id>', the article it stands in", "key": "quote"},
            )
        if sources and not quotes:
            raise PydanticCustomError(
                "no_quote", "there is a source and no quote", {"hint": "add 'quote: <its words>'", "key": "source"}
            )
        if sources != quotes:
            raise PydanticCustomError(
                "uneven_evidence",
                "{sources} under 'source', but {quotes} under 'quote'",
                {
                    "sources": sources,
                    "quotes": quotes,
                    "key": "quote",
                    "hint": "give one quote for each source, in the same order (and put a quote with a comma in quotation marks)",
                },
            )
        if not sources and not self.outside:
            raise PydanticCustomError(
                "no_evidence",
                "nothing proves this",
                {"hint": "add 'source: <id>' and 'quote: <its words>'"},
            )
        return self

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(map(Evidence, self.source, self.quote))


VOICES = {
    "self": ("the person", "本人"),
    "media": ("the press", "媒体"),
    "observers": ("observers", "外界"),
}
"""Who can say a thing, besides a person or an organisation named by id."""


class Claim(Evidenced):
    """One property of a record, its value, and its evidence.

    ``property`` is the key whose presence says what kind of claim it is.
    """

    property_name: ClassVar[str]
    label: ClassVar[tuple[str, str]]

    date: PartialDate | None = Field(None, description="When it was so, as precisely as the source says and no more.")
    said: Quote | None = Field(None, description="The source's own wording of the date, where ours is derived from it.")
    derived: Prose | None = Field(None, description="How the date follows from what the source says.")
    by: VoiceId | None = Field(None, description="Whose statement it is: self, media, observers, or a record's id.")
    date_source: Annotated[tuple[SourceId, ...], OneOrMany] = Field(
        (), description="Which sources give the date, where not all that prove the statement do."
    )
    date_quote: Annotated[tuple[Quote, ...], OneOrMany] = Field(
        (), description="Their words for the date, one for each 'date_source'; left out where their quotes hold it."
    )
    basis: Literal["stated", "inferred", "rumoured", "applied"] = Field(
        "stated",
        description="How firm it is: the source states it, infers it, passes on a rumour; or it says so of a group or in "
        "general, and we apply it here ('applied', with a note that says why).",
    )
    note: Prose | None = Field(None, description="What a reader must know to weigh it.")

    @model_validator(mode="after")
    def _what_is_applied_says_why(self) -> Claim:
        if self.basis == "applied" and not self.note:
            raise PydanticCustomError(
                "no_reason_to_apply",
                "the claim is applied by us, and nothing says why",
                {"hint": "add 'note: {en: ..., zh: ...}': of whom or what the source says it", "key": "basis"},
            )
        return self

    @model_validator(mode="after")
    def _the_date_has_its_evidence(self) -> Claim:
        if (self.date_source or self.date_quote) and not self.is_dated:
            raise PydanticCustomError(
                "no_date",
                "there is evidence of a date, and no date",
                {"hint": "add 'date:', or take 'date_source' away", "key": "date_source"},
            )
        if self.date_quote and len(self.date_quote) != len(self.date_source):
            raise PydanticCustomError(
                "uneven_date_evidence",
                "{sources} under 'date_source', but {quotes} under 'date_quote'",
                {
                    "sources": len(self.date_source),
                    "quotes": len(self.date_quote),
                    "key": "date_quote",
                    "hint": "give one quote for each source, in the same order",
                },
            )
        if not self.date_quote and not set(self.date_source) <= set(self.source):
            raise PydanticCustomError(
                "no_date_quote",
                "a source gives the date, and no quote of it is given",
                {"hint": "add 'date_quote: <its words for the date>'", "key": "date_source"},
            )
        return self

    @property
    def dated_by(self) -> tuple[str, ...]:
        """The sources that give the date; those of the statement where nothing else is said."""
        return self.date_source or self.source

    @property
    def value(self) -> Any:
        return getattr(self, self.property_name)

    @property
    def is_dated(self) -> bool:
        """Whether there is a date, beside the value or as the value."""
        return self.date is not None or isinstance(self.value, PartialDate)

    @cached_property
    def anchor(self) -> str:
        """A name for links that stays while property and first evidence stay, wherever the claim is moved in its file."""
        proof = self.quote[0] if self.quote else repr(self.value)
        source = self.source[0] if self.source else ""
        identity = self.value if isinstance(self.value, str) else ""
        digest = hashlib.sha256("\0".join((self.property_name, identity, source, proof)).encode()).hexdigest()
        return f"{self.property_name.replace('_', '-')}-{digest[:8]}"


# --- Of people -------------------------------------------------------------------------------------------------------


class Called(Claim):
    """A form of the name that a source uses."""

    property_name, label = "called", ("Called", "称为")
    called: Text


class Cofounded(Claim):
    property_name, label = "cofounded", ("Co-founder of", "联合创办")
    cofounded: OrganisationId


class Joined(Claim):
    property_name, label = "joined", ("Joined", "加入")
    joined: OrganisationId


class Returned(Claim):
    """The person came back after having left. A new stay begins with it."""

    property_name, label = "returned", ("Returned to", "重返")
    returned: OrganisationId


class Left(Claim):
    """The person is no longer there. ``date`` is when that took effect, not when it was made public."""

    property_name, label = "left", ("Left", "离开")
    left: OrganisationId
    manner: Literal["resigned", "dismissed", "laid_off"] | None = None


class AnnouncedLeaving(Claim):
    """The person made a departure public. ``date`` is the day of the statement, not of the departure."""

    property_name, label = "announced_leaving", ("Announced leaving", "宣布离开")
    announced_leaving: OrganisationId


class SteppedBack(Claim):
    """The person withdrew from the work without, by this report, leaving altogether."""

    property_name, label = "stepped_back", ("Stepped back from", "淡出")
    stepped_back: OrganisationId


class Stays(Claim):
    """The person was still there on ``date``."""

    property_name, label = "stays", ("Reported at", "在职")
    stays: OrganisationId


class Role(Claim):
    property_name, label = "role", ("Role", "职务")
    role: Prose
    at: OrganisationId


class Work(Claim):
    property_name, label = "work", ("Work", "工作内容")
    work: Prose
    at: OrganisationId | None = None


class Change(Claim):
    """A change of duties: promoted, moved, put in charge, relieved."""

    property_name, label = "change", ("Change of duties", "职责变动")
    change: Prose
    at: OrganisationId


class ReportedTo(Claim):
    property_name, label = "reported_to", ("Reported to", "汇报对象")
    reported_to: PersonId
    at: OrganisationId | None = None


class Studied(Claim):
    property_name, label = "studied", ("Studied at", "就读于")
    studied: OrganisationId
    degree: Prose | None = None


class TaughtBy(Claim):
    property_name, label = "taught_by", ("Taught by", "师从")
    taught_by: PersonId
    at: OrganisationId | None = None


class Employed(Claim):
    """Worked for an organisation before, besides or after."""

    property_name, label = "employed", ("Worked at", "曾任职")
    employed: OrganisationId
    as_: Prose | None = Field(None, alias="as")


class Next(Claim):
    """Where the person goes, as far as it is told."""

    property_name, label = "next", ("Next", "去向")
    next: Prose
    to: OrganisationId | None = None


class Stated(Claim):
    """What the person said, in our words; the quote has theirs, as the source renders them."""

    property_name, label = "stated", ("Said", "自述")
    stated: Prose


class Reason(Claim):
    """A reason for leaving, and whose account of it this is: ``by`` must be given."""

    property_name, label = "reason", ("Reason for leaving", "离开原因")
    reason: TopicId
    detail: Prose | None = None

    @model_validator(mode="after")
    def _a_voice(self) -> Reason:
        if not self.by:
            raise PydanticCustomError(
                "no_voice",
                "the reason does not say whose account it is",
                {"hint": "add 'by: self', 'by: media', 'by: observers' or a person's id", "key": "reason"},
            )
        return self


class Achieved(Claim):
    property_name, label = "achieved", ("Achievement", "成就")
    achieved: Prose


class Born(Claim):
    property_name, label = "born", ("Born", "出生")
    born: Prose


# --- Of anything -----------------------------------------------------------------------------------------------------


class Fact(Claim):
    property_name, label = "fact", ("Also reported", "另据报道")
    fact: Prose


class Figure(Claim):
    """A number: what it counts, and how much it is."""

    property_name, label = "figure", ("Figure", "数字")
    figure: Prose
    value_: Prose = Field(alias="value")
    number: int | None = Field(None, description="The bare number, where pages count with it.")
    key: Literal["cofounders", "cofounders-left", "announced-in-a-week", "staff"] | None = Field(
        None, description="What the overview looks the figure up by."
    )


# --- Of organisations ------------------------------------------------------------------------------------------------


class PartOf(Claim):
    property_name, label = "part_of", ("Part of", "隶属")
    part_of: OrganisationId


class MadeBy(Claim):
    property_name, label = "made_by", ("Made by", "开发方")
    made_by: OrganisationId


class AcquiredBy(Claim):
    property_name, label = "acquired_by", ("Acquired by", "被收购")
    acquired_by: OrganisationId


class FoundedBy(Claim):
    property_name, label = "founded_by", ("Founded by", "创办人")
    founded_by: PersonId


class LedBy(Claim):
    property_name, label = "led_by", ("Led by", "负责人")
    led_by: PersonId


# --- Of events -------------------------------------------------------------------------------------------------------


class Dated(Claim):
    """When it happened."""

    property_name, label = "dated", ("Date", "日期")
    dated: PartialDate


class After(Claim):
    """It came later than another event, where the order is all a source gives."""

    property_name, label = "after", ("After", "晚于")
    after: EventId


class TookPart(Claim):
    property_name, label = "took_part", ("Took part", "参与")
    took_part: PersonId
    as_: Prose | None = Field(None, alias="as")


# --- Of sources ------------------------------------------------------------------------------------------------------


class Outlet(Claim):
    property_name, label = "outlet", ("Outlet", "媒体")
    outlet: Prose


class Author(Claim):
    property_name, label = "author", ("Byline", "署名")
    author: Text
    as_: Prose | None = Field(None, alias="as")


class Published(Claim):
    property_name, label = "published", ("Published", "发布日期")
    published: PartialDate


class Reposted(Claim):
    property_name, label = "reposted", ("Reposted by", "转载")
    reposted: Prose


class Cites(Claim):
    """Whom or what the source itself leans on."""

    property_name, label = "cites", ("Cites", "引用")
    cites: Prose


class Damage(Claim):
    """What the text lost or gained on the way to us."""

    property_name, label = "damage", ("Damage", "文本损伤")
    damage: Prose


# --- One field for all of a record's kinds -----------------------------------------------------------------------------

GENERAL = (Called, Fact, Figure)
OF_PEOPLE = (
    Cofounded,
    Joined,
    Returned,
    Left,
    AnnouncedLeaving,
    SteppedBack,
    Stays,
    Role,
    Work,
    Change,
    ReportedTo,
    Studied,
    TaughtBy,
    Employed,
    Next,
    Stated,
    Reason,
    Achieved,
    Born,
    *GENERAL,
)
OF_ORGANISATIONS = (PartOf, MadeBy, AcquiredBy, FoundedBy, LedBy, *GENERAL)
OF_EVENTS = (Dated, After, TookPart, *GENERAL)
OF_SOURCES = (Outlet, Author, Published, Reposted, Cites, Damage, *GENERAL)
OF_TOPICS = GENERAL

TAG = "claim:"
"""Begins the names of the choices below, so that they are told apart from keys in an error's location."""


def one_of(kinds: tuple[type[Claim], ...]) -> Any:
    """The type of a claim that is one of ``kinds``, told by the property that it names."""
    names = {kind.property_name for kind in kinds}

    def property_of(value: Any) -> str | None:
        if isinstance(value, dict):
            return next((TAG + key for key in value if key in names), None)
        return TAG + value.property_name if isinstance(value, Claim) else None

    choices = tuple(Annotated[kind, Tag(TAG + kind.property_name)] for kind in kinds)
    discriminator = Discriminator(property_of, custom_error_type="unknown_claim", custom_error_message="no property")
    return Annotated[Union[choices], discriminator]  # noqa: UP007 - the members are known only at run time
