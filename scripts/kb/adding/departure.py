"""A departure as text for a record: found or new people and sources, and one claim with its proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.adding import scaffold
from kb.corpus.corpus import Corpus
from kb.model.records import Person, Source
from kb.text import romanise
from kb.text.conversion import can_write, proper_name
from kb.text.variants import comparable, to_simplified

WAYS = ("left", "announced_leaving", "stepped_back")
"""The properties that tell of a departure: that it took effect, that it was made public, that it is partial."""


@dataclass(frozen=True, kw_only=True)
class Departure:
    """What an editor knows of a departure. ``said`` is the source's wording of the date, where it is another one."""

    way: str
    organisation: str
    source: str
    quote: str
    date: str = ""
    said: str = ""
    manner: str = ""


def found_people(corpus: Corpus, name: str) -> tuple[Person, ...]:
    """The people who may be meant by a name, in any writing: script, spaces, the order of words do not count."""
    wanted = set(_keys(name))
    return tuple(person for person in corpus.people if wanted & {key for n in person.names.all for key in _keys(n)})


def like_people(corpus: Corpus, name: str) -> tuple[Person, ...]:
    """The people who share a word with a name: perhaps another way of calling one who has a record."""
    words = {comparable(word) for word in re.findall(r"\w{2,}", name)} - {""}
    return tuple(
        person
        for person in corpus.people
        if words & {comparable(word) for n in person.names.all for word in re.findall(r"\w{2,}", n)}
    )


def _keys(name: str) -> Iterator[str]:
    bare = comparable(name)
    yield bare
    words = re.findall(r"\w+", name)
    if len(words) > 1:
        yield comparable("".join(words[::-1]))
    if scaffold.is_han(name) and "·" not in name:
        syllables = romanise.syllables(name, of_person=True)
        if len(syllables) > 1:
            yield "".join(syllables)
            yield "".join((*syllables[1:], syllables[0]))


def names_of(name: str) -> tuple[str | None, str | None, str | None]:
    """A name in the scripts it is given in: English, simplified, traditional; a traditional one gives both."""
    if not scaffold.is_han(name):
        return name, None, None
    simplified = to_simplified(name)
    traditional = name if simplified != name else proper_name(name, person=True)
    return None, simplified, traditional


def claim(departure: Departure, added: str = "") -> str:
    """The claim, as an item of a list that is indented by two spaces; ``added`` is the day on which it comes into a
    record."""
    rows = {
        departure.way: departure.organisation,
        "manner": departure.manner,
        "date": departure.date,
        "said": departure.said,
        "source": departure.source,
        "quote": departure.quote,
        "added": added,
    }
    given = [f"{key}: {scaffold.quoted(value)}" for key, value in rows.items() if value]
    return "\n    ".join(["  - " + given[0], *given[1:]]) + "\n"


def new_person(name: str, departure: Departure, added: str) -> str:
    """The whole text of a record for somebody who has none yet, as of the day on which it is ``added``."""
    english, simplified, traditional = names_of(name)
    names = scaffold.names(english, simplified, traditional)
    return scaffold.schema_line(Person) + names + f"added: {added}\nclaims:\n" + claim(departure)


def with_claim(text: str, added: str) -> str:
    """The text of a record with one more claim at the end of its claims; nothing else of it is touched."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    start = next((i for i, line in enumerate(lines) if re.match(r"claims:\s*(#.*)?$", line)), None)
    if start is None:
        if any(re.match("claims:", line) for line in lines):
            raise ValueError("its claims are written in brackets: write them as a list first")
        return "".join(lines) + "claims:\n" + added
    end = next((i for i in range(start + 1, len(lines)) if re.match(r"[^\s#-]", lines[i])), len(lines))
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    first = next((line for line in lines[start + 1 : end] if re.match(r"\s*- ", line)), "  - ")
    indent = first[: first.index("-")]
    moved = "".join(f"{indent}{line[2:]}" for line in added.splitlines(keepends=True))
    return "".join([*lines[:end], moved, *lines[end:]])


def script_of(words: str) -> str:
    """The script that words of a source are written in: its editions are told apart by it."""
    if not scaffold.is_han(words):
        return "en"
    han = "".join(re.findall(r"[\u3400-\u9fff]", words))
    return "zh-Hant" if can_write("big5", han) and not can_write("gb2312", han) else "zh-Hans"


def new_source(
    source_id: str, title: str, *, file: str, script: str, outlet: str = "", published: str = "", address: str = ""
) -> str:
    """The text of a source's record. What is known of outlet and date is told to us, and stands as that."""
    english, simplified, traditional = names_of(title)
    known = {"script": script, "file": file, "address": address}
    rows = [f"{key}: {scaffold.quoted(value)}\n" for key, value in known.items() if value]
    told = "outside: {en: As the editor read it there., zh: 编者在该处所见。}"
    claims = [
        *(
            [f"  - outlet: {{en: {scaffold.quoted(outlet)}, zh: {scaffold.quoted(outlet)}}}\n    {told}\n"]
            if outlet
            else []
        ),
        *([f"  - published: {published}\n    {told}\n"] if published else []),
    ]
    text = scaffold.schema_line(Source) + scaffold.names(english, simplified, traditional) + "".join(rows)
    return text + ("claims:\n" + "".join(claims) if claims else "")


def found_source(corpus: Corpus, named: str) -> Source | None:
    """The source of that id or name."""
    bare = comparable(named)
    return next((s for s in corpus.sources if named == s.id or bare in map(comparable, s.names.all)), None)
