"""The public shapes of version 1: what programs may rely on, whatever becomes of the record model.

Within a version, documents and keys may be added, and texts may change; a key that goes, changes its name or its
meaning makes a new version. Every date is EDTF beside the first and the last day that it can mean.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

VERSION = "1.1"
"""Rises by a tenth with what is added; by a whole with what breaks."""


class Document(BaseModel):
    """What every part of a document has in common: no key but those described."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Texts(Document):
    """A text in the languages that it exists in. The traditional one is converted unless hand-written."""

    en: str | None = Field(None, description="English.")
    zh_hans: str | None = Field(None, alias="zh-Hans", description="Simplified Chinese.")
    zh_hant: str | None = Field(None, alias="zh-Hant", description="Traditional Chinese, in Taiwan's standard.")


class Date(Document):
    """A date no more precise than its source."""

    edtf: str = Field(description="As EDTF has it (levels 0 and 1): 2026-02-09, 2025-08~, 2025-06/2025-07, ../2026-01.")
    earliest: str | None = Field(None, description="The first day that it can mean; absent where that side is open.")
    latest: str | None = Field(None, description="The last day that it can mean; absent where that side is open.")


class Evidence(Document):
    """Words of a source, letter for letter, and where they stand in it."""

    source: str = Field(description="The id of the source.")
    quote: str = Field(description="Its own words.")
    paragraph: int | None = Field(
        None, description="The paragraph of the source's text, from 1; absent until looked up."
    )
    offset: int | None = Field(None, description="Characters before the quote in that paragraph.")


class Value(Document):
    """What a statement says of its record: another record, a date, a text in our words, or a word as it stands."""

    record: str | None = Field(None, description="The id of another record.")
    date: Date | None = None
    text: Texts | None = Field(None, description="In our words.")
    word: str | None = Field(None, description="A name or a number as it stands, or one of a few fixed words.")


class Withdrawal(Document):
    """That the editors no longer stand by something."""

    date: Date = Field(description="Since when.")
    because: Texts = Field(description="Why.")


class Settlement(Document):
    """What ended a dispute, or answers a question."""

    date: Date = Field(description="Since when it is known here.")
    holds: Texts = Field(description="What is so.")
    evidence: tuple[Evidence, ...] = ()


class Statement(Document):
    """One claim of a record: a property, its value, who says so, and the words that prove it."""

    id: str = Field(description="Stays as long as property and first evidence stay: RECORD#ANCHOR, as on the page.")
    record: str = Field(description="The id of the record that it is about.")
    kind: str = Field(description="The record's kind: people, organisations, events, sources, topics.")
    property: str = Field(description="What is said: left, role, reason, ...")
    value: Value
    qualifiers: dict[str, Value] = Field(default={}, description="What narrows the value: at, as, to, manner, ...")
    date: Date | None = Field(None, description="When it was so.")
    date_wording: str | None = Field(None, description="The source's own wording of the date.")
    voice: str | None = Field(None, description="Whose statement it is: self, media, observers, or a record's id.")
    basis: str = Field(
        description="How firm it is: stated, inferred or rumoured by the source, or applied by the editors."
    )
    note: Texts | None = Field(None, description="What a reader must know to weigh it.")
    outside: Texts | None = Field(None, description="How it is known, where none of the sources says it.")
    disputes: tuple[str, ...] = Field((), description="Ids of the disputes that contest it.")
    evidence: tuple[Evidence, ...] = ()
    added: Date | None = Field(None, description="The day on which it came into the records.")
    withdrawn: Withdrawal | None = Field(None, description="Only of one in `withdrawn_statements`.")


