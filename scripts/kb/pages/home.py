"""The home page of an edition."""

from __future__ import annotations

from pathlib import PurePosixPath

from kb.chronology import happenings
from kb.claims import AnnouncedLeaving, Cofounded, Left, SteppedBack
from kb.output import OutputFile
from kb.pages import timeline
from kb.pages.frame import render
from kb.pages.indexes import standing_section
from kb.pages.markdown import Markdown
from kb.pages.person import status_view
from kb.pages.wording import Wording, relative
from kb.records import KINDS
from kb.status import FOCUS, status

WHERE = PurePosixPath("index.md")
LATEST = 8


def page(wording: Wording) -> OutputFile:
    corpus = wording.corpus
    founders = [p for p in corpus.people if any(isinstance(c, Cofounded) and c.cofounded == FOCUS for c in p.claims)]
    departures = [
        h for h in happenings(corpus)
        if isinstance(h.claim, (AnnouncedLeaving, Left, SteppedBack)) and h.claim.value == FOCUS
    ]
    return render(
        "home.md.j2", wording, WHERE,
        title=wording.label("home"), description=wording.label("site_line"),
        founders=tuple(
            (wording.link(p.id, WHERE), status_view(wording, status(p, FOCUS), WHERE)) for p in wording.in_order(founders)
        ),
        latest=tuple(timeline.row(wording, h) for h in reversed(departures[-LATEST:])),
        kinds=tuple(
            (Markdown(f"[{wording.label(key)}]({relative(path, WHERE)})"), wording.label(f"{key}_line"))
            for key, path in [(k.kind_name, PurePosixPath(k.kind_name, "index.md")) for k in KINDS] + [("timeline", timeline.WHERE)]
        ),
        left=sum(standing_section(p) == "left_xai" for p in corpus.people),
    )
