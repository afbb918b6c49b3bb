"""One build at a time for a working folder, held by the build and by the processes it starts."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WINDOWS = sys.platform == "win32"


@contextmanager
def one_at_a_time(work: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Holds the working folder; where another build has it, calls ``wait`` once and goes on when that one has ended.

    The system lets go of a lock when the last process that holds it ends, so that it is never stale. MkDocs inherits
    it:
    when a build is killed outright, the next one begins only when its MkDocs has ended too.
    """
    work.mkdir(parents=True, exist_ok=True)
    handle = os.open(work / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _locked(handle, wait=False):
            wait()
            while not _locked(handle, wait=True):
                pass
        os.set_inheritable(handle, True)
        yield
    finally:
        os.close(handle)


def _locked(handle: int, *, wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            # LK_LOCK gives up after ten seconds; the caller asks again.
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            raise
        return False
    return True
