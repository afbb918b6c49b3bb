"""What the commands share: how they say things, how they fail, and how they open the records."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kb.checks.open_data import Checked, NoData, open_data
from kb.corpus.corpus import Corpus
from kb.publish.editor_schemas import write_schemas

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
"""The exit codes."""

DataOption = Annotated[Path, typer.Option("--data", help="The folder of records.", metavar="DIR")]


def say(text: str) -> None:
    """Tells the reader something that is no result: on the error stream."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    """Ends the command with what was wrong about how it was called."""
    say(f"kb: {text}")
    raise typer.Exit(WRONG_USE)


def open_records(data: Path) -> Checked:
    """The records, checked; fails where there is no such folder."""
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
