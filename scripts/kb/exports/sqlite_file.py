"""The tables as one SQLite file, with foreign keys, views, and a search that finds Han names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from kb.exports.tables import Table

_REFERENCES: Mapping[tuple[str, str], str] = {
    ("departures", "person"): "people(id)",
    ("departures", "organisation"): "organisations(id)",
    ("positions", "dispute"): "disputes(id)",
    ("evidence", "statement"): "statements(id)",
    ("evidence", "position"): "positions(id)",
    ("evidence", "source"): "sources(id)",
}
"""Columns that name a row of another table."""

_NUMBERS = frozenset({"number", "paragraph", "offset", "founder", "certain"})

_VIEWS = """
CREATE VIEW co_founders AS SELECT * FROM departures WHERE founder = 1;
CREATE VIEW disagreements AS
  SELECT d.id AS dispute, d.subkind, d.question_en, p.number AS position, p.holds_en, e.source, e.quote
  FROM disputes d JOIN positions p ON p.dispute = d.id LEFT JOIN evidence e ON e.position = p.id;
CREATE VIEW quoted AS
  SELECT s.record, s.property,
    coalesce(s.value_record, s.value_word, s.value_en, s.value_zh_hans, s.value_date) AS value,
    s.date, s.voice, s.basis, e.source, e.quote, e.paragraph, e.offset
  FROM statements s LEFT JOIN evidence e ON e.statement = s.id;
CREATE VIRTUAL TABLE found USING fts5(record UNINDEXED, text, tokenize = 'trigram');
"""

WHO_WAS_THERE = """
SELECT person, name_en, standing, began, ended FROM departures
WHERE organisation = :organisation
  AND (began_earliest IS NULL OR began_earliest <= :day) AND (ended_latest IS NULL OR ended_latest >= :day)
"""
"""Whoever of the leavers can have been at ``:organisation`` on ``:day`` (ISO 8601), as far as the dates tell."""


def database(tables: Iterable[Table], metadata: Mapping[str, str]) -> bytes:
    """The file's bytes: the same from the same rows and the same SQLite. ``metadata`` fills the table of that name."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript("PRAGMA page_size = 4096; PRAGMA foreign_keys = OFF;")
        held = list(tables)
        for table in held:
            connection.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows())
        connection.executescript(_VIEWS)
        connection.execute("CREATE TABLE metadata (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", sorted(metadata.items()))
        for table in held:
            if "name_en" in table.columns and table.name != "departures":
                words = (*_columns(table, "name"), "other_names", *_columns(table, "summary"))
                connection.execute(f'INSERT INTO found SELECT id, {_lines(words)} FROM "{table.name}"')
            elif table.name == "statements":
                words = ("value_word", *_columns(table, "value"))
                connection.execute(f"INSERT INTO found SELECT record, {_lines(words)} FROM statements")
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def datasette_metadata(title: str, source: str) -> str:
    """What Datasette shows above the tables, and the ready-made query, as its ``metadata.json``."""
    query = {"sql": WHO_WAS_THERE.strip(), "title": "Who can have been there on a day"}
    held = {"title": title, "source": source, "databases": {"xai-departures": {"queries": {"who_was_there": query}}}}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _columns(table: Table, prefix: str) -> tuple[str, ...]:
    """The columns of a text in three languages."""
    names = (f"{prefix}_{language}" for language in ("en", "zh_hans", "zh_hant"))
    return tuple(name for name in names if name in table.columns)


def _lines(columns: Iterable[str]) -> str:
    """An expression: what stands in these columns, one below the other."""
    return " || char(10) || ".join(f"coalesce({column}, '')" for column in columns)


def _create(table: Table) -> str:
    columns = ", ".join(_column(table.name, column) for column in table.columns)
    return f'CREATE TABLE "{table.name}" ({columns})'


def _column(table: str, column: str) -> str:
    kind = "INTEGER" if column in _NUMBERS else "TEXT"
    key = " PRIMARY KEY" if column == "id" else ""
    references = _REFERENCES.get((table, column), "")
    return f'"{column}" {kind}{key}{f" REFERENCES {references}" if references else ""}'
