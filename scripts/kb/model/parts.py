"""What records are made of besides claims: texts of our own, and words of sources."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from kb.model.values import ExactDay, OneOrMany, Quote, SourceId, Text


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


class Withdrawal(Part):
    """That we no longer stand by a claim or a record, since when, and why; what was withdrawn stays, for who comes by
    an old link."""

    date: ExactDay = Field(description="The day on which it was withdrawn.")
    because: Prose = Field(description="Why, in our words: what was wrong, or which claim stands in its place.")


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
                    "hint": (
                        "give one quote for each source, in the same order "
                        "(and put a quote with a comma in quotation marks)"
                    ),
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


class Settlement(Evidenced):
    """What ended a dispute, or answers an open question: since when we know it, what holds, and whose words prove
    it."""

    date: ExactDay = Field(description="The day on which it was settled or answered here.")
    holds: Prose = Field(description="What is so, in our words.")
