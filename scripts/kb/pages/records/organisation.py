"""The page of an organisation, a product, a project or a place."""

from __future__ import annotations

from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.model.records import Organisation
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records.claim_views import ORGANISATION_GROUPS, grouped


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
        groups=tuple(grouped(locale, where, organisation, ORGANISATION_GROUPS)),
        disputes=entry.disputes(locale, organisation, where),
        related=entry.related(locale, organisation, where),
    )
