"""Pages written by hand, for each edition: English, simplified Chinese, and the traditional made from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import PurePosixPath

from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.exports import fields
from kb.model.values import Edition
from kb.pages import glossary


def pages(files: Iterable[tuple[PurePosixPath, str]], locale: Locale) -> Iterator[OutputFile]:
    """The files of ``docs/`` that belong to an edition; those of ``docs/zh`` serve both Chinese ones.

    Lines of code blocks stay as they are: they hold commands and keys. The lines `fields.MARK` and
    `glossary.MARK` become what is made from the model.
    """
    for path, text in files:
        if path.parts[0] == locale.edition.language:
            shown = _converted(text, locale) if locale.edition is Edition.HANT else text
            made: dict[str, Callable[[], str]] = {
                fields.MARK: fields.table,
                glossary.MARK: lambda: glossary.glossary(locale.labels),
            }
            for mark, text_of in made.items():
                if mark in shown:
                    shown = shown.replace(mark, text_of())
            yield OutputFile(PurePosixPath(locale.edition, *path.parts[1:]), shown)


_OUTSIDE = r"""["'<]?\s*(?:https?:)?//"""
_HARMFUL = re.compile(
    r"<\s*(?:meta|script|iframe|object|embed|base|form|link|style)\b|(?:java|vb)script\s*:|data\s*:\s*text/html"
    r"|<[^>]*\s(?:on[a-z]+|style)\s*=|\{:?[^}\n]*\s(?:on[a-z]+|style)\s*="
    rf"|!\[[^\]\n]*\]\(\s*{_OUTSIDE}|<[^>]*\s(?:src|srcset|poster|background)\s*=\s*{_OUTSIDE}"
    r"|\A---\n(?:(?!---).*\n)*?template\s*:",
    re.IGNORECASE,
)


def harmful(text: str) -> tuple[int, str] | None:
    """The first piece of a page that could lead a reader off, load something from elsewhere or run it, with its line;
    none in code. Characters are looked at as a browser reads them, whatever they are written as."""
    lines = []
    in_code = False
    for line in text.split("\n"):
        fence = line.lstrip().startswith("```")
        in_code ^= fence
        shown = "" if in_code or fence else unescape(re.sub(r"`[^`]*`", "", line))
        lines.append("".join(c for c in shown if c.isprintable()))
    page = "\n".join(lines)
    if not (found := _HARMFUL.search(page)):
        return None
    *_, last = found[0].split("\n")  # of a tag over several lines, the one to mend
    return page.count("\n", 0, found.end()) + 1, last.strip()


def _converted(text: str, locale: Locale) -> str:
    lines = []
    in_code = False
    for line in text.split("\n"):
        in_code ^= line.lstrip().startswith("```")
        lines.append(line if in_code else locale.to_traditional(line))
    return "\n".join(lines)
