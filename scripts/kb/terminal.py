"""What the commands share: how they say things, how they fail, and how they open the records."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kb.checks.open_data import Checked, NoData, open_data
from kb.corpus.corpus import Corpus
from kb.model.problems import Problem
from kb.publish.editor_schemas import write_schemas
from kb.publish.together import finish
from kb.publish.writing import append_text

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
"""The exit codes."""


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    github = "github"


DataOption = Annotated[Path, typer.Option("--data", help="The folder of records.", metavar="DIR")]


def say(text: str) -> None:
    """Tells the reader something that is no result: on the error stream."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    """Ends the command with what was wrong about how it was called."""
    say(f"kb: {text}")
    raise typer.Exit(WRONG_USE)


def open_records(data: Path) -> Checked:
    """The records, checked; fails where there is no such folder. What a command left half done is done first."""
    if finish(data):
        say(f"a change of {data} had been broken off, and is now carried out whole: git diff shows it")
    try:
        return open_data(data)
    except NoData as error:
        fail(f"{error}: run the command in the project's folder, or give --data")


def refresh_schemas(corpus: Corpus) -> None:
    """Keeps the schemas for editors fresh, in the project's own folder; a folder that cannot be written to is no
    matter."""
    if Path("mkdocs.yml").is_file():
        with suppress(OSError):
            write_schemas(Path.cwd(), corpus)


def print_problems(problems: Iterable[Problem], format: Format = Format.text) -> None:
    """Prints each problem on a line, or all of them as one JSON value."""
    if format is Format.json:
        fields = ("file", "line", "column", "code", "message", "hint", "warning")
        print(json.dumps([{f: getattr(p, f) for f in fields} for p in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        if format is Format.github:
            level = "warning" if problem.warning else "error"
            text = f"{problem.message}; {problem.hint}".replace("%", "%25")
            file = problem.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
            print(f"::{level} file={file},line={problem.line},col={problem.column}::{text}")
        else:
            print(f"{problem}" if not problem.warning else f"{problem} (warning)")


def tell_reviewers(markdown: str) -> None:
    """Adds to what GitHub shows of a run, where this is one."""
    if place := os.environ.get("GITHUB_STEP_SUMMARY"):
        append_text(Path(place), markdown)


def told(error: OSError) -> str:
    """What the system refused, and what to do: a disk or a permission is no fault of the program's."""
    place = f"{error.filename}: " if error.filename else ""
    remedy = {
        errno.ENOSPC: "make room on the disk, and run the same command again",
        errno.EDQUOT: "make room on the disk, and run the same command again",
        errno.EROFS: "name a folder that can be written to",
        errno.EACCES: "see to it that this user may read and write there",
        errno.EPERM: "see to it that this user may read and write there",
        errno.ENAMETOOLONG: "give it a shorter name",
        errno.ENOTDIR: "a file stands where a folder is needed: move it away",
        errno.EEXIST: "a file stands where a folder is needed: move it away",
        errno.EISDIR: "a folder stands where a file is needed: move it away",
    }.get(error.errno or 0, "see what is there, and run the same command again")
    return f"{place}{error.strerror or error}; {remedy}"
