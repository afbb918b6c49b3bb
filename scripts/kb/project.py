"""Loads and checks a data folder as a whole: what every command begins with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.checks import check
from kb.corpus import Corpus
from kb.evidence import Lock
from kb.loading import Loaded, load, read_folder
from kb.loading.folder import LOCK_NAME
from kb.problems import Problem


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
    loaded = load(read_folder(data), shown_as=data.as_posix())
    problems = list(loaded.problems)
    lock = _read_lock(data, problems)
    corpus = Corpus.of(loaded.records, lock, unread=_unread_ids(loaded))
    problems += (loaded.problem(finding) for finding in check(corpus))
    return Checked(corpus, loaded, tuple(sorted(problems)))


def _read_lock(data: Path, problems: list[Problem]) -> Lock:
    path = data / LOCK_NAME
    try:
        return Lock.read(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Lock({})
    except (ValueError, OSError) as error:
        problems.append(
            Problem(
                file=path.as_posix(), message=f"the lock cannot be read: {error}", hint="take the last good one from git, or run 'kb verify'",
                code="lock",
            )
        )
        return Lock({})


def _unread_ids(loaded: Loaded) -> frozenset[str]:
    read = {origin.file for origin in loaded.origins.values()}
    return frozenset(Path(p.file).stem for p in loaded.problems if p.file not in read)
