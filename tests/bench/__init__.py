"""Measurements of the build and of search, on invented people; never part of the tests."""

import typer

from bench.build import build
from bench.search import search
from bench.suggest import suggest
from bench.tune import tune

commands = typer.Typer(no_args_is_help=True, help="Measure the build and the search with invented people.")
commands.command(epilog="Example: python3 scripts/run.py bench build --sizes 100,1000")(build)
commands.command(epilog="Example: python3 scripts/run.py bench search --edition zh-Hant --sizes 0,1000")(search)
commands.command(epilog="Example: python3 scripts/run.py bench suggest --articles ../articles")(suggest)
commands.command(epilog="Example: python3 scripts/run.py bench tune --rounds 2")(tune)
