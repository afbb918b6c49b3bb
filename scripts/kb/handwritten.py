"""Pages written by hand, for each edition: English, simplified Chinese, and the traditional made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from kb.output import OutputFile
from kb.values import Edition


def pages(files: Iterable[tuple[PurePosixPath, str]], to_traditional: Callable[[str], str]) -> Iterator[OutputFile]:
    """The files of ``docs/``, those of ``docs/zh`` for both Chinese editions.

    Lines of code blocks stay as they are: they hold commands and keys.
    """
    for path, text in files:
        language, below = path.parts[0], PurePosixPath(*path.parts[1:])
        if language == "en":
            yield OutputFile(PurePosixPath(Edition.EN) / below, text)
        elif language == "zh":
            yield OutputFile(PurePosixPath(Edition.HANS) / below, text)
            yield OutputFile(PurePosixPath(Edition.HANT) / below, _converted(text, to_traditional))


def _converted(text: str, to_traditional: Callable[[str], str]) -> str:
    lines = []
    in_code = False
    for line in text.split("\n"):
        in_code ^= line.lstrip().startswith("```")
        lines.append(line if in_code else to_traditional(line))
    return "\n".join(lines)
