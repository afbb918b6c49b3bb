"""Which texts of ours lean on what is said of a record: whoever changes it has to read them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.corpus.corpus import Corpus
from kb.model.problems import Path
from kb.model.prose import links
from kb.model.records import Dispute, Record, Topic, prose_parts


@dataclass(frozen=True, kw_only=True, slots=True)
class Reread:
    """A text that may be false after a change, and why."""

    record: str
    path: Path
    why: str


def to_reread(corpus: Corpus, changed: Record) -> Iterator[Reread]:
    """The texts to read again after a change of a record: its own summary, the open questions and the disputes about
    it, and what other records say of it in our words."""
    if changed.summary:
        yield Reread(record=changed.id, path=("summary",), why="its own summary")
    for record in corpus:
        if record.id == changed.id:
            continue
        if isinstance(record, Topic) and record.is_open_question and changed.id in record.about:
            yield Reread(record=record.id, path=("names",), why="an open question about it: is it answered?")
        elif isinstance(record, Dispute) and not record.settled and changed.id in record.about:
            yield Reread(record=record.id, path=("question",), why="a dispute about it: does it still hold?")
        else:
            told = (
                path
                for path, prose in prose_parts(record, standing=True)
                if any(link.target == changed.id for _, link in links(prose))
            )
            if path := next((path for path in told if path[0] != "claims"), None):
                yield Reread(record=record.id, path=path, why="it speaks of it")
