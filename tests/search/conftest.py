"""What the tests of search share: the worker in Node, over indexes made from a few records or from the real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from indexes import ROOT, SCRIPTS, Search, corpus_of, write_index

from kb.checks.open_data import open_data
from kb.search.terminal import Worker


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    """A worker with no index, for its folding."""
    with Worker(SCRIPTS, ROOT) as running:
        yield running


@pytest.fixture(scope="module")
def worker_over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Worker]]:
    """Starts workers over a few records each."""
    running: list[Worker] = []

    def make(records: dict[str, dict[str, Any]], edition: str = "en") -> Worker:
        started = Worker(SCRIPTS, write_index(corpus_of(records), tmp_path_factory.mktemp("few")) / edition)
        running.append(started)
        started.set_up()
        return started

    yield make
    for one in running:
        one.close()


@pytest.fixture(scope="module")
def search_in(worker_over: Callable[..., Worker]) -> Callable[..., Search]:
    """Makes a search over a few records; what it finds is given by kind and id, best first."""

    def make(records: dict[str, dict[str, Any]], edition: str = "en") -> Search:
        started = worker_over(records, edition)
        return lambda query: [item["location"].rstrip("/") for item in started.search(query)]

    return make


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The indexes of the project's own records, a folder an edition."""
    return write_index(open_data(ROOT / "data").corpus, tmp_path_factory.mktemp("real"))
