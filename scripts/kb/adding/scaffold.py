"""New records, begun so that an editor only has to fill them in."""

from __future__ import annotations

import re
import unicodedata

from kb.model.records import Dispute, Event, Organisation, Person, Record, Source, Topic

KIND_BY_WORD: dict[str, type[Record]] = {
    "person": Person,
    "organisation": Organisation,
    "event": Event,
    "source": Source,
    "topic": Topic,
    "dispute": Dispute,
}
"""What `kb new` can begin."""


def kind_of(word: str) -> type[Record] | None:
    """The kind that a word names: ``person``, or ``people`` as its folder is called."""
    folders = {kind.kind_name: kind for kind in KIND_BY_WORD.values()}
    return KIND_BY_WORD.get(word) or folders.get(word)


def record_id(name: str) -> str:
    """An id from a name: Latin letters without accents, Chinese ones in pinyin; empty where nothing is left."""
    from pypinyin import lazy_pinyin  # takes a quarter of a second, which only a new record pays

    spelt = " ".join(lazy_pinyin(name))
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")


def is_han(name: str) -> bool:
    """Whether the name is written in Chinese characters."""
    return bool(re.search(r"[\u3400-\u9fff]", name))


def schema_line(kind: type[Record]) -> str:
    """The comment by which an editor finds the schema of the record, wherever it is opened."""
    return f"# yaml-language-server: $schema=../../.build/schemas/{kind.kind_name}.json\n"


def record_text(kind: type[Record], english: str | None, simplified: str | None, traditional: str | None) -> str:
    """The text of a new record: names, and what to fill in, as comments that show the form."""
    return schema_line(kind) + names(english, simplified, traditional) + _REST[kind]


def names(english: str | None, simplified: str | None, traditional: str | None) -> str:
    """The names of a record, a line each."""
    given = {"en": english, "zh-Hans": simplified, "zh-Hant": traditional}
    return "".join(["names:\n", *(f"  {key}: {quoted(name)}\n" for key, name in given.items() if name)])


def quoted(text: str) -> str:
    """The text as YAML reads it back: in quotes where it holds what YAML takes for something else."""
    odd = re.search(r"[:#'\"\[\]{},&*!|>%@`?\\]|^[-~ ]|\s$", text) or text.lower() in _NOT_TEXT
    return "'" + text.replace("'", "''") + "'" if odd else text


_NOT_TEXT = {"", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"}
"""Words that other readers of YAML take for values."""


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
#     date: YYYY-MM-DD
#     source: id-of-a-source
#     quote: the source's own words, 60 Han characters or 150 letters at the most
#   - left: xai                     # date: the day it took effect, if a source tells it
#     date: YYYY-MM-DD
#     source: id-of-a-source
#     quote: words that say so
#   - role: {en: Engineer, zh: 工程师}
#     at: xai
#     source: id-of-a-source
#     quote: words that say so
#   - reason: new-venture            # a topic of the kind 'reason'
#     by: self                       # whose account it is: self, media, observers, or an id
#     source: id-of-a-source
#     quote: words that say so
# All kinds of claim, each with an example, are on the page 'Contribute'.
""",
    Organisation: "kind: company\n"
    + _SUMMARY
    + """\
# claims:
#   - part_of: xai
#     source: id-of-a-source
#     quote: the source's own words, 60 Han characters or 150 letters at the most
""",
    Event: "kind: other\n# involves: [xai]\n"
    + _SUMMARY
    + """\
# claims:
#   - dated: YYYY-MM-DD
#     said: the source's wording of the date
#     source: id-of-a-source
#     quote: the source's own words, 60 Han characters or 150 letters at the most
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
#     quote: the source's own words, 60 Han characters or 150 letters at the most
""",
    Dispute: """\
# contradiction: both cannot be true; difference: both can; reading: what a text means
kind: contradiction
matter: detail # story, detail or wording
# about: [ids-of-records]
# contests: [left] # the properties of these records that it is about
# question: {en: What is asked?, zh: 问的是什么？}
# positions:
#   - holds: {en: What one source says., zh: 一个来源的说法。}
#     side: one
#     source: id-of-a-source
#     quote: the source's own words, 60 Han characters or 150 letters at the most
#   - holds: {en: What another says., zh: 另一个来源的说法。}
#     side: other
#     source: id-of-another-source
#     quote: the source's own words
# follows: {en: What follows., zh: 可以确定的。}
# open: {en: What stays open., zh: 仍不能确定的。}
""",
}
