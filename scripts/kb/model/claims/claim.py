"""What every claim has: a property, a value, a date, a voice, and its evidence."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from kb.model.parts import Evidenced, Prose, Withdrawal
from kb.model.values import ExactDay, OneOrMany, PartialDate, Quote, SourceId, VoiceId

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
    example: ClassVar[str]
    """The kind in YAML, without its evidence: for the schemas that editors use, and for who reads this."""

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
        description=(
            "How firm it is: the source states it, infers it, passes on a rumour; or it says so of a group or in "
            "general, and we apply it here ('applied', with a note that says why)."
        ),
    )
    note: Prose | None = Field(None, description="What a reader must know to weigh it.")
    added: ExactDay | None = Field(None, description="The day on which the claim came into its record.")
    withdrawn: Withdrawal | None = Field(
        None, description="That we no longer stand by the claim: it stays on its page as withdrawn, and counts nowhere."
    )

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

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema with the example, as an editor shows it."""
        made = handler.resolve_ref_schema(handler(schema))
        if "example" in cls.__dict__:
            made["description"] = f"{made.get('description', '')}\n\nExample:\n{cls.example}".strip()
        return made

    @property
    def value(self) -> Any:
        return getattr(self, self.property_name)

    @property
    def is_dated(self) -> bool:
        """Whether there is a date, beside the value or as the value."""
        return self.date is not None or isinstance(self.value, PartialDate)

    @cached_property
    def anchor(self) -> str:
        """A name for links that stays while property and first evidence stay, wherever the claim is moved in its
        file."""
        proof = self.quote[0] if self.quote else repr(self.value)
        source = self.source[0] if self.source else ""
        identity = self.value if isinstance(self.value, str) else ""
        digest = hashlib.sha256("\0".join((self.property_name, identity, source, proof)).encode()).hexdigest()
        return f"{self.property_name.replace('_', '-')}-{digest[:8]}"
