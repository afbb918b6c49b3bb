"""An index for each kind of record but people, who have a page of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from kb.corpus.chronology import date_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown, escape
from kb.edition.output import OutputFile
from kb.model.records import Dispute, Event, Organisation, Record, Source, Topic
from kb.pages.frame import render


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


def pages(locale: Locale) -> Iterator[OutputFile]:
    for kind in _ORDERS:
        where = PurePosixPath(kind.kind_name, "index.md")
        records = locale.names.in_order(locale.corpus.of_kind(kind))
        sections = tuple(
            Section(key=key, rows=tuple(_row(locale, r, where) for r in members))
            for key, members in _sections(kind, records)
        )
        yield render(
            "index.md.j2",
            locale,
            where,
            title=locale.labels.text(kind.kind_name),
            description=locale.labels.text(f"{kind.kind_name}_line"),
            sections=sections,
            line=locale.labels.text(f"{kind.kind_name}_line"),
        )


def _sections(kind: type[Record], records: list[Record]) -> Iterator[tuple[str, list[Record]]]:
    rank, name = _ORDERS[kind]
    for _, members in groupby(sorted(records, key=rank), key=name):
        group = list(members)
        yield name(group[0]), group


_DISPUTES = ("contradiction", "difference", "reading")
_MATTERS = ("story", "detail", "wording")
_TOPICS = ("reason", "question", "theme")


def _by_kind(*kinds: str) -> tuple[Callable[[Record], object], Callable[[Record], str]]:
    return (lambda r: kinds.index(r.kind) if kinds else r.kind), (lambda r: f"kinds_{r.kind}")


_ORDERS: dict[type[Record], tuple[Callable[[Record], object], Callable[[Record], str]]] = {
    Organisation: _by_kind(),
    Event: (lambda r: _event_rank(r), lambda r: "events"),
    Source: (lambda r: 0, lambda r: "sources"),
    Dispute: (lambda r: _dispute_rank(r), lambda r: _dispute_section(r)),
    Topic: _by_kind(*_TOPICS),
}


def _dispute_rank(dispute: Dispute) -> tuple[object, ...]:
    """By what they are, what matters to the story first; quarrels over wording stand last, whatever their kind."""
    return dispute.matter == "wording", _DISPUTES.index(dispute.kind), _MATTERS.index(dispute.matter)


def _dispute_section(dispute: Dispute) -> str:
    return "kinds_wording" if dispute.matter == "wording" else f"kinds_{dispute.kind}"


def _event_rank(event: Event) -> tuple[object, ...]:
    best = date_of(event)
    return (best is None, best.dated.sort_key if best else (), event.id)


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
