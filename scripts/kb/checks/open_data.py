"""Loads and checks a data folder as a whole: what every command begins with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kb.checks import check
from kb.checks.evidence_rules import UNVERIFIED
from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock, statements
from kb.loading import Loaded, load, read_folder
from kb.loading.folder import LOCK_NAME, bytes_of
from kb.loading.yaml_mistakes import conflict_in
from kb.model.problems import Problem


class NoData(Exception):
    """There is no data folder where one was looked for."""


@dataclass(frozen=True)
class Checked:
    """A data folder after loading and checking. ``problems`` are sorted by file and line."""

    corpus: Corpus
    loaded: Loaded
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if not p.warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.warning)


def open_data(data: Path) -> Checked:
    """Reads the folder and everything wrong with it; raises `NoData` where it is none."""
    if not data.is_dir():
        raise NoData(f"there is no folder {data}")
    problems: list[Problem] = []
    lock = _read_lock(data, problems)
    checked = check_files(read_folder(data), lock or NO_LOCK, shown_as=data.as_posix(), problems=problems)
    if lock is None and any(True for record in checked.corpus for _ in statements(record)):
        return replace(checked, problems=tuple(sorted((*checked.problems, _no_lock(data)))))
    return checked


NO_LOCK = Lock({}, broken=True)


def _no_lock(data: Path) -> Problem:
    return Problem(
        file=(data / LOCK_NAME).as_posix(),
        message="there is no lock, so no quote is verified",
        hint="take it from git, or run 'kb verify --articles <folder>' with the articles at hand",
        code=UNVERIFIED,
    )


def check_files(
    files: Iterable[tuple[PurePosixPath, bytes | OSError]],
    lock: Lock,
    *,
    shown_as: str,
    problems: Iterable[Problem] = (),
) -> Checked:
    """What the files would be as a data folder; ``problems`` are known already, and told with the rest."""
    loaded = load(files, shown_as=shown_as)
    problems = [*problems, *loaded.problems]
    corpus = Corpus.of(loaded.records, lock, unread=loaded.unread, read_in_part=loaded.read_in_part)
    problems += (loaded.problem(finding) for finding in check(corpus))
    return Checked(corpus, loaded, tuple(sorted(problems)))


def _read_lock(data: Path, problems: list[Problem]) -> Lock | None:
    """The lock; None where there is none, and one that proves nothing where it cannot be read."""
    path = data / LOCK_NAME
    place, message = (1, 1), ""
    try:
        content = bytes_of(path, limit=-1)
        if isinstance(content, OSError):
            raise content
        text = content.decode("utf-8")
        if conflict := conflict_in(text):
            place, message = conflict, "git left a conflict behind in the lock"
        else:
            return Lock.read(text)
    except FileNotFoundError:
        return None
    except json.JSONDecodeError as error:
        place, message = (error.lineno, error.colno), f"the lock is not JSON ({error.msg})"
    except UnicodeDecodeError:
        message = "the lock is not UTF-8"
    except ValueError as error:
        message = f"the lock cannot be read: {error}"
    except OSError as error:
        message = f"the lock cannot be read ({error.strerror})"
    problems.append(
        Problem(
            file=path.as_posix(),
            line=place[0],
            column=place[1],
            message=message,
            code="lock",
            hint="take the last good one from git, or delete it and run 'kb verify --articles <folder>'",
        )
    )
    return Lock({}, broken=True)
