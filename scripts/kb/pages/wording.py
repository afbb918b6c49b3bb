"""How one edition says things: names, texts, dates, labels and links in its language and script."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import PurePosixPath

import yaml

from kb.claims import VOICES, Claim, Prose
from kb.corpus import Corpus
from kb.pages import dates
from kb.pages.markdown import Markdown, escape
from kb.prose import Link, segments
from kb.records import Entry, Person
from kb.text.collation import sort_key
from kb.text.conversion import Converter
from kb.values import MONTHS, Edition, PartialDate

LABELS: dict[str, dict[str, str]] = yaml.safe_load(resources.files("kb.pages").joinpath("labels.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Wording:
    """The words of one edition. ``to_traditional`` converts simplified Chinese for the traditional one.

    ``site_url`` is where the site will be published, with a slash at its end; empty where that is not known.
    """

    edition: Edition
    corpus: Corpus
    to_traditional: Callable[[str], str]
    converted: dict[str, str]
    """What `to_traditional` has converted so far, for the next build to begin with."""
    site_url: str = ""

    # --- Labels ---------------------------------------------------------------------------------------------------

    def label(self, key: str) -> str:
        return self._labels[key]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {key: self._chosen(texts["en"], texts["zh"]) for key, texts in LABELS.items()}

    def property_label(self, claim: Claim) -> str:
        return self._chosen(*claim.label)

    def _chosen(self, english: str, chinese: str) -> str:
        match self.edition:
            case Edition.EN:
                return english
            case Edition.HANS:
                return chinese
        return self.to_traditional(chinese)

    @property
    def colon(self) -> str:
        return ": " if self.edition is Edition.EN else "："

    @property
    def comma(self) -> str:
        return ", " if self.edition is Edition.EN else "，"

    # --- Names ----------------------------------------------------------------------------------------------------

    def name(self, record: Entry) -> str:
        """The record's name in this edition's script; another script's where this one has none."""
        names = record.names
        match self.edition:
            case Edition.EN:
                return names.en or names.zh_hans or names.zh_hant or record.id
            case Edition.HANS:
                return names.zh_hans or names.en or names.zh_hant or record.id
        return names.zh_hant or (self.to_traditional(names.zh_hans) if names.zh_hans else None) or names.en or record.id

    def second_name(self, record: Entry) -> str:
        """The other name that readers of this edition may know the record by; empty where there is none."""
        names = record.names
        other = (names.zh_hans or names.zh_hant) if self.edition is Edition.EN else names.en
        return other if other and other != self.name(record) else ""

    def full_name(self, record: Entry) -> str:
        """The name, and for people the second name after it."""
        second = self.second_name(record) if isinstance(record, Person) else ""
        return f"{self.name(record)} ({second})" if second and self.edition is Edition.EN else f"{self.name(record)} {second}".strip()

    def in_order(self, records: tuple[Entry, ...] | list[Entry]) -> list[Entry]:
        """The records by name, in the order of this edition's language."""
        return sorted(records, key=lambda record: (sort_key(self.name(record), self.edition), record.id))

    # --- Links ----------------------------------------------------------------------------------------------------

    def link(self, target: str, page: PurePosixPath, words: str = "", anchor: str = "") -> Markdown:
        """A link from ``page`` to a record, shown by its name or other words; the words alone where there is no such record."""
        record = self.corpus.records.get(target)
        shown = escape(words) if words else self._shown_name(target)
        if record is None:
            return shown
        where = relative(path_of(record), page)
        return Markdown(f"[{shown}]({where}{'#' + anchor if anchor else ''})")

    def _shown_name(self, target: str) -> Markdown:
        if target not in self._names:
            record = self.corpus.records.get(target)
            self._names[target] = escape(self.name(record) if record else target)
        return self._names[target]

    @cached_property
    def _names(self) -> dict[str, Markdown]:
        return {}

    def voice(self, who: str, page: PurePosixPath) -> Markdown:
        """Whoever says a thing: a record's name with its link, or 'the person', 'the press', 'observers'."""
        return escape(self._chosen(*VOICES[who])) if who in VOICES else self.link(who, page)

    def web_address(self, page: PurePosixPath) -> str:
        """Where the page will be on the web; empty where the site's own address is not known."""
        return f"{self.site_url}{self.edition}/{page_address(page)}" if self.site_url else ""

    # --- Texts and dates --------------------------------------------------------------------------------------------

    def prose(self, prose: Prose | None, page: PurePosixPath) -> Markdown:
        """The text with its links, for a page; marked where it is in the other language only."""
        if prose is None:
            return Markdown("")
        text, lang = self._text(prose)
        body = Markdown("".join(
            self.link(s.target, page, s.words) if isinstance(s, Link) else escape(s, opening=position == 0)
            for position, s in enumerate(segments(text))
        ))
        return body if lang == self.edition else Markdown(f'<span class="kb-untranslated" lang="{lang}">{body}</span>')

    def plain(self, prose: Prose | None) -> str:
        """The text without links, for titles and descriptions."""
        if prose is None:
            return ""
        text, _ = self._text(prose)
        return "".join(self._link_words(s) if isinstance(s, Link) else s for s in segments(text))

    def _link_words(self, link: Link) -> str:
        record = self.corpus.records.get(link.target)
        return link.words or (self.name(record) if record else link.target)

    def _text(self, prose: Prose) -> tuple[str, str]:
        """The text as this edition shows it, and the language it is in."""
        if self.edition is Edition.EN:
            return (prose.en, "en") if prose.en else (prose.zh or "", "zh-Hans")
        if self.edition is Edition.HANT and prose.zh_hant:
            return prose.zh_hant, "zh-Hant"
        if prose.zh:
            return (prose.zh, "zh-Hans") if self.edition is Edition.HANS else (self.to_traditional(prose.zh), "zh-Hant")
        return prose.en or "", "en"

    def month(self, number: int) -> str:
        """A month's short name."""
        return MONTHS[number - 1][:3] if self.edition is Edition.EN else f"{number}月"

    def year_month(self, month: str) -> str:
        """A month of a year in words: ``2026-02`` gives ``February 2026``."""
        return self.date(PartialDate.parse(month))

    def date(self, date: PartialDate | None) -> str:
        if date is None:
            return self.label("undated")
        return dates.in_english(date) if self.edition is Edition.EN else self._chosen("", dates.in_chinese(date))


