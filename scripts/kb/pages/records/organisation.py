"""The page of an organisation, a product, a project or a place."""

from __future__ import annotations

from dataclasses import dataclass

from kb.corpus.stays import Stay, stays_by_organisation
from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.records import Organisation
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records.claim_views import ORGANISATION_GROUPS, grouped
from kb.pages.records.person import StayView, stay_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One who is or was there, and how that stands."""

    link: Markdown
    stay: StayView


def page(locale: Locale, organisation: Organisation) -> OutputFile:
    where = path_of(organisation)
    return render(
        "entry.md.j2",
        locale,
        where,
        title=locale.names.full(organisation),
        description=locale.texts.plain(organisation.summary),
        record_id=organisation.id,
        heading=locale.names.of(organisation),
        kind=locale.labels.text(f"kind_{organisation.kind}"),
        names=entry.names(locale, organisation),
        summary=locale.texts.linked(organisation.summary, where),
        involved=(),
        members=members(locale, organisation),
        groups=tuple(grouped(locale, where, organisation, ORGANISATION_GROUPS)),
        disputes=entry.disputes(locale, organisation, where),
        related=entry.related(locale, organisation, where),
    )


def members(locale: Locale, organisation: Organisation) -> tuple[Member, ...]:
    """Who left, the last first, then who else is told to have been there; empty where it is of one alone."""
    where = path_of(organisation)
    there = stays_by_organisation(locale.corpus).get(organisation.id, ())
    found = {stay.person.id: stay for stay in there}.values()  # the last of each
    if len(found) < 2:
        return ()
    return tuple(
        Member(link=locale.links.to(stay.person.id, where), stay=stay_view(locale, stay, where))
        for stay in sorted(found, key=_order)
    )


def _order(stay: Stay) -> tuple[bool, bool, int, str]:
    dated = stay.order[0].toordinal() if stay.date else 0
    return not stay.is_departure, not stay.date, -dated, stay.id
