"""All the files for programs, in the order of the catalogue that names them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.corpus.changes import changes
from kb.corpus.chronology import date_of as event_date
from kb.corpus.chronology import told_up_to
from kb.corpus.corpus import Corpus
from kb.edition.addresses import page_address, path_of
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.exports import documents as public
from kb.exports import feeds, ftm, json_api, linked_data, sqlite_file
from kb.exports.csv_files import csv_file
from kb.exports.departures import departures
from kb.exports.shaping import Shaping
from kb.exports.tables import Table, tables
from kb.model.records import KINDS, Event

DATABASE = "xai-departures.sqlite"


@dataclass(frozen=True)
class Exports:
    """Every format of one corpus. ``built_from`` names the records' state; ``site_url`` ends in a slash or is empty."""

    corpus: Corpus
    locales: tuple[Locale, ...]
    built_from: str
    site_url: str = ""

    def files(self) -> Iterator[OutputFile]:
        """Everything that a build puts beside the editions, and the feeds within them."""
        yield json_api.catalogue(self._catalogue())
        yield from self.json()
        yield from self.csv()
        yield self.sqlite()
        yield self.datasette()
        yield self.jsonld()
        yield self.ftm()
        for locale in self.locales:
            departed = self._feed(locale)
            yield from feeds.outputs(departed)
            yield from feeds.outputs(self._changes(locale))
            yield feeds.events_file(departed, self._events(locale))

    def json(self) -> Iterator[OutputFile]:
        """The lists, a file a record, and the schemas."""
        yield from json_api.schemas(self.site_url)
        yield json_api.many("departures.json", "departures", self.site_url, "departures", self._departures)
        statements = (s for record in self.corpus for s in self._shaping.statements(record))
        yield json_api.many("statements.json", "statements", self.site_url, "statements", statements)
        for kind in KINDS:
            listed = (self._shaping.record(r, with_statements=False) for r in self.corpus.of_kind(kind))
            name = kind.kind_name
            yield json_api.many(f"{name}.json", "records", self.site_url, "records", listed, kind=name)
        for record in map(self._shaping.record, self.corpus):
            yield json_api.one(f"{record.kind}/{record.id}.json", "record", self.site_url, {"record": record})

    def csv(self) -> Iterator[OutputFile]:
        """A file a table."""
        return map(csv_file, self._tables)

    def sqlite(self) -> OutputFile:
        """The tables as one database."""
        metadata = {
            "version": public.VERSION,
            "built_from": self.built_from,
            "told_up_to": _iso(told_up_to(self.corpus)) or "",
        }
        return OutputFile(json_api.ROOT / DATABASE, sqlite_file.database(self._tables, metadata))

    def datasette(self) -> OutputFile:
        """What Datasette reads beside the database."""
        title = self.locales[0].labels.text("site")
        return OutputFile(json_api.ROOT / "datasette.json", sqlite_file.datasette_metadata(title, self.site_url))

    def jsonld(self) -> OutputFile:
        """The whole as one graph."""
        return linked_data.graph(self._records(), self.site_url)

    def ftm(self) -> OutputFile:
        """Entities of FollowTheMoney."""
        return ftm.entities(self._records(), self._departures, self.site_url)

    @cached_property
    def _shaping(self) -> Shaping:
        return Shaping(self.corpus, self.locales)

    def _records(self) -> Iterator[public.Record]:
        return (self._shaping.record(record) for record in self.corpus if not record.withdrawn)

    @cached_property
    def _departures(self) -> tuple[public.Departure, ...]:
        return tuple(departures(self._shaping))

    @cached_property
    def _tables(self) -> tuple[Table, ...]:
        return tables(self._records, lambda: self._departures)

    def _catalogue(self) -> public.Catalogue:
        counts = {kind.kind_name: len(self.corpus.of_kind(kind)) for kind in KINDS}
        counts |= {"statements": sum(len(record.claims) for record in self.corpus), "departures": len(self._departures)}
        return public.Catalogue.model_validate(
            {
                "$schema": json_api.schema_of("index.json", "catalogue", self.site_url),
                "version": public.VERSION,
                "title": self._shaping.label("site"),
                "told_up_to": _iso(told_up_to(self.corpus)),
                "built_from": self.built_from,
                "counts": counts,
                "documents": tuple(self._listed()),
            }
        )

    def _listed(self) -> Iterator[public.Link]:
        def link(path: str, media_type: str, label: str) -> public.Link:
            return public.Link(path=path, format=media_type, about=self._shaping.label(label))

        yield link("departures.json", "application/json", "export_departures")
        yield link("statements.json", "application/json", "export_statements")
        for kind in KINDS:
            yield link(f"{kind.kind_name}.json", "application/json", kind.kind_name)
        for table in self._tables:
            yield link(f"csv/{table.name}.csv", "text/csv", f"export_{table.name}")
        yield link(DATABASE, "application/vnd.sqlite3", "export_database")
        yield link("graph.jsonld", "application/ld+json", "export_graph")
        yield link("ftm.entities.json", "application/x-ndjson", "export_ftm")

    def _feed(self, locale: Locale) -> feeds.Feed:
        return feeds.Feed(
            name="feed",
            edition=str(locale.edition),
            title=locale.labels.text("site"),
            subtitle=locale.labels.text("site_line"),
            site_url=self.site_url,
            entries=tuple(sorted(self._departed(locale), key=lambda e: (e.first, e.id), reverse=True)),
        )

    def _changes(self, locale: Locale) -> feeds.Feed:
        return feeds.Feed(
            name="changes",
            edition=str(locale.edition),
            title=f"{locale.labels.text('site')}{locale.labels.colon}{locale.labels.text('changes')}",
            subtitle=locale.labels.text("changes_line"),
            site_url=self.site_url,
            entries=tuple(
                feeds.Entry(
                    id=change.id,
                    title=f"{locale.labels.text(change.manner)}{locale.labels.colon}{locale.names.of(change.record)}",
                    text=locale.texts.plain(change.told),
                    page=page_address(path_of(change.record)) + (f"#{change.claim.anchor}" if change.claim else ""),
                    first=change.day,
                    last=change.day,
                )
                for change in changes(self.corpus)
            ),
        )

    def _departed(self, locale: Locale) -> Iterator[feeds.Entry]:
        """The departures that have a date: of its announcement, where it is not known when it took effect."""
        for departure in self._departures:
            date = departure.ended or departure.announced
            day = date and (date.earliest or date.latest)
            if date and day:
                person = self.corpus[departure.person]
                organisation = locale.names.of(self.corpus[departure.organisation])
                sentence = locale.labels.filled(f"status_{departure.standing}", organisation)
                first = datetime.date.fromisoformat(day)
                yield feeds.Entry(
                    id=departure.id,
                    title=f"{locale.names.of(person)}{locale.labels.comma}{sentence}",
                    text=locale.texts.plain(person.summary),
                    page=page_address(path_of(person)),
                    first=first,
                    last=first,
                )

    def _events(self, locale: Locale) -> Iterator[feeds.Entry]:
        for event in self.corpus.of_kind(Event):
            best = event_date(event)
            if best and best.dated.earliest and best.dated.latest:
                yield feeds.Entry(
                    id=event.id,
                    title=locale.names.of(event),
                    text=f"{locale.dates.words(best.dated)}{locale.labels.comma}{locale.texts.plain(event.summary)}",
                    page=page_address(path_of(event)),
                    first=best.dated.earliest,
                    last=best.dated.latest,
                )


FORMATS: dict[str, Callable[[Exports], Iterable[OutputFile]]] = {
    "csv": Exports.csv,
    "ftm": lambda exports: [exports.ftm()],
    "json": Exports.json,
    "jsonld": lambda exports: [exports.jsonld()],
    "sqlite": lambda exports: [exports.sqlite()],
}
"""What each format that can be asked for is made of."""


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def digest(texts: Iterable[tuple[str, str]]) -> str:
    """One SHA-256 over files, each a name and a text: the same for the same records, in whatever order they come."""
    whole = hashlib.sha256()
    for name, text in sorted(texts):
        whole.update(f"{name}\0{len(text)}\0{text}".encode())
    return whole.hexdigest()
