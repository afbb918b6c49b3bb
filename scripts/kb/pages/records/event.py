"""The page of an event."""

from __future__ import annotations

from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.model.records import Event
from kb.pages.frame import render
from kb.pages.records import common_parts as entry
from kb.pages.records.claim_views import EVENT_GROUPS, grouped


def page(locale: Locale, event: Event) -> OutputFile:
    where = path_of(event)
    return render(
        "entry.md.j2",
        locale,
        where,
        title=locale.names.full(event),
        description=locale.texts.plain(event.summary),
        record_id=event.id,
        heading=locale.names.of(event),
        kind=locale.labels.text(f"kind_{event.kind}"),
        names=entry.names(locale, event),
        summary=locale.texts.linked(event.summary, where),
        involved=tuple(locale.links.to(target, where) for target in event.involves),
        members=(),
        groups=tuple(grouped(locale, where, event, EVENT_GROUPS)),
        disputes=entry.disputes(locale, event, where),
        related=entry.related(locale, event, where),
    )
