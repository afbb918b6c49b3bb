"""`kb diff`: what the site would say otherwise than at a revision of git."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kb.checks.new_proofs import lock_at
from kb.checks.open_data import check_files
from kb.loading.revision import NoRevision, files_at
from kb.model.problems import printable
from kb.terminal import DataOption, fail, open_records, say, tell_reviewers


class DiffFormat(StrEnum):
    """How differences are printed."""

    text = "text"
    markdown = "markdown"


def diff(
    revision: Annotated[
        str, typer.Argument(metavar="REV", help="What to compare with: a commit, branch or tag.")
    ] = "HEAD",
    format: Annotated[
        DiffFormat,
        typer.Option("--format", help="For a terminal, or for a pull request (GitHub's summary of a run has it too)."),
    ] = DiffFormat.text,
    data: DataOption = Path("data"),
) -> None:
    """Tell what the site says otherwise than at REV: where people stand, numbers, pages, statements."""
    from kb.adding.differences import Section, differences

    now = open_records(data)
    try:
        before = check_files(files_at(data, revision), lock_at(data, revision), shown_as=data.as_posix())
    except NoRevision as error:
        fail(str(error))
    for when, checked in (("now", now), (f"at {printable(revision)}", before)):
        if checked.loaded.unread or checked.loaded.read_in_part:
            say(f"{len(checked.errors)} problems {when}: what cannot be read is compared without it")
    found: tuple[Section, ...] = differences(before.corpus, now.corpus)
    if format is DiffFormat.markdown:
        text = _markdown((section.title, section.lines) for section in found)
        print(text)
        tell_reviewers(f"{text}\n")
        return
    for section in found:
        print(f"{section.title}:")
        for line in section.lines:
            print(f"  {printable(line)}")
    if not found:
        say(f"the site says what it said at {printable(revision)}")


def _markdown(sections: Iterable[tuple[str, Iterable[str]]]) -> str:
    """The differences for a review. What records hold is shown as it is typed: an indented block obeys nothing."""
    blocks = [f"#### {title}\n\n" + "\n".join(f"    {printable(line)}" for line in lines) for title, lines in sections]
    return "\n\n".join(["### What the site says otherwise", *(blocks or ["Nothing: this changes no word of it."])])