class Position(Document):
    """One side of a dispute."""

    holds: Texts
    voice: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Record(Document):
    """A person, an organisation, an event, a source, a dispute or a topic, with all that is said of it."""

    id: str
    kind: str = Field(description="people, organisations, events, sources, disputes or topics.")
    subkind: str | None = Field(None, description="What it is within its kind: company, meeting, contradiction, ...")
    names: Texts
    also: tuple[str, ...] = Field((), description="Other forms of the name.")
    weak: tuple[str, ...] = Field((), description="Forms too common to stand alone.")
    former_ids: tuple[str, ...] = Field(
        (), description="Ids it had before (`kind/id` if of another kind); they lead here."
    )
    summary: Texts | None = None
    pages: dict[str, str] = Field(description="The page of each edition, below the site's root.")
    about: tuple[str, ...] = Field((), description="Ids of the records that a dispute, a topic or an event is about.")
    headline: str | None = Field(None, description="Of a source: its own title.")
    script: str | None = Field(None, description="Of a source: the language and script that it is written in.")
    address: str | None = Field(None, description="Of a source: where it stands on the web.")
    derived_from: tuple[str, ...] = Field((), description="Of a source: those of ours that it repeats or translates.")
    question: Texts | None = Field(None, description="Of a dispute.")
    positions: tuple[Position, ...] = Field((), description="Of a dispute.")
    follows: Texts | None = Field(None, description="Of a dispute: what can be concluded.")
    open: Texts | None = Field(None, description="Of a dispute: what cannot be concluded.")
    statements: tuple[Statement, ...] = ()
    added: Date | None = Field(None, description="The day on which it came into the records.")
    withdrawn: Withdrawal | None = Field(None, description="Of one that the editors no longer stand by.")
    withdrawn_statements: tuple[Statement, ...] = Field(
        (), description="Statements that the editors no longer stand by: told for old links only, and part of no list."
    )
    settled: Settlement | None = Field(None, description="Of a dispute: what ended it.")
    answered: Settlement | None = Field(None, description="Of a question: the answer.")


class Departure(Document):
    """Where a person stands with an organisation that the person is said to have left, as derived from all claims."""

    id: str = Field(description="PERSON:ORGANISATION, with the stay's number where there are several.")
    person: str = Field(description="The id of the person.")
    names: Texts = Field(description="The person's names.")
    organisation: str = Field(description="The id of the organisation.")
    role: Texts | None = Field(None, description="The person's role there, where a source gives one.")
    founder: bool = Field(description="Whether a source counts the person among its founders.")
    standing: str = Field(description="left, dismissed, announced, stepped_back, disputed ...")
    began: Date | None = Field(None, description="When the stay can have begun.")
    announced: Date | None = Field(
        None, description="When the departure was made public, which is not when it took effect."
    )
    ended: Date | None = Field(None, description="When the stay can have ended.")
    certain: bool = Field(description="Whether a source states it outright and no dispute contests it.")
    disputes: tuple[str, ...] = ()
    statements: tuple[str, ...] = Field(description="Ids of the statements that it follows from.")


class _Page(Document):
    """What stands at the head of every document."""

    schema_: str = Field(alias="$schema", description="The address of the JSON Schema of this document.")
    version: str = Field(description="The version of the shapes: within 1.x nothing goes or changes its meaning.")


class RecordPage(_Page):
    """A file of one record."""

    record: Record


class RecordList(_Page):
    """All records of a kind, without their statements."""

    kind: str
    records: tuple[Record, ...]


class StatementList(_Page):
    """Every claim of every record."""

    statements: tuple[Statement, ...]


class DepartureList(_Page):
    """Every stay that is said to have ended."""

    departures: tuple[Departure, ...]


class Link(Document):
    """A document of the catalogue."""

    path: str = Field(description="Below the catalogue's own folder.")
    format: str = Field(description="Its media type.")
    about: Texts


class Catalogue(_Page):
    """What there is, and what it was made from."""

    title: Texts
    told_up_to: str | None = Field(
        None, description="The day on which the newest source was published, as far as known."
    )
    built_from: str = Field(description="SHA-256 of the records that it was made from: same records, same digest.")
    counts: dict[str, int] = Field(description="How many records of each kind, statements and departures there are.")
    documents: tuple[Link, ...]


DOCUMENTS: dict[str, type[_Page]] = {
    "catalogue": Catalogue,
    "departures": DepartureList,
    "record": RecordPage,
    "records": RecordList,
    "statements": StatementList,
}
"""Every document, by the name of its schema."""
