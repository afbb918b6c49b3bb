"""The page of a person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.network import Network
from kb.corpus.status import FOCUS, Standing, Status, statuses
from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.records import Person
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records import connections as ties
from kb.pages.records.claim_views import PERSON_GROUPS, grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """A person's standing with one organisation in words."""

    standing: Standing
    sentence: Markdown
    short: str
    """The standing alone, where the organisation is plain from the context."""
    date: str
    date_kind: str


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
        statuses=status_views(locale, person, where),
        summary=locale.texts.linked(person.summary, where),
        way=ties.way(locale, where, person, network),
        others=ties.others(locale, where, person, network),
        moments=ties.moments(locale, person),
        groups=tuple(grouped(locale, where, person, PERSON_GROUPS)),
        disputes=entry.disputes(locale, person, where),
        related=entry.related(locale, person, where),
    )


def status_views(locale: Locale, person: Person, where: PurePosixPath) -> tuple[StatusView, ...]:
    """The standings that the page's head tells of: with the organisation in focus, and wherever the person left."""
    return tuple(
        status_view(locale, status, where)
        for status in statuses(person)
        if status.is_departure or (status.organisation == FOCUS and status.standing is not Standing.UNTOLD)
    )


def status_view(locale: Locale, status: Status, where: PurePosixPath) -> StatusView:
    dated = status.date
    kinds = {Standing.ANNOUNCED: "when_posted", Standing.THERE: "when_as_of"}
    kind = kinds.get(status.standing) if dated else None
    if dated and status.standing is Standing.THERE and dated.date.is_interval:  # "as of" a day, but "between" two
        kind = None
    if dated and dated.property_name == "announced_leaving":
        kind = "when_posted"
    return StatusView(
        standing=status.standing,
        sentence=Markdown(
            locale.labels.text(f"status_{status.standing}").format(locale.links.to(status.organisation, where))
        ),
        short=locale.labels.text(f"short_{status.standing}"),
        date=locale.dates.words(dated.date) if dated else "",
        date_kind=locale.labels.text(kind) if kind else "",
    )
