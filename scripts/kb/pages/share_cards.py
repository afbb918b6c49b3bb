"""What the pictures say that go with links to pages, when they are shared: of the site, and of every person.

Above `MOST_PEOPLE` people only the site's picture is made, and goes with every page: drawing takes a hundredth of a
second for each person and edition, and tens of thousands of pictures would weigh more than all the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kb.corpus.corpus import Corpus
from kb.corpus.stays import Standing, telling_stay
from kb.edition.labels import LABELS
from kb.edition.locale import Locale
from kb.edition.standings import standing_words
from kb.model.records import Person, Record
from kb.model.values import Edition

HOME = PurePosixPath("cards/home.png")
MOST_PEOPLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One picture. ``path`` is below the edition's folder; ``latin`` is the site's name for machines without a font
    for the rest."""

    edition: Edition
    path: PurePosixPath
    title: str
    second: str
    line: str
    site: str
    latin: str


def cards(locale: Locale) -> Iterator[Card]:
    """The pictures of an edition."""
    site, latin = locale.labels.text("site"), LABELS["site"]["en"]
    yield Card(
        edition=locale.edition,
        path=HOME,
        title=site,
        second="",
        line=locale.labels.text("site_line"),
        site="",
        latin=latin,
    )
    if are_drawn(locale.corpus):
        for person in locale.corpus.people:
            yield Card(
                edition=locale.edition,
                path=_path(person),
                title=locale.names.of(person),
                second=locale.names.second(person),
                line=standing(locale, person),
                site=site,
                latin=latin,
            )


def path_for(locale: Locale, record: Record | None) -> PurePosixPath:
    """The picture that goes with a record's page, or any other page."""
    if isinstance(record, Person) and not record.withdrawn and are_drawn(locale.corpus):
        return _path(record)
    return HOME


def are_drawn(corpus: Corpus) -> bool:
    """Whether people have pictures of their own."""
    return len(corpus.people) <= MOST_PEOPLE


def standing(locale: Locale, person: Person) -> str:
    """Where the person stands with the organisation in focus, or where else the person left; and as of when."""
    stay = telling_stay(locale.corpus, person)
    if not stay or stay.standing is Standing.UNTOLD:
        return ""
    record = locale.corpus.records.get(stay.organisation)
    words = standing_words(locale.labels, locale.dates, stay, locale.names.of(record) if record else stay.organisation)
    date = locale.dates.words(stay.date)
    unbroken = words.when.replace(date, date.replace(" ", "\N{NO-BREAK SPACE}"))
    return replace(words, when=unbroken).joined(locale.labels.comma)


def _path(person: Person) -> PurePosixPath:
    return PurePosixPath("cards", "people", f"{person.id}.png")
