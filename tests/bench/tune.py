"""Whether other weights would lead more queries where they should, tried on one half of them and told on the other."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.evaluation import Query, read_queries
from kb import search as search_index
from kb.checks.open_data import open_data
from kb.edition.locale import locales
from kb.publish.writing import write_text
from kb.search.terminal import find_node

SCRIPT = Path(__file__).parents[1] / "javascript" / "tune.mjs"


def tune(
    data: Annotated[Path, typer.Option("--data", help="The folder of records.", metavar="DIR")] = Path("data"),
    queries: Annotated[
        Path, typer.Option("--queries", help="Queries with the pages they should lead to.", metavar="FILE")
    ] = Path("tests/search/queries.yaml"),
    rounds: Annotated[int, typer.Option("--rounds", help="How often all weights are gone through.")] = 1,
) -> None:
    """Try other weights of the search; nothing is changed."""
    corpus = open_data(data).corpus
    with TemporaryDirectory() as folder:
        asked = Path(folder, "queries.json")
        asked.write_text(json.dumps(halves(read_queries(queries).values())), encoding="utf-8")
        for output in search_index.outputs(corpus, locales(corpus)):
            write_text(Path(folder, output.path), output.content)
        indexes = sorted(map(str, Path(folder).glob("*/search/index-*.js")))
        call = [find_node() or "node", str(SCRIPT), str(asked), str(rounds), *indexes]
        result = json.loads(subprocess.run(call, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
    console, table = Console(), Table("queries", "first before", "first after", "1/rank before", "1/rank after")
    for half in ("train", "test"):
        was, is_now = result["before"][half], result["after"][half]
        table.add_row(
            half,
            *(f"{part['first']:.2f} %" for part in (was, is_now)),
            *(f"{part['reciprocal']:.4f}" for part in (was, is_now)),
        )
    console.print(table)
    for weight in result["changed"]:
        console.print(f"{weight['path']}: {weight['from']:g} -> {weight['to']:g}")


def halves(categories: Iterable[tuple[Query, ...]]) -> dict[str, list[dict[str, object]]]:
    """Every category in two, by a digest of the query's text: a new query moves no other."""
    parted: dict[str, list[dict[str, object]]] = {"train": [], "test": []}
    for own in categories:
        for query in own:
            parted[half(query)].append({"text": query.text, "expected": sorted(query.expected)})
    return parted


def half(query: Query) -> str:
    """The half to which a query belongs."""
    return ("train", "test")[sha256(query.text.encode()).digest()[0] % 2]
