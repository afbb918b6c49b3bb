"""Links of one edition: to records, to voices, to the web."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kb.corpus.corpus import Corpus
from kb.edition.addresses import page_address, path_of, relative
from kb.edition.labels import Labels
from kb.edition.markdown import Markdown, escape
from kb.edition.names import Names
from kb.model.claims import VOICES


@dataclass(frozen=True)
class Links:
    """``site_url`` is where the site will be published, with a slash at its end; empty where that is not known."""

    corpus: Corpus
    labels: Labels
    names: Names
    site_url: str = ""
    _shown: dict[str, Markdown] = field(default_factory=dict, compare=False)
    """Names as they stand in Markdown, by the id of the record: a page links to few records many times."""

    def to(self, target: str, page: PurePosixPath, words: str = "", anchor: str = "") -> Markdown:
        """A link from ``page`` to a record, shown by its name or other words; the words alone where there is no such
        record."""
        record = self.corpus.records.get(target)
        shown = escape(words) if words else self._name(target)
        if record is None:
            return shown
        return Markdown(f"[{shown}]({relative(path_of(record), page)}{'#' + anchor if anchor else ''})")

    def voice(self, who: str, page: PurePosixPath) -> Markdown:
        """Whoever says a thing: a record's name with its link, or 'the person', 'the press', 'observers'."""
        return escape(self.labels.of_voice(who)) if who in VOICES else self.to(who, page)

    def web_address(self, page: PurePosixPath) -> str:
        """Where the page will be on the web; empty where the site's own address is not known."""
        return f"{self.site_url}{self.labels.edition}/{page_address(page)}" if self.site_url else ""

    def _name(self, target: str) -> Markdown:
        if target not in self._shown:
            record = self.corpus.records.get(target)
            self._shown[target] = escape(self.names.of(record) if record else target)
        return self._shown[target]
