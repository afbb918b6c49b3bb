"""Texts of records in one edition's language: with links for a page, or plain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.edition.links import Links
from kb.edition.markdown import Markdown, escape
from kb.edition.spacing import spaced_after, spaced_before
from kb.model.claims import Prose
from kb.model.prose import Link, segments
from kb.model.values import Edition


@dataclass(frozen=True)
class Texts:
    edition: Edition
    links: Links
    to_traditional: Callable[[str], str]

    def linked(self, prose: Prose | None, page: PurePosixPath) -> Markdown:
        """The text with its links, for a page; marked where it is in the other language only."""
        if prose is None:
            return Markdown("")
        text, lang = self._text(prose)
        body = Markdown(
            "".join(
                self.links.to(s.target, page, s.words) if isinstance(s, Link) else escape(s, opening=position == 0)
                for position, s in enumerate(self._spaced(text))
            )
        )
        return body if lang == self.edition else Markdown(f'<span class="kb-untranslated" lang="{lang}">{body}</span>')

    def plain(self, prose: Prose | None) -> str:
        """The text without links, for titles and descriptions."""
        if prose is None:
            return ""
        text, _ = self._text(prose)
        return "".join(self._link_words(s) if isinstance(s, Link) else s for s in self._spaced(text))

    def _spaced(self, text: str) -> list[str | Link]:
        """The text's runs and links; in Chinese, with a space where Han meets Latin at a link's end and none between
        Han.

        A record's name may be Latin in one edition and Han in another, so that the text itself cannot say which it is.
        """
        found = list(segments(text))
        if self.edition is Edition.EN:
            return found
        for i, link in enumerate(found):
            if not isinstance(link, Link) or not (words := self._link_words(link)):
                continue
            if i and isinstance(before := found[i - 1], str):
                found[i - 1] = spaced_before(before, words)
            if i + 1 < len(found) and isinstance(after := found[i + 1], str):
                found[i + 1] = spaced_after(words, after)
        return found

    def _link_words(self, link: Link) -> str:
        record = self.links.corpus.records.get(link.target)
        return link.words or (self.links.names.of(record) if record else link.target)

    def _text(self, prose: Prose) -> tuple[str, str]:
        """The text as this edition shows it, and the language it is in."""
        if self.edition is Edition.EN:
            return (prose.en, "en") if prose.en else (prose.zh or "", "zh-Hans")
        if self.edition is Edition.HANT and prose.zh_hant:
            return prose.zh_hant, "zh-Hant"
        if prose.zh:
            return (prose.zh, "zh-Hans") if self.edition is Edition.HANS else (self.to_traditional(prose.zh), "zh-Hant")
        return prose.en or "", "en"
