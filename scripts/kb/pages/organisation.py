"""The page of an organisation, a product, a project or a place."""

from __future__ import annotations

from kb.output import OutputFile
from kb.pages import entry
from kb.pages.claim_views import ORGANISATION_GROUPS, grouped
from kb.pages.frame import render
from kb.pages.wording import Wording, path_of
from kb.records import Organisation


def page(wording: Wording, organisation: Organisation) -> OutputFile:
    where = path_of(organisation)
    return render(
        "entry.md.j2", wording, where,
        title=wording.full_name(organisation),
        description=wording.plain(organisation.summary),
        record_id=organisation.id,
        heading=wording.name(organisation),
        kind=wording.label(f"kind_{organisation.kind}"),
        names=entry.names(wording, organisation),
        summary=wording.prose(organisation.summary, where),
        involved=(),
        groups=tuple(grouped(wording, where, organisation, ORGANISATION_GROUPS)),
        disputes=entry.disputes(wording, organisation, where),
        related=entry.related(wording, organisation, where),
    )
