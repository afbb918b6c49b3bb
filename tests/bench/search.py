"""Measures search: ours beside Material's own and Pagefind, over the same pages, in a browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import platform
import shutil
import statistics
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from bench import synthetic
from bench.engines import OURS, PAGEFIND, prepare
from bench.evaluation import Query, Score, identity, ranks, read_queries
from kb.checks.open_data import open_data
from kb.corpus.corpus import Corpus
from kb.model.values import Edition


def search(
    data: Annotated[Path, typer.Option("--data", help="The folder of records.", metavar="DIR")] = Path("data"),
    queries: Annotated[
        Path, typer.Option("--queries", help="Queries with the pages they should lead to.", metavar="FILE")
    ] = Path("tests/search/queries.yaml"),
    edition: Annotated[Edition, typer.Option("--edition", help="The edition to search.")] = Edition.EN,
    beside: Annotated[
        str, typer.Option("--beside", help="The searches to hold ours against.", metavar="NAME,NAME")
    ] = "material,pagefind",
    sizes: Annotated[
        str, typer.Option("--sizes", help="How many invented people to add, in turns.", metavar="N,N")
    ] = "0",
) -> None:
    """Compare the searches: what they find, what they load, how long they take."""
    console = Console()
    asked = read_queries(queries)
    corpus = open_data(data).corpus
    machine = f"{platform.machine()} with {os.cpu_count()} cores, Python {platform.python_version()}"
    console.print(f"commit {_commit()}, {machine}, edition {edition}")
    for size in (int(part) for part in sizes.split(",")):
        added = [person for person in synthetic.records(size) if person.id not in corpus]
        grown = Corpus.of([*corpus, *added], corpus.lock) if added else corpus
        with TemporaryDirectory() as folder:
            engines = prepare(grown, edition, Path("scripts/kb/theme"), Path(folder), beside.split(","))
            with _stand(Path(folder)) as stand:
                measured = {engine: measure(stand, engine, asked) for engine in engines}
        console.print(_figures(f"{len(grown.records)} records", measured))
        if not added:
            console.print(_by_category(asked, measured))


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How one search fared. Bytes are those of the files as gzip makes them, before the first query and with it."""

    ranks: Mapping[str, list[int]]
    ready_bytes: int
    first_bytes: int
    ready: float
    times: list[float]


def measure(stand: Stand, engine: str, queries: Mapping[str, tuple[Query, ...]]) -> Measured:
    """Starts the search in a page of its own, asks every query, and counts what was loaded."""
    page = stand.open_page()
    script = "search-worker.js" if engine == OURS else "workers/search.js"
    ready = page.evaluate(_START_PAGEFIND if engine == PAGEFIND else _START_WORKER, [engine, script])
    ready_bytes = stand.served()
    page.evaluate("text => ask(text)", next(iter(queries.values()))[0].text)
    first_bytes = stand.served()
    times: list[float] = []

    def find(text: str) -> list[str]:
        found, took = page.evaluate("text => ask(text)", text)
        times.append(took)
        return list(dict.fromkeys(identity(location) for location in found))

    fared = ranks(queries, find)
    page.context.close()
    return Measured(ranks=fared, ready_bytes=ready_bytes, first_bytes=first_bytes, ready=ready, times=times)


_START_WORKER = """async ([engine, script]) => {
  const settings = await (await fetch(`/${engine}/search/search_index.json`)).json()
  const worker = new Worker(`/${engine}/assets/javascripts/${script}`)
  const heard = type => new Promise((done, fail) => {
    worker.onmessage = ({ data }) => data.type === type && done(data.data)
    worker.onerror = fail
  })
  const begun = performance.now()
  const ready = heard(1)
  worker.postMessage({ type: 0, data: { ...settings, options: { suggest: true } } })
  await ready
  const took = performance.now() - begun
  window.ask = async text => {
    const begun = performance.now()
    const answer = heard(3)
    worker.postMessage({ type: 2, data: text })
    const { items } = await answer
    return [items.map(page => page[0].location), performance.now() - begun]
  }
  return took
}"""

_START_PAGEFIND = """async ([engine]) => {
  const begun = performance.now()
  const pagefind = await import(`/${engine}/pagefind/pagefind.js`)
  await pagefind.init()
  const took = performance.now() - begun
  window.ask = async text => {
    const begun = performance.now()
    const { results } = await pagefind.search(text)
    const shown = await Promise.all(results.slice(0, 5).map(result => result.data()))
    return [shown.map(page => page.url.replace(`/${engine}/`, "")), performance.now() - begun]
  }
  return took
}"""


@dataclass
class Stand:
    """A browser, and a server that knows which files it was asked for since the last page was opened."""

    address: str
    folder: Path
    browser: Any
    asked: list[str]

    def open_page(self) -> Any:
        page = self.browser.new_context().new_page()
        page.set_default_timeout(600_000)
        page.goto(self.address)
        page.wait_for_load_state("networkidle")
        self.asked.clear()
        return page

    def served(self) -> int:
        """The bytes of the files asked for, as gzip makes them."""
        files = (self.folder / path.split("?")[0].lstrip("/") for path in self.asked)
        return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.is_file())


@contextmanager
def _stand(folder: Path) -> Iterator[Stand]:
    """Serves the folder, and starts the browser that KB_BROWSER names."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415: is installed for tests only

    asked: list[str] = []

    class Noting(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

    found = os.environ.get("KB_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    handler = functools.partial(Noting, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if as_root else [])
        yield Stand(f"http://127.0.0.1:{server.server_port}/", folder, browser, asked)
        browser.close()
        server.shutdown()


def _figures(title: str, measured: Mapping[str, Measured]) -> Table:
    table = Table("", *measured, title=title)
    scores = {engine: Score.of(rank for own in m.ranks.values() for rank in own) for engine, m in measured.items()}
    rows = {
        "hit@1": lambda e: f"{scores[e].first:.1f} %",
        "hit@3": lambda e: f"{scores[e].among_three:.1f} %",
        "MRR": lambda e: f"{scores[e].reciprocal:.3f}",
        "kB to ready (gzip)": lambda e: f"{measured[e].ready_bytes / 1000:.1f}",
        "kB after the first query": lambda e: f"{measured[e].first_bytes / 1000:.1f}",
        "ms from setup to ready": lambda e: f"{measured[e].ready:.0f}",
        "ms a query, p50": lambda e: f"{statistics.median(measured[e].times):.1f}",
        "ms a query, p95": lambda e: f"{statistics.quantiles(measured[e].times, n=20)[-1]:.1f}",
    }
    for name, figure in rows.items():
        table.add_row(name, *(figure(engine) for engine in measured))
    return table


def _by_category(queries: Mapping[str, tuple[Query, ...]], measured: Mapping[str, Measured]) -> Table:
    table = Table(Column("category", no_wrap=True), "queries", *measured, title="hit@1 / hit@3 / MRR")
    for category, own in queries.items():
        scores = (Score.of(m.ranks[category]) for m in measured.values())
        table.add_row(
            category, str(len(own)), *(f"{s.first:.0f} / {s.among_three:.0f} / {s.reciprocal:.2f}" for s in scores)
        )
    return table


def _commit() -> str:
    git = shutil.which("git")
    done = git and subprocess.run([git, "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown" if done else "unknown"
