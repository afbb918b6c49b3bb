"""Claims as pages show them: what is claimed, when, by whom, and the words that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from kb.edition.locale import Locale
from kb.edition.markdown import Markdown, escape
from kb.edition.spacing import filled
from kb.model import claims
from kb.model.claims import Claim, Evidence, Evidenced, Prose
from kb.model.parts import Settlement
from kb.model.prose import links
from kb.model.records import Record
from kb.model.values import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """A quote and the link to its source."""

    quote: str
    lang: str
    source: Markdown
    paragraph: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    anchor: str
    label: str
    """What the property is called; empty where the heading says it already."""
    value: Markdown
    date: str
    said_quote: Markdown
    """The source's own wording of the date, quoted."""
    derived: Markdown
    voice: Markdown
    basis: str
    note: Markdown
    outside: Markdown
    proofs: tuple[ProofView, ...]
    date_proofs: tuple[ProofView, ...]
    """The words that give the date, where they are not those of the statement."""
    sources: tuple[str, ...]
    """What the sources are called, each once."""
    disputes: tuple[Markdown, ...]
    withdrawn: Markdown
    """Since when and why we no longer stand by it; empty where we do."""
    articles: str
    """How many articles say so, one that repeats another counted with it; empty where it is one."""


FEW = 8
"""Claims that a long group opens with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """Claims that belong under one heading; ``key`` is the heading's label."""

    key: str
    claims: tuple[ClaimView, ...]

    @property
    def shown(self) -> tuple[ClaimView, ...]:
        return self.claims[:FEW] if self.folded else self.claims

    @property
    def folded(self) -> tuple[ClaimView, ...]:
        """What a page does not open with, where there is much that is reported or said."""
        long = self.key in ("group_reported", "group_facts", "group_words") and len(self.claims) > FEW + 4
        return self.claims[FEW:] if long else ()


PERSON_GROUPS = (
    ("group_status", (claims.Returned, claims.Left, claims.AnnouncedLeaving, claims.SteppedBack, claims.Stays)),
    ("group_why", (claims.Reason,)),
    ("group_words", (claims.Stated,)),
    ("group_next", (claims.Next,)),
    ("group_role", (claims.Cofounded, claims.Joined, claims.Role, claims.Work, claims.Change, claims.ReportedTo)),
    ("group_before", (claims.Born, claims.Studied, claims.TaughtBy, claims.Employed, claims.Achieved)),
    ("group_reported", (claims.Fact, claims.Figure)),
    ("group_names", (claims.Called,)),
)
ORGANISATION_GROUPS = (
    ("group_ties", (claims.PartOf, claims.MadeBy, claims.AcquiredBy, claims.FoundedBy, claims.LedBy)),
    ("group_facts", (claims.Fact,)),
    ("group_figures", (claims.Figure,)),
    ("group_names", (claims.Called,)),
)
EVENT_GROUPS = (
    ("group_date", (claims.Dated, claims.After)),
    ("group_people", (claims.TookPart,)),
    ("group_facts", (claims.Fact, claims.Figure)),
    ("group_names", (claims.Called,)),
)
SOURCE_GROUPS = (
    ("group_origin", (claims.Outlet, claims.Author, claims.Published, claims.Reposted)),
    ("group_scope", (claims.Cites, claims.Damage, claims.Fact, claims.Figure, claims.Called)),
)
TOPIC_GROUPS = (("group_facts", (claims.Fact, claims.Figure, claims.Called)),)


def grouped(
    locale: Locale, page: PurePosixPath, record: Record, groups: tuple[tuple[str, tuple[type[Claim], ...]], ...]
) -> Iterator[ClaimGroup]:
    """A record's claims under their headings, those withdrawn last; headings without claims are left out."""
    yield from _standing_groups(locale, page, record, groups)
    if gone := record.withdrawn_claims:
        yield ClaimGroup(key="withdrawn", claims=tuple(view(locale, page, record, claim) for claim in gone))


