"""Programs of others read the exports: CSV, SQLite, Datasette, FollowTheMoney, readers of feeds and calendars."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import feedparser
import icalendar
import pytest
from datasette.app import Datasette
from followthemoney import model

from kb.edition.locale import locales
from kb.exports.csv_files import csv_file
from kb.exports.files import Exports
from kb.exports.json_api import ROOT
from kb.exports.sqlite_file import WHO_WAS_THERE
from kb.exports.tables import Table

EDITIONS = ("en", "zh-Hans", "zh-Hant")


@pytest.fixture
def connection(on_disk):
    with sqlite3.connect(f"file:{on_disk / 'xai-departures.sqlite'}?mode=ro", uri=True) as opened:
        opened.row_factory = sqlite3.Row
        yield opened
    opened.close()


def rows(files, table):
    text = files[str(ROOT / "csv" / f"{table}.csv")].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_files_hold_what_the_documents_hold(files, api):
    assert [row["id"] for row in rows(files, "statements")] == [s["id"] for s in api("statements.json")["statements"]]
    assert [row["id"] for row in rows(files, "departures")] == [d["id"] for d in api("departures.json")["departures"]]


def test_csv_files_are_read_as_utf_8_by_spreadsheets(files):
    for path, content in files.items():
        if path.endswith(".csv"):
            assert content.startswith("\ufeff".encode())
            assert b"\r\n" in content and b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("beginning", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(beginning):
    made = csv_file(Table("t", ("a", "b"), lambda: [(beginning, 7)])).data.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(made.split("\r\n", 1)[1], newline=""))) == [f"'{beginning}", "7"]


def test_every_reference_of_the_database_leads_somewhere(connection):
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_database_finds_han_names(connection, golden_checked):
    for person in golden_checked.corpus.people:
        if (name := person.names.zh_hans) and len(name) > 2:
            query = "SELECT DISTINCT record FROM found WHERE found MATCH ?"
            assert person.id in [row["record"] for row in connection.execute(query, [f'"{name}"'])]


def test_who_was_there_agrees_with_the_departures(connection, api):
    for departure in api("departures.json")["departures"]:
        if ended := departure.get("ended", {}).get("latest"):
            found = connection.execute(WHO_WAS_THERE, {"organisation": departure["organisation"], "day": "2099-01-01"})
            assert departure["person"] not in [row["person"] for row in found] or ended >= "2099"
            found = connection.execute(WHO_WAS_THERE, {"organisation": departure["organisation"], "day": ended})
            assert departure["person"] in [row["person"] for row in found]


def test_disagreements_hold_every_position(connection, golden_checked):
    found = {(r["dispute"], r["position"]) for r in connection.execute("SELECT dispute, position FROM disagreements")}
    assert found == {(d.id, n) for d in golden_checked.corpus.disputes for n in range(1, len(d.positions) + 1)}


def test_the_same_records_give_the_same_bytes(golden_checked, files, exports):
    again = Exports(golden_checked.corpus, locales(golden_checked.corpus), exports.built_from, exports.site_url)
    assert {str(file.path): file.data for file in again.files()} == files


def in_a_loop(coroutine):
    """Runs it in a thread: a browser's test may hold this one's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_datasette_serves_the_database(on_disk, api):
    metadata = json.loads((on_disk / "datasette.json").read_text(encoding="utf-8"))
    datasette = Datasette([str(on_disk / "xai-departures.sqlite")], metadata=metadata)

    async def ask(path):
        return await datasette.client.get(path)

    answer = in_a_loop(ask("/xai-departures/people.json?_shape=array&_size=max"))
    assert {row["id"] for row in answer.json()} == {r["id"] for r in api("people.json")["records"]}
    departure = api("departures.json")["departures"][0]
    query = f"/xai-departures/who_was_there.json?_shape=array&day=2024-01-01&organisation={departure['organisation']}"
    assert departure["person"] in {row["person"] for row in in_a_loop(ask(query)).json()}


def test_followthemoney_takes_every_entity(files, golden_checked):
    lines = files[str(ROOT / "ftm.entities.json")].decode().splitlines()
    seen = set()
    for line in lines:
        held = json.loads(line)
        entity = model.get_proxy(held, cleaned=False)
        for name, values in held["properties"].items():
            assert entity.get(name), f"{held['id']}: {name} {values} is not accepted"
        seen.add(entity.id)
    assert {person.id for person in golden_checked.corpus.people} <= seen


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_feed_reader_takes_the_feeds(files, api, edition):
    atom = feedparser.parse(files[f"{edition}/feed.xml"])
    assert not atom.bozo, atom.get("bozo_exception")
    assert atom.version == "atom10" and atom.feed.id and atom.feed.updated
    dated = [d for d in api("departures.json")["departures"] if d.get("ended") or d.get("announced")]
    assert len(atom.entries) == len(dated)
    assert len({entry.id for entry in atom.entries}) == len(dated)
    assert all(entry.updated_parsed and entry.link.startswith("https://kb.example/") for entry in atom.entries)
    held = json.loads(files[f"{edition}/feed.json"])
    assert held["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in held["items"]] == [entry.id for entry in atom.entries]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_calendar_takes_the_events(files, golden_checked, edition):
    content = files[f"{edition}/events.ics"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(content)
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert events
    for uid, event in events.items():
        record = golden_checked.corpus[uid.removesuffix("@xai-departures")]
        spans = [c.dated for c in record.claims if c.property_name == "dated"]
        days = [(s.earliest, s.latest + timedelta(days=1)) for s in spans if s.earliest and s.latest]
        assert (event.start, event.end) in days
