"""The public shapes as flat rows: what CSV files and the database hold.

A table is its columns and its rows; every cell is a text, a number or nothing. Lists within a cell are
joined by ``; ``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kb.exports import documents as public

Cell = str | int | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A name, the columns, and what makes the rows: anew each time, so that no table is held whole."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]


def tables(
    records: Callable[[], Iterable[public.Record]], departures: Callable[[], Iterable[public.Departure]]
) -> tuple[Table, ...]:
    """All tables. ``records`` gives them with their statements."""

    def of(kind: str) -> Iterator[public.Record]:
        return (record for record in records() if record.kind == kind)

    return (
        Table("departures", _DEPARTURE, lambda: map(_departure, departures())),
        Table("people", _NAMED, lambda: map(_named, of("people"))),
        Table("organisations", (*_NAMED, "subkind"), lambda: map(_organisation, of("organisations"))),
        Table("events", (*_NAMED, "subkind", *_dates("date"), "about"), lambda: map(_event, of("events"))),
        Table("sources", _SOURCE, lambda: map(_source, of("sources"))),
        Table("disputes", _DISPUTE, lambda: map(_dispute, of("disputes"))),
        Table("topics", (*_NAMED, "subkind", "about", *_outcome("answered")), lambda: map(_topic, of("topics"))),
        Table("statements", _STATEMENT, lambda: (_statement(s) for r in records() for s in r.statements)),
        Table("positions", _POSITION, lambda: (row for r in of("disputes") for row in _positions(r))),
        Table("evidence", _EVIDENCE, lambda: (row for r in records() for row in _evidence(r))),
    )


def _dates(prefix: str) -> tuple[str, str, str]:
    return prefix, f"{prefix}_earliest", f"{prefix}_latest"


def _texts(prefix: str) -> tuple[str, str, str]:
    return f"{prefix}_en", f"{prefix}_zh_hans", f"{prefix}_zh_hant"


def _outcome(prefix: str) -> tuple[str, str, str, str]:
    return f"{prefix}_on", *_texts(prefix)


_NAMED = ("id", *_texts("name"), "other_names", *_texts("summary"), "page")
_DEPARTURE = (
    "id",
    "person",
    *_texts("name"),
    "organisation",
    *_texts("role"),
    "founder",
    "standing",
    *_dates("began"),
    *_dates("announced"),
    *_dates("ended"),
    "certain",
    "disputes",
    "statements",
)
_SOURCE = (*_NAMED, "headline", "script", "address", "derived_from", *_dates("published"))
_DISPUTE = (*_NAMED, "subkind", "about", *_texts("question"), *_texts("follows"), *_texts("open"), *_outcome("settled"))
_STATEMENT = (
    "id",
    "record",
    "kind",
    "property",
    "value_record",
    "value_word",
    *_texts("value"),
    *_dates("value_date"),
    "qualifiers",
    *_dates("date"),
    "date_wording",
    "voice",
    "basis",
    *_texts("note"),
    "disputes",
    "sources",
)
_POSITION = ("id", "dispute", "number", *_texts("holds"), "voice")
_EVIDENCE = ("statement", "position", "number", "source", "quote", "paragraph", "offset")


def _named(record: public.Record) -> Row:
    return (
        record.id,
        *_languages(record.names),
        _list((*record.also, *record.weak)),
        *_languages(record.summary),
        record.pages.get("en"),
    )


def _departure(departure: public.Departure) -> Row:
    return (
        departure.id,
        departure.person,
        *_languages(departure.names),
        departure.organisation,
        *_languages(departure.role),
        _yes(departure.founder),
        departure.standing,
        *_date(departure.began),
        *_date(departure.announced),
        *_date(departure.ended),
        _yes(departure.certain),
        _list(departure.disputes),
        _list(departure.statements),
    )


def _organisation(record: public.Record) -> Row:
    return (*_named(record), record.subkind)


def _topic(record: public.Record) -> Row:
    return (*_named(record), record.subkind, _list(record.about), *_settlement(record.answered))


def _event(record: public.Record) -> Row:
    return (*_named(record), record.subkind, *_date(_only_date(record, "dated")), _list(record.about))


def _source(record: public.Record) -> Row:
    published = _date(_only_date(record, "published"))
    return (*_named(record), record.headline, record.script, record.address, _list(record.derived_from), *published)


def _dispute(record: public.Record) -> Row:
    texts = (*_languages(record.question), *_languages(record.follows), *_languages(record.open))
    return (*_named(record), record.subkind, _list(record.about), *texts, *_settlement(record.settled))


def _statement(statement: public.Statement) -> Row:
    value = statement.value
    return (
        statement.id,
        statement.record,
        statement.kind,
        statement.property,
        value.record,
        value.word,
        *_languages(value.text),
        *_date(value.date),
        _list(f"{name}: {_one_line(held)}" for name, held in statement.qualifiers.items()),
        *_date(statement.date),
        statement.date_wording,
        statement.voice,
        statement.basis,
        *_languages(statement.note),
        _list(statement.disputes),
        _list(dict.fromkeys(evidence.source for evidence in statement.evidence)),
    )


def _positions(record: public.Record) -> Iterator[Row]:
    for number, position in enumerate(record.positions, start=1):
        yield _position_id(record, number), record.id, number, *_languages(position.holds), position.voice


def _evidence(record: public.Record) -> Iterator[Row]:
    held: list[tuple[str | None, str | None, tuple[public.Evidence, ...]]]
    held = [(statement.id, None, statement.evidence) for statement in record.statements]
    held += [(None, _position_id(record, n), p.evidence) for n, p in enumerate(record.positions, start=1)]
    for statement, position, evidence in held:
        for number, found in enumerate(evidence, start=1):
            yield statement, position, number, found.source, found.quote, found.paragraph, found.offset


def _position_id(record: public.Record, number: int) -> str:
    return f"{record.id}/{number}"


def _only_date(record: public.Record, name: str) -> public.Date | None:
    """The narrowest date that the record's statements of this property give."""
    dates = [s.value.date for s in record.statements if s.property == name and s.value.date]
    return min(dates, key=lambda d: (not (d.earliest and d.latest), len(d.edtf) * -1), default=None)


def _languages(texts: public.Texts | None) -> tuple[Cell, Cell, Cell]:
    return (texts.en, texts.zh_hans, texts.zh_hant) if texts else (None, None, None)


def _settlement(found: public.Settlement | None) -> tuple[Cell, ...]:
    return (found.date.edtf if found else None, *_languages(found.holds if found else None))


def _date(date: public.Date | None) -> tuple[Cell, Cell, Cell]:
    return (date.edtf, date.earliest, date.latest) if date else (None, None, None)


def _one_line(value: public.Value) -> str:
    text = value.text and (value.text.en or value.text.zh_hans or value.text.zh_hant)
    return value.record or value.word or (value.date.edtf if value.date else text or "")


def _list(items: Iterable[str]) -> Cell:
    return "; ".join(items) or None


def _yes(so: bool) -> int:
    return int(so)
