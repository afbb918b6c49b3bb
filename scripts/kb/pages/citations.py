"""How a page, and the article behind a source's page, is cited: plain, in Markdown, BibTeX and GB/T 7714.

No day of access is given, as builds must not differ by the day they are made on, and our own pages carry no date:
they change whenever a record does. What the records do not tell for certain of an article is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.edition.addresses import page_address, path_of
from kb.edition.locale import Locale
from kb.model.claims import Author, Outlet, Published
from kb.model.prose import Link, segments
from kb.model.records import Record, Source
from kb.model.values import Edition, SingleDate

WRITER = "author"
"""The ``as`` of a byline that names the writer; editors and others are not cited."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months' names in BibTeX."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a citation is made of; empty or None where it is not known. ``key`` names it in BibTeX."""

    key: str
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: SingleDate | None = None
    where: str = ""
    """Its address on the web."""
    path: str = ""
    """Its place on the site, where the site's address is not known."""

    @property
    def day(self) -> str:
        return edtf(self.published) if self.published else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way of citing; ``key`` is its label."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One thing to be cited in every form; ``key`` is the label of what it is."""

    key: str
    forms: tuple[Form, ...]


def citations(locale: Locale, record: Record) -> tuple[Citation, ...]:
    """The article before the page about it: who cites a source mostly means the article."""
    cited = [("cite_article", of_article(locale, record))] if isinstance(record, Source) else []
    cited.append(("cite_page", of_page(locale, record)))
    return tuple(Citation(key=key, forms=_forms(locale, work)) for key, work in cited)


def of_page(locale: Locale, record: Record) -> Cited:
    """Our page of a record, in the words of the edition; the site is its author, as citing rules have it for bodies."""
    page = path_of(record)
    return Cited(
        key=f"xai-departures-{record.id}-{locale.edition.lower()}",
        title=locale.names.full(record),
        authors=(locale.labels.text("site"),),
        where=locale.links.web_address(page),
        path="" if locale.site_url else f"{locale.edition}/{page_address(page)}",
    )


def of_article(locale: Locale, source: Source) -> Cited:
    """The article itself. Where it has no headline of its own, our name for it stands in brackets."""
    return Cited(
        key=source.id,
        title=source.headline or f"[{locale.names.of(source)}]",
        authors=writers(source),
        publisher=outlet(locale, source),
        published=published(source),
        where=source.address or "",
    )


def writers(source: Source) -> tuple[str, ...]:
    """Those whom the article names as its writers."""
    return tuple(c.author for c in source.claims if isinstance(c, Author) and (c.as_ is None or c.as_.en == WRITER))


def outlet(locale: Locale, source: Source) -> str:
    """The first outlet that is a record of ours, by name: other words about an outlet describe it, and may be
    doubtful."""
    for claim in source.claims:
        if isinstance(claim, Outlet):
            text = claim.outlet.en or claim.outlet.zh or ""
            for part in segments(text):
                if isinstance(part, Link) and part.target in locale.corpus:
                    return locale.names.of(locale.corpus[part.target])
    return ""


def published(source: Source) -> SingleDate | None:
    """The day, month or year of publication, where the records know one and are sure of it."""
    dates = {c.published for c in source.claims if isinstance(c, Published) and c.basis == "stated"}
    if len(dates) != 1:
        return None
    date = dates.pop()
    single = date.parts[0] if not date.is_interval else None
    return single if single and not single.doubt else None


def edtf(date: SingleDate) -> str:
    """The date as ISO 8601 and GB/T 7714 have it."""
    return "-".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)


def _forms(locale: Locale, cited: Cited) -> tuple[Form, ...]:
    return (
        Form(key="cite_plain", text=plain(cited, locale.edition)),
        Form(key="cite_markdown", text=in_markdown(cited, locale.edition)),
        Form(key="cite_bibtex", text=in_bibtex(cited, locale.edition)),
        Form(key="cite_gbt", text=in_gbt_7714(cited)),
    )


def plain(cited: Cited, edition: Edition) -> str:
    """English after the Chicago manual, Chinese with the title in its own marks."""
    if edition is Edition.EN:
        issued = ", ".join(part for part in (cited.publisher, cited.day) if part)
        english = (
            _ended(", ".join(cited.authors)),
            f"“{_ended(cited.title)}”",
            _ended(issued),
            cited.where or cited.path,
        )
        return " ".join(part for part in english if part)
    parts = ("、".join(cited.authors), f"《{cited.title}》", cited.publisher, cited.day, cited.where or cited.path)
    return "，".join(part for part in parts if part)


def in_markdown(cited: Cited, edition: Edition) -> str:
    """The title as a link, the rest after it; the place on the site where there is no address."""
    shown = _markdown_escaped(cited.title)
    title = f"[{shown}]({cited.where})" if cited.where else shown
    stop, between = (", ", ", ") if edition is Edition.EN else ("，", "、")
    rest = (between.join(cited.authors), cited.publisher, cited.day)
    return stop.join(
        [title, *(_markdown_escaped(part) for part in rest if part), *([f"`{cited.path}`"] if cited.path else [])]
    )


def in_bibtex(cited: Cited, edition: Edition) -> str:
    """An entry of the kind ``@misc``, which every style of BibTeX knows; names and titles are kept as they are by
    double braces."""
    fields = {
        "author": " and ".join(f"{{{_tex_escaped(name)}}}" for name in cited.authors),
        "title": f"{{{_tex_escaped(cited.title)}}}",
        "howpublished": ", ".join(_tex_escaped(part) for part in (cited.publisher, cited.path) if part),
        "year": str(cited.published.year) if cited.published else "",
        "month": _MONTHS[cited.published.month - 1] if cited.published and cited.published.month else "",
        "day": str(cited.published.day) if cited.published and cited.published.day else "",
        "url": cited.where,
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{cited.key},", *lines, "}"])


def in_gbt_7714(cited: Cited) -> str:
    """GB/T 7714-2015, an electronic resource online; the day of access is for whoever cites it to add.

    More than three authors are three and ``等``, as the standard demands.
    """
    named = cited.authors if len(cited.authors) <= 3 else (*cited.authors[:3], "等")
    issued = f"({cited.day})" if cited.day else ""
    parts = [", ".join(named), f"{cited.title}[EB/OL]", f"{cited.publisher}{issued}", cited.where or cited.path]
    return ". ".join(part for part in parts if part) + "."


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".?!？！" else f"{text}."


def _markdown_escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)


_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: f"\\{sign}" for sign in "{}%&#_$"
}


def _tex_escaped(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)
