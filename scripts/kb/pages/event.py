"""The page of an event."""

from __future__ import annotations

from kb.output import OutputFile
from kb.pages import entry
from kb.pages.claim_views import EVENT_GROUPS, grouped
from kb.pages.frame import render
from kb.pages.wording import Wording, path_of
from kb.records import Event


def page(wording: Wording, event: Event) -> OutputFile:
    where = path_of(event)
    return render(
        "entry.md.j2", wording, where,
        title=wording.full_name(event),
        description=wording.plain(event.summary),
        record_id=event.id,
        heading=wording.name(event),
        kind=wording.label(f"kind_{event.kind}"),
        names=entry.names(wording, event),
        summary=wording.prose(event.summary, where),
        involved=tuple(wording.link(target, where) for target in event.involves),
        groups=tuple(grouped(wording, where, event, EVENT_GROUPS)),
        disputes=entry.disputes(wording, event, where),
        related=entry.related(wording, event, where),
    )
