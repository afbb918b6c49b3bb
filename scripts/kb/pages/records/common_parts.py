"""What the pages of all kinds of records share: names in every script, and links to and from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.model.records import KINDS, Dispute, Organisation, Person, Record
from kb.model.values import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    name: str
    lang: str
    note: str = ""


_DISPUTES = ("contradiction", "difference", "reading")
_MATTERS = ("story", "detail", "wording")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLine:
    """A dispute, and what it asks."""

    link: Markdown
    question: Markdown
    settled: str
    """Since when it is settled; empty while it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """A line of the sheet at the head of a page."""

    label: str
    value: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedGroup:
    """Records of one kind that name this one; ``key`` is the kind's label."""

    key: str
    links: tuple[Markdown, ...]


def names(locale: Locale, record: Record) -> tuple[NameView, ...]:
    """The record's names besides the one in the title, in all scripts; a converted form is marked."""
    forms = dict(record.names.by_script)
    proper = isinstance(record, (Person, Organisation))  # other records are called by titles of ours
    converted = proper and Edition.HANS in forms and Edition.HANT not in forms
    if converted:
        forms[Edition.HANT] = locale.names.traditional(record)
    title = locale.names.of(record)
    views: dict[str, NameView] = {}
    for edition, name in forms.items():
        note = (
            locale.labels.text("converted")
            if converted and edition is Edition.HANT and name != forms[Edition.HANS]
            else ""
        )
        views.setdefault(name, NameView(name=name, lang=edition, note=note))
    for name in (*record.names.also, *record.names.weak):
        views.setdefault(name, NameView(name=name, lang="en" if name.isascii() else "zh"))
    if not proper:
        return tuple(view for name, view in views.items() if name in record.names.also)
    return tuple(view for name, view in views.items() if name != title)


def related(locale: Locale, record: Record, page: PurePosixPath) -> tuple[RelatedGroup, ...]:
    """The other records that name this one, by kind."""
    naming = locale.corpus.backlinks.get(record.id, ())
    groups = []
    for kind in KINDS:
        members = [other for other in naming if isinstance(other, kind) and kind.kind_name != "disputes"]
        if members:
            links = tuple(locale.links.to(other.id, page) for other in locale.names.in_order(members))
            groups.append(RelatedGroup(key=kind.kind_name, links=links))
    return tuple(groups)


def disputes(locale: Locale, record: Record, page: PurePosixPath) -> tuple[DisputeLine, ...]:
    """The disputes about the record: what matters most first, and of those what is about few others; settled ones
    last."""
    found = locale.corpus.disputes_about.get(record.id, ())
    return tuple(
        DisputeLine(
            link=locale.links.to(d.id, page),
            question=locale.texts.linked(d.question, page),
            settled=locale.labels.filled("settled_on", locale.dates.words(d.settled.date)) if d.settled else "",
        )
        for d in sorted(found, key=lambda d: (*dispute_rank(d), len(d.about), d.id))
    )


def dispute_rank(dispute: Dispute) -> tuple[bool, bool, int, int]:
    """Where a dispute stands among others: what matters to the story first; quarrels over wording last, whatever
    their kind; and after all of them what is settled."""
    return (
        bool(dispute.settled),
        dispute.matter == "wording",
        _DISPUTES.index(dispute.kind),
        _MATTERS.index(dispute.matter),
    )
