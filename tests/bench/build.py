"""How long the build takes, and how much memory, as the data grows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console
from rich.table import Table

from bench.synthetic import people
from kb.corpus.evidence import Lock, LockedSource
from kb.loading.folder import LOCK_NAME
from kb.text.variants import comparable

SOURCE, QUOTE = "invented", "made up for measuring"

_STAGES = """
import json, resource, sys, time
from pathlib import Path
from kb import search as search_index
from kb.checks.open_data import open_data
from kb.edition.locale import locales
from kb.model.values import Edition
from kb.publish import build as site
from kb.publish import mkdocs, swap
from kb.publish.folders import Folders

data, work, root = map(Path, sys.argv[1:4])
folders = Folders(root=root, out=work / "site", work=work / "build")
took, begun = {}, time.perf_counter()

def stage(name):
    global begun
    took[name], begun = time.perf_counter() - begun, time.perf_counter()

checked = open_data(data)
assert not checked.errors, [str(p) for p in checked.errors[:3]]
stage("load and check")
conversion = site.remembered_conversion(checked.corpus, folders)
words = locales(checked.corpus, conversion)
rendered = list(site.render(words, folders, conversion))
stage("render")
took["pages"] = sum(len(r.pages) for r in rendered)
took["peak before MkDocs"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.perf_counter()
mkdocs.finish([run for r in rendered for run in mkdocs.start_edition(folders, r, None, False)])
stage("MkDocs, side by side")
for edition in Edition:
    (folders.html / f"{edition}.input").unlink()
begun = time.perf_counter()
for r in rendered:
    mkdocs.finish(list(mkdocs.start_edition(folders, r, None, False)))
stage("MkDocs, one after the other")
begun = time.perf_counter()
search = list(search_index.outputs(checked.corpus, words))
stage("search index, while MkDocs works")
swap.publish(folders, search, [])
stage("publish")
took["peak of one MkDocs"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps(took))
"""
"""The stages of a build, run in a process of its own so that memory is counted for each size alone."""


def build(
    sizes: Annotated[
        str, typer.Option("--sizes", help="How many people, parted by commas.", metavar="N,N")
    ] = "100,1000",
    seed: Annotated[int, typer.Option("--seed", help="The generator's seed.")] = 1,
) -> None:
    """Measure the build with invented people. 10,000 take several minutes."""
    console = Console()
    table = Table(title="Seconds, and MiB of memory, by number of people")
    columns = [int(size) for size in sizes.split(",")]
    measured = []
    for size in columns:
        with console.status(f"building with {size} people …"):
            measured.append(_measure(size, seed))
    table.add_column("")
    for size in columns:
        table.add_column(f"{size:,}", justify="right")
    for label, values in _rows(measured):
        table.add_row(label, *values)
    console.print(table)


def _measure(size: int, seed: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for kind, record_id, record in _records(size, seed):
            path = work / "data" / kind / f"{record_id}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")
        lock = Lock({SOURCE: LockedSource("0" * 64, {QUOTE: (1, 0)})})
        (work / "data" / LOCK_NAME).write_text(lock.write(), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", _STAGES, str(work / "data"), str(work), str(Path.cwd())],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        return json.loads(done.stdout)


def _records(size: int, seed: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A data folder without a mistake: invented people of different names, and what their claims rest on."""
    yield "organisations", "xai", {"names": {"en": "xAI"}, "kind": "company"}
    yield "sources", SOURCE, {"names": {"en": "Invented"}, "script": "en", "file": "invented.txt"}
    seen: set[str] = set()
    for record_id, record in people(size * 4, seed):
        names = {comparable(name) for name in record["names"].values()}
        if names & seen:
            continue
        seen |= names
        for claim in record["claims"]:
            del claim["outside"]
            claim |= {"source": SOURCE, "quote": QUOTE}
        yield "people", record_id, record
        size -= 1
        if not size:
            return


def _rows(measured: list[dict[str, float]]) -> Iterator[tuple[str, list[str]]]:
    for stage in (
        "load and check",
        "render",
        "MkDocs, side by side",
        "MkDocs, one after the other",
        "search index, while MkDocs works",
        "publish",
    ):
        yield stage, [f"{m[stage]:.2f}" for m in measured]
    before = [m["load and check"] + m["render"] for m in measured]
    own = [m["MkDocs, one after the other"] for m in measured]
    yield "before MkDocs, of MkDocs' own time", [f"{b / o:.0%}" for b, o in zip(before, own, strict=True)]
    yield (
        "side by side, of one after the other",
        [f"{m['MkDocs, side by side'] / o:.2f}" for m, o in zip(measured, own, strict=True)],
    )
    yield (
        "milliseconds a page, all told",
        [f"{1000 * (b + o) / m['pages']:.1f}" for m, b, o in zip(measured, before, own, strict=True)],
    )
    for peak in ("peak before MkDocs", "peak of one MkDocs"):
        yield f"{peak}, MiB", [f"{m[peak] / 1024:.0f}" for m in measured]
        yield f"{peak}, KiB a page", [f"{m[peak] / m['pages']:.0f}" for m in measured]
