"""The site's own words, which stand in no record: one table for all editions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.edition.spacing import filled
from kb.model.claims import VOICES, Claim
from kb.model.values import Edition
from kb.text.tables import table

LABELS: Mapping[str, Mapping[str, str]] = table("kb.edition", "labels.yaml")
"""Key -> ``{en: ..., zh: ...}``; ``zh`` is simplified, and the traditional is converted from it."""

EDITION_NAMES: Mapping[Edition, str] = {Edition.EN: "English", Edition.HANS: "简体中文", Edition.HANT: "繁體中文"}
"""What each edition calls itself."""


@dataclass(frozen=True)
class Labels:
    """The labels of one edition."""

    edition: Edition
    to_traditional: Callable[[str], str]

    def text(self, key: str) -> str:
        """The label of that key. Raises KeyError where the table has none."""
        return self._texts[key]

    def filled(self, key: str, value: str) -> str:
        """The label of that key with ``value``, a name or a link, in its place ``{0}``; spaced as Chinese is."""
        text = self.text(key)
        return text.format(value) if self.edition is Edition.EN else filled(text, value)

    def of_property(self, claim: Claim) -> str:
        """What the claim's property is called."""
        return self.chosen(*claim.label)

    def of_voice(self, voice: str) -> str:
        """What a voice that is no record is called: one of `kb.model.claims.VOICES`."""
        return self.chosen(*VOICES[voice])

    @property
    def colon(self) -> str:
        return ": " if self.edition is Edition.EN else "："

    @property
    def comma(self) -> str:
        return ", " if self.edition is Edition.EN else "，"

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return " " if self.edition is Edition.EN else ""

    def bracketed(self, words: str) -> str:
        """The words in brackets, with the space before them that English has."""
        return f" ({words})" if self.edition is Edition.EN else f"（{words}）"

    @property
    def stop(self) -> str:
        """What ends a sentence."""
        return "." if self.edition is Edition.EN else "。"

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {key: self.chosen(texts["en"], texts["zh"]) for key, texts in LABELS.items()}

    def chosen(self, english: str, chinese: str) -> str:
        """Of an English text and a Chinese one, that of this edition."""
        match self.edition:
            case Edition.EN:
                return english
            case Edition.HANS:
                return chinese
            case Edition.HANT:
                return self.to_traditional(chinese)
