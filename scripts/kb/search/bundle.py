"""The scripts that read the index, as one text."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

PARTS = (
    "weights", "spelling", "fold", "dates", "sounds", "names", "lookup", "index",
    "query", "matches", "evidence", "ranking", "find", "results",
)  # fmt: skip
"""The modules of the folder ``engine`` that are shipped, each before those that import it."""

_COMMENT = re.compile(r"^[ ]*/\*.*?\*/\n|^[ ]*//[^\n]*\n", re.MULTILINE | re.DOTALL)
_REMARK = re.compile(r"(?<=\S) // [^\n]*$|/\*\* @type [^*\n]* \*/ ", re.MULTILINE)
"""At the end of a line; a string that holds the same would end there, and the tests with it."""
_IMPORT = re.compile(r"^import [^\n]*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)


@cache
def engine() -> str:
    """The modules one after the other in one scope, without comments and indents.

    It is shipped within the index: who reads it always has the form that it reads, and one request brings both. No two
    modules may give one name to two things: a browser would refuse it, and so do the tests.
    """
    folder = resources.files("kb.search").joinpath("engine")
    text = "".join(folder.joinpath(f"{part}.mjs").read_text(encoding="utf-8") for part in PARTS)
    for pattern in (_COMMENT, _REMARK, _IMPORT, _EXPORT, _INDENT):
        text = pattern.sub("", text)
    return f'(function () {{\n"use strict"\n{text}self.kbSearch = {{ open, answer }}\n}})();\n'
