"""The data folder as git has it in a revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kb.loading.folder import is_litter
from kb.model.problems import printable


class NoRevision(Exception):
    """Git does not know the state of the data that was asked for."""


def text_at(data: Path, revision: str, name: str) -> str | None:
    """A file of the folder as it was; None where there was none. Raises `NoRevision`."""
    text = _git(data, "show", f"{_commit(data, revision)}:./{name}")
    return None if text is None else text.decode("utf-8", errors="replace")


def files_at(data: Path, revision: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file of the folder as it was, as `kb.loading.read_folder` gives those of today. Raises `NoRevision`."""
    packed = _git(data, "archive", "--format=tar", _commit(data, revision), ".")
    with tarfile.open(fileobj=io.BytesIO(packed)) if packed else _empty() as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            if (
                member.isfile()
                and not any(is_litter(part) for part in path.parts)
                and (file := archive.extractfile(member))
            ):
                yield path, file.read()


def _empty() -> tarfile.TarFile:
    """What git packs where the folder was not there yet."""
    return tarfile.open(fileobj=io.BytesIO(b"\0" * 1024))


def _commit(data: Path, revision: str) -> str:
    """The digest of the commit that is meant: what is typed is never an option to git."""
    found = _git(data, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        raise NoRevision(f"git knows no revision '{printable(revision)}' of {data}")
    return found.decode("ascii").strip()


def _git(folder: Path, *words: str) -> bytes | None:
    """What git says; None where it fails, or is not there."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
