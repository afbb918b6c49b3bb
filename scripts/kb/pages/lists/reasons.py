"""Why they left: person, reason, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.stays import FOCUS, telling_stay
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.edition.output import OutputFile
from kb.model.claims import LedBy, Reason
from kb.model.records import Organisation, Person
from kb.pages.frame import render

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


def page(locale: Locale) -> OutputFile:
    gone = [p for p in locale.corpus.people if (stay := telling_stay(locale.corpus, p)) and stay.is_departure]
    people = [p for p in locale.corpus.people if any(_given_reasons(p))]
    without = [p for p in gone if p not in people]
    return render(
        "why.md.j2",
        locale,
        WHERE,
        title=locale.labels.text("why"),
        description=locale.labels.text("why_line"),
        voices=tuple(locale.labels.text(f"voice_{voice}") for voice in VOICES),
        rows=tuple(row(locale, person) for person in locale.names.in_order(people)),
        without=tuple(locale.links.to(person.id, WHERE) for person in locale.names.in_order(without)),
        reasons=tuple(
            (locale.links.to(t.id, WHERE), locale.texts.linked(t.summary, WHERE))
            for t in locale.names.in_order([t for t in locale.corpus.topics if t.kind == "reason"])
        ),
    )


def _given_reasons(person: Person) -> Iterator[Reason]:
    """The reasons that somebody gives for this person; what the editors apply to the person is no one's account."""
    return (c for c in person.claims if isinstance(c, Reason) and c.basis != "applied")


def row(locale: Locale, person: Person) -> Row:
    cells: dict[str, dict[str, Given]] = {voice: {} for voice in VOICES}
    for claim in sorted(_given_reasons(person), key=lambda c: c.basis != "stated"):
        topic = locale.corpus.records.get(claim.reason)
        words = locale.names.of(topic) if topic else claim.reason
        given = Given(
            reason=locale.links.to(person.id, WHERE, words, claim.anchor), basis=locale.labels.text(claim.basis)
        )
        cells[_column(locale, person, claim)].setdefault(claim.reason, given)
    return Row(person=locale.links.to(person.id, WHERE), cells=tuple(tuple(cells[voice].values()) for voice in VOICES))


def _column(locale: Locale, person: Person, claim: Reason) -> str:
    """Which voice a reason is told by: the company's head speaks for the company."""
    if claim.by in ("self", person.id):
        return "self"
    speaker = locale.corpus.records.get(claim.by or "")
    focus = locale.corpus.records.get(FOCUS)
    heads = [c.led_by for c in focus.claims if isinstance(c, LedBy)] if focus else []
    if isinstance(speaker, Organisation) or claim.by in heads:
        return "company"
    return claim.by if claim.by in VOICES else "observers"
