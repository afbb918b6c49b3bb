"""Spaces in Chinese: one where Han meets Latin, none between Han.

A name may be Latin in one edition and Han in another, so that a text with a place for a name cannot say which it needs.
"""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_LINK_WORDS = re.compile(r"^\[(.*?)\]\(")


def spaced_before(run: str, words: str) -> str:
    """The run of text that stands before ``words``, with the space at its end that their scripts ask for."""
    bare = run.rstrip(" ")
    if not bare or not words:
        return run
    if _HAN.match(bare[-1]) and _HAN.match(words[0]):
        return bare
    if _HAN.match(bare[-1]) and _LATIN.match(words[0]):
        return f"{bare} "
    return run


def spaced_after(words: str, run: str) -> str:
    """The run of text that stands after ``words``, with the space at its beginning that their scripts ask for."""
    return spaced_before(run[::-1], words[::-1])[::-1]


def filled(template: str, value: str) -> str:
    """The template with the value, a text or a Markdown link, in its place ``{0}``."""
    before, place, after = template.partition("{0}")
    if not place:
        return template
    link = _LINK_WORDS.match(value)
    words = link[1] if link else value
    return f"{spaced_before(before, words)}{value}{spaced_after(words, after)}"
