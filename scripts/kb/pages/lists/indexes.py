"""An index for each kind of record but people, who have a page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from kb.corpus.chronology import date_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown, escape
from kb.edition.output import OutputFile
from kb.model.parts import Settlement
from kb.model.records import Dispute, Event, Organisation, Record, Source, Topic
from kb.pages.frame import render
from kb.pages.records import common_parts as entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    link: Markdown
    second_name: str
    facts: Markdown
    summary: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under one heading; ``key`` is the heading's label."""

    key: str
    rows: tuple[Row, ...]


def path_of(kind: type[Record]) -> PurePosixPath:
    """Where the index of a kind stands within an edition."""
    return PurePosixPath(kind.kind_name, "index.md")


def page(locale: Locale, kind: type[Record]) -> OutputFile:
    """The index of a kind."""
    where = path_of(kind)
    records = locale.names.in_order(locale.corpus.of_kind(kind))
    return render(
        "index.md.j2",
        locale,
        where,
        title=locale.labels.text(kind.kind_name),
        description=locale.labels.text(f"{kind.kind_name}_line"),
        sections=tuple(
            Section(key=key, rows=tuple(_row(locale, r, where) for r in members)) for key, members in _sections(records)
        ),
        line=locale.labels.text(f"{kind.kind_name}_line"),
    )


def _sections(records: list[Record]) -> Iterator[tuple[str, list[Record]]]:
    for name, members in groupby(sorted(records, key=_rank), key=_section):
        yield name, list(members)


_TOPICS = ("reason", "question", "theme")


KINDS_SHOWN: tuple[type[Record], ...] = (Organisation, Event, Source, Dispute, Topic)


def _rank(record: Record) -> tuple[Any, ...]:
    """Where a record stands in its index, before its name decides."""
    match record:
        case Organisation():
            return (record.kind,)
        case Event():
            best = date_of(record)
            return (best is None, -best.dated.sort_key[0].toordinal() if best else 0, record.id)
        case Dispute():
            return entry.dispute_rank(record)
        case Topic():
            return (bool(record.answered), _TOPICS.index(record.kind))
    return ()


def _section(record: Record) -> str:
    """The label of the heading that a record stands under."""
    match record:
        case Dispute(settled=Settlement()):
            return "kinds_settled"
        case Topic(answered=Settlement()):
            return "kinds_answered"
        case Dispute(matter="wording"):
            return "kinds_wording"
        case Organisation() | Dispute() | Topic():
            return f"kinds_{record.kind}"
    return record.kind_name


def _row(locale: Locale, record: Record, where: PurePosixPath) -> Row:
    summary = record.question if isinstance(record, Dispute) else record.summary
    return Row(
        link=locale.links.to(record.id, where),
        second_name=locale.names.second(record) if isinstance(record, Organisation) else "",
        facts=Markdown(locale.labels.comma.join(_facts(locale, record, where))),
        summary=locale.texts.linked(summary, where),
    )


def _facts(locale: Locale, record: Record, where: PurePosixPath) -> Iterable[str]:
    if isinstance(record, Event):
        best = date_of(record)
        yield locale.dates.words(best.dated if best else None)
    elif isinstance(record, Source) and record.headline:
        yield escape(record.headline)
