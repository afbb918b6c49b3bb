"""Names held against each other across scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC


def comparable(name: str) -> str:
    """A name as it is held against others: script, width, case, accents, spaces and points do not count."""
    decomposed = unicodedata.normalize("NFKD", to_simplified(name)).casefold()
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", bare)


@lru_cache(maxsize=65536)
def to_simplified(text: str) -> str:
    return text if text.isascii() else _converter("t2s").convert(text)


@lru_cache(maxsize=65536)
def to_traditional(text: str) -> str:
    return text if text.isascii() else _converter("s2tw").convert(text)


@cache
def _converter(configuration: str) -> OpenCC:
    return OpenCC(configuration)
