"""New records, begun so that an editor only has to fill them in."""

from __future__ import annotations

import re
import unicodedata

from pypinyin import lazy_pinyin

from kb.model.records import Event, Organisation, Person, Record, Source, Topic

KIND_BY_WORD: dict[str, type[Record]] = {
    "person": Person,
    "organisation": Organisation,
    "event": Event,
    "source": Source,
    "topic": Topic,
}
"""What `kb new` can begin. A dispute is not begun blindly: it needs two positions."""


def kind_of(word: str) -> type[Record] | None:
    """The kind that a word names: ``person``, or ``people`` as its folder is called."""
    folders = {kind.kind_name: kind for kind in KIND_BY_WORD.values()}
    return KIND_BY_WORD.get(word) or folders.get(word)


def record_id(name: str) -> str:
    """An id from a name: Latin letters without accents, Chinese ones in pinyin; empty where nothing is left."""
    spelt = " ".join(lazy_pinyin(name))
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")


def is_han(name: str) -> bool:
    """Whether the name is written in Chinese characters."""
    return bool(re.search(r"[\u3400-\u9fff]", name))


def record_text(kind: type[Record], english: str | None, simplified: str | None, traditional: str | None) -> str:
    """The text of a new record: names, and what to fill in, as comments that show the form."""
    names = {"en": english, "zh-Hans": simplified, "zh-Hant": traditional}
    lines = ["names:", *(f"  {key}: {_quoted(name)}" for key, name in names.items() if name)]
    return "\n".join(lines) + "\n" + _REST[kind]


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'" if re.search(r"[:#'\"\[\]{},&*!|>%@`?-]", name) else name


_SUMMARY = """\
# summary:
#   en: One to three sentences in our own words; [[xai]] links to a record.
#   zh: 用我们自己的话写一到三句；[[xai]] 是链接。
"""

_REST: dict[type[Record], str] = {
    Person: _SUMMARY
    + """\
# Each claim is one property with the words that prove it. Take away the '# ' and fill in:
# claims:
#   - announced_leaving: xai        # date: the day of the statement
#     date: 2026-01-31
#     source: id-of-a-source
#     quote: the source's own words, 60 characters at the most
#   - left: xai                     # date: the day it took effect, if a source tells it
#     date: 2026-01-31
#     source: id-of-a-source
#     quote: words that say so
#   - role: {en: Engineer, zh: 工程师}
#     at: xai
#     source: id-of-a-source
#     quote: words that say so
""",
    Organisation: "kind: company\n"
    + _SUMMARY
    + """\
# claims:
#   - part_of: xai
#     source: id-of-a-source
#     quote: the source's own words, 60 characters at the most
""",
    Event: "kind: other\n# involves: [xai]\n"
    + _SUMMARY
    + """\
# claims:
#   - dated: 2026-02-10
#     said: the source's wording of the date
#     source: id-of-a-source
#     quote: the source's own words, 60 characters at the most
""",
    Source: """\
script: zh-Hans # or zh-Hant, or en
file: the-name-of-its-text.txt
# headline: its own title
# address: https://example.org/article
"""
    + _SUMMARY,
    Topic: "kind: theme\n# about: [xai]\n"
    + _SUMMARY
    + """\
# claims:
#   - fact: {en: ..., zh: ...}
#     source: id-of-a-source
#     quote: the source's own words, 60 characters at the most
""",
}
