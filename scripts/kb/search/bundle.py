"""The scripts that read the index, as one text."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

PARTS = ("fold", "dates", "names", "lookup", "index", "ranking", "query", "results")
"""The files of the folder ``engine``, each before those that use it."""

_COMMENT = re.compile(r"^\s*/\*.*?\*/\n|^\s*//[^\n]*\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^ +", re.MULTILINE)


@cache
def engine() -> str:
    """Every part in a scope of its own, without comments that stand on lines of their own, and without indents.

    It is shipped within the index: who reads it always has the form that it reads, and one request brings both.
    """
    folder = resources.files("kb.search").joinpath("engine")
    texts = (folder.joinpath(f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    return "".join(f"(function () {{\n{_INDENT.sub('', _COMMENT.sub('', text))}}})();\n" for text in texts)
