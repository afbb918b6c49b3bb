"""Rules about what records are called."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.corpus import Corpus
from kb.model.problems import Finding, Path
from kb.model.records import Names, Person, prose_parts
from kb.text.conversion import proper_name
from kb.text.variants import comparable, in_other_script, to_simplified


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
    """A proper name in simplified Chinese has its traditional form written out, since conversion guesses (a
    warning)."""
    for record in (*corpus.people, *corpus.organisations):
        names = record.names
        # A form that is traditional already is told of by `scripts_are_their_own`.
        if names.zh_hans and not names.zh_hant and not in_other_script(names.zh_hans, simplified=True):
            yield Finding(
                record=record.id,
                path=("names", "zh-Hans"),
                message=f"'{names.zh_hans}' has no traditional form",
                hint=f"add 'zh-Hant: {proper_name(names.zh_hans, person=isinstance(record, Person))}' if that is right",
                code="no-traditional-form",
                warning=True,
            )


def scripts_are_their_own(corpus: Corpus) -> Iterator[Finding]:
    """What stands under ``zh`` or ``zh-Hans`` is simplified, under ``zh-Hant`` traditional; quoted words apart."""
    for record in corpus:
        texts: list[tuple[Path, str, str]] = [
            (("names", key), key, name)
            for key, name in (("zh-Hans", record.names.zh_hans), ("zh-Hant", record.names.zh_hant))
            if name
        ]
        texts += [
            ((*path, key), key, text) for path, prose in prose_parts(record) for key, text in prose.by_key.items()
        ]
        for path, key, text in texts:
            if key == "en":
                continue
            simplified = key != "zh-Hant"
            if stray := in_other_script(text, simplified=simplified):
                right = to_simplified(stray) if simplified else proper_name(stray, person=True)
                script, other = ("simplified", "traditional") if simplified else ("traditional", "simplified")
                yield Finding(
                    record=record.id,
                    path=path,
                    message=f"'{stray}' is a {other} character, and '{key}' is {script} Chinese",
                    hint=f"write '{right}', or put another's words between quotation marks",
                    code="other-script",
                    near=stray,
                )


def _strong(names: Names) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key, name in (("en", names.en), ("zh-Hans", names.zh_hans), ("zh-Hant", names.zh_hant)):
        if name:
            yield ("names", key), name
    for index, name in enumerate(names.also):
        yield ("names", "also", index), name
