"""A stay in words: the one place where pages, cards, search and exports get them from."""

from __future__ import annotations

from dataclasses import dataclass

from kb.corpus.stays import Dating, Standing, Stay
from kb.edition.date_words import DateWords
from kb.edition.labels import Labels
from kb.edition.markdown import Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWords:
    """Where a person stands with an organisation, and as of when, in the words of one edition."""

    standing: Standing
    sentence: str
    """With the organisation: "Left xAI"."""
    short: str
    """The standing alone, where the organisation is plain from the context."""
    when: str
    """The date with what it is the date of: "made public 9 February 2026"; empty where there is none."""

    def joined(self, comma: str) -> str:
        """Sentence and date on one line."""
        return f"{self.sentence}{comma}{self.when}" if self.when else self.sentence


def standing_words(labels: Labels, dates: DateWords, stay: Stay, organisation: str) -> StandingWords:
    """The words for a stay; ``organisation`` is how it is called there, a name or a link."""
    sentence = labels.filled(f"status_{stay.standing}", organisation)
    short = labels.text(f"short_{stay.standing}")
    if stay.differs:
        sentence = labels.text("sources_differ").format(sentence)
        short = labels.text("sources_differ").format(short)
    return StandingWords(
        standing=stay.standing, sentence=Markdown(sentence), short=short, when=_when(labels, dates, stay)
    )


def mark(stay: Stay) -> str:
    """What a page's element carries for programs and tests: whose stay it shows, the standing, and its date in EDTF."""
    return f'data-stay="{stay.id}" data-standing="{stay.standing}" data-date="{stay.date or ""}"'


def _when(labels: Labels, dates: DateWords, stay: Stay) -> str:
    if not stay.date:
        return ""
    words = dates.words(stay.date)
    if stay.dating is Dating.HAPPENED or stay.dating is Dating.REPORTED_BY:
        return words
    if stay.dating is Dating.AS_OF and stay.date.is_interval:  # "as of" a day, but "between" two
        return words
    return labels.filled("when_posted" if stay.dating is Dating.POSTED else "when_as_of", words)
