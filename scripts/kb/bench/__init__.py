"""Measurements of the build and of search, on invented people; never part of the tests."""

import typer

from kb.bench.build import build

commands = typer.Typer(no_args_is_help=True, help="Measure the build and the search with invented people.")
commands.command(epilog="Example: kb bench build --sizes 100,1000")(build)
