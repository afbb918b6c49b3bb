"""Departures and changes as feeds (Atom, JSON Feed 1.1), and dated events as a calendar (iCalendar, RFC 5545).

A feed wants a moment for each entry, and the records know days at best: an entry is dated by the first day on which it
can have been known, at midnight UTC, and its text says the date as it is known. No day of a build enters, so that two
builds of the same records give the same bytes.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.sax.saxutils import escape, quoteattr

from kb.edition.output import OutputFile

_TAG = "tag:xai-departures,2026:"
"""Begins the ids of entries where the site does not know its own address; they stay wherever it is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened. ``first`` and ``last`` are the days that its date can mean, both inclusive."""

    id: str
    title: str
    text: str
    page: str
    """Below the edition's folder."""
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed of an edition: its tag, and what it is called. ``name`` is that of its files."""

    name: str
    edition: str
    title: str
    subtitle: str
    site_url: str
    entries: tuple[Entry, ...]
    """The newest first."""

    @property
    def home(self) -> str:
        """The edition's address; relative to the feed where the site does not know its own."""
        return f"{self.site_url}{self.edition}/" if self.site_url else "./"

    @property
    def id(self) -> str:
        """What a reader's program knows the feed by."""
        return f"{_TAG}{self.edition}" + ("" if self.name == "feed" else f"/{self.name}")


def outputs(feed: Feed) -> Iterator[OutputFile]:
    """The feed in both forms: ``feed.xml`` and ``feed.json`` of its edition, if it is called ``feed``."""
    folder = PurePosixPath(feed.edition)
    yield OutputFile(folder / f"{feed.name}.xml", atom(feed))
    yield OutputFile(folder / f"{feed.name}.json", json_feed(feed))


def events_file(feed: Feed, events: Iterable[Entry]) -> OutputFile:
    """The edition's ``events.ics``, called as the feed is."""
    return OutputFile(PurePosixPath(feed.edition, "events.ics"), calendar(feed, events))


def atom(feed: Feed) -> str:
    """The feed in Atom (RFC 4287)."""
    updated = _moment(max((entry.first for entry in feed.entries), default=datetime.date(2023, 1, 1)))
    own = f'  <link rel="self" href={quoteattr(f"{feed.home}{feed.name}.xml")}/>\n' if feed.site_url else ""
    entries = "".join(
        f"  <entry>\n    <id>{escape(_id(feed, entry))}</id>\n    <title>{escape(entry.title)}</title>\n"
        f"    <updated>{_moment(entry.first)}</updated>\n    <link href={quoteattr(feed.home + entry.page)}/>\n"
        f"    <summary>{escape(entry.text)}</summary>\n  </entry>\n"
        for entry in feed.entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.edition}">\n'
        f"  <id>{escape(feed.id)}</id>\n  <title>{escape(feed.title)}</title>\n"
        f"  <subtitle>{escape(feed.subtitle)}</subtitle>\n  <updated>{updated}</updated>\n"
        f"  <author><name>{escape(feed.title)}</name></author>\n"
        f"{own}  <link href={quoteattr(feed.home)}/>\n{entries}</feed>\n"
    )


def json_feed(feed: Feed) -> str:
    """The feed in JSON Feed 1.1."""
    held: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "language": feed.edition,
    }
    if feed.site_url:
        held |= {"home_page_url": feed.home, "feed_url": f"{feed.home}{feed.name}.json"}
    held["items"] = [
        {
            "id": _id(feed, entry),
            "url": feed.home + entry.page,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": _moment(entry.first),
        }
        for entry in feed.entries
    ]
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def calendar(feed: Feed, events: Iterable[Entry]) -> str:
    """The events as whole days; one whose date is a span covers it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//xAI Departures//EN", f"X-WR-CALNAME:{_ical(feed.title)}"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.id}@xai-departures",
            f"DTSTAMP:{event.first:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.last + datetime.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_ical(event.title)}",
            *([f"DESCRIPTION:{_ical(event.text)}"] if event.text else []),
            *([f"URL:{feed.home}{event.page}"] if feed.site_url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _id(feed: Feed, entry: Entry) -> str:
    return f"{_TAG}{feed.edition}/{entry.id}"


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _ical(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, as the standard has it; no character is cut in two."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > 75 - (len(pieces) > 1):
            pieces.append("")
            size = 0
        pieces[-1] += character
        size += width
    return "\r\n ".join(pieces)
