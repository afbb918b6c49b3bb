"""Conversions to traditional Chinese, remembered from one build to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.text.conversion import Converter

_VERSION = "\0version"
"""The key, no text of a record, under which remembered conversions tell what they were made with."""

_TRADITIONAL_MARKS = str.maketrans("“”‘’", "「」『』")
"""Quotation marks as Taiwan and Hong Kong set them."""


class RememberedConversion:
    """Converts each text once. What was ``remembered`` with other names or rules is forgotten."""

    def __init__(self, names: Iterable[tuple[str, str]], remembered: Mapping[str, str] | None = None) -> None:
        self._converter = Converter(names)
        held = dict(remembered or {})
        self._converted = held if held.get(_VERSION) == self._converter.version else {_VERSION: self._converter.version}

    def __call__(self, text: str) -> str:
        if text not in self._converted:
            self._converted[text] = self._converter.to_traditional(text).translate(_TRADITIONAL_MARKS)
        return self._converted[text]

    @property
    def remembered(self) -> Mapping[str, str]:
        """Everything converted so far, for the next build to begin with."""
        return self._converted
