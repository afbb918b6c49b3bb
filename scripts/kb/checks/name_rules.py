"""Rules about what records are called."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.corpus import Corpus
from kb.model.problems import Finding
from kb.model.records import Names
from kb.text.variants import comparable, to_traditional


def people_differ_in_name(corpus: Corpus) -> Iterator[Finding]:
    """No two people have the same name in any script; simplified and traditional forms count as the same."""
    holders: dict[str, str] = {}
    # Who is called as the file is has the better right to the name: the mistake is more likely in the other.
    for person in sorted(corpus.people, key=lambda p: (comparable(p.names.en or "") != comparable(p.id), p.id)):
        told: set[str] = set()
        for path, name in _strong(person.names):
            bare = comparable(name)
            holder = holders.setdefault(bare, person.id) if bare else person.id
            if holder != person.id and holder not in told:  # two people are one mistake, however many names they share
                told.add(holder)
                yield Finding(
                    record=person.id,
                    path=path,
                    message=f"'{name}' is a name of '{holder}' too",
                    hint="if they are one person, merge the records; if not, put the shared form under 'weak'",
                    code="same-name",
                )


def traditional_forms_are_given(corpus: Corpus) -> Iterator[Finding]:
    """A proper name in simplified Chinese has its traditional form written out, since conversion guesses (a warning)."""
    for record in (*corpus.people, *corpus.organisations):
        names = record.names
        if names.zh_hans and not names.zh_hant:
            yield Finding(
                record=record.id,
                path=("names", "zh-Hans"),
                message=f"'{names.zh_hans}' has no traditional form",
                hint=f"add 'zh-Hant: {to_traditional(names.zh_hans)}' if that is right",
                code="no-traditional-form",
                warning=True,
            )


def _strong(names: Names) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key, name in (("en", names.en), ("zh-Hans", names.zh_hans), ("zh-Hant", names.zh_hant)):
        if name:
            yield ("names", key), name
    for index, name in enumerate(names.also):
        yield ("names", "also", index), name
