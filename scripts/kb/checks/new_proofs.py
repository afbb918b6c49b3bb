"""What a change adds to the lock: proofs that only whoever ran `kb verify` has seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.corpus.evidence import Lock, lines_of
from kb.loading.folder import LOCK_NAME
from kb.loading.revision import NoRevision, text_at
from kb.model.problems import Problem, printable


def lock_at(data: Path, revision: str) -> Lock:
    """The lock as git has it in a revision, empty where it has none; raises `NoRevision`."""
    text = text_at(data, revision, LOCK_NAME)
    try:
        return Lock.read(text) if text else Lock({})
    except ValueError as error:
        raise NoRevision(f"the lock of '{printable(revision)}' cannot be read: {error}") from None


def new_proofs(data: Path, before: Lock, now: Lock) -> Iterator[Problem]:
    """A warning for each line of the lock that the one before has not, or has otherwise: a clone cannot prove it."""
    try:
        lines = lines_of((data / LOCK_NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        lines = {}
    for source, quote in now.not_in(before):
        yield Problem(
            file=(data / LOCK_NAME).as_posix(),
            line=lines.get((source, quote), 1),
            message=printable(f"unproved: that '{quote}' stands in {source} is so far only this change's word"),
            hint="before merging, someone who has the articles runs 'kb verify --articles <folder>' on it: it must "
            "find no problem and leave the lock as it is",
            code="unproved",
            warning=True,
        )


def summary(unproved: Iterable[Problem]) -> str:
    """The new proofs as Markdown, for whoever decides on a change. What they quote is shown as it is typed."""
    lines = [f"    {problem.file}:{problem.line}: {problem.message}" for problem in unproved]
    if not lines:
        return "No proof of a quote is new or changed.\n"
    return "\n".join(
        [
            f"### Unproved quotes: {len(lines)}",
            "",
            "These lines of the lock are the word of whoever made the change. Before merging, someone who has the "
            "articles runs `kb verify --articles FOLDER` on it: it must find no problem and leave the lock as it is.",
            "",
            *lines,
            "",
        ]
    )
