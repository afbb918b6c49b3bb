"""Links within prose: ``[[id]]`` and ``[[id|words]]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.claims import Prose

_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]|]*))?\]\]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a record; ``words`` is empty where the record's own name is to be shown."""

    target: str
    words: str = ""


def segments(text: str) -> Iterator[str | Link]:
    """The text cut into plain runs and links, in order."""
    end = 0
    for found in _LINK.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield Link(found[1].strip(), (found[2] or "").strip())
        end = found.end()
    if end < len(text):
        yield text[end:]


def links(prose: Prose) -> Iterator[tuple[str, Link]]:
    """Every link of a text, with the key of the language it stands in."""
    for key, text in (("en", prose.en), ("zh", prose.zh), ("zh-Hant", prose.zh_hant)):
        for segment in segments(text or ""):
            if isinstance(segment, Link):
                yield key, segment


def stray_brackets(text: str) -> bool:
    """Whether double brackets stand in the text that make no link."""
    return any(isinstance(s, str) and ("[[" in s or "]]" in s) for s in segments(text))
