"""Rules about texts in our own words."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.corpus import Corpus
from kb.model.problems import Finding, Path
from kb.model.proposals import did_you_mean
from kb.model.prose import links, stray_brackets
from kb.model.records import Record, prose_parts


def links_are_whole(corpus: Corpus) -> Iterator[Finding]:
    """Double brackets stand in pairs around an id, perhaps with words for it."""
    for record in corpus:
        for path, prose in prose_parts(record):
            for key, text in prose.by_key.items():
                if stray := stray_brackets(text):
                    yield _malformed(record, (*path, key), f"'{stray}' makes no link here", stray)
            for key, link in links(prose):
                if fault := link.fault:
                    yield _malformed(record, (*path, key), fault, link.written)


def links_are_known(corpus: Corpus) -> Iterator[Finding]:
    """Every link leads to a record."""
    for record in corpus:
        for path, prose in prose_parts(record):
            for key, link in dict.fromkeys(links(prose)):
                if not link.fault and link.target not in corpus and link.target not in corpus.unread:
                    yield Finding(
                        record=record.id,
                        path=(*path, key),
                        message=f"the link [[{link.target}]] leads to no record",
                        hint=corpus.renamed(link.target)
                        or did_you_mean(link.target, corpus.records, "write the record, or take the brackets away"),
                        code="unknown-link",
                        near=link.written,
                        missing=link.target,
                    )


def _malformed(record: Record, path: Path, message: str, near: str) -> Finding:
    return Finding(
        record=record.id, path=path, message=message, hint="write [[id]] or [[id|words]]", code="link", near=near
    )


def both_languages_are_there(corpus: Corpus) -> Iterator[Finding]:
    """A text is in English and in Chinese; one alone is shown in all editions, marked (a warning)."""
    for record in corpus:
        for path, prose in prose_parts(record):
            if not (prose.en and prose.zh):
                missing = "en" if not prose.en else "zh"
                yield Finding(
                    record=record.id,
                    path=path,
                    message=f"the text has no '{missing}'",
                    hint=f"add '{missing}: ...'",
                    code="untranslated",
                    warning=True,
                )
