"""Links within prose: ``[[id]]`` and ``[[id|words]]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.model.claims import Prose

_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]|]*))?\]\]")
_STRAY = re.compile(r"\[\[|\]\]|［［|］］|【【|】】|「「|〔〔")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a record; ``words`` is empty where the record's own name is to be shown."""

    target: str
    words: str = ""
    written: str = field(default="", compare=False)
    """The link as it stands in the text."""

    @property
    def fault(self) -> str:
        """What is wrong with how it is written; nothing where all is right."""
        if "｜" in self.target:
            return "the link has a full-width bar"
        if not self.target:
            return "the link names no record"
        return (
            f"the link to '{self.target}' has a bar and no words behind it"
            if "|" in self.written and not self.words
            else ""
        )


def segments(text: str) -> Iterator[str | Link]:
    """The text cut into plain runs and links, in order."""
    end = 0
    for found in _LINK.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield Link(found[1].strip(), (found[2] or "").strip(), found[0])
        end = found.end()
    if end < len(text):
        yield text[end:]


def links(prose: Prose) -> Iterator[tuple[str, Link]]:
    """Every link of a text, with the key of the language it stands in."""
    for key, text in prose.by_key.items():
        for segment in segments(text):
            if isinstance(segment, Link):
                yield key, segment


def stray_brackets(text: str) -> str:
    """Double brackets in the text that make no link, nothing where there are none; full-width ones never make one."""
    plain = (segment for segment in segments(text) if isinstance(segment, str))
    return next((found[0] for run in plain if (found := _STRAY.search(run))), "")
