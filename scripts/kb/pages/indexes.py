"""An index for each kind of record but people, who have a page of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from kb.chronology import date_of
from kb.output import OutputFile
from kb.pages.frame import render
from kb.pages.markdown import Markdown, escape
from kb.pages.wording import Wording
from kb.records import Dispute, Entry, Event, Organisation, Source, Topic


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


def pages(wording: Wording) -> Iterator[OutputFile]:
    for kind in _ORDERS:
        where = PurePosixPath(kind.kind_name, "index.md")
        records = wording.in_order(wording.corpus.of_kind(kind))
        sections = tuple(
            Section(key=key, rows=tuple(_row(wording, r, where) for r in members))
            for key, members in _sections(kind, records)
        )
        yield render(
            "index.md.j2", wording, where,
            title=wording.label(kind.kind_name), description=wording.label(f"{kind.kind_name}_line"),
            sections=sections, line=wording.label(f"{kind.kind_name}_line"),
        )


def _sections(kind: type[Entry], records: list[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    rank, name = _ORDERS[kind]
    for _, members in groupby(sorted(records, key=rank), key=name):
        group = list(members)
        yield name(group[0]), group


_DISPUTES = ("contradiction", "tension")
_TOPICS = ("reason", "question", "theme")


def _by_kind(*kinds: str) -> tuple[Callable[[Entry], object], Callable[[Entry], str]]:
    return (lambda r: kinds.index(r.kind) if kinds else r.kind), (lambda r: f"kinds_{r.kind}")


_ORDERS: dict[type[Entry], tuple[Callable[[Entry], object], Callable[[Entry], str]]] = {
    Organisation: _by_kind(),
    Event: (lambda r: _event_rank(r), lambda r: "events"),
    Source: (lambda r: 0, lambda r: "sources"),
    Dispute: _by_kind(*_DISPUTES),
    Topic: _by_kind(*_TOPICS),
}


def _event_rank(event: Event) -> tuple[object, ...]:
    best = date_of(event)
    return (best is None, best.dated.sort_key if best else (), event.id)


def _row(wording: Wording, record: Entry, where: PurePosixPath) -> Row:
    summary = record.question if isinstance(record, Dispute) else record.summary
    return Row(
        link=wording.link(record.id, where),
        second_name=wording.second_name(record) if isinstance(record, Organisation) else "",
        facts=Markdown(wording.comma.join(_facts(wording, record, where))),
        summary=wording.prose(summary, where),
    )


def _facts(wording: Wording, record: Entry, where: PurePosixPath) -> Iterable[str]:
    if isinstance(record, Event):
        best = date_of(record)
        yield wording.date(best.dated if best else None)
    elif isinstance(record, Source) and record.headline:
        yield escape(record.headline)
