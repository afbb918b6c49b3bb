"""Runs a command of `kb` that ends, or finds the disk full, at a chosen change of the disk.

Python tells of each file that is opened for writing and of each rename, removal and folder before it happens. Counting
these gives moments that are the same in every run, and between which nothing else can happen to the disk.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
from pathlib import Path

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NEVER = 10**9

STARTED = multiprocessing.get_context("forkserver")
STARTED.set_forkserver_preload(["kb.cli", "kb.publish.build", "kb.search", "dying"])


def run(folder: Path, *words: str, at: int = NEVER, full: bool = False, name: str = "one") -> tuple[int, str, int]:
    """Runs a command in a folder: the code it ended with, what it said, and how many changes it came to.

    At the change with the number ``at`` it is killed or, with ``full``, told from there on that no space is left. Two
    that run at once have each a ``name``.
    """
    said = folder.with_name(f"{folder.name}.{name}.said")
    count = folder.with_name(f"{folder.name}.{name}.count")
    process = STARTED.Process(target=_child, args=(folder, words, at, full, said, count))
    process.start()
    process.join()
    return process.exitcode, said.read_text(encoding="utf-8"), int(count.read_text() or 0)


def _child(folder: Path, words: tuple[str, ...], at: int, full: bool, said: Path, count: Path) -> None:
    from kb import cli

    os.chdir(folder)
    output = said.open("w", encoding="utf-8", buffering=1)
    sys.stdout = sys.stderr = output
    sys.argv = ["kb", *words]
    counter = os.open(count, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    sys.dont_write_bytecode = True
    done = 0

    def watch(event: str, arguments: tuple) -> None:
        nonlocal done
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if (not opened and event not in CHANGES) or str(arguments[0]) == os.devnull:
            return  # it is only read, or is no disk
        done += 1
        os.pwrite(counter, str(done).encode(), 0)
        if done >= at and full and event not in ("os.remove", "os.rmdir"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), arguments[0])
        if done == at and not full:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    cli.main()