def _standing_groups(
    locale: Locale, page: PurePosixPath, record: Record, groups: tuple[tuple[str, tuple[type[Claim], ...]], ...]
) -> Iterator[ClaimGroup]:
    for key, kinds in groups:
        members = [c for kind in kinds for c in record.claims if isinstance(c, kind)]
        if key in ("group_status", "group_reported", "group_facts", "group_words"):
            members.sort(key=_by_date)
        if members:
            views = (view(locale, page, record, c) for c in members)
            one_kind = len(kinds) == 1
            yield ClaimGroup(
                key=key,
                claims=tuple(
                    replace(v, label="") if one_kind or isinstance(c, _SELF_EVIDENT) else v
                    for v, c in zip(views, members, strict=True)
                ),
            )


_SELF_EVIDENT = (claims.Fact, claims.Figure)
"""Claims whose text needs no name of a property before it."""


def _by_date(claim: Claim) -> tuple[object, ...]:
    return (claim.date is None, claim.date.sort_key if claim.date else ())


def view(locale: Locale, page: PurePosixPath, record: Record, claim: Claim) -> ClaimView:
    by = claim.by if claim.by and not (claim.by == "self" and isinstance(claim, claims.Stated)) else None
    return ClaimView(
        anchor=claim.anchor,
        label=locale.labels.of_property(claim),
        value=value(locale, page, claim),
        date=locale.dates.words(claim.date) if claim.date else "",
        said_quote=Markdown(f'<q lang="{_script_of_sources(locale, claim)}">{escape(claim.said)}</q>')
        if claim.said
        else Markdown(""),
        derived=locale.texts.linked(claim.derived, page),
        voice=locale.links.voice(by, page) if by else Markdown(""),
        basis=locale.labels.text(claim.basis),
        note=locale.texts.linked(claim.note, page),
        outside=locale.texts.linked(claim.outside, page),
        proofs=proofs(locale, page, claim),
        date_proofs=_proofs(locale, page, map(Evidence, claim.date_source, claim.date_quote)),
        sources=tuple(dict.fromkeys(_source_name(locale, source) for source in claim.source)),
        disputes=tuple(locale.links.to(d.id, page) for d in locale.corpus.disputes_over(record, claim)),
        withdrawn=_withdrawn(locale, page, claim),
        articles=locale.labels.text("articles").format(count)
        if (count := locale.corpus.independent(claim.source)) > 1
        else "",
    )


