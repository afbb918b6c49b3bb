"""Why they left: person, reason, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.claims import LedBy, Reason
from kb.output import OutputFile
from kb.pages.frame import render
from kb.pages.markdown import Markdown
from kb.pages.wording import Wording
from kb.records import Organisation, Person
from kb.status import FOCUS

WHERE = PurePosixPath("why.md")

VOICES = ("self", "company", "media", "observers")
"""The columns: the person; the company and its head; the press; observers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One reason in one cell; ``hedged`` where the source infers it or passes on a rumour."""

    reason: Markdown
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    person: Markdown
    cells: tuple[tuple[Given, ...], ...]
    """The reasons by voice, in the order of `VOICES`; each once, by the firmest claim of it."""


def page(wording: Wording) -> OutputFile:
    people = [p for p in wording.corpus.people if any(isinstance(c, Reason) for c in p.claims)]
    return render(
        "why.md.j2", wording, WHERE,
        title=wording.label("why"), description=wording.label("why_line"),
        voices=tuple(wording.label(f"voice_{voice}") for voice in VOICES),
        rows=tuple(row(wording, person) for person in wording.in_order(people)),
        reasons=tuple(
            (wording.link(t.id, WHERE), wording.prose(t.summary, WHERE))
            for t in wording.in_order([t for t in wording.corpus.topics if t.kind == "reason"])
        ),
    )


def row(wording: Wording, person: Person) -> Row:
    cells: dict[str, dict[str, Given]] = {voice: {} for voice in VOICES}
    for claim in sorted((c for c in person.claims if isinstance(c, Reason)), key=lambda c: c.basis != "stated"):
        topic = wording.corpus.records.get(claim.reason)
        words = wording.name(topic) if topic else claim.reason
        given = Given(reason=wording.link(person.id, WHERE, words, claim.anchor), basis=wording.label(claim.basis))
        cells[_column(wording, person, claim)].setdefault(claim.reason, given)
    return Row(person=wording.link(person.id, WHERE), cells=tuple(tuple(cells[voice].values()) for voice in VOICES))


def _column(wording: Wording, person: Person, claim: Reason) -> str:
    """Which voice a reason is told by: the company's head speaks for the company."""
    if claim.by in ("self", person.id):
        return "self"
    speaker = wording.corpus.records.get(claim.by or "")
    focus = wording.corpus.records.get(FOCUS)
    heads = [c.led_by for c in focus.claims if isinstance(c, LedBy)] if focus else []
    if isinstance(speaker, Organisation) or claim.by in heads:
        return "company"
    return claim.by if claim.by in VOICES else "observers"
