"""Text made safe to stand in Markdown: what an editor typed is shown, never obeyed."""

from __future__ import annotations

import re

from markupsafe import Markup


class Markdown(str):
    """Markdown that this program made, as against text that came from a record."""

    __slots__ = ()


_SPECIAL = re.compile(r"[\\`*_\[\]{}<>&~^|$\"]")
_SPACE = re.compile(r"\s+")
_OPENING = re.compile(r"^(?:[#+\-=:!>]|\d+(?=[.)]))")


def escape(text: str, opening: bool = True) -> Markdown:
    """The text as Markdown that reads as the text; ``opening`` where it may begin a line.

    Signs that mean something to Markdown, to HTML or to the extensions in use become numeric character
    references: backslashes would serve for some of them only.
    """
    line = _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", _SPACE.sub(" ", text))
    return Markdown(_OPENING.sub(_defused, line) if opening else line)


def _defused(found: re.Match[str]) -> str:
    """What would begin a heading, a list, a quotation or a definition, begun with a character reference instead."""
    first, digits = found[0][0], found[0]
    return f"&#{ord(first)};{digits[1:]}"


def finalize(value: object) -> str:
    """What a template prints for a value: Markdown, and what the template calls `safe`, as it stands; anything else
    escaped."""
    if value is None:
        return ""
    return value if isinstance(value, (Markdown, Markup)) else escape(str(value))
