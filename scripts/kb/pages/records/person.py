"""The page of a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.network import Network
from kb.corpus.stays import FOCUS, Standing, Stay, departures_beside, latest_stays, stays
from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.edition.standings import mark, standing_words
from kb.model.claims import Next, Reason, Role
from kb.model.records import Person
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records import connections as ties
from kb.pages.records.claim_views import PERSON_GROUPS, grouped, value


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
        facts=tuple(facts(locale, person, where)),
        summary=locale.texts.linked(person.summary, where),
        way=ties.way(locale, where, person, network),
        others=ties.others(locale, where, person, network),
        moments=ties.moments(locale, person),
        groups=tuple(grouped(locale, where, person, PERSON_GROUPS)),
        disputes=entry.disputes(locale, person, where),
        neighbours=tuple(neighbours(locale, person, where)),
        related=entry.related(locale, person, where),
    )


def facts(locale: Locale, person: Person, where: PurePosixPath) -> Iterator[entry.FactLine]:
    """What a reader asks first: which role, what reason the person gives, where to, and how much is in dispute."""
    roles = [claim for claim in person.claims if isinstance(claim, Role)]
    if here := [claim for claim in roles if claim.at == FOCUS] or roles:
        role = min(here, key=lambda claim: (len(locale.texts.plain(claim.value)), claim.anchor))
        yield entry.FactLine(label=locale.labels.of_property(role), value=value(locale, where, role))
    own = [claim for claim in person.claims if isinstance(claim, Reason) and claim.by == "self"]
    if own:
        links = dict.fromkeys(locale.links.to(claim.reason, where) for claim in own)
        yield entry.FactLine(label=locale.labels.text("own_reason"), value=Markdown(" · ".join(links)))
    going = next((claim for claim in person.claims if isinstance(claim, Next)), None)
    if going:
        yield entry.FactLine(label=locale.labels.of_property(going), value=value(locale, where, going))
    if count := sum(not d.settled for d in locale.corpus.disputes_about.get(person.id, ())):
        label = locale.labels.text("in_dispute")
        yield entry.FactLine(label=label, value=Markdown(f"[{count}](#disputes)"))


def neighbours(locale: Locale, person: Person, where: PurePosixPath) -> Iterator[entry.FactLine]:
    """Who left before and after the person, by date; nothing for one who did not leave, or of whom no date is told."""
    for key, other in zip(("left_before", "left_after"), departures_beside(locale.corpus, person), strict=True):
        if other:
            told = f"{locale.links.to(other.person.id, where)} {stay_view(locale, other, where).when}"
            yield entry.FactLine(label=locale.labels.text(key), value=Markdown(told))


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
