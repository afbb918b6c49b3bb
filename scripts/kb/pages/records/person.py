"""The page of a person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.network import Network
from kb.corpus.stays import FOCUS, Standing, Stay, latest_stays, stays
from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.edition.standings import mark, standing_words
from kb.model.records import Person
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records import connections as ties
from kb.pages.records.claim_views import PERSON_GROUPS, grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class StayView:
    """A stay in words, and the mark by which programs and tests know it."""

    standing: Standing
    sentence: Markdown
    short: str
    when: str
    mark: Markdown


def page(locale: Locale, person: Person, network: Network) -> OutputFile:
    where = path_of(person)
    return render(
        "person.md.j2",
        locale,
        where,
        title=locale.names.full(person),
        description=locale.texts.plain(person.summary),
        record_id=person.id,
        heading=locale.names.of(person),
        names=entry.names(locale, person),
        stays=stay_views(locale, person, where),
        summary=locale.texts.linked(person.summary, where),
        way=ties.way(locale, where, person, network),
        others=ties.others(locale, where, person, network),
        moments=ties.moments(locale, person),
        groups=tuple(grouped(locale, where, person, PERSON_GROUPS)),
        disputes=entry.disputes(locale, person, where),
        related=entry.related(locale, person, where),
    )


def stay_views(locale: Locale, person: Person, where: PurePosixPath) -> tuple[StayView, ...]:
    """The stays that the page's head tells of: all in focus, the last first, and wherever else the person left."""
    last = latest_stays(locale.corpus, person)
    shown = [s for s in stays(locale.corpus, person) if s.organisation == FOCUS and s.standing is not Standing.UNTOLD][
        ::-1
    ]
    shown += [s for s in last if s.organisation != FOCUS and s.is_departure]
    return tuple(stay_view(locale, stay, where) for stay in shown)


def stay_view(locale: Locale, stay: Stay, where: PurePosixPath) -> StayView:
    """A stay in words, with a link to the organisation."""
    words = standing_words(locale.labels, locale.dates, stay, locale.links.to(stay.organisation, where))
    return StayView(
        standing=stay.standing,
        sentence=Markdown(words.sentence),
        short=words.short,
        when=words.when,
        mark=Markdown(mark(stay)),
    )
