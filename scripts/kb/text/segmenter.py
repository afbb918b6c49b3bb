"""jieba, which cuts Chinese into words, with a dictionary that nobody else can have changed.

jieba keeps its dictionary, once read, in a file of one name in the temporary folder that all users of a machine share,
and
believes whatever lies there. Here it stands beside the installed packages, where only who installs them can write, and
is
named after the release and the Python it is for; where that folder cannot be written to, nothing is kept.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


def segmenter() -> jieba.Tokenizer:
    """A tokenizer of the caller's own, which may add words to it: those of jieba's shared one would reach everybody."""
    known = _dictionary()
    own = type(known)()
    own.FREQ, own.total, own.initialized = dict(known.FREQ), known.total, True
    return own


@cache
def _dictionary() -> jieba.Tokenizer:
    import jieba  # takes a second, which only those who cut something should pay

    jieba.setLogLevel(logging.WARNING)
    found = jieba.Tokenizer()
    kept = Path(sys.prefix) / "cache"
    with tempfile.TemporaryDirectory() as passing:
        found.tmp_dir = str(kept) if _can_hold(kept) else passing
        found.cache_file = f"jieba-{jieba.__version__}-{sys.implementation.cache_tag}.cache"
        try:
            found.initialize()
        except Exception:  # whatever a damaged cache makes of it: read the dictionary itself
            (kept / found.cache_file).unlink(missing_ok=True)
            found = jieba.Tokenizer()
            found.tmp_dir = passing
            found.initialize()
    return found


def _can_hold(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o755, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