_TRADITIONAL_MARKS = str.maketrans("“”‘’", "「」『』")
"""Quotation marks as Taiwan and Hong Kong set them."""


_VERSION = "\0version"
"""The key, no text of a record, under which remembered conversions tell what they were made with."""


def wordings(corpus: Corpus, converted: dict[str, str] | None = None, site_url: str | None = None) -> tuple[Wording, ...]:
    """One wording for each edition; they share the conversion to traditional Chinese.

    ``converted`` remembers conversions from one build to the next. It is emptied where it was made with other
    names or corrections.
    """
    names = [(r.names.zh_hans, r.names.zh_hant) for r in corpus if r.names.zh_hans and r.names.zh_hant]
    converter = Converter(names)
    remembered = {} if converted is None else converted
    if remembered.get(_VERSION) != converter.version:
        remembered.clear()
        remembered[_VERSION] = converter.version

    def to_traditional(text: str) -> str:
        if text not in remembered:
            remembered[text] = converter.to_traditional(text).translate(_TRADITIONAL_MARKS)
        return remembered[text]

    return tuple(Wording(edition, corpus, to_traditional, remembered, site_url or "") for edition in Edition)


def path_of(record: Entry) -> PurePosixPath:
    """Where a record's page stands within an edition."""
    return _path(record.kind_name, record.id)


@lru_cache(maxsize=65536)
def _path(kind: str, record_id: str) -> PurePosixPath:
    return PurePosixPath(kind, f"{record_id}.md")


@lru_cache(maxsize=65536)
def relative(target: PurePosixPath, page: PurePosixPath) -> str:
    """The way from one page to another, as Markdown links give it."""
    return posixpath.relpath(target, page.parent)


def page_address(page: PurePosixPath) -> str:
    """A page's address within its edition: ``people/tony-wu.md`` is at ``people/tony-wu/``, an index at its folder."""
    parts = page.with_suffix("").parts
    return "".join(f"{part}/" for part in (parts[:-1] if parts[-1] == "index" else parts))


def href(record: Entry, page: PurePosixPath, anchor: str = "") -> str:
    """The way from a page to a record's page for links within HTML and SVG, which MkDocs leaves as they are."""
    way = posixpath.relpath(page_address(path_of(record)), page_address(page) or ".")
    return f"{way}/{'#' + anchor if anchor else ''}"