def _withdrawn(locale: Locale, page: PurePosixPath, claim: Claim) -> Markdown:
    if not claim.withdrawn:
        return Markdown("")
    since = locale.labels.filled("withdrawn_on", locale.dates.words(claim.withdrawn.date))
    return Markdown(f"{since}{locale.labels.colon}{locale.texts.linked(claim.withdrawn.because, page)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """What ended a dispute or answers a question, since when, and the words that prove it."""

    label: str
    holds: Markdown
    proofs: tuple[ProofView, ...]


def outcome(locale: Locale, page: PurePosixPath, key: str, settlement: Settlement | None) -> OutcomeView | None:
    """The settlement in words, under the label ``key``; nothing while there is none."""
    if not settlement:
        return None
    return OutcomeView(
        label=locale.labels.filled(key, locale.dates.words(settlement.date)),
        holds=locale.texts.linked(settlement.holds, page),
        proofs=proofs(locale, page, settlement),
    )


def labelled(locale: Locale, claim: Claim, label: Markdown | str, told: Markdown) -> Markdown:
    """The name of a property and what is claimed, as one line: parted where what is claimed is a text of its own, so
    that "Role" and "Head of safety" are two things and "Left xAI" is one."""
    own = isinstance(claim.value, Prose) or isinstance(claim, claims.Figure)
    return Markdown(f"{label}{locale.labels.colon}{told}" if own else filled(f"{label} {{0}}", told))


def value(locale: Locale, page: PurePosixPath, claim: Claim) -> Markdown:
    """What a claim says of its property, in words."""
    match claim:
        case claims.Left(manner=manner) if manner:
            return _joined(locale.links.to(claim.left, page), _bracketed(locale, locale.labels.text(manner)))
        case claims.Role() | claims.Change() | claims.Work():
            return _placed(locale, page, locale.texts.linked(claim.value, page), claim.at)
        case claims.ReportedTo() | claims.TaughtBy():
            return _joined(locale.links.to(claim.value, page), _at(locale, page, claim.at))
        case claims.Studied(degree=more) | claims.Employed(as_=more) | claims.TookPart(as_=more):
            return _detailed(locale, page, locale.links.to(claim.value, page), more)
        case claims.Next():
            linked = {link.target for _, link in links(claim.next)}  # what the words lead to need not be said again
            to = Markdown(f"→ {locale.links.to(claim.to, page)}") if claim.to and claim.to not in linked else ""
            return _joined(locale.texts.linked(claim.next, page), to)
        case claims.Reason():
            return _detailed(locale, page, locale.links.to(claim.reason, page), claim.detail)
        case claims.Figure():
            figure, amount = locale.texts.linked(claim.figure, page), locale.texts.linked(claim.value_, page)
            return Markdown(f"{figure}{locale.labels.colon}**{amount}**")
        case claims.Author():
            return _detailed(locale, page, escape(claim.author), claim.as_)
        case claims.Called():
            return Markdown(f'<span lang="{_script_of(claim.called)}">{escape(claim.called)}</span>')
    match claim.value:
        case Prose() as prose:
            return locale.texts.linked(prose, page)
        case PartialDate() as date:
            return escape(locale.dates.words(date))
    return locale.links.to(claim.value, page)


def proofs(locale: Locale, page: PurePosixPath, part: Evidenced) -> tuple[ProofView, ...]:
    """The quotes of a claim or position, each with its source and the paragraph where it stands."""
    return _proofs(locale, page, part.evidence)


def _proofs(locale: Locale, page: PurePosixPath, found: Iterable[Evidence]) -> tuple[ProofView, ...]:
    views = []
    for evidence in found:
        source = locale.corpus.records.get(evidence.source)
        spot = locale.corpus.lock.spot(evidence.source, evidence.quote)
        views.append(
            ProofView(
                quote=evidence.quote,
                lang=getattr(source, "script", "zh-Hans"),
                source=locale.links.to(evidence.source, page),
                paragraph=spot[0] if spot else None,
            )
        )
    return tuple(views)


def _source_name(locale: Locale, source: str) -> str:
    record = locale.corpus.records.get(source)
    return locale.names.of(record) if record else source


def _placed(locale: Locale, page: PurePosixPath, text: Markdown, organisation: str | None) -> Markdown:
    """A text and where it was so; nothing is added where the text names the organisation itself."""
    if not organisation or f"{organisation}.md" in text:
        return text
    if locale.edition.language == "en" and text.endswith(
        "."
    ):  # a sentence of its own: no words can follow its full stop
        return _joined(text, Markdown(f"({locale.links.to(organisation, page)})"))
    return _joined(text, _at(locale, page, organisation))


def _at(locale: Locale, page: PurePosixPath, organisation: str | None) -> Markdown:
    if not organisation:
        return Markdown("")
    link = locale.links.to(organisation, page)
    return Markdown(f"{locale.labels.text('at')} {link}" if locale.edition == "en" else f"（{link}）")


def _detailed(locale: Locale, page: PurePosixPath, head: Markdown, detail: Prose | None) -> Markdown:
    if not detail:
        return head
    return Markdown(f"{head}{locale.labels.colon}{locale.texts.linked(detail, page)}")


def _bracketed(locale: Locale, text: str) -> str:
    return f"({text})" if locale.edition.language == "en" else f"（{text}）"


def _joined(*parts: str) -> Markdown:
    return Markdown(" ".join(part for part in parts if part))


def _script_of_sources(locale: Locale, claim: Claim) -> str:
    source = locale.corpus.records.get(claim.source[0]) if claim.source else None
    return getattr(source, "script", "zh-Hans")


def _script_of(name: str) -> str:
    return "en" if name.isascii() else "zh"
