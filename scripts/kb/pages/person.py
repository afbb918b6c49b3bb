"""The page of a person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.network import Network
from kb.output import OutputFile
from kb.pages import entry, ties
from kb.pages.claim_views import PERSON_GROUPS, grouped
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.wording import Wording, path_of
from kb.records import Person
from kb.status import FOCUS, Standing, Status, statuses


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """A person's standing with one organisation in words."""

    standing: Standing
    sentence: Markdown
    short: str
    """The standing alone, where the organisation is plain from the context."""
    date: str
    date_kind: str


def page(wording: Wording, person: Person, network: Network) -> OutputFile:
    where = path_of(person)
    return render(
        "person.md.j2", wording, where,
        title=wording.full_name(person),
        description=wording.plain(person.summary),
        record_id=person.id,
        heading=wording.name(person),
        names=entry.names(wording, person),
        statuses=status_views(wording, person, where),
        summary=wording.prose(person.summary, where),
        way=ties.way(wording, where, person, network),
        others=ties.others(wording, where, person, network),
        moments=ties.moments(wording, person),
        groups=tuple(grouped(wording, where, person, PERSON_GROUPS)),
        disputes=entry.disputes(wording, person, where),
        related=entry.related(wording, person, where),
    )


def status_views(wording: Wording, person: Person, where: PurePosixPath) -> tuple[StatusView, ...]:
    """The standings that the page's head tells of: with the organisation in focus, and wherever the person left."""
    return tuple(
        status_view(wording, status, where)
        for status in statuses(person)
        if status.is_departure or (status.organisation == FOCUS and status.standing is not Standing.UNTOLD)
    )


def status_view(wording: Wording, status: Status, where: PurePosixPath) -> StatusView:
    dated = status.date
    kinds = {Standing.ANNOUNCED: "when_posted", Standing.THERE: "when_as_of"}
    kind = kinds.get(status.standing) if dated else None
    if dated and status.standing is Standing.THERE and dated.date.is_interval:  # "as of" a day, but "between" two
        kind = None
    if dated and dated.property == "announced_leaving":
        kind = "when_posted"
    return StatusView(
        standing=status.standing,
        sentence=Markdown(wording.label(f"status_{status.standing}").format(wording.link(status.organisation, where))),
        short=wording.label(f"short_{status.standing}"),
        date=wording.date(dated.date) if dated else "",
        date_kind=wording.label(kind) if kind else "",
    )
