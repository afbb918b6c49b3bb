"""What is wrong in the data, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""The way from a record's top to a value: ``("claims", 0, "date")``."""


@dataclass(frozen=True, order=True, kw_only=True, slots=True)
class Problem:
    """One mistake in one place.

    ``line`` and ``column`` count from 1. ``hint`` says how to mend it. A ``warning`` is worth an
    editor's look and stops nothing.
    """

    file: str
    line: int = 1
    column: int = 1
    message: str
    hint: str
    code: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}; {self.hint}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A mistake in a loaded record, named by its path: it becomes a `Problem` once the line is looked up."""

    record: str
    path: Path
    message: str
    hint: str
    code: str
    warning: bool = False
    near: str = ""
    """Words within the value that the mistake is about, where it is not the value as a whole."""
    missing: str = ""
    """The id of the record that is not there: what many places lack is one mistake."""


def printable(text: str) -> str:
    """The text as a terminal may be given it: signs that it would obey, or not show, as escapes."""
    return "".join(c if c.isprintable() or c == "\u3000" else c.encode("unicode_escape").decode() for c in text)


def listed(words: Iterable[str]) -> str:
    """The words in order, joined by commas and a last 'or': ``a, b or c``."""
    *most, last = sorted(words)
    return f"{', '.join(most)} or {last}" if most else last
