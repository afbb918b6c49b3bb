"""One edition's words, gathered for whoever makes pages: labels, names, dates, links, texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.corpus.corpus import Corpus
from kb.edition.date_words import DateWords
from kb.edition.labels import Labels
from kb.edition.links import Links
from kb.edition.names import Names
from kb.edition.texts import Texts
from kb.model.values import Edition
from kb.text.conversion import proper_name
from kb.text.remembered import RememberedConversion


@dataclass(frozen=True, kw_only=True)
class Locale:
    """The parts of one edition's language, and the corpus that they speak of."""

    edition: Edition
    corpus: Corpus
    labels: Labels
    names: Names
    dates: DateWords
    links: Links
    texts: Texts

    @classmethod
    def of(cls, edition: Edition, corpus: Corpus, to_traditional: Callable[[str], str], site_url: str = "") -> Locale:
        """``to_traditional`` converts simplified Chinese; ``site_url`` ends in a slash, and is empty where it is not
        known."""
        labels = Labels(edition, to_traditional)
        names = Names(edition, to_traditional)
        links = Links(corpus, labels, names, site_url)
        return cls(
            edition=edition,
            corpus=corpus,
            labels=labels,
            names=names,
            dates=DateWords(labels),
            links=links,
            texts=Texts(edition, links, to_traditional),
        )

    @property
    def site_url(self) -> str:
        return self.links.site_url

    def to_traditional(self, text: str) -> str:
        """Simplified Chinese in traditional characters, whatever the edition."""
        return self.labels.to_traditional(text)


def conversion_for(corpus: Corpus, remembered: Mapping[str, str] | None = None) -> RememberedConversion:
    """The conversion to traditional Chinese that leaves the corpus' names as their records give them."""
    names = [(r.names.zh_hans, r.names.zh_hant) for r in corpus if r.names.zh_hans and r.names.zh_hant]
    for person in corpus.people:  # a Chinese name without a traditional form is no prose either
        if (name := person.names.zh_hans) and not person.names.zh_hant and len(name) > 1:
            names.append((name, proper_name(name, person=True)))
    return RememberedConversion(names, remembered)


def locales(
    corpus: Corpus, conversion: Callable[[str], str] | None = None, site_url: str | None = None
) -> tuple[Locale, ...]:
    """One for each edition; they share the conversion to traditional Chinese."""
    to_traditional = conversion or conversion_for(corpus)
    return tuple(Locale.of(edition, corpus, to_traditional, site_url or "") for edition in Edition)
