"""What the commands share: how they say things, how they fail, how they open the records, and where they work."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn
from urllib.parse import urlsplit

import typer
from rich.console import Console

from kb.checks.open_data import Checked, NoData, open_data
from kb.corpus.corpus import Corpus
from kb.model.problems import Problem, printable
from kb.publish.editor_schemas import write_schemas
from kb.publish.together import finish
from kb.publish.writing import append_text

if TYPE_CHECKING:
    from kb.publish.folders import Folders, Say

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


PREVIEW = Path(".build/preview")
"""Where `serve` keeps its site: among what can be made again, and nobody's to publish."""


def folders_for(out: Path | None = None) -> Folders:
    """Where a command works; with ``out`` where it puts a site, which must be a place for one."""
    from kb.publish.folders import Folders
    from kb.publish.swap import why_not_there

    root = Path.cwd()
    if not (root / "mkdocs.yml").is_file():
        fail(f"there is no mkdocs.yml in {root}: run the command in the project's folder")
    work = root / ".build"
    if out is None:
        return Folders(root=root, out=root / "site", work=work)
    if out == PREVIEW:
        return Folders(root=root, out=out, work=work / "for" / "preview")
    if reason := why_not_there(root, out):
        fail(f"--out {out}: {reason}: name a folder that is new, empty, or a site built before")
    return Folders(root=root, out=out, work=work if out == Path("site") else work / "for" / out.resolve().name)


def address_of(given: str | None) -> str | None:
    """Where the site will be published, ending in a slash."""
    if given is None:
        return None
    _require_address("--site-url", given)
    return given.rstrip("/") + "/"


def require_repository() -> None:
    """Fails where the repository that pages lead to has no address."""
    if repository := os.environ.get("KB_REPOSITORY", ""):
        _require_address("KB_REPOSITORY", repository)


def _require_address(name: str, given: str) -> None:
    if not _is_address(given):
        fail(f"{name} {printable(given)} is no address: write it out, as https://example.org/departures/")


def _is_address(text: str) -> bool:
    """Whether it is the address of a place on the web, to which a path can be added."""
    try:
        parts = urlsplit(text)
        shared = parts.username is None and (parts.port is None or parts.port > 0)  # pages would tell a password
    except ValueError:
        return False
    plain = re.fullmatch(r"[A-Za-z0-9._~:/%@!$&()*+,;=\[\]-]+", text)
    return bool(plain and shared and parts.scheme in ("http", "https") and parts.hostname)


@contextmanager
def progress() -> Iterator[Say]:
    """Shows the step under way on a terminal; is silent in a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: None
        return
    with console.status("") as status:
        yield lambda step: status.update(f"{step} …")
